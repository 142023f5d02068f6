"""A round: a moment of measurement."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import validate_slug
from django.db import models
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questionnaires.models import Questionnaire
from regions.language import in_language
from regions.models import Region

models.CharField.register_lookup(Length)


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, always oldest first."""

    def accepting(self) -> "RoundQuerySet":
        """Rounds in which answers can still change."""
        return self.filter(state__in=(Round.State.OPEN, Round.State.REOPENED))

    def begun(self) -> "RoundQuerySet":
        """Rounds that regions have seen: a round in preparation asks nobody anything yet."""
        return self.exclude(state=Round.State.PREPARING)

    def in_order(self) -> "RoundQuerySet":
        """Oldest first, by reference date."""
        return self.order_by("reference_date", "pk")


def remind_before() -> list[int]:
    """Days before the deadline on which who has not finished is reminded, unless the round says otherwise."""
    return [14, 3]


class Round(models.Model):
    """A moment of measurement. `revision` rises with every change that can change a figure; caches and
    charts are keyed by it. `example` marks made-up answers, and travels into all that is made of them."""

    class State(models.TextChoices):
        """Where the round stands."""

        PREPARING = "preparing", _("in voorbereiding")
        OPEN = "open", _("open")
        CLOSED = "closed", _("gesloten")
        REOPENED = "reopened", _("heropend")

    key = models.CharField(_("sleutel"), max_length=50, unique=True, validators=[validate_slug])
    label_nl = models.CharField(_("naam"), max_length=80)
    label_en = models.CharField(_("naam (Engels)"), max_length=80, blank=True)
    reference_date = models.DateField(_("peildatum"))
    opens_on = models.DateField(_("opent op"), null=True, blank=True)
    deadline = models.DateField(_("uiterste datum"), null=True, blank=True)
    remind_before = models.JSONField(_("herinneren, dagen vooraf"), default=remind_before, blank=True)
    remind_overdue_every = models.PositiveSmallIntegerField(
        _("herinneren na de datum, om de dagen"), default=3
    )
    asks_agreement = models.BooleanField(_("vraagt wie akkoord geeft"), default=False)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.PREPARING)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="rounds")
    example = models.BooleanField(_("voorbeeldgegevens"), default=False)
    revision = models.PositiveBigIntegerField(_("versie"), default=1)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("ronde")
        verbose_name_plural = _("rondes")
        ordering: ClassVar[list[str]] = ["reference_date", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(key__length__gt=0),
                name="roundtables_round_has_key",
                violation_error_message=_("Geef de ronde een sleutel, bijvoorbeeld 2021-voorjaar."),
            )
        ]

    def __str__(self) -> str:
        return self.label_nl

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_language(self, "label")

    @property
    def accepts_answers(self) -> bool:
        """Whether answers can still change."""
        return self.state in (self.State.OPEN, self.State.REOPENED)


class Transition(models.Model):
    """Something that happened to a round, or to one region in it: who, when and why. Only ever added to."""

    class What(models.TextChoices):
        """What happened."""

        MADE = "made", _("gemaakt")
        CHANGED = "changed", _("gewijzigd")
        OPENED = "opened", _("geopend")
        CLOSED = "closed", _("gesloten")
        REOPENED = "reopened", _("heropend")
        EXTENDED = "extended", _("uitstel gegeven")
        EXCUSED = "excused", _("vrijgesteld")
        INCLUDED = "included", _("doet weer mee")
        REMINDED = "reminded", _("herinnerd")

    round = models.ForeignKey(Round, models.CASCADE, related_name="transitions")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", null=True, blank=True)
    what = models.CharField(_("wat"), max_length=10, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("tijdstip"), default=timezone.now)
    why = models.CharField(_("reden"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("gebeurtenis in een ronde")
        verbose_name_plural = _("gebeurtenissen in een ronde")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_what_display()}"
