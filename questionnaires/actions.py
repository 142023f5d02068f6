"""The writing side of answers: record, approve. Everything else that changes an answer goes through here,
so that each change leaves a revision."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from regions.text import clean

from .models import (
    Answer,
    AnswerChoice,
    AnswerRevision,
    AnswerSheet,
    AnswerState,
    Option,
    Question,
    RevisionKind,
)

FOLD = timedelta(minutes=10)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answers to a question. `source` and `source_date` belong to register questions."""

    sheet: AnswerSheet
    question: Question
    options: tuple[Option, ...] = ()
    text: str = ""
    number: Decimal | None = None
    not_applicable: bool = False
    source: str = ""
    source_date: date | None = None

    @property
    def key(self) -> tuple[int, int]:
        """Which answer this is: sheet and question."""
        return self.sheet.pk, self.question.pk

    def plain(self) -> dict[str, Any]:
        """As a revision keeps it."""
        return {
            "options": sorted(option.slug for option in self.options),
            "text": clean(self.text),
            "number": _spelled(self.number),
            "not_applicable": self.not_applicable,
            "source": clean(self.source),
            "source_date": None if self.source_date is None else self.source_date.isoformat(),
        }


EMPTY: dict[str, Any] = {
    "options": [], "text": "", "number": None, "not_applicable": False, "source": "", "source_date": None,
}  # fmt: skip


def _spelled(number: Decimal | None) -> str | None:
    """A number in one spelling, however it was typed or stored."""
    return None if number is None else format(number.normalize(), "f")


@transaction.atomic
def record(
    *,
    by: User,
    given: Sequence[Given],
    kind: RevisionKind = RevisionKind.TYPED,
    state: AnswerState = AnswerState.GIVEN,
    why: str = "",
) -> int:
    """Store answers with their history; how many changed. An answer equal to what stands changes nothing."""
    now = timezone.now()
    stands = _standing(given)
    changed = [one for one in given if _differs(one, stands.get(one.key), state)]
    old = {key: _plain(answer) for key, answer in stands.items()}
    new = [
        _filled(Answer(sheet=one.sheet, question=one.question), one, state)
        for one in changed
        if one.key not in stands
    ]
    Answer.objects.bulk_create(new, batch_size=BATCH)
    stands |= {(answer.sheet_id, answer.question_id): answer for answer in new}
    _choose(changed, stands)
    _revise(by, changed, stands, old, kind, why, now)
    Answer.objects.bulk_update(
        [_filled(stands[one.key], one, state) for one in changed if one.key in old],
        ["state", "not_applicable", "text", "number", "source", "source_date", "revision"],
        batch_size=BATCH,
    )
    return len(changed)


@transaction.atomic
def approve(*, by: User, answers: Iterable[Answer], why: str = "") -> int:
    """Settle answers: from now on they count. How many were settled."""
    now = timezone.now()
    locked = Answer.objects.select_for_update().filter(pk__in=[answer.pk for answer in answers])
    waiting = [answer for answer in locked if answer.state in AnswerState.waiting()]
    for pks in _batches([answer.pk for answer in waiting]):
        Answer.objects.filter(pk__in=pks).update(state=AnswerState.APPROVED, revision=F("revision") + 1)
    AnswerRevision.objects.bulk_create(
        (
            AnswerRevision(
                answer=answer,
                number=answer.revision + 1,
                kind=RevisionKind.APPROVED,
                by=by,
                began_at=now,
                at=now,
                old={},
                new={},
                why=why,
            )
            for answer in waiting
        ),
        batch_size=BATCH,
    )
    return len(waiting)


def _standing(given: Sequence[Given]) -> dict[tuple[int, int], Answer]:
    sheets = {one.sheet.pk for one in given}
    questions = {one.question.pk for one in given}
    answers = Answer.objects.select_for_update().filter(sheet__in=sheets, question__in=questions)
    return {
        (answer.sheet_id, answer.question_id): answer
        for answer in answers.prefetch_related("choices__option")
    }


def _plain(answer: Answer) -> dict[str, Any]:
    return {
        "options": sorted(choice.option.slug for choice in answer.choices.all()),
        "text": answer.text,
        "number": _spelled(answer.number),
        "not_applicable": answer.not_applicable,
        "source": answer.source,
        "source_date": None if answer.source_date is None else answer.source_date.isoformat(),
    }


def _differs(one: Given, answer: Answer | None, state: AnswerState) -> bool:
    """Saving the same answer again changes nothing, and takes back no approval."""
    if answer is None or _plain(answer) != one.plain():
        return True
    settled = answer.state in (AnswerState.SUBMITTED, AnswerState.APPROVED)
    return answer.state != state and not (settled and state == AnswerState.GIVEN)


def _filled(answer: Answer, one: Given, state: AnswerState) -> Answer:
    answer.revision = answer.revision or 1
    answer.state = state
    answer.not_applicable = one.not_applicable
    answer.text = clean(one.text)
    answer.number = one.number
    answer.source = clean(one.source)
    answer.source_date = one.source_date
    return answer


def _choose(changed: Sequence[Given], stands: dict[tuple[int, int], Answer]) -> None:
    answers = {stands[one.key].pk: one for one in changed}
    for pks in _batches(list(answers)):
        AnswerChoice.objects.filter(answer__in=pks).delete()
    AnswerChoice.objects.bulk_create(
        (AnswerChoice(answer_id=pk, option=option) for pk, one in answers.items() for option in one.options),
        batch_size=BATCH,
    )


def _batches(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))


def _revise(
    by: User,
    changed: Sequence[Given],
    stands: dict[tuple[int, int], Answer],
    old: dict[tuple[int, int], dict[str, Any]],
    kind: RevisionKind,
    why: str,
    now: datetime,
) -> None:
    newest = _newest([stands[one.key].pk for one in changed if one.key in old])
    fresh, folded = [], []
    for one in changed:
        key = one.key
        answer, last = stands[key], newest.get(stands[key].pk)
        if last is not None and _folds(last, by, kind, now):
            last.new, last.at = one.plain(), now
            folded.append(last)
            continue
        answer.revision += key in old
        fresh.append(
            AnswerRevision(
                answer=answer,
                number=answer.revision,
                kind=kind,
                by=by,
                began_at=now,
                at=now,
                old=old.get(key, EMPTY),
                new=one.plain(),
                why=why,
            )
        )
    AnswerRevision.objects.bulk_create(fresh, batch_size=BATCH)
    AnswerRevision.objects.bulk_update(folded, ["new", "at"], batch_size=BATCH)


def _folds(last: AnswerRevision, by: User, kind: RevisionKind, now: datetime) -> bool:
    """Whether this is still the same person typing."""
    typed = kind == RevisionKind.TYPED == last.kind
    return typed and last.by_id == by.pk and now - last.began_at < FOLD


def _newest(answers: list[int]) -> dict[int, AnswerRevision]:
    found: dict[int, list[AnswerRevision]] = defaultdict(list)
    for pks in _batches(answers):
        for revision in AnswerRevision.objects.filter(answer__in=pks).order_by("number"):
            found[revision.answer_id].append(revision)
    return {pk: revisions[-1] for pk, revisions in found.items()}
