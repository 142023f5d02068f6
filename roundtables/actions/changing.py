"""What every change of a round does: write down who did it, and let caches and workers know."""

import logging
from collections.abc import Iterable

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F
from kombu.exceptions import OperationalError
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from accounts.models import User
from questionnaires.models import AnswerSheet
from regions.models import Region
from regions.text import clean

from ..models import Round, Transition

log = logging.getLogger(__name__)
LONGEST = 500


def note(
    round_: Round, what: Transition.What, *, by: User, region: Region | None = None, why: str = ""
) -> Transition:
    """Write down what happened to a round, or to one region in it: who, when and why."""
    why = clean(why).strip()[:LONGEST]
    return Transition.objects.create(round=round_, what=what, by=by, region=region, why=why)


def hold_sheets(sheets: Iterable[int]) -> None:
    """Let nobody else write on these sheets (primary keys) until this is done. All in one order, and before
    the round, as everybody takes them: nobody waits in a circle."""
    held = AnswerSheet.objects.filter(pk__in=list(sheets)).order_by("pk")
    list(held.select_for_update().values_list("pk"))


def raise_revision(round_: Round) -> None:
    """Let every cache see that the round changed. Last in its transaction: others wait for this row."""
    Round.objects.filter(pk=round_.pk).update(revision=F("revision") + 1)


def changed(round_: Round) -> None:
    """Say that a figure of the round may have changed: raise its revision, and let a worker redraw after
    the commit. Without a queue nothing is lost: pages read the revision, reports draw what is missing."""
    raise_revision(round_)
    transaction.on_commit(lambda: wake("reports.refresh", round_.pk))


def wake(task: str, *about: int) -> None:
    """Ask a worker to do something now; without a queue the row that says so waits for beat. Asked first, and
    once: the queue's own library would try for seconds while somebody waits."""
    try:
        with Redis.from_url(
            settings.REDIS_URL, retry=Retry(NoBackoff(), 0), socket_connect_timeout=1
        ) as queue:
            queue.ping()
        current_app.send_task(task, args=list(about), retry=False)
    except (RedisError, OperationalError):
        log.debug("no queue; %s %s is done when one is back", task, about)
