"""Answers have one home: a sheet, owned by a response, an application or a scan."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .questionnaire import Option, Question, Questionnaire


class AnswerState(models.IntegerChoices):
    """Where an answer stands. Only APPROVED counts in figures; CARRIED_OVER counts as not answered
    until somebody confirms it. A small integer, because whole rounds are read at once."""

    OPEN = 0, _("open")
    GIVEN = 1, _("gegeven")
    CARRIED_OVER = 2, _("overgenomen")
    SUBMITTED = 3, _("ingediend")
    APPROVED = 4, _("goedgekeurd")
    RETURNED = 5, _("teruggestuurd")
    CONFIRMED = 6, _("ongewijzigd bevestigd")

    @classmethod
    def waiting(cls) -> tuple["AnswerState", ...]:
        """Answered, but not settled."""
        return (cls.GIVEN, cls.SUBMITTED, cls.RETURNED, cls.CONFIRMED)

    @classmethod
    def fresh(cls) -> tuple["AnswerState", ...]:
        """Answered by the region, not yet handed in."""
        return (cls.GIVEN, cls.CONFIRMED)


class AnswerSheet(models.Model):
    """The answers to one questionnaire by one party."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="sheets")

    class Meta:
        verbose_name = _("antwoordblad")
        verbose_name_plural = _("antwoordbladen")

    def __str__(self) -> str:
        return f"{self.questionnaire} #{self.pk}"


class Answer(models.Model):
    """The answer to one question on a sheet. `revision` is the number of its newest revision and serves
    the conflict check. `not_applicable` marks that the question does not apply, with a reason in `text`.
    `comment` explains the answer; `agreement` says whether the partners at the table share it, `dissent`
    who sees it otherwise and why. `source` and `source_date` belong to register questions."""

    class Agreement(models.TextChoices):
        """What the partners at the table make of the answer."""

        UNSAID = "", _("niet vermeld")
        AGREED = "agreed", _("iedereen aan tafel is het eens")
        DISSENT = "dissent", _("niet iedereen aan tafel is het eens")

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    state = models.PositiveSmallIntegerField(_("stand"), choices=AnswerState, default=AnswerState.OPEN)
    not_applicable = models.BooleanField(_("niet van toepassing"), default=False)
    text = models.TextField(_("tekst"), blank=True)
    number = models.DecimalField(_("getal"), max_digits=18, decimal_places=4, null=True, blank=True)
    comment = models.TextField(_("toelichting"), blank=True)
    agreement = models.CharField(
        _("eens aan tafel"), max_length=8, choices=Agreement, default=Agreement.UNSAID, blank=True
    )
    dissent = models.TextField(_("wie het anders ziet en waarom"), blank=True)
    source = models.CharField(_("bron"), max_length=200, blank=True)
    source_date = models.DateField(_("peildatum"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("versie"), default=0)
    options: "models.ManyToManyField[Option, AnswerChoice]" = models.ManyToManyField(
        Option, through="AnswerChoice"
    )

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["sheet", "question"],
                name="questionnaires_answer_once",
                violation_error_message=_("Deze vraag heeft al een antwoord op dit blad."),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=AnswerState.values),
                name="questionnaires_answer_state_known",
                violation_error_message=_("Deze stand van een antwoord bestaat niet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question.key}: {self.get_state_display()}"


class AnswerChoice(models.Model):
    """An option chosen in an answer."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="choices")
    option = models.ForeignKey(Option, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("keuze")
        verbose_name_plural = _("keuzes")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["answer", "option"],
                name="questionnaires_choice_once",
                violation_error_message=_("Deze optie is al gekozen."),
            )
        ]

    def __str__(self) -> str:
        return str(self.option)


class RevisionKind(models.TextChoices):
    """What happened to an answer."""

    TYPED = "typed", _("ingevuld")
    IMPORTED = "imported", _("ingelezen")
    CARRIED = "carried", _("overgenomen van de vorige ronde")
    CONFIRMED = "confirmed", _("ongewijzigd bevestigd")
    SUBMITTED = "submitted", _("ingediend")
    DROPPED = "dropped", _("vervallen bij het indienen")
    APPROVED = "approved", _("goedgekeurd")
    RETURNED = "returned", _("teruggestuurd")

    @classmethod
    def of_content(cls) -> tuple["RevisionKind", ...]:
        """What changes the answer itself; the rest only changes where it stands."""
        return (cls.TYPED, cls.IMPORTED, cls.CARRIED, cls.CONFIRMED, cls.DROPPED)


class AnswerRevision(models.Model):
    """A change of an answer: who, when, old, new, and why. One person's typing within ten minutes folds
    into one revision, which then takes the next number: so the number tells every change, and the numbers
    of the rows that stay rise with gaps. `old` and `new` are plain data, as `Given.plain` makes them.
    `page` names the open page that a change was typed on; its own changes are never a conflict to it. `turn`
    rises with every change on that page, so that a save that arrives late never takes a newer one's place."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("versie"))
    kind = models.CharField(_("wat"), max_length=10, choices=RevisionKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    began_at = models.DateTimeField(_("begonnen"))
    at = models.DateTimeField(_("tijdstip"))
    old: Any = models.JSONField(_("was"))
    new: Any = models.JSONField(_("werd"))
    why = models.CharField(_("reden"), max_length=500, blank=True)
    page = models.CharField(_("pagina"), max_length=32, blank=True)
    turn = models.PositiveBigIntegerField(_("beurt"), default=0)

    class Meta:
        verbose_name = _("wijziging van een antwoord")
        verbose_name_plural = _("wijzigingen van antwoorden")
        ordering: ClassVar[list[str]] = ["answer", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["answer", "number"],
                name="questionnaires_revision_number_once",
                violation_error_message=_("Deze versie van het antwoord bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} v{self.number}"
