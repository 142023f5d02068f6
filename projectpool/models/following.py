"""How a project goes: a report every half year, a final report, and changes that are asked for."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projectpool.models.project import Project
from questionnaires.models import AnswerSheet
from regions.models import Region


class ProjectReportQuerySet(models.QuerySet["ProjectReport"]):
    """Project reports by where they stand."""

    def to_do(self) -> "ProjectReportQuerySet":
        """With the region: not handed in yet, or sent back."""
        return self.filter(state__in=(ProjectReport.State.OPEN, ProjectReport.State.RETURNED))

    def late(self) -> "ProjectReportQuerySet":
        """With the region after the day they were due."""
        return self.to_do().filter(due_on__lt=timezone.localdate())

    def approved(self) -> "ProjectReportQuerySet":
        """Read and approved by the programme: these count."""
        return self.filter(state=ProjectReport.State.APPROVED)


class ProjectReport(models.Model):
    """What a project tells of a half year, or at its end. What it tells stands on its answer sheet: results,
    traffic light with reason, delay with cause, lesson for other regions."""

    class Kind(models.TextChoices):
        """Which report."""

        HALF_YEAR = "half_year", _("halfjaarverslag")
        FINAL = "final", _("eindverslag")

    class State(models.TextChoices):
        """Where a report stands."""

        OPEN = "open", _("bij de regio")
        SUBMITTED = "submitted", _("ingediend")
        RETURNED = "returned", _("teruggestuurd")
        APPROVED = "approved", _("goedgekeurd")

    project = models.ForeignKey(Project, models.CASCADE, related_name="reports")
    sheet = models.OneToOneField(AnswerSheet, models.PROTECT, related_name="project_report")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.HALF_YEAR)
    period_from = models.DateField(_("over de periode vanaf"))
    period_until = models.DateField(_("tot en met"))
    due_on = models.DateField(_("uiterlijk"))
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.OPEN)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField(_("ingediend op"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField(_("afgehandeld op"), null=True, blank=True)
    why = models.CharField(_("reden"), max_length=500, blank=True)

    objects = ProjectReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("verslag van een project")
        verbose_name_plural = _("verslagen van projecten")
        ordering: ClassVar[list[str]] = ["project", "due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["project", "kind", "period_until"],
                name="projectpool_report_once_a_period",
                violation_error_message=_("Over deze periode is er al een verslag."),
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(kind="final"),
                name="projectpool_one_final_report",
                violation_error_message=_("Er is al een eindverslag."),
            ),
            models.CheckConstraint(
                condition=Q(period_until__gte=models.F("period_from")),
                name="projectpool_report_period_fits",
                violation_error_message=_("De periode eindigt voor zij begint."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "submitted", "returned", "approved")),
                name="projectpool_report_state_known",
                violation_error_message=_("Deze stand van een verslag bestaat niet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.project}"

    @property
    def with_region(self) -> bool:
        """Whether the region can change it."""
        return self.state in (self.State.OPEN, self.State.RETURNED)

    @property
    def is_late(self) -> bool:
        """Whether the region should have handed it in by now."""
        return self.with_region and self.due_on < timezone.localdate()


class ReportReminder(models.Model):
    """A person is reminded of a project report on a day; the row keeps a second mail from being sent."""

    report = models.ForeignKey(ProjectReport, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField(_("dag"))
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("herinnering aan een verslag")
        verbose_name_plural = _("herinneringen aan verslagen")
        ordering: ClassVar[list[str]] = ["-day", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["report", "person", "day"],
                name="projectpool_reminder_once_a_day",
                violation_error_message=_("Deze persoon is vandaag al herinnerd."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.report} ({self.day})"


class ChangeRequest(models.Model):
    """A project asks for other money, more time or other partners; the programme decides. `amount` is the new
    total of the grant in eurocents, `ends_on` the new last day, `regions` who takes part afterwards."""

    class What(models.TextChoices):
        """What is to change."""

        MONEY = "money", _("geld")
        TIME = "time", _("tijd")
        PARTNERS = "partners", _("partners")

    class State(models.TextChoices):
        """Where a request stands."""

        ASKED = "asked", _("gevraagd")
        APPROVED = "approved", _("goedgekeurd")
        REFUSED = "refused", _("afgewezen")

    project = models.ForeignKey(Project, models.CASCADE, related_name="change_requests")
    what = models.CharField(_("wat"), max_length=10, choices=What)
    text = models.TextField(_("wat er verandert en waarom"))
    amount = models.BigIntegerField(_("nieuw bedrag in eurocenten"), null=True, blank=True)
    ends_on = models.DateField(_("nieuwe einddatum"), null=True, blank=True)
    regions = models.ManyToManyField(
        Region, related_name="+", blank=True, verbose_name=_("regio’s die daarna meedoen")
    )
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    why = models.TextField(_("motivering"), blank=True)

    class Meta:
        verbose_name = _("wijzigingsverzoek")
        verbose_name_plural = _("wijzigingsverzoeken")
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(what="money", amount__gt=0, ends_on=None)
                | Q(what="time", amount=None, ends_on__isnull=False)
                | Q(what="partners", amount=None, ends_on=None),
                name="projectpool_change_says_what",
                violation_error_message=_("Geef bij geld het nieuwe bedrag, bij tijd de nieuwe einddatum."),
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(decided_at__isnull=False) & ~Q(why=""),
                name="projectpool_change_decided_why",
                violation_error_message=_("Schrijf waarom u dit besluit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.project}"
