"""The experiments in women's shelters, and the totals that were printed about the pool."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from buildingblocks.models import Source
from projectpool.models.pool import Pool, Theme
from regions.models import Region


class Experiment(models.Model):
    """A line of the table of experiments in women's shelters; which lines are one experiment is not known."""

    key = models.SlugField(_("sleutel"), unique=True)
    label = models.CharField(_("zoals afgedrukt"), max_length=160)
    joint = models.BooleanField(_("van meer regio’s samen"), default=False)
    regions = models.ManyToManyField(Region, related_name="experiments", verbose_name=_("regio’s"))
    period_nl = models.CharField(_("looptijd"), max_length=120)
    monitoring_nl = models.CharField(_("evaluatie"), max_length=160, blank=True)
    status_nl = models.CharField(_("stand"), max_length=120)
    note_nl = models.CharField(_("opmerking"), max_length=400, blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="experiments", verbose_name=_("bron")
    )
    position = models.PositiveSmallIntegerField(_("plaats"), unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        verbose_name = _("experiment vrouwenopvang")
        verbose_name_plural = _("experimenten vrouwenopvang")

    def __str__(self) -> str:
        return self.label


class PublishedTotal(models.Model):
    """A total that a publication printed about a pool; totals that disagree stand side by side."""

    class What(models.TextChoices):
        """What was added up."""

        PROJECTS = "projects", _("projecten")
        ENTRIES = "entries", _("regels in de tabel")
        REGIONS = "regions", _("regio’s")
        EXPERIMENTS = "experiments", _("experimenten")
        BUDGET = "budget", _("euro’s")

    key = models.SlugField(_("sleutel"), unique=True)
    pool = models.ForeignKey(
        Pool, on_delete=models.CASCADE, related_name="published_totals", verbose_name=_("pool")
    )
    what = models.CharField(_("wat is geteld"), max_length=12, choices=What)
    theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        related_name="published_totals",
        null=True,
        blank=True,
        verbose_name=_("thema"),
    )
    value = models.PositiveIntegerField(_("waarde"))
    as_worded = models.CharField(_("zoals in de bron"), max_length=120)
    from_list = models.BooleanField(_("geteld in een lijst"), default=False)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="published_totals", verbose_name=_("bron")
    )
    section = models.CharField(_("paragraaf"), max_length=60)
    regions = models.ManyToManyField(
        Region, related_name="published_totals", blank=True, verbose_name=_("genoemde regio’s")
    )
    note_nl = models.CharField(_("opmerking"), max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(_("plaats"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pool__key", "position"]
        verbose_name = _("gepubliceerd totaal")
        verbose_name_plural = _("gepubliceerde totalen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["pool", "position"],
                name="projectpool_total_position_unique",
                violation_error_message=_("Op deze plaats staat al een totaal."),
            ),
            models.CheckConstraint(
                condition=models.Q(what__in=["projects", "entries", "regions", "experiments", "budget"]),
                name="projectpool_total_what_known",
                violation_error_message=_("Dit soort totaal bestaat niet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_worded} ({self.section})"
