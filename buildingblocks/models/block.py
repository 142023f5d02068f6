"""Action lines, building blocks under every name they had, and the publications."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from buildingblocks import errors
from regions.language import in_language
from regions.names import fold


class Source(models.Model):
    """A publication of the programme. Every published number says which one it stands in."""

    key = models.SlugField(_("sleutel"), unique=True)
    title_nl = models.CharField(_("titel"), max_length=200)
    title_en = models.CharField(_("titel (Engels)"), max_length=200, blank=True)
    publisher = models.CharField(_("uitgever"), max_length=120)
    date = models.DateField(_("datum"), help_text=_("Eerste dag van de maand of het jaar van uitgave."))
    date_nl = models.CharField(_("datum in woorden"), max_length=60)
    date_en = models.CharField(_("datum in woorden (Engels)"), max_length=60, blank=True)
    concept = models.BooleanField(_("concept"), default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["date", "key"]
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")

    def __str__(self) -> str:
        return self.title_nl

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self, "title")


class ActionLine(models.Model):
    """One of the three action lines, or the regional or general part beside them."""

    key = models.SlugField(_("sleutel"), unique=True, max_length=20)
    slug = models.SlugField(_("slug"), unique=True)
    name_nl = models.CharField(_("naam"), max_length=80)
    name_en = models.CharField(_("naam (Engels)"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("plaats"), unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        verbose_name = _("actielijn")
        verbose_name_plural = _("actielijnen")

    def __str__(self) -> str:
        return self.name_nl

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_language(self, "name")


class BuildingBlockQuerySet(models.QuerySet["BuildingBlock"]):
    """Finding building blocks under the names of any year."""

    def by_name(self, text: str) -> "BuildingBlock":
        """The block that `text` names: key, slug and present name first, then older names, then aliases.

        Raises `UnknownBlock` when nothing or more than one block answers to it.
        """
        wanted = fold(text)
        blocks = list(self.prefetch_related("names", "aliases"))
        for names_of in (BuildingBlock.present_names, BuildingBlock.older_names, BuildingBlock.other_names):
            found = [block for block in blocks if wanted in map(fold, names_of(block))]
            if len(found) > 1:
                raise errors.several(text, [block.name_nl for block in found])
            if found:
                return found[0]
        raise errors.unknown(text)


class BuildingBlock(models.Model):
    """A subject of the approach. It is renamed over the years; its key stays."""

    key = models.SlugField(_("sleutel"), unique=True)
    slug = models.SlugField(_("slug"), unique=True)
    action_line = models.ForeignKey(
        ActionLine, on_delete=models.PROTECT, related_name="blocks", verbose_name=_("actielijn")
    )
    name_nl = models.CharField(_("naam"), max_length=100)
    name_en = models.CharField(_("naam (Engels)"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(_("plaats"), unique=True)
    note_nl = models.CharField(_("opmerking"), max_length=300, blank=True)

    objects: ClassVar[Any] = BuildingBlockQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        verbose_name = _("bouwsteen")
        verbose_name_plural = _("bouwstenen")

    def __str__(self) -> str:
        return self.name_nl

    @property
    def name(self) -> str:
        """The present name in the reader's language."""
        return in_language(self, "name")

    def name_in(self, period: str) -> str:
        """The Dutch name as the programme wrote it in `period` ("2019-06"), or the last one before it."""
        known = [name for name in self.names.all() if name.period <= period]
        return max(known, key=lambda name: name.period).name_nl if known else self.name_nl

    def present_names(self) -> list[str]:
        """What the block is called today, in the database and on screen."""
        return [self.key, self.slug, self.name_nl, self.name_en]

    def older_names(self) -> list[str]:
        """What the progress reports called it."""
        return [name.name_nl for name in self.names.all()]

    def other_names(self) -> list[str]:
        """What headings, annexes and other publications called it."""
        return [alias.alias for alias in self.aliases.all()]


class BlockName(models.Model):
    """The name a building block had in a period, as the publication of that period printed it."""

    block = models.ForeignKey(
        BuildingBlock, on_delete=models.CASCADE, related_name="names", verbose_name=_("bouwsteen")
    )
    period = models.CharField(
        _("periode"), max_length=10, help_text=_("Jaar of jaar en maand, zoals 2019-06.")
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="block_names", verbose_name=_("bron")
    )
    name_nl = models.CharField(_("naam"), max_length=100)

    class Meta:
        ordering: ClassVar[list[str]] = ["block__position", "period"]
        verbose_name = _("naam in een periode")
        verbose_name_plural = _("namen per periode")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["block", "period"],
                name="buildingblocks_name_once_a_period",
                violation_error_message=_("Deze bouwsteen heeft al een naam voor deze periode."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name_nl} ({self.period})"


class BlockAlias(models.Model):
    """Another label for a building block: a heading, a theme of the pool, an abbreviation."""

    block = models.ForeignKey(
        BuildingBlock, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("bouwsteen")
    )
    alias = models.CharField(_("andere naam"), max_length=120)
    folded = models.CharField(_("zoeknaam"), max_length=120, editable=False)
    used_in_nl = models.CharField(_("gebruikt in"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["block__position", "folded"]
        verbose_name = _("andere naam van een bouwsteen")
        verbose_name_plural = _("andere namen van bouwstenen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["block", "folded"],
                name="buildingblocks_alias_once_a_block",
                violation_error_message=_("Deze bouwsteen heeft deze andere naam al."),
            )
        ]

    def __str__(self) -> str:
        return self.alias

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the folded form beside the label, so that the database refuses a second spelling of it."""
        self.folded = fold(self.alias)
        super().save(*args, **kwargs)
