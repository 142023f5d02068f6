"""The openings of the grant pool, their themes, and the printed tables of themes and regions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from buildingblocks.models import BuildingBlock, Source
from regions.language import in_language
from regions.models import Region


class Pool(models.Model):
    """A year or more of the grant pool, with the totals that every source agrees on. Calls open it."""

    key = models.SlugField(_("sleutel"), unique=True, max_length=20)
    name_nl = models.CharField(_("naam"), max_length=100)
    name_en = models.CharField(_("naam (Engels)"), max_length=100, blank=True)
    period_nl = models.CharField(_("looptijd"), max_length=40)
    stated_projects = models.PositiveSmallIntegerField(
        _("genoemd aantal projecten"),
        null=True,
        blank=True,
        help_text=_("Leeg als bronnen elkaar tegenspreken."),
    )
    stated_budget = models.PositiveIntegerField(_("genoemd budget in euro’s"), null=True, blank=True)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="pools",
        null=True,
        blank=True,
        verbose_name=_("bron"),
        help_text=_("Leeg als de pool hier is opengesteld: dan is de pool zelf de bron."),
    )
    section = models.CharField(_("paragraaf"), max_length=40, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["key"]
        verbose_name = _("projectenpool")
        verbose_name_plural = _("projectenpools")

    def __str__(self) -> str:
        return self.name_nl

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_language(self, "name")


class Theme(models.Model):
    """A theme under which regions ask for a grant; it often is a building block."""

    key = models.SlugField(_("sleutel"), unique=True)
    slug = models.SlugField(_("slug"), unique=True)
    block = models.ForeignKey(
        BuildingBlock,
        on_delete=models.PROTECT,
        related_name="themes",
        null=True,
        blank=True,
        verbose_name=_("bouwsteen"),
    )
    name_nl = models.CharField(_("naam"), max_length=100)
    name_en = models.CharField(_("naam (Engels)"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(_("plaats"), unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        verbose_name = _("thema")
        verbose_name_plural = _("thema’s")

    def __str__(self) -> str:
        return self.name_nl

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_language(self, "name")


class ThemeName(models.Model):
    """A theme as one pool printed it; a theme without a name in a pool was not in that pool."""

    pool = models.ForeignKey(
        Pool, on_delete=models.CASCADE, related_name="theme_names", verbose_name=_("pool")
    )
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="names", verbose_name=_("thema"))
    name_nl = models.CharField(_("naam"), max_length=100)
    name_en = models.CharField(_("naam (Engels)"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(_("plaats in de tabel"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pool__key", "position"]
        verbose_name = _("naam van een thema")
        verbose_name_plural = _("namen van thema’s")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["pool", "theme"],
                name="projectpool_theme_once_a_pool",
                violation_error_message=_("Dit thema heeft al een naam in deze pool."),
            ),
            models.UniqueConstraint(
                fields=["pool", "position"],
                name="projectpool_theme_position_unique",
                violation_error_message=_("Op deze plaats in de tabel staat al een thema."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_nl

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_language(self, "name")


class PoolEntry(models.Model):
    """A cell of the printed table: this region takes part in this theme. It is not yet a project."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="entries", verbose_name=_("pool"))
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="entries", verbose_name=_("thema")
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="pool_entries", verbose_name=_("regio")
    )
    position = models.PositiveSmallIntegerField(_("plaats in de kolom"))
    label = models.CharField(_("zoals afgedrukt"), max_length=100)
    joint = models.BooleanField(_("met een sterretje: samen met andere regio’s"), default=False)
    multiplicity = models.PositiveSmallIntegerField(_("aantal projecten in deze cel"), default=1)
    partial = models.BooleanField(_("alleen een deel van de regio"), default=False)
    certain = models.BooleanField(_("de kolom is zeker"), default=True)
    note_nl = models.CharField(_("opmerking"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pool__key", "theme__position", "position"]
        verbose_name = _("regel in de tabel")
        verbose_name_plural = _("regels in de tabel")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["pool", "theme", "region"],
                name="projectpool_entry_region_once_a_theme",
                violation_error_message=_("Deze regio staat al bij dit thema."),
            ),
            models.UniqueConstraint(
                fields=["pool", "theme", "position"],
                name="projectpool_entry_position_unique",
                violation_error_message=_("Op deze plaats in de kolom staat al een regio."),
            ),
            models.CheckConstraint(
                condition=models.Q(multiplicity__gte=1),
                name="projectpool_entry_multiplicity_positive",
                violation_error_message=_("Een cel staat voor minstens één project."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Box(models.Model):
    """A frame in the report in which the projects of one subject are described."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="boxes", verbose_name=_("pool"))
    key = models.SlugField(_("sleutel"), unique=True)
    block = models.ForeignKey(
        BuildingBlock, on_delete=models.PROTECT, related_name="boxes", verbose_name=_("bouwsteen")
    )
    title_nl = models.CharField(_("titel"), max_length=120)
    title_en = models.CharField(_("titel (Engels)"), max_length=120, blank=True)
    section = models.CharField(_("paragraaf"), max_length=20)
    position = models.PositiveSmallIntegerField(_("plaats"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pool__key", "position"]
        verbose_name = _("kader")
        verbose_name_plural = _("kaders")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["pool", "position"],
                name="projectpool_box_position_unique",
                violation_error_message=_("Op deze plaats staat al een kader."),
            )
        ]

    def __str__(self) -> str:
        return self.title_nl

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self, "title")
