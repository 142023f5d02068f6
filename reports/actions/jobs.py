"""Jobs held by lease: claimed, renewed, finished once.

The queue only wakes a worker; the row decides. A worker that dies stops renewing, its lease runs out, and
the next one takes the job up. A worker that was only slow finds its token gone and throws its work away.
"""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User

from ..errors import ReportError
from ..models import ProgressReport, ReportJob

LEASE = timedelta(seconds=9)
RENEW = 2.0  # seconds between renewals
ATTEMPTS = 5


@transaction.atomic
def request_build(*, by: User, report: ProgressReport, publish: bool = False) -> ReportJob:
    """Ask for a version of the report; a request that is still running is returned as it is."""
    ProgressReport.objects.select_for_update().get(pk=report.pk)
    running = report.jobs.unfinished().first()
    if running is not None and publish and running.publish_at is None:
        raise ReportError(_("Er wordt nog een concept gemaakt. Vraag de publicatie aan als dat klaar is."))
    if running is not None:
        return running
    return ReportJob.objects.create(
        report=report, asked_by=by, publish_at=timezone.now() if publish else None
    )


def claim(pk: int) -> str:
    """Take up the job; its token, or "" when somebody else is at it or it is finished."""
    token = secrets.token_hex(16)
    taken = (
        ReportJob.objects.waiting()
        .filter(pk=pk, attempts__lt=ATTEMPTS)
        .update(
            state=ReportJob.State.RUNNING,
            token=token,
            lease_until=timezone.now() + LEASE,
            attempts=F("attempts") + 1,
        )
    )
    return token if taken else ""


def give_up_hopeless() -> None:
    """A job that took down its worker again and again is told to have failed."""
    ReportJob.objects.waiting().filter(attempts__gte=ATTEMPTS).update(
        state=ReportJob.State.FAILED,
        problem=_("De opdracht is na vijf pogingen gestopt. Vraag hem opnieuw aan."),
    )


def held(pk: int, token: str) -> "QuerySet[ReportJob]":
    """The job, as long as `token` holds it."""
    return ReportJob.objects.filter(pk=pk, token=token, state=ReportJob.State.RUNNING)


def progress(pk: int, token: str, step: str, done: int, total: int) -> None:
    """Tell how far the job is; counted from what is finished."""
    held(pk, token).update(step=step, done=done, total=total, lease_until=timezone.now() + LEASE)


def fail(pk: int, token: str, problem: str) -> None:
    """End the job with a sentence for whoever asked."""
    held(pk, token).update(state=ReportJob.State.FAILED, problem=problem[:500], lease_until=None)


@contextmanager
def lease(pk: int, token: str) -> Iterator[None]:
    """Renew the job's lease from a thread of its own while the work goes on."""
    stop = threading.Event()
    keeper = threading.Thread(target=_renew, args=(pk, token, stop), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _renew(pk: int, token: str, stop: threading.Event) -> None:
    try:
        while not stop.wait(RENEW):
            with suppress(DatabaseError):  # a database that is busy now is asked again in two seconds
                held(pk, token).update(lease_until=timezone.now() + LEASE)
    finally:
        connection.close()
