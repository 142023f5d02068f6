"""Targets: how many regions a figure should count, by which day, and which publication says so."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from buildingblocks.models import Source
from regions.language import in_language

from .indicator import Indicator


class TargetQuerySet(models.QuerySet["Target"]):
    """Targets by whether they still hold."""

    def standing(self) -> "TargetQuerySet":
        """Those that nobody ended."""
        return self.filter(ended_on=None)


class Target(models.Model):
    """What an indicator should reach: a number of regions, or every region in its base. `key` names a target
    that was loaded from a table; `revision` counts what people changed, and what they changed is never loaded
    over."""

    key = models.SlugField(_("sleutel"), max_length=120, unique=True, null=True, blank=True, editable=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets", verbose_name=_("cijfer"))
    value = models.PositiveIntegerField(_("aantal regio’s"), null=True, blank=True)
    everyone = models.BooleanField(_("alle regio’s"), default=False)
    due = models.DateField(_("uiterlijk"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("bron"))
    note_nl = models.CharField(_("toelichting"), max_length=300, blank=True)
    note_en = models.CharField(_("toelichting (Engels)"), max_length=300, blank=True)
    ended_on = models.DateField(_("vervallen op"), null=True, blank=True)
    ended_why = models.CharField(_("reden van vervallen"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(_("wijzigingen"), default=0, editable=False)

    objects: ClassVar[Any] = TargetQuerySet.as_manager()
    history: ClassVar[Any] = HistoricalRecords()

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering: ClassVar[list[str]] = ["indicator__position", "due", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(everyone=True, value__isnull=True)
                | Q(everyone=False, value__isnull=False, value__gte=1),
                name="reports_target_number_or_everyone",
                violation_error_message=_("Kies alle regio’s, of vul een aantal regio’s in van 1 of meer."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_why=""),
                name="reports_target_ended_with_reason",
                violation_error_message=_("Geef een reden."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "due"],
                condition=Q(ended_on__isnull=True),
                name="reports_target_once_a_day",
                violation_error_message=_("Dit cijfer heeft al een doel voor deze dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.due}"

    @property
    def note(self) -> str:
        """What is said with it, in the reader's language."""
        return in_language(self, "note")
