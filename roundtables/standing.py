"""Where regions stand in a round, by section: the wall, the task list, reminders and closing all read it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from questionnaires.matrix import Matrices
from questionnaires.models import AnswerRevision, AnswerState, Question

from .counts import RoundData, read_live
from .models import Participant, Round
from .skips import AsGiven

type Ints = npt.NDArray[np.int64]
type Bools = npt.NDArray[np.bool_]

ANSWERED = (
    AnswerState.GIVEN, AnswerState.CONFIRMED, AnswerState.SUBMITTED, AnswerState.APPROVED,
    AnswerState.RETURNED,
)  # fmt: skip
NO_ROW = -1
COUNTED = (AnswerState.CARRIED_OVER, AnswerState.RETURNED, AnswerState.SUBMITTED)
# by state; the last place is that of NO_ROW
IS_ANSWERED = np.array([*(state in ANSWERED for state in sorted(AnswerState)), False], dtype=bool)
IS_FRESH = np.array([*(state in AnswerState.fresh() for state in sorted(AnswerState)), False], dtype=bool)


class SectionState(StrEnum):
    """Where one section of one region stands, in the order in which it moves."""

    NOT_STARTED = "not_started"
    BUSY = "busy"
    READY = "ready"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The word for it, in the reader's language."""
        return str(LABELS[self])

    @property
    def is_with_region(self) -> bool:
        """Whether the region has something to do."""
        return self in (self.NOT_STARTED, self.BUSY, self.READY, self.RETURNED)


LABELS = {
    SectionState.NOT_STARTED: _("niet begonnen"),
    SectionState.BUSY: pgettext_lazy("onderdeel", "bezig"),
    SectionState.READY: _("klaar om in te dienen"),
    SectionState.RETURNED: _("teruggestuurd"),
    SectionState.SUBMITTED: _("ingediend"),
    SectionState.APPROVED: _("goedgekeurd"),
    SectionState.NOT_APPLICABLE: _("niet van toepassing"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One section of one region. `asked` and `answered` count the questions that must have an answer and are
    not skipped; `carried` those taken over but not confirmed; `returned` those sent back; `to_review` those
    handed in. `changed_at` is when anything in the section last changed."""

    region: str
    block: str
    state: SectionState
    asked: int
    answered: int
    carried: int
    returned: int
    to_review: int
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """All cells of a round. `regions` (slugs) by number, `blocks` (keys) as the questionnaire has them."""

    data: RoundData
    regions: tuple[str, ...]
    blocks: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]

    def of_region(self, region: str) -> list[Cell]:
        """The sections of one region, in order."""
        return [self.cells[region, block] for block in self.blocks]

    def count(self, state: SectionState) -> int:
        """How many cells stand there."""
        return sum(cell.state is state for cell in self.cells.values())


def standing(round_: Round, participants: QuerySet[Participant] | None = None) -> Standing:
    """Where everybody who takes part stands, excused and pretend regions too; or only these participants."""
    data = read_live(round_, round_.participants.all() if participants is None else participants)
    regions = tuple(region.slug for region in data.regions)
    states, asked = _states(data), ~_skipped(round_, data)
    changed = _changed(round_, participants)
    blocks = _sections(data)
    cells = {
        (cell.region, cell.block): cell
        for block, places in blocks.items()
        for cell in _cells(regions, block, states[:, places], asked[:, places], _must(data, places), changed)
    }
    return Standing(data, regions, tuple(blocks), cells)


def _sections(data: RoundData) -> dict[str, list[int]]:
    """The places of the questions that regions answer, by building block."""
    found: dict[str, list[int]] = {}
    for place, question in enumerate(data.questions):
        if question.answered_by == Question.AnsweredBy.ROUNDTABLE:
            found.setdefault(question.block, []).append(place)
    return found


def _must(data: RoundData, places: list[int]) -> Bools:
    """Which of a section's questions must have an answer: all but free text, unless there is nothing else."""
    closed = np.array([data.questions[place].type != Question.Type.FREE_TEXT for place in places], dtype=bool)
    return closed if closed.any() else ~closed


def _states(data: RoundData) -> Ints:
    """The state of every answer, (regions, questions); NO_ROW where nobody answered anything."""
    states = np.full((len(data.regions), len(data.questions)), NO_ROW, dtype=np.int64)
    rows = np.asarray(data.rows, dtype=np.int64).reshape(-1, 5)
    states[rows[:, 0], rows[:, 1]] = rows[:, 2]
    return states


def _skipped(round_: Round, data: RoundData) -> Bools:
    """Which questions are skipped for whom, (regions, questions), as the answers stand now."""
    skipped = np.zeros((len(data.regions), len(data.questions)), dtype=bool)
    if any(question.ask_if for question in data.questions):
        matrices = Matrices(AsGiven(round_, data))
        for place, question in enumerate(data.questions):
            if question.ask_if:
                skipped[:, place] = matrices.hidden(round_.key, question.key)
    return skipped


def _cells(
    regions: tuple[str, ...],
    block: str,
    states: Ints,
    asked: Bools,
    required: Bools,
    changed: Mapping[tuple[str, str], datetime],
) -> Iterator[Cell]:
    """One section of every region; `states` and `asked` are (regions, questions of the section). All regions
    at once: a call per region would take ten times as long."""
    must = asked & required
    answered = asked & IS_ANSWERED[states]
    counts = [
        must.sum(axis=1),
        (answered & must).sum(axis=1),
        *((asked & (states == state)).sum(axis=1) for state in COUNTED),
    ]
    fresh = (asked & IS_FRESH[states]).any(axis=1)
    complete = (answered | ~must).all(axis=1) & answered.any(axis=1)
    facts = zip(
        asked.any(axis=1).tolist(), complete.tolist(), fresh.tolist(), answered.any(axis=1).tolist(),
        np.stack(counts, axis=1).tolist(), strict=True,
    )  # fmt: skip
    for region, (applies, full, is_fresh, begun, numbers) in zip(regions, facts, strict=True):
        asked_here, answered_here, carried, returned, to_review = numbers
        state = _state(applies, full, is_fresh, begun or bool(carried), returned, to_review)
        at = changed.get((region, block))
        yield Cell(region, block, state, asked_here, answered_here, carried, returned, to_review, at)


def _state(
    applies: bool, complete: bool, fresh: bool, begun: bool, returned: int, to_review: int
) -> SectionState:
    if not applies:
        return SectionState.NOT_APPLICABLE
    if returned:
        return SectionState.RETURNED
    if complete and fresh:
        return SectionState.READY
    if complete:
        return SectionState.SUBMITTED if to_review else SectionState.APPROVED
    return SectionState.BUSY if begun else SectionState.NOT_STARTED


def _changed(round_: Round, participants: QuerySet[Participant] | None) -> dict[tuple[str, str], datetime]:
    revisions = AnswerRevision.objects.filter(answer__sheet__response__round=round_)
    if participants is not None:
        revisions = revisions.filter(answer__sheet__response__region__in=participants.values("region"))
    rows: Iterable[tuple[str, str, datetime]] = (
        revisions.order_by()
        .values_list("answer__sheet__response__region__slug", "answer__question__section__block__key")
        .annotate(newest=Max("at"))
    )
    return {(region, block): at for region, block, at in rows}
