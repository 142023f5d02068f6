"""Jobs held by lease: claimed, renewed, finished once.

The queue only wakes a worker; the row decides. A worker that dies stops renewing, its lease runs out, and
the next one takes the job up. A worker that was only slow finds its token gone and throws its work away.
"""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from roundtables.errors import RoundError

from ..errors import ReportError
from ..models import FactSheetJob, ProgressReport, ReportJob
from ..models.job import Job, JobQuerySet

LEASE = timedelta(seconds=9)
RENEW = 2.0  # seconds between renewals
ATTEMPTS = 5
KINDS: tuple[type[Job], ...] = (ReportJob, FactSheetJob)


@dataclass(frozen=True, slots=True)
class Hold:
    """A job in somebody's hands, for as long as the row knows their token."""

    kind: type[Job]
    pk: int
    token: str

    @property
    def row(self) -> JobQuerySet:
        """The job, as long as it is held."""
        found: JobQuerySet = self.kind.objects.filter(pk=self.pk, token=self.token, state=Job.State.RUNNING)
        return found


@transaction.atomic
def request_build(*, by: User, report: ProgressReport, publish: bool = False) -> ReportJob:
    """Ask for a version of the report; a request that is still running is returned as it is."""
    ProgressReport.objects.select_for_update().get(pk=report.pk)
    running: ReportJob | None = report.jobs.unfinished().first()
    if running is not None and publish and running.publish_at is None:
        raise ReportError(_("Er wordt nog een concept gemaakt. Vraag de publicatie aan als dat klaar is."))
    if running is not None:
        return running
    made: ReportJob = ReportJob.objects.create(
        report=report, asked_by=by, publish_at=timezone.now() if publish else None
    )
    return made


def do[J: Job](kind: type[J], pk: int, work: Callable[[J, Hold], bool]) -> bool:
    """Do the job if nobody else does; whether this call finished it. An error with a sentence ends it."""
    hold = claim(kind, pk)
    if hold is None:
        return False
    with lease(hold):
        try:
            job: J = kind.objects.get(pk=pk)  # type: ignore[assignment]  # of its own kind
            return work(job, hold)
        except (ReportError, RoundError) as error:
            fail(hold, str(error))
            return False


def claim(kind: type[Job], pk: int) -> Hold | None:
    """Take up the job; None when somebody else is at it or it is finished."""
    token = secrets.token_hex(16)
    taken = (
        kind.objects.waiting()
        .filter(pk=pk, attempts__lt=ATTEMPTS)
        .update(
            state=Job.State.RUNNING,
            token=token,
            lease_until=timezone.now() + LEASE,
            attempts=F("attempts") + 1,
        )
    )
    return Hold(kind, pk, token) if taken else None


def give_up_hopeless() -> None:
    """A job that took down its worker again and again is told to have failed."""
    problem = _("De opdracht is na vijf pogingen gestopt. Vraag hem opnieuw aan.")
    for kind in KINDS:
        hopeless = kind.objects.waiting().filter(attempts__gte=ATTEMPTS)
        hopeless.update(state=Job.State.FAILED, problem=problem)


def progress(hold: Hold, step: str, done: int, total: int) -> None:
    """Tell how far the job is; counted from what is finished."""
    hold.row.update(step=step, done=done, total=total, lease_until=timezone.now() + LEASE)


def finish(hold: Hold, **result: Any) -> bool:
    """End the job with what it made, if it is still held: only one worker ever does."""
    return hold.row.update(state=Job.State.DONE, step="", lease_until=None, **result) == 1


def fail(hold: Hold, problem: str) -> None:
    """End the job with a sentence for whoever asked."""
    hold.row.update(state=Job.State.FAILED, problem=problem[:500], lease_until=None)


@contextmanager
def lease(hold: Hold) -> Iterator[None]:
    """Renew the job's lease from a thread of its own while the work goes on."""
    stop = threading.Event()
    keeper = threading.Thread(target=_renew, args=(hold, stop), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _renew(hold: Hold, stop: threading.Event) -> None:
    try:
        while not stop.wait(RENEW):
            with suppress(DatabaseError):  # a database that is busy now is asked again in two seconds
                hold.row.update(lease_until=timezone.now() + LEASE)
    finally:
        connection.close()
