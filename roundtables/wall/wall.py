"""The wall: where every region stands in a round, block by block, and who to call first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from accounts.policy import Reach
from buildingblocks.models import BuildingBlock
from regions.names import dutch_key, fold, short_code

from ..models import Participant, Round
from ..standing import Cell, SectionState, Standing
from .calling import Call, calls_of, last_seen, opened_at
from .cells import Columns, in_words
from .kept import kept_standing

DONE = (SectionState.APPROVED, SectionState.NOT_APPLICABLE)
WORK = {
    SectionState.NOT_STARTED: 4, SectionState.RETURNED: 3, SectionState.BUSY: 3, SectionState.READY: 2,
    SectionState.SUBMITTED: 1,
}  # fmt: skip
LONGEST_SEARCH = 60
MAP = 12  # rows and columns for which the style sheet has a place


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader of the wall asks to see; `show` is what a cell tells: stand, deel or dagen."""

    line: str = ""
    state: str = ""
    mine: bool = False
    search: str = ""
    show: str = "stand"

    @classmethod
    def asked(cls, query: QueryDict) -> "Filters":
        """From an address; what is no choice counts as not asked."""
        state, show = query.get("stand", ""), query.get("toon", "")
        return cls(
            line=query.get("lijn", "")[:LONGEST_SEARCH],
            state=state if state in set(SectionState) else "",
            mine="mijn" in query,
            search=query.get("zoek", "").strip()[:LONGEST_SEARCH],
            show=show if show in ("deel", "dagen") else "stand",
        )

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.line or self.state or self.mine or self.search)


@dataclass(frozen=True, slots=True)
class Row:
    """A region on the wall. `done` of its `total` sections are approved or do not apply."""

    participant: Participant
    cells: tuple[Cell, ...]
    done: int
    total: int
    late: bool

    @property
    def slug(self) -> str:
        """The region in addresses."""
        return str(self.participant.region.slug)

    @property
    def name(self) -> str:
        """The region."""
        return str(self.participant.region.name)

    @property
    def ready(self) -> bool:
        """Whether nothing waits any more."""
        return self.done == self.total

    @property
    def step(self) -> int:
        """How far, in the four steps of the tile map: nothing, a part, at least half, everything."""
        if self.ready:
            return 3
        return 0 if not self.done else 1 + (2 * self.done >= self.total)

    @property
    def code(self) -> str:
        """Three letters for a small tile."""
        return short_code(self.name)

    @property
    def on_map(self) -> bool:
        """Whether the tile map has a place for it."""
        return self.participant.region.tile_row < MAP and self.participant.region.tile_col < MAP

    @property
    def work(self) -> int:
        """How much has to be done before the region is ready."""
        return sum(WORK.get(cell.state, 0) for cell in self.cells)


@dataclass(eq=False)
class Wall:
    """A round as the programme sees it. `rows` are the regions that count and are asked for, most work first;
    `apart` the excused and pretend ones. Counts are over every region that counts, whatever is asked for. Two
    walls are equal when their tables are."""

    round: Round
    blocks: tuple[BuildingBlock, ...]
    rows: tuple[Row, ...]
    apart: tuple[Row, ...]
    everybody: tuple[Row, ...]
    calls: tuple[Call, ...]
    filters: Filters
    columns: Columns
    today: date = field(default_factory=timezone.localdate)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wall) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Everything that the table of cells is made of, in this language and for this reader."""
        frozen_at = self.round.questionnaire.frozen_at
        about = [
            (
                row.slug,
                row.name,
                row.participant.excused_why,
                row.participant.pretend,
                row.participant.extended_to,
            )
            for row in (*self.rows, *self.apart)
        ]
        what = (self.round.pk, self.round.revision, frozen_at or object(), self.round.label)
        shown = (get_language(), self.filters, self.columns.readable, self.today)
        return *what, *shown, tuple(about), tuple(block.name for block in self.blocks)

    @property
    def tiles(self) -> list[Row]:
        """The regions that have a place on the map, as it is read: from left to right, top to bottom."""
        found = [row for row in (*self.everybody, *self.apart) if row.on_map]
        return sorted(
            found, key=lambda row: (row.participant.region.tile_row, row.participant.region.tile_col)
        )

    @property
    def keys(self) -> set[str]:
        """The blocks that the questionnaire asks about."""
        return {cell.block for row in self.everybody for cell in row.cells}

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many sections stand where, for the legend."""
        found = dict.fromkeys(SectionState, 0)
        for row in self.everybody:
            for cell in row.cells:
                found[cell.state] += 1
        return {state.value: number for state, number in found.items()}

    @property
    def legend(self) -> list[tuple[SectionState, int]]:
        """Every state with its number."""
        return [(state, self.counts[state]) for state in SectionState]

    @property
    def ready(self) -> int:
        """Regions of which everything is approved."""
        return sum(row.ready for row in self.everybody)

    @property
    def carried(self) -> int:
        """Answers of last time that stand in this round and that nobody confirmed: they do not count."""
        return sum(cell.carried for row in self.everybody for cell in row.cells)

    @property
    def standing_answers(self) -> int:
        """All answers that stand, confirmed or not; what `carried` is a share of."""
        return self.carried + sum(cell.answered for row in self.everybody for cell in row.cells)

    @property
    def days_left(self) -> int | None:
        """Days until the deadline of the round; negative when it has passed."""
        return None if self.round.deadline is None else (self.round.deadline - self.today).days

    @property
    def days_over(self) -> int:
        """Days since the deadline; 0 when it has not passed."""
        return max(0, -(self.days_left or 0))


def wall_of(round_: Round, filters: Filters, review: Reach, read: Reach) -> Wall:
    """The wall as one reader asks for it. `review`: the blocks that are theirs; `read`: what they open."""
    now, today = kept_standing(round_), timezone.localdate()
    participants = list(round_.participants.select_related("region"))
    for participant in participants:
        participant.round = round_
    rows = [_row(one, now.of_region(one.region.slug), today) for one in participants]
    counted = [row for row in rows if not row.participant.excused and not row.participant.pretend]
    known = _known(now)
    names = {key: block.name for key, block in known.items()}
    columns = Columns(
        _asked_blocks(known.values(), filters, review), read.blocks(None), filters.show, today, names,
        lru_cache(None)(in_words),  # many cells say the same, and in one language
        timezone.get_current_timezone(),
    )  # fmt: skip
    asked = [row for row in counted if _is_asked(row, filters, set(columns.blocks))]
    seen = last_seen([row.participant.region_id for row in counted], opened_at(round_))
    return Wall(
        round=round_,
        blocks=tuple(columns.blocks.values()),
        rows=tuple(sorted(asked, key=_most_work)),
        apart=tuple(row for row in rows if row.participant.excused or row.participant.pretend),
        everybody=tuple(counted),
        calls=calls_of([(row.participant, row.cells) for row in counted], seen, names, today),
        filters=filters,
        columns=columns,
        today=today,
    )


def _row(participant: Participant, cells: Sequence[Cell], today: date) -> Row:
    deadline = participant.deadline
    with_region = any(cell.state.is_with_region for cell in cells)
    return Row(
        participant=participant,
        cells=tuple(cells),
        done=sum(cell.state in DONE for cell in cells),
        total=len(cells),
        late=bool(with_region and deadline and deadline < today),
    )


def _most_work(row: Row) -> tuple[int, tuple[str, str]]:
    return -row.work, dutch_key(row.name)


def _is_asked(row: Row, filters: Filters, blocks: set[str]) -> bool:
    named = fold(filters.search) in fold(row.name)
    state = not filters.state or any(
        cell.state == filters.state for cell in row.cells if cell.block in blocks
    )
    return named and state


def _known(now: Standing) -> dict[str, BuildingBlock]:
    """The blocks of the questionnaire, in its order."""
    found = (
        BuildingBlock.objects.filter(key__in=now.blocks)
        .select_related("action_line")
        .in_bulk(field_name="key")
    )
    return {key: found[key] for key in now.blocks}


def _asked_blocks(
    blocks: Iterable[BuildingBlock], filters: Filters, review: Reach
) -> dict[str, BuildingBlock]:
    own = review.blocks(None)
    return {
        block.key: block
        for block in blocks
        if (not filters.line or block.action_line.key == filters.line)
        and (not filters.mine or own is None or block.pk in own)
    }
