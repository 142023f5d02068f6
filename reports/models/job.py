"""Jobs: a long job is a row; the queue only wakes a worker."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .report import ProgressReport, ReportVersion

UNFINISHED = ("queued", "running")


class JobQuerySet(models.QuerySet[Any]):
    """Jobs by what must happen with them."""

    def waiting(self) -> Self:
        """Not yet done, and nobody is at it: new, or the lease of whoever was at it ran out."""
        free = models.Q(lease_until=None) | models.Q(lease_until__lt=timezone.now())
        return self.unfinished().filter(free)

    def unfinished(self) -> Self:
        """Queued or running."""
        return self.filter(state__in=UNFINISHED)


class Job(models.Model):
    """Something that a worker makes. It holds the row by a lease that it renews; `token` tells the holder
    apart from one that was thought dead. Finishing is one conditional update on that token."""

    class State(models.TextChoices):
        """Where the job stands."""

        QUEUED = "queued", _("wacht")
        RUNNING = "running", _("bezig")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True)
    state = models.CharField(_("stand"), max_length=8, choices=State, default=State.QUEUED)
    step = models.CharField(_("stap"), max_length=40, blank=True)
    done = models.PositiveIntegerField(_("gedaan"), default=0)
    total = models.PositiveIntegerField(_("van"), default=0)
    token = models.CharField(_("houder"), max_length=32, blank=True)
    lease_until = models.DateTimeField(_("vastgehouden tot"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("pogingen"), default=0)
    problem = models.CharField(_("wat er misging"), max_length=500, blank=True)

    objects: ClassVar[Any] = JobQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def unfinished(self) -> bool:
        """Whether it waits or is being made."""
        return self.state in UNFINISHED


class ReportJob(Job):
    """Build a version of a report."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="jobs")
    publish_at = models.DateTimeField(_("openbaar vanaf"), null=True, blank=True)
    version = models.OneToOneField(ReportVersion, models.SET_NULL, null=True, blank=True, related_name="job")

    class Meta:
        verbose_name = _("opdracht voor een rapportage")
        verbose_name_plural = _("opdrachten voor rapportages")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(state__in=UNFINISHED),
                name="reports_one_job_at_a_time",
                violation_error_message=_("Deze rapportage wordt al gemaakt."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_state_display()}"


class FactSheetJob(Job):
    """Make the fact sheet of every region, as one file for whoever asked. With `everybody` it holds what
    everybody may know; else what the asker might know when it was made, and `reader` marks that audience."""

    round_key = models.CharField(_("ronde"), max_length=50)
    everybody = models.BooleanField(_("alleen openbare gegevens"), default=True)
    language = models.CharField(_("taal"), max_length=10, default="nl")
    reader = models.CharField(_("kenmerk van de lezer"), max_length=64, blank=True)
    path = models.CharField(_("plaats"), max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("grootte"), default=0)
    made_at = models.DateTimeField(_("gemaakt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("opdracht voor fact sheets")
        verbose_name_plural = _("opdrachten voor fact sheets")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["asked_by"],
                condition=models.Q(state__in=UNFINISHED),
                name="reports_one_sheet_job_a_person",
                violation_error_message=_("Uw fact sheets worden al gemaakt."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_key}: {self.get_state_display()}"
