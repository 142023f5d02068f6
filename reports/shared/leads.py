"""Which figure speaks for a building block, and which figure changed most since the last time.

The rule, on every page: the leading figure of a block is the first of its figures, in the order of the
programme, that a round asks and that looks at a question of the block itself. Only where a block has none
does the first other figure lead, such as how many regions get a grant for it. So a block about which a round
asks nothing has no leading figure, and completeness does not change which one it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..figures import Figure, Status, Verdict
from ..reading.reading import IndicatorInfo, Reading, RoundInfo
from .cards import Words, reader_lang, round_of, spoken


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that may be compared with the last round before it that counted it, in regions."""

    info: IndicatorInfo
    title: Words
    was: Figure
    now: Figure
    since: RoundInfo

    @property
    def difference(self) -> int:
        """How many regions more, or fewer."""
        return self.now.split.counted - self.was.split.counted

    @property
    def signed(self) -> str:
        """The difference with its sign: "+11", "−2"."""
        sign = "+" if self.difference > 0 else "−" if self.difference < 0 else ""
        return f"{sign}{abs(self.difference)}"


def leading(reading: Reading, round_key: str) -> dict[str, IndicatorInfo]:
    """The leading figure of every block that has one in that round, by the block's key."""
    found: dict[str, IndicatorInfo] = {}
    for block, members in groupby(reading.indicators(), key=lambda info: info.block_key):
        asked = [info for info in members if is_asked(reading, info, round_key)]
        own = (info for info in asked if asks_own(reading, info, round_key))
        first = next(own, asked[0] if asked else None)
        if first is not None:
            found[block] = first
    return found


def is_asked(reading: Reading, info: IndicatorInfo, round_key: str) -> bool:
    """Whether anybody was asked."""
    return reading.figures(round_key)[info.key].status is not Status.NOT_ASKED


def asks_own(reading: Reading, info: IndicatorInfo, round_key: str) -> bool:
    """Whether the figure looks at a question of its own block, and not only at that of another, such as the
    project pool."""
    return any(one.block == info.block_key for one in reading.questions_of(info.key, round_key))


def changes(reading: Reading, round_key: str) -> list[Change]:
    """Every figure about a block's own questions that may be compared with its last time, largest change
    first; those that stayed the same come last."""
    own = (info for info in reading.indicators() if asks_own(reading, info, round_key))
    found = [one for info in own if (one := change(reading, info, round_key)) is not None]
    return sorted(found, key=_by_size, reverse=True)


def change(reading: Reading, info: IndicatorInfo, round_key: str) -> Change | None:
    """The figure beside its last time; None where either is not counted in full, the base differs, or the
    question changed too much."""
    points = reading.series(info.key).points
    place = next(place for place, point in enumerate(points) if point.figure.round == round_key)
    now = points[place]
    was = next((point.figure for point in reversed(points[:place]) if point.figure.value is not None), None)
    if was is None or now.verdict is Verdict.BREAK or {was.status, now.figure.status} != {Status.COUNTED}:
        return None
    if was.base_value != now.figure.base_value:
        return None
    title = info.predicate.title(info.predicate.speaks(reader_lang()))
    return Change(info, spoken(info.predicate, title), was, now.figure, round_of(reading, was.round))


def strongest(found: Sequence[Change]) -> Change | None:
    """The largest change in regions; of two that are as large, the one that is larger for what it was."""
    moved = [one for one in found if one.difference]
    return moved[0] if moved else None


def _by_size(one: Change) -> tuple[int, float]:
    size = abs(one.difference)
    return size, size / max(one.was.split.counted, 1)
