"""What helps to review: plausibility rules, themes in free texts, and reminders that were sent."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questionnaires.models import Question
from regions.language import in_language

from .response import Response
from .round import Round


class PlausibilityRule(models.Model):
    """Something unlikely in an answer to `question` (a key), which asks for a reason and never blocks.
    FELL_BACK: the answer stands lower on its scale than last time. JUMP: the number is more than `factor`
    times last time's, or less than that part of it. CONTRADICTS: `condition` is true, `must` is false."""

    class Kind(models.TextChoices):
        """What is unlikely."""

        FELL_BACK = "fell_back", _("stap terug")
        JUMP = "jump", _("sprong in een getal")
        CONTRADICTS = "contradicts", _("spreekt een ander antwoord tegen")

    key = models.SlugField(_("sleutel"), max_length=60, unique=True)
    kind = models.CharField(_("soort"), max_length=12, choices=Kind)
    question = models.SlugField(_("vraag"), max_length=60, blank=True)
    condition: Any = models.JSONField(_("als"), null=True, blank=True)
    must: Any = models.JSONField(_("dan ook"), null=True, blank=True)
    factor = models.PositiveSmallIntegerField(_("keer"), null=True, blank=True)
    text_nl = models.CharField(_("melding"), max_length=300)
    text_en = models.CharField(_("melding (Engels)"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("regel voor aannemelijkheid")
        verbose_name_plural = _("regels voor aannemelijkheid")
        ordering: ClassVar[list[str]] = ["key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind="fell_back")
                | Q(kind="jump", factor__gt=1)
                | Q(kind="contradicts", condition__isnull=False, must__isnull=False),
                name="roundtables_rule_complete",
                violation_error_message=_(
                    "Een sprong heeft een factor nodig, een tegenspraak twee voorwaarden."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.text_nl

    @property
    def text(self) -> str:
        """The message in the reader's language."""
        return in_language(self, "text")


class Theme(models.Model):
    """A theme that the programme finds in the free texts of one question in one round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="themes")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    name = models.CharField(_("thema"), max_length=100)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("thema in vrije tekst")
        verbose_name_plural = _("thema’s in vrije tekst")
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "question", "name"],
                name="roundtables_theme_once",
                violation_error_message=_("Dit thema is er al."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Mark(models.Model):
    """Somebody found a theme in the text of one region."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="marks")
    response = models.ForeignKey(Response, models.CASCADE, related_name="marks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("tijdstip"), default=timezone.now)

    class Meta:
        verbose_name = _("markering")
        verbose_name_plural = _("markeringen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["theme", "response"],
                name="roundtables_mark_once",
                violation_error_message=_("Dit thema is bij deze regio al gemarkeerd."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.response}"


class Reminder(models.Model):
    """A person was reminded of a round on a day; the row keeps a second mail from being sent."""

    class Kind(models.TextChoices):
        """What the mail was about."""

        BEFORE = "before", _("voor de uiterste datum")
        OVERDUE = "overdue", _("na de uiterste datum")
        CLOSED = "closed", _("ronde gesloten")
        BY_HAND = "by_hand", _("verstuurd door het programmateam")

    round = models.ForeignKey(Round, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(_("soort"), max_length=8, choices=Kind)
    day = models.DateField(_("dag"))
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        ordering: ClassVar[list[str]] = ["-day", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "person", "kind", "day"],
                name="roundtables_reminder_once_a_day",
                violation_error_message=_("Deze persoon is vandaag al herinnerd."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.round} ({self.day})"
