"""What is asked: a questionnaire with its sections, questions and options.

Keys are stable across versions: a question keeps its key as long as its meaning stays, else it gets a new
key and says which one it succeeds and with what verdict.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from buildingblocks.models import BuildingBlock
from regions.language import in_language


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Questionnaires by what they are for."""

    def for_rounds(self) -> "QuestionnaireQuerySet":
        """What regions answer at their round tables."""
        return self.filter(purpose=Questionnaire.Purpose.ROUND_TABLE)

    def next_position(self) -> int:
        """The place for a new version, after all there are."""
        return int(self.aggregate(last=models.Max("position"))["last"] or 0) + 1


class Questionnaire(models.Model):
    """One version of a questionnaire; frozen from the moment that somebody can answer it. Versions with one
    purpose follow each other: a question keeps its key only among those."""

    class Purpose(models.TextChoices):
        """What the answers are for."""

        ROUND_TABLE = "round_table", _("rondetafelgesprek")
        APPLICATION = "application", _("aanvraag bij de projectenpool")
        PROJECT_REPORT = "project_report", _("verslag van een project")

    purpose = models.CharField(_("waarvoor"), max_length=20, choices=Purpose, default=Purpose.ROUND_TABLE)
    version = models.SlugField(_("versie"), unique=True)
    position = models.PositiveIntegerField(_("volgorde"), unique=True)
    frozen_at = models.DateTimeField(_("vastgelegd op"), null=True, blank=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("vragenlijst")
        verbose_name_plural = _("vragenlijsten")
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=("round_table", "application", "project_report")),
                name="questionnaires_purpose_known",
                violation_error_message=_("Kies waarvoor de vragenlijst is."),
            )
        ]

    def __str__(self) -> str:
        return self.version

    @property
    def earlier_questions(self) -> "models.QuerySet[Question]":
        """The questions of the versions before this one, the oldest first."""
        found = Question.objects.filter(
            questionnaire__purpose=self.purpose, questionnaire__position__lt=self.position
        )
        return found.order_by("questionnaire__position", "position")


class Section(models.Model):
    """The questions on one building block: one page of the form."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="sections")
    block = models.ForeignKey(BuildingBlock, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("volgorde"))

    class Meta:
        verbose_name = _("onderdeel")
        verbose_name_plural = _("onderdelen")
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["questionnaire", "block"],
                name="questionnaires_section_once",
                violation_error_message=_("Deze bouwsteen heeft al een onderdeel in de vragenlijst."),
            )
        ]

    def __str__(self) -> str:
        return str(self.block)


class Question(models.Model):
    """A question in one version of the questionnaire. `verdict` compares it with the question before it;
    `verdict_by` is who judged that, and nobody as long as a changed question waits for it."""

    class Type(models.TextChoices):
        """How a question is answered."""

        YES_NO = "yes_no", _("ja of nee")
        SINGLE = "single", _("één keuze")
        MULTIPLE = "multiple", _("meer keuzes")
        NUMBER = "number", _("getal")
        FREE_TEXT = "free_text", _("vrije tekst")

    class AnsweredBy(models.TextChoices):
        """Who gives the answer: the region at its round table, the programme from a register, or the project
        pool from its own projects. What the pool answers is typed by nobody."""

        ROUNDTABLE = "roundtable", _("rondetafelgesprek")
        REGISTER = "register", _("register")
        POOL = "pool", _("projectenpool")

    class Visibility(models.TextChoices):
        """Who may see which region answered what. Counts are always shown."""

        PUBLIC = "public", _("openbaar")
        PARTNERS = "partners", _("partners")
        PROGRAMME = "programme", _("programma")

    class Verdict(models.TextChoices):
        """How answers compare with those to the question it succeeds."""

        SAME = "same", _("vergelijkbaar")
        NOTE = "note", _("vergelijkbaar met kanttekening")
        BREAK = "break", _("niet vergelijkbaar")

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    key = models.SlugField(_("sleutel"), max_length=60)
    position = models.PositiveIntegerField(_("volgorde"))
    text_nl = models.TextField(_("vraag"))
    text_en = models.TextField(_("vraag (Engels)"), blank=True)
    type = models.CharField(_("soort"), max_length=10, choices=Type)
    answered_by = models.CharField(_("beantwoord door"), max_length=10, choices=AnsweredBy)
    visibility = models.CharField(
        _("wie ziet welke regio"), max_length=10, choices=Visibility, default=Visibility.PARTNERS
    )
    help_nl = models.TextField(_("uitleg"), blank=True)
    help_en = models.TextField(_("uitleg (Engels)"), blank=True)
    required = models.BooleanField(_("verplicht"), default=True)
    may_not_apply = models.BooleanField(_("mag niet van toepassing zijn"), default=False)
    ask_if: Any = models.JSONField(_("alleen vragen als"), null=True, blank=True)
    succeeds = models.SlugField(_("volgt op"), max_length=60, blank=True)
    verdict = models.CharField(_("vergelijkbaarheid"), max_length=5, choices=Verdict, default=Verdict.SAME)
    verdict_note_nl = models.TextField(_("kanttekening"), blank=True)
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("vraag")
        verbose_name_plural = _("vragen")
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["questionnaire", "key"],
                name="questionnaires_question_key_once",
                violation_error_message=_("Deze sleutel staat al in de vragenlijst."),
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="same") | ~models.Q(verdict_note_nl=""),
                name="questionnaires_verdict_with_note",
                violation_error_message=_("Vertel in de kanttekening waarom."),
            ),
        ]

    def __str__(self) -> str:
        return self.text_nl

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        return in_language(self, "text")

    @property
    def help(self) -> str:
        """What helps to answer, in the reader's language."""
        return in_language(self, "help")

    @property
    def has_options(self) -> bool:
        """Whether the answer is a choice among options."""
        return self.type in (self.Type.YES_NO, self.Type.SINGLE, self.Type.MULTIPLE)


class Option(models.Model):
    """An answer that can be chosen. A rank puts it on a scale (higher is further); an exclusive option
    ("geen") does not go together with others."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    slug = models.SlugField(_("sleutel"), max_length=60)
    label_nl = models.CharField(_("antwoord"), max_length=200)
    label_en = models.CharField(_("antwoord (Engels)"), max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(_("rang"), null=True, blank=True)
    exclusive = models.BooleanField(_("sluit andere uit"), default=False)
    position = models.PositiveIntegerField(_("volgorde"))

    class Meta:
        verbose_name = _("antwoordoptie")
        verbose_name_plural = _("antwoordopties")
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["question", "slug"],
                name="questionnaires_option_slug_once",
                violation_error_message=_("Deze optie bestaat al bij de vraag."),
            )
        ]

    def __str__(self) -> str:
        return self.label_nl

    @property
    def label(self) -> str:
        """The answer in the reader's language."""
        return in_language(self, "label")
