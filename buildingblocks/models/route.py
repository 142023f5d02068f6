"""The regional route: the themes with which regions learn from each other, on their way to all regions."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from regions.language import in_language

from .block import BuildingBlock


class RouteTheme(models.Model):
    """A theme of the route. `uses` and `implemented` are conditions over a region's answers: it works with
    what the theme hands on; the building block is introduced according to it. Without a condition no question
    measures it."""

    key = models.SlugField(_("sleutel"), unique=True)
    block = models.ForeignKey(
        BuildingBlock, on_delete=models.PROTECT, related_name="route_themes", verbose_name=_("bouwsteen")
    )
    position = models.PositiveSmallIntegerField(_("plaats"))
    name_nl = models.CharField(_("naam"), max_length=120)
    name_en = models.CharField(_("naam (Engels)"), max_length=120, blank=True)
    uses: Any = models.JSONField(_("een regio gebruikt het als"), null=True, blank=True)
    implemented: Any = models.JSONField(_("een regio heeft het ingevoerd als"), null=True, blank=True)

    history: ClassVar[Any] = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        verbose_name = _("thema van de regionale route")
        verbose_name_plural = _("thema’s van de regionale route")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(implemented__isnull=True) | models.Q(uses__isnull=False),
                name="buildingblocks_route_implemented_is_used",
                violation_error_message=_("Zeg ook wanneer een regio het thema gebruikt."),
            )
        ]

    def __str__(self) -> str:
        return self.name_nl

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_language(self, "name")
