"""Store what somebody answers. Every change of an answer goes through here, and leaves a revision."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from regions.text import clean

from ..models import (
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
    """What somebody answers to a question. `source` and `source_date` belong to register questions. A
    `comment`, `agreement` or `dissent` of None leaves what stands there."""

    sheet: AnswerSheet
    question: Question
    options: tuple[Option, ...] = ()
    text: str = ""
    number: Decimal | None = None
    not_applicable: bool = False
    source: str = ""
    source_date: date | None = None
    comment: str | None = None
    agreement: str | None = None
    dissent: str | None = None

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
            "comment": clean(self.comment or ""),
            "agreement": self.agreement or "",
            "dissent": clean(self.dissent or ""),
        }

    @property
    def empty(self) -> bool:
        """Whether it answers nothing, whatever stands beside it."""
        return not (self.options or self.text.strip() or self.number is not None or self.not_applicable)

    def over(self, answer: Answer | None) -> "Given":
        """With everything said: what it leaves out stays as it stands."""
        kept: dict[str, Any] = {
            name: getattr(answer, name, "") for name in ("comment", "agreement", "dissent")
            if getattr(self, name) is None
        }  # fmt: skip
        return replace(self, **kept) if kept else self


EMPTY: dict[str, Any] = {
    "options": [], "text": "", "number": None, "not_applicable": False, "source": "", "source_date": None,
    "comment": "", "agreement": "", "dissent": "",
}  # fmt: skip
FIELDS = (
    "state", "not_applicable", "text", "number", "source", "source_date", "comment", "agreement", "dissent",
    "revision",
)  # fmt: skip


def _spelled(number: Decimal | None) -> str | None:
    """A number in one spelling, however it was typed or stored."""
    return None if number is None else format(number.normalize(), "f")


type Standing = dict[tuple[int, int], Answer]


@transaction.atomic(savepoint=False)
def record(
    *,
    by: User,
    given: Sequence[Given],
    kind: RevisionKind = RevisionKind.TYPED,
    state: AnswerState = AnswerState.GIVEN,
    why: str = "",
    page: str = "",
    turn: int = 0,
    stands: Standing | None = None,
) -> int:
    """Store answers with their history; how many changed. An answer equal to what stands changes nothing.
    `stands` is `standing(given)` for who has it already; afterwards it holds what stands now."""
    now = timezone.now()
    stands = standing(given) if stands is None else stands
    given = [one.over(stands.get(one.key)) for one in given]
    changed = [one for one in given if _differs(one, stands.get(one.key), state)]
    old = {key: plain(answer) for key, answer in stands.items()}
    new = [
        _filled(Answer(sheet=one.sheet, question=one.question), one, state)
        for one in changed
        if one.key not in stands
    ]
    Answer.objects.bulk_create(new, batch_size=BATCH)
    stands.update({(answer.sheet_id, answer.question_id): answer for answer in new})
    _choose(changed, stands, old)
    _revise(by, changed, stands, old, kind, why, now, page, turn)
    _update([_filled(stands[one.key], one, state) for one in changed if one.key in old], FIELDS)
    return len(changed)


def _update[Row: (Answer, AnswerRevision)](rows: Sequence[Row], fields: Sequence[str]) -> None:
    """Write rows that exist. One row by itself, as a page saves it, costs a third of a bulk update."""
    if len(rows) == 1:
        rows[0].save(update_fields=fields)
    elif rows:
        type(rows[0])._default_manager.bulk_update(rows, fields, batch_size=BATCH)


def standing(given: Sequence[Given]) -> Standing:
    """The answers that stand where these go, locked, with their choices; by sheet and question."""
    sheets = {one.sheet.pk for one in given}
    questions = {one.question.pk for one in given}
    answers = Answer.objects.select_for_update().filter(sheet__in=sheets, question__in=questions)
    return {
        (answer.sheet_id, answer.question_id): answer
        for answer in answers.prefetch_related("choices__option")
    }


def plain(answer: Answer) -> dict[str, Any]:
    """An answer as a revision keeps it."""
    return {
        "options": sorted(choice.option.slug for choice in answer.choices.all()),
        "text": answer.text,
        "number": _spelled(answer.number),
        "not_applicable": answer.not_applicable,
        "source": answer.source,
        "source_date": None if answer.source_date is None else answer.source_date.isoformat(),
        "comment": answer.comment,
        "agreement": answer.agreement,
        "dissent": answer.dissent,
    }


def same_answer(one: Given, answer: Answer) -> bool:
    """Whether the answer itself is the same, whatever stands beside it."""
    said, stands = one.plain(), plain(answer)
    return all(said[part] == stands[part] for part in ("options", "text", "number", "not_applicable"))


def _differs(one: Given, answer: Answer | None, state: AnswerState) -> bool:
    """Saving the same answer again changes nothing, and takes back no approval."""
    if answer is None or plain(answer) != one.plain():
        return True
    answered = answer.state not in (AnswerState.OPEN, AnswerState.CARRIED_OVER)
    return answer.state != state and not (answered and state == AnswerState.GIVEN)


def _filled(answer: Answer, one: Given, state: AnswerState) -> Answer:
    answer.revision = answer.revision or 1
    answer.state = state
    answer.not_applicable = one.not_applicable
    answer.text = clean(one.text)
    answer.number = one.number
    answer.source = clean(one.source)
    answer.source_date = one.source_date
    answer.comment = clean(one.comment or "")
    answer.agreement = one.agreement or ""
    answer.dissent = clean(one.dissent or "")
    return answer


def _choose(changed: Sequence[Given], stands: Standing, old: dict[tuple[int, int], dict[str, Any]]) -> None:
    answers = {stands[one.key].pk: one for one in changed}
    chosen = [stands[one.key].pk for one in changed if one.key in old and old[one.key]["options"]]
    for pks in batches(chosen):
        AnswerChoice.objects.filter(answer__in=pks).delete()
    AnswerChoice.objects.bulk_create(
        (AnswerChoice(answer_id=pk, option=option) for pk, one in answers.items() for option in one.options),
        batch_size=BATCH,
    )


def batches(pks: list[int]) -> Iterable[list[int]]:
    """A long list in pieces that every database takes in one statement."""
    return (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))


def _revise(
    by: User,
    changed: Sequence[Given],
    stands: Standing,
    old: dict[tuple[int, int], dict[str, Any]],
    kind: RevisionKind,
    why: str,
    now: datetime,
    page: str,
    turn: int,
) -> None:
    newest = _newest([stands[one.key].pk for one in changed if one.key in old])
    fresh, folded = [], []
    for one in changed:
        key = one.key
        answer, last = stands[key], newest.get(stands[key].pk)
        answer.revision += key in old
        if last is not None and _folds(last, by, kind, now):
            last.new, last.at, last.number, last.page, last.turn = (
                one.plain(), now, answer.revision, page, turn,
            )  # fmt: skip
            folded.append(last)
            continue
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
                page=page,
                turn=turn,
            )
        )
    AnswerRevision.objects.bulk_create(fresh, batch_size=BATCH)
    _update(folded, ["new", "at", "number", "page", "turn"])


def _folds(last: AnswerRevision, by: User, kind: RevisionKind, now: datetime) -> bool:
    """Whether this is still the same person typing."""
    typed = kind == RevisionKind.TYPED == last.kind
    return typed and last.by_id == by.pk and now - last.began_at < FOLD


def _newest(answers: list[int]) -> dict[int, AnswerRevision]:
    found: dict[int, list[AnswerRevision]] = defaultdict(list)
    for pks in batches(answers):
        for revision in AnswerRevision.objects.filter(answer__in=pks).order_by("number"):
            found[revision.answer_id].append(revision)
    return {pk: revisions[-1] for pk, revisions in found.items()}
