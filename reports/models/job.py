"""Jobs: a long job is a row; the queue only wakes a worker."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .report import ProgressReport, ReportVersion


class ReportJobQuerySet(models.QuerySet["ReportJob"]):
    """Jobs by what must happen with them."""

    def waiting(self) -> "ReportJobQuerySet":
        """Not yet done, and nobody is at it: new, or the lease of whoever was at it ran out."""
        free = models.Q(lease_until=None) | models.Q(lease_until__lt=timezone.now())
        return self.filter(free, state__in=(ReportJob.State.QUEUED, ReportJob.State.RUNNING))

    def unfinished(self) -> "ReportJobQuerySet":
        """Queued or running."""
        return self.filter(state__in=(ReportJob.State.QUEUED, ReportJob.State.RUNNING))


class ReportJob(models.Model):
    """Build a version of a report. A worker holds it by a lease that it renews; `token` tells the holder
    apart from one that was thought dead. Finishing is one conditional update on that token."""

    class State(models.TextChoices):
        """Where the job stands."""

        QUEUED = "queued", _("wacht")
        RUNNING = "running", _("bezig")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="jobs")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True)
    publish_at = models.DateTimeField(_("openbaar vanaf"), null=True, blank=True)
    state = models.CharField(_("stand"), max_length=8, choices=State, default=State.QUEUED)
    step = models.CharField(_("stap"), max_length=40, blank=True)
    done = models.PositiveIntegerField(_("gedaan"), default=0)
    total = models.PositiveIntegerField(_("van"), default=0)
    token = models.CharField(_("houder"), max_length=32, blank=True)
    lease_until = models.DateTimeField(_("vastgehouden tot"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("pogingen"), default=0)
    problem = models.CharField(_("wat er misging"), max_length=500, blank=True)
    version = models.OneToOneField(ReportVersion, models.SET_NULL, null=True, blank=True, related_name="job")

    objects = ReportJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("opdracht voor een rapportage")
        verbose_name_plural = _("opdrachten voor rapportages")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(state__in=("queued", "running")),
                name="reports_one_job_at_a_time",
                violation_error_message=_("Deze rapportage wordt al gemaakt."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_state_display()}"
