"""How applications are weighed and decided: assessments with scores, and the decision."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projectpool.models.application import Application
from projectpool.models.call import Criterion


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Assessments by whether they are ready."""

    def finished(self) -> "AssessmentQuerySet":
        """Every criterion has a score, and the assessor said so."""
        return self.exclude(finished_at=None)

    def waiting(self) -> "AssessmentQuerySet":
        """Given to somebody and not finished, of applications that still wait for a decision."""
        return self.filter(finished_at=None, application__state=Application.State.SUBMITTED)


class Assessment(models.Model):
    """One assessor's view of one application. An assessor has no interest in it: no role in a region that
    takes part, and said so (`no_interest_at`) before the first score. `third` is an opinion asked because two
    differ."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="assessments")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")
    third = models.BooleanField(_("derde oordeel"), default=False)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(_("gegeven op"), default=timezone.now)
    no_interest_at = models.DateTimeField(_("geen belang verklaard op"), null=True, blank=True)
    advice = models.TextField(_("advies"), blank=True)
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("beoordeling")
        verbose_name_plural = _("beoordelingen")
        ordering: ClassVar[list[str]] = ["application", "assigned_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application", "assessor"],
                name="projectpool_assessor_once",
                violation_error_message=_("Deze beoordelaar heeft de aanvraag al."),
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(no_interest_at__isnull=False),
                name="projectpool_assessed_without_interest",
                violation_error_message=_("Verklaar eerst dat u geen belang hebt bij deze aanvraag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.assessor}"


class Score(models.Model):
    """What an assessor gives for one criterion, from 1 (weak) to 5 (strong), and why."""

    LEAST, MOST = 1, 5

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(_("punten"))
    reason = models.TextField(_("waarom"))

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering: ClassVar[list[str]] = ["assessment", "criterion__position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"],
                name="projectpool_score_once",
                violation_error_message=_("Dit criterium heeft al een score."),
            ),
            models.CheckConstraint(
                condition=Q(points__gte=1, points__lte=5),
                name="projectpool_score_in_range",
                violation_error_message=_("Geef 1 tot en met 5 punten."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="projectpool_score_with_reason",
                violation_error_message=_("Schrijf bij elke score waarom u die geeft."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions by whether they still hold."""

    def standing(self) -> "DecisionQuerySet":
        """Not replaced by a later one."""
        return self.filter(replaced_at=None)

    def newest_first(self) -> "DecisionQuerySet":
        """The one that stands, then those before it."""
        return self.order_by(F("replaced_at").desc(nulls_first=True), "-pk")


class Decision(models.Model):
    """What the programme decided about an application: granted for an amount in eurocents, or refused, with
    the motives that stand in the letter. The letter is kept as it was. One decision stands; after an
    objection was upheld another takes its place, and the first is kept, with the moment that it was replaced.
    A granted decision that stands is the grant."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    granted = models.BooleanField(_("toegekend"))
    amount = models.BigIntegerField(_("bedrag in eurocenten"), default=0)
    motives = models.TextField(_("motivering"))
    conditions = models.TextField(_("voorwaarden"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("tijdstip"), default=timezone.now)
    replaced_at = models.DateTimeField(_("vervangen op"), null=True, blank=True)
    letter_path = models.CharField(_("plaats van de brief"), max_length=200, blank=True, editable=False)
    letter_sha256 = models.CharField(
        _("controlegetal van de brief"), max_length=64, blank=True, editable=False
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(replaced_at=None),
                name="projectpool_one_standing_decision",
                violation_error_message=_("Over deze aanvraag staat al een besluit."),
            ),
            models.CheckConstraint(
                condition=Q(granted=True, amount__gt=0) | Q(granted=False, amount=0),
                name="projectpool_decision_amount_fits",
                violation_error_message=_("Een toekenning heeft een bedrag, een afwijzing niet."),
            ),
            models.CheckConstraint(
                condition=~Q(motives=""),
                name="projectpool_decision_with_motives",
                violation_error_message=_("Schrijf waarom u dit besluit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {_('toegekend') if self.granted else _('afgewezen')}"


class Objection(models.Model):
    """A region disagrees with a decision, and gets an answer."""

    class State(models.TextChoices):
        """Where an objection stands."""

        OPEN = "open", _("in behandeling")
        UPHELD = "upheld", _("gegrond")
        REJECTED = "rejected", _("ongegrond")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="objections")
    grounds = models.TextField(_("waarom de regio het er niet mee eens is"))
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(_("ingediend op"), default=timezone.now)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(_("antwoord"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("bezwaar")
        verbose_name_plural = _("bezwaren")
        ordering: ClassVar[list[str]] = ["filed_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="projectpool_objection_answered",
                violation_error_message=_("Schrijf een antwoord op het bezwaar."),
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(state="open"),
                name="projectpool_one_open_objection",
                violation_error_message=_("Er loopt al een bezwaar tegen dit besluit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.get_state_display()}"


class Instalment(models.Model):
    """A part of a grant that is paid on a date, in eurocents; together never more than the grant. It stays
    with the decision under which it was planned; a grant is paid by those of all decisions about it."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="instalments")
    due_on = models.DateField(_("te betalen op"))
    amount = models.BigIntegerField(_("bedrag in eurocenten"))
    paid_at = models.DateTimeField(_("betaald op"), null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("termijn")
        verbose_name_plural = _("termijnen")
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="projectpool_instalment_positive",
                violation_error_message=_("Een termijn is meer dan nul."),
            ),
            models.CheckConstraint(
                condition=Q(paid_at=None, paid_by=None) | Q(paid_at__isnull=False, paid_by__isnull=False),
                name="projectpool_instalment_paid_by_somebody",
                violation_error_message=_("Een betaling heeft een persoon en een moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on}: {self.amount}"
