"""Who takes part in a round, and what each region answers."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from questionnaires.models import AnswerSheet
from regions.models import Region

from .round import Round


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Filters on who counts."""

    def counted(self) -> "ParticipantQuerySet":
        """The regions that figures are about: not excused, not pretend."""
        return self.filter(excused=False, pretend=False)


class Participant(models.Model):
    """A region in a round. Excused regions, with a reason, and pretend regions stay outside every base."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="participants")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    excused = models.BooleanField(_("vrijgesteld"), default=False)
    excused_why = models.CharField(_("reden"), max_length=500, blank=True)
    pretend = models.BooleanField(_("oefenregio"), default=False)
    history = HistoricalRecords()

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelnemer")
        verbose_name_plural = _("deelnemers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "region"],
                name="roundtables_participant_once",
                violation_error_message=_("Deze regio doet al mee aan de ronde."),
            ),
            models.CheckConstraint(
                condition=models.Q(excused=False) | ~models.Q(excused_why=""),
                name="roundtables_excused_with_reason",
                violation_error_message=_("Geef een reden waarom de regio is vrijgesteld."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} ({self.round})"


class Response(models.Model):
    """What one region answers in one round; owns the sheet. Its state follows from its answers."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="responses")
    region = models.ForeignKey(Region, models.PROTECT, related_name="responses")
    sheet = models.OneToOneField(AnswerSheet, models.PROTECT, related_name="response")

    class Meta:
        verbose_name = _("inzending")
        verbose_name_plural = _("inzendingen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "region"],
                name="roundtables_response_once",
                violation_error_message=_("Deze regio heeft al een inzending in de ronde."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.region}, {self.round}"
