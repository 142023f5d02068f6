"""The first page of the project pool: what is open, what waits for the reader, and where everything is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from accounts.policy import Deed, reach
from accounts.work import Work

from .following.desk import Reader
from .models import Call, Pool, Project
from .models.application import pool_reach
from .register.entries import pools_shown
from .tables.counts import ExperimentLine, experiments
from .work import work_for


@dataclass(frozen=True, slots=True)
class Overview:
    """The pool as one reader sees it. `work` is what waits for them, `applies` whether they have pages about
    applications, `learns` whether lessons are for them."""

    open: Sequence[Call]
    announced: Sequence[Call]
    now: datetime
    work: Sequence[Work]
    pools: Sequence[Pool]
    projects: int
    experiments: Sequence[ExperimentLine]
    applies: bool
    assesses: bool
    keeps: bool
    learns: bool


def overview(reader: Reader) -> Overview:
    """Everything on the first page."""
    now = timezone.now()
    known = Call.objects.published().filter(closes_at__gt=now).select_related("pool").order_by("closes_at")
    calls = list(known)
    sees = bool(reach(reader, Deed.SEE_POOL))
    reads = bool(pool_reach(reader, Deed.READ_APPLICATIONS))
    return Overview(
        open=[call for call in calls if call.opens_at <= now],
        announced=[call for call in calls if call.opens_at > now],
        now=now,
        work=work_for(reader) if isinstance(reader, User) else [],
        pools=pools_shown(),
        projects=Project.objects.count(),
        experiments=experiments(),
        applies=sees or reads,
        assesses=bool(reach(reader, Deed.ASSESS)),
        keeps=bool(reach(reader, Deed.KEEP_PROJECTS)),
        learns=sees or reads or bool(reach(reader, Deed.READ_CLOSED)),
    )
