"""The regions of the programme, their municipalities, and every name by which they are known."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from regions.directory import Directory
from regions.names import fold


class RegionQuerySet(models.QuerySet["Region"]):
    """Finding regions the way people name them."""

    def directory(self) -> Directory["Region"]:
        """Every known name of these regions in three queries; for whoever looks up more than one."""
        found: Directory[Region] = Directory()
        for region in self.prefetch_related("subregions"):
            for name in region.own_names():
                found.add(name, [region])
        for alias in RegionAlias.objects.prefetch_related("regions"):
            found.add(alias.alias, list(alias.regions.all()))
        return found

    def by_name(self, text: str) -> "Region":
        """The region that `text` names; raises `UnknownRegion` for none, several, or an area of justice."""
        return self.directory().one(text)

    def all_by_name(self, text: str) -> list["Region"]:
        """All regions that `text` names: two for "Noord-Holland Noord"; raises `UnknownRegion` for none."""
        return self.directory().all(text)


class RealRegions(models.Manager.from_queryset(RegionQuerySet)):  # type: ignore[misc]  # made at run time
    """Every region that exists: nothing that counts or lists regions meets the one to practise with."""

    def get_queryset(self) -> RegionQuerySet:
        """Without the pretend region."""
        found: RegionQuerySet = super().get_queryset()
        return found.filter(pretend=False)


class Region(models.Model):
    """One of the regions in which municipalities approach domestic violence and child abuse together.
    `objects` holds those; `with_pretend` also the one region that exists only to practise with."""

    slug = models.SlugField(_("slug"), unique=True)
    number = models.PositiveSmallIntegerField(_("nummer"), unique=True)
    name = models.CharField(_("naam"), max_length=80, unique=True)
    tile_row = models.PositiveSmallIntegerField(_("rij op de tegelkaart"))
    tile_col = models.PositiveSmallIntegerField(_("kolom op de tegelkaart"))
    pretend = models.BooleanField(_("oefenregio"), default=False, editable=False)

    objects: ClassVar[Any] = RealRegions()
    with_pretend: ClassVar[Any] = RegionQuerySet.as_manager()
    history: ClassVar[Any] = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        verbose_name = _("regio")
        verbose_name_plural = _("regio’s")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(number__gt=0),
                name="regions_region_number_positive",
                violation_error_message=_("Het nummer van een regio begint bij 1."),
            ),
            models.UniqueConstraint(
                fields=["tile_row", "tile_col"],
                name="regions_region_tile_unique",
                violation_error_message=_("Op deze plek van de tegelkaart staat al een regio."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def own_names(self) -> list[str]:
        """Name and slug of the region, and the labels of its subregions."""
        labels = [label for subregion in self.subregions.all() for label in subregion.labels(self)]
        return [self.name, self.slug, *labels]


class RegionAlias(models.Model):
    """Another label found in print. No region: an area of justice. Several: regions that work together."""

    class Kind(models.TextChoices):
        """Why a label differs from the region's own name."""

        SPELLING = "spelling", _("andere schrijfwijze")
        ORDER = "order", _("andere volgorde")
        MISPRINT = "misprint", _("vermoedelijke fout")
        PART = "part", _("deel van de regio")
        SUBREGION = "subregion", _("subregio")
        MUNICIPALITY = "municipality", _("centrumgemeente als naam van de regio")
        TOGETHER = "together", _("regio’s die samenwerken")
        JUSTICE = "justice", _("gebied van justitie, geen regio")

    alias = models.CharField(_("andere naam"), max_length=120)
    folded = models.CharField(_("zoeknaam"), max_length=120, unique=True, editable=False)
    kind = models.CharField(_("soort"), max_length=12, choices=Kind)
    regions = models.ManyToManyField(Region, related_name="aliases", blank=True, verbose_name=_("regio’s"))
    note_nl = models.CharField(_("opmerking"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["folded"]
        verbose_name = _("andere naam van een regio")
        verbose_name_plural = _("andere namen van regio’s")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "spelling",
                        "order",
                        "misprint",
                        "part",
                        "subregion",
                        "municipality",
                        "together",
                        "justice",
                    ]
                ),
                name="regions_alias_kind_known",
                violation_error_message=_("Deze soort naam bestaat niet."),
            )
        ]

    def __str__(self) -> str:
        return self.alias

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the folded form beside the label, so that the database refuses a second spelling of it."""
        self.folded = fold(self.alias)
        super().save(*args, **kwargs)


class Subregion(models.Model):
    """A part of a region with a central municipality of its own, printed as a line of its own (27a, 27b)."""

    region = models.ForeignKey(
        Region, on_delete=models.CASCADE, related_name="subregions", verbose_name=_("regio")
    )
    code = models.CharField(_("code"), max_length=8, unique=True)
    name = models.CharField(_("naam"), max_length=80)

    class Meta:
        ordering: ClassVar[list[str]] = ["region__number", "code"]
        verbose_name = _("subregio")
        verbose_name_plural = _("subregio’s")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="regions_subregion_name_unique",
                violation_error_message=_("Deze regio heeft al een subregio met deze naam."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def labels(self, region: Region) -> list[str]:
        """Every way in which a source may name this part: all of them mean the whole region."""
        return [self.code, self.name, str(self), f"{region.name} {self.name}", f"{region.name} {self}"]


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Which municipalities belong together."""

    def of(self, region: Region) -> Self:
        """The central municipalities of a region, the first one printed first."""
        return self.filter(region=region)


class Municipality(models.Model):
    """A central municipality: it receives the money for shelter and speaks for the region."""

    name = models.CharField(_("naam"), max_length=80)
    slug = models.SlugField(_("slug"), unique=True)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("regio")
    )
    subregion = models.ForeignKey(
        Subregion,
        on_delete=models.PROTECT,
        related_name="municipalities",
        null=True,
        blank=True,
        verbose_name=_("subregio"),
    )
    position = models.PositiveSmallIntegerField(_("plaats"))

    objects: ClassVar[Any] = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["region__number", "position"]
        verbose_name = _("centrumgemeente")
        verbose_name_plural = _("centrumgemeenten")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["region", "position"],
                name="regions_municipality_position_unique",
                violation_error_message=_("Op deze plaats staat al een centrumgemeente van deze regio."),
            )
        ]

    def __str__(self) -> str:
        return self.name
