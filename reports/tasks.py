"""Tasks take ids, load, call an action. The queue only wakes a worker; rows say what must be done."""

import logging
from collections.abc import Callable

from celery import shared_task

from roundtables.models import Round

from .actions import factsheets, jobs, publishing
from .building.files import prepare_charts
from .models import FactSheetJob, ProgressReport, ReportJob
from .models.job import Job

log = logging.getLogger(__name__)
RUNS: tuple[tuple[type[Job], Callable[[int], bool]], ...] = (
    (ReportJob, publishing.run),
    (FactSheetJob, factsheets.run),
)


@shared_task(name="reports.build")
def build(job: int) -> None:
    """Build the version that job asks for, unless somebody else is at it."""
    publishing.run(job)


@shared_task(name="reports.sheets")
def sheets(job: int) -> None:
    """Make the fact sheets that job asks for, unless somebody else is at it."""
    factsheets.run(job)


@shared_task(name="reports.take_up_jobs")
def take_up_jobs() -> None:
    """Take up every job that nobody is at: by beat, and by each worker that starts."""
    jobs.give_up_hopeless()
    for kind, run in RUNS:
        for pk in kind.objects.waiting().order_by("pk").values_list("pk", flat=True):
            try:
                run(pk)
            except (
                Exception
            ):  # a job that cannot be made keeps no other waiting; it is tried again, five times
                log.exception("%s %s was not finished", kind.__name__, pk)


@shared_task(name="reports.refresh")
def refresh(round_: int) -> None:
    """Draw the charts that a change in the round made necessary, so that the reports about it and about later
    rounds find them ready."""
    since = Round.objects.get(pk=round_).reference_date
    for report in ProgressReport.objects.filter(round__reference_date__gte=since).select_related("round"):
        log.info("%s charts drawn for %s", prepare_charts(report), report.slug)
