"""A round: a moment of measurement."""

from typing import ClassVar

from django.core.validators import validate_slug
from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from questionnaires.models import Questionnaire

models.CharField.register_lookup(Length)


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, always oldest first."""

    def accepting(self) -> "RoundQuerySet":
        """Rounds in which answers can still change."""
        return self.filter(state__in=(Round.State.OPEN, Round.State.REOPENED))

    def in_order(self) -> "RoundQuerySet":
        """Oldest first, by reference date."""
        return self.order_by("reference_date", "pk")


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
    deadline = models.DateField(_("uiterste datum"), null=True, blank=True)
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
    def accepts_answers(self) -> bool:
        """Whether answers can still change."""
        return self.state in (self.State.OPEN, self.State.REOPENED)
