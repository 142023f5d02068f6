"""What stands beside answers now: comment, evidence, and who approved them. For who may read the answers.

Figures of a closed round are read from a snapshot, these are live rows. So they are only given for an answer
that still is what the snapshot counted; of one that changed since, only that it did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.models import User, known_as
from accounts.policy import Deed, reach
from questionnaires.models import Answer, AnswerRevision, AnswerState, Evidence, RevisionKind

from .answers import NOT_APPLICABLE

type Where = tuple[str, str]  # region and question
COLUMNS = (
    "pk", "sheet", "sheet__response__region__slug", "question__key", "state", "not_applicable", "comment",
    "source", "source_date", "choices__option__slug",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Evidence beside an answer: a link to another site, or a file to open here by its number; 0 when this
    reader may not open it yet."""

    name: str
    url: str
    pk: int
    scanned: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one answer. `said` is the answer as it stands now: its options, or that the question
    does not apply; None when it is not approved."""

    said: tuple[str, ...] | None
    comment: str
    evidence: tuple[Piece, ...]
    approved_by: str
    approved_at: datetime | None
    source: str
    source_date: date | None


def beside(
    user: User, round_key: str, questions: Sequence[str], regions: Sequence[str]
) -> dict[Where, Beside]:
    """All of it that this person may read, by region and question."""
    where = {"region": "sheet__response__region", "block": "question__section__block"}
    found = Answer.objects.filter(
        reach(user, Deed.READ_ANSWERS).within(**where),
        sheet__response__round__key=round_key,
        sheet__response__region__slug__in=regions,
        question__key__in=questions,
    ).exclude(state=AnswerState.OPEN)
    chosen: dict[tuple[Any, ...], list[str]] = {}
    for *about, option in found.order_by("choices__option__position").values_list(*COLUMNS):
        chosen.setdefault(tuple(about), []).extend([option] if option else [])
    approved = _approved([about[0] for about in chosen])
    evidence = _evidence(user, {(about[1], about[3]): (about[2], about[3]) for about in chosen})
    made = {}
    for (pk, _sheet, region, key, state, marked, comment, source, day), options in chosen.items():
        by, at = approved.get(pk, ("", None))
        said = (NOT_APPLICABLE,) if marked else tuple(options)
        made[region, key] = Beside(
            said if state == AnswerState.APPROVED else None,
            comment, tuple(evidence.get((region, key), ())), by, at, source, day,
        )  # fmt: skip
    return made


def _approved(answers: list[int]) -> dict[int, tuple[str, datetime]]:
    """Who approved each answer last, and when."""
    rows = AnswerRevision.objects.filter(answer__in=answers, kind=RevisionKind.APPROVED).order_by("number")
    columns = ("answer", "by__name", "by__email", "at")
    return {answer: (known_as(name, email), at) for answer, name, email, at in rows.values_list(*columns)}


def _evidence(user: User, places: Mapping[tuple[int, str], Where]) -> dict[Where, list[Piece]]:
    """Standing evidence beside these answers, by sheet and question; a file that no scanner has seen opens
    for who reviews the block only."""
    opens = reach(user, Deed.OPEN_UNSCANNED)
    sheets, keys = {sheet for sheet, _key in places}, {key for _sheet, key in places}
    rows = Evidence.objects.standing().filter(sheet__in=sheets, question__key__in=keys, erased_at=None)
    columns = ("sheet", "question__key", "name", "url", "pk", "scan", "question__section__block")
    found: dict[Where, list[Piece]] = {}
    for sheet, key, name, url, pk, scan, block in rows.values_list(*columns):
        if (sheet, key) in places:
            may = bool(url) or scan == Evidence.Scan.CLEAN or opens.holds(None, block)
            piece = Piece(name, url, pk if may else 0, "" if url else str(Evidence.Scan(scan).label))
            found.setdefault(places[sheet, key], []).append(piece)
    return found
