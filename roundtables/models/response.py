"""Who takes part in a round, and what each region answers."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from questionnaires.models import AnswerSheet, Question
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
    extended_to = models.DateField(_("uitstel tot"), null=True, blank=True)
    extended_why = models.CharField(_("reden van het uitstel"), max_length=500, blank=True)
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

    @property
    def deadline(self) -> date | None:
        """The last day for this region."""
        return self.extended_to or self.round.deadline


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


class Submission(models.Model):
    """A region handed sections in. `agreed_by` is the function that agreed, where the round asks for it;
    `blocks` are the keys of the building blocks that were handed in."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="submissions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("tijdstip"), default=timezone.now)
    agreed_by = models.CharField(_("functie die akkoord geeft"), max_length=150, blank=True)
    blocks: Any = models.JSONField(_("onderdelen"), default=list)

    class Meta:
        verbose_name = _("indiening")
        verbose_name_plural = _("indieningen")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.response}: {self.at:%Y-%m-%d}"


class Reply(models.Model):
    """What a region says of what will be counted, before the round closes. The newest one counts."""

    class Kind(models.TextChoices):
        """Agree, or not."""

        CONFIRMED = "confirmed", _("akkoord")
        OBJECTED = "objected", _("bezwaar")

    response = models.ForeignKey(Response, models.CASCADE, related_name="replies")
    kind = models.CharField(_("antwoord"), max_length=10, choices=Kind)
    why = models.TextField(_("toelichting"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("tijdstip"), default=timezone.now)

    class Meta:
        verbose_name = _("reactie op wat wordt geteld")
        verbose_name_plural = _("reacties op wat wordt geteld")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kind="confirmed") | ~models.Q(why=""),
                name="roundtables_objection_with_reason",
                violation_error_message=_("Vertel waarmee u het niet eens bent."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.get_kind_display()}"


class Contest(models.Model):
    """A region says that the register has it wrong; the programme settles that with an outcome."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="contests")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    why = models.TextField(_("wat er volgens u niet klopt"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("tijdstip"), default=timezone.now)
    outcome = models.TextField(_("uitkomst"), blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField(_("afgehandeld op"), null=True, blank=True)

    class Meta:
        verbose_name = _("betwisting van het register")
        verbose_name_plural = _("betwistingen van het register")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.response}: {self.question.key}"
