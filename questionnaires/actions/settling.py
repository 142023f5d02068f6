"""Answers change hands: the region hands them in, the programme approves or returns them."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import User

from ..models import Answer, AnswerRevision, AnswerState, RevisionKind
from .recording import BATCH, batches


@transaction.atomic
def submit(*, by: User, answers: Iterable[Answer]) -> int:
    """Hand in what the region answered; how many answers that were."""
    return _settle(by, answers, AnswerState.fresh(), AnswerState.SUBMITTED, RevisionKind.SUBMITTED)


@transaction.atomic
def approve(*, by: User, answers: Iterable[Answer], why: str = "") -> int:
    """Settle answers: from now on they count. How many were settled."""
    return _settle(by, answers, AnswerState.waiting(), AnswerState.APPROVED, RevisionKind.APPROVED, why)


@transaction.atomic
def send_back(*, by: User, answers: Iterable[Answer], why: str) -> int:
    """Ask the region to look again, with a reason; also an answer that was approved already."""
    states = (AnswerState.SUBMITTED, AnswerState.APPROVED)
    return _settle(by, answers, states, AnswerState.RETURNED, RevisionKind.RETURNED, why)


def _settle(
    by: User,
    answers: Iterable[Answer],
    states: tuple[AnswerState, ...],
    to: AnswerState,
    kind: RevisionKind,
    why: str = "",
) -> int:
    """Move the answers that stand in one of `states` to `to`. The content stays, so a revision holds none."""
    now = timezone.now()
    locked: QuerySet[Answer, Any] = Answer.objects.select_for_update().filter(
        pk__in=[one.pk for one in answers]
    )
    moved = [answer for answer in locked.order_by("pk") if answer.state in states]
    for pks in batches([answer.pk for answer in moved]):
        Answer.objects.filter(pk__in=pks).update(state=to, revision=F("revision") + 1)
    AnswerRevision.objects.bulk_create(
        (
            AnswerRevision(
                answer=answer, number=answer.revision + 1, kind=kind, by=by, began_at=now, at=now,
                old={}, new={}, why=why,
            )
            for answer in moved
        ),
        batch_size=BATCH,
    )  # fmt: skip
    return len(moved)
