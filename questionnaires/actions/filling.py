"""Somebody fills in a sheet: saves an answer, takes over last time's, lets go of what no longer applies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User

from ..errors import SaveConflict
from ..models import Answer, AnswerRevision, AnswerSheet, AnswerState, RevisionKind
from .recording import EMPTY, Given, plain, record, same_answer, standing


@dataclass(frozen=True, slots=True)
class Save:
    """An answer as one open page saves it. `seen` is the revision that the page shows as standing, 0 when
    there was none; `page` names that page. `turn` rises with every change on it; 0: nobody counts them."""

    given: Given
    seen: int
    page: str
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """What was acknowledged: from now on it is never lost."""

    revision: int
    state: AnswerState
    at: datetime
    changed: bool


@transaction.atomic(savepoint=False)
def save(*, by: User, save: Save, state: AnswerState = AnswerState.GIVEN) -> Saved:
    """Store one answer; SaveConflict when somebody else changed it after the page was made. Saving the same
    once more, because the answer to the first time got lost, changes nothing and is no conflict."""
    one = save.given
    lock(one.sheet)
    stands = standing([one])
    answer = stands.get(one.key)
    given = one.over(answer)
    if answer is None and given.plain() == EMPTY:
        return Saved(0, AnswerState.OPEN, timezone.now(), changed=False)
    if answer is not None and answer.revision != save.seen and plain(answer) != given.plain():
        if _came_late(answer, save):
            return Saved(answer.revision, AnswerState(answer.state), timezone.now(), changed=False)
        _refuse_conflict(answer, save)
    state = _state(given, answer, state)
    kind = RevisionKind.CONFIRMED if state == AnswerState.CONFIRMED else RevisionKind.TYPED
    changed = record(
        by=by, given=[given], state=state, kind=kind, page=save.page, turn=save.turn, stands=stands
    )
    now = stands[one.key]
    return Saved(now.revision, AnswerState(now.state), timezone.now(), bool(changed))


def _state(given: Given, answer: Answer | None, state: AnswerState) -> AnswerState:
    """An answer that was carried over stays so until somebody confirms or changes it: a comment beside it, or
    a page that is sent as it was, is no yes."""
    if given.empty:
        return AnswerState.OPEN
    carried = answer is not None and answer.state == AnswerState.CARRIED_OVER
    if carried and state == AnswerState.GIVEN and answer is not None and same_answer(given, answer):
        return AnswerState.CARRIED_OVER
    return state


def lock(sheet: AnswerSheet) -> None:
    """Let saves on one sheet take turns: two first answers to one question cannot both be new."""
    AnswerSheet.objects.select_for_update().only("pk").get(pk=sheet.pk)


def _came_late(answer: Answer, save: Save) -> bool:
    """Whether the same page already saved something newer: a save that the page gave up and sent again may
    still be on its way, and what was typed since stands."""
    return save.turn > 0 and answer.revisions.filter(page=save.page, turn__gt=save.turn).exists()


def _refuse_conflict(answer: Answer, save: Save) -> None:
    """What came after what the page shows, and not from that page itself, its person has not seen. Handing in
    and reviewing change no content, so they are no reason to ask."""
    later = answer.revisions.filter(number__gt=save.seen, kind__in=RevisionKind.of_content()).exclude(
        page=save.page
    )
    newest: AnswerRevision | None = later.select_related("by").order_by("-number").first()
    if newest is not None:
        raise SaveConflict(by=newest.by, at=newest.at, revision=answer.revision)


@transaction.atomic
def carry_over(*, by: User, given: Sequence[Given]) -> int:
    """Put last time's answers where nothing stands yet. They count as not answered until confirmed."""
    if given:
        lock(given[0].sheet)
    taken = {key for key, answer in standing(given).items() if answer.state != AnswerState.OPEN}
    free = [one for one in given if one.key not in taken]
    return record(by=by, given=free, state=AnswerState.CARRIED_OVER, kind=RevisionKind.CARRIED)


@transaction.atomic
def drop(*, by: User, answers: Iterable[Answer], why: str) -> int:
    """Empty answers to questions that no longer apply; the history keeps what they were."""
    empty = [
        Given(answer.sheet, answer.question, comment="", agreement="", dissent="")
        for answer in answers
        if answer.state != AnswerState.OPEN
    ]
    return record(by=by, given=empty, state=AnswerState.OPEN, kind=RevisionKind.DROPPED, why=why)
