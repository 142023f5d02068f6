"""Everything the national dashboard shows of one round, as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from regions.counts import Tile
from roundtables.counts import QuestionText

from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...reading.targets import TargetLine
from ...shared.blocks import BlockInfo
from ...shared.cards import Card, Words, card, reader_lang, spoken, trend_of, words
from ...shared.chart_pieces import Picture, pieces
from ...shared.leads import Change, changes, leading, strongest
from ...shared.maps import map_note, status_map
from ...shared.moving import Moves, moves
from ...shared.sparks import change_line
from ...shared.states import State, first_scales, in_words, state
from ...shared.target_notes import TargetNote, target_note
from ..block.cards import LineCards, lines_of
from ..figure.page import citation
from .coverage import BlockCoverage, Coverage, coverage, total

MOST_CHANGES = 10


@dataclass(frozen=True, slots=True)
class Lead:
    """The figure that changed most since the last time, large, with how to cite it."""

    card: Card
    kicker: str
    trend: str
    citation: Words
    target: TargetNote | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the regions are with one block, and how they moved since the last time."""

    block: BlockInfo
    name: Words
    state: State
    moves: Moves | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A figure that changed: what it was and is, drawn on a line."""

    change: Change
    line: SafeString


@dataclass(frozen=True, slots=True)
class OverCell:
    """One round in the course of a leading figure; empty when it was not asked."""

    round: RoundInfo
    text: str
    here: bool


@dataclass(frozen=True, slots=True)
class OverRow:
    """A leading figure over all rounds, the newest first."""

    key: str
    name: Words
    title: Words
    cells: tuple[OverCell, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A leading statement as others may copy it."""

    key: str
    sentence: Words


@dataclass(frozen=True, slots=True)
class NationalPage:
    """The page, but for what is the reader's own."""

    round: RoundInfo
    lead: Lead | None
    standings: tuple[Standing, ...]
    changes: tuple[ChangeRow, ...]
    map: SafeString
    lines: tuple[LineCards, ...]
    rounds: tuple[RoundInfo, ...]
    over: tuple[OverRow, ...]
    covered: Coverage
    blocks_covered: tuple[BlockCoverage, ...]
    quotes: tuple[Quote, ...]

    @property
    def compared(self) -> bool:
        """Whether there is anything to compare with an earlier round."""
        return any(one.moves for one in self.standings) or bool(self.changes)

    @property
    def since(self) -> str:
        """The round that all changes are measured from; empty when they are of several."""
        labels = {one.change.since.label for one in self.changes}
        return labels.pop() if len(labels) == 1 else ""


def national_page(
    reading: Reading,
    round_: RoundInfo,
    blocks: Sequence[BlockInfo],
    tiles: Sequence[Tile],
    targets: Mapping[str, TargetLine],
) -> NationalPage:
    """The whole page, from one reading."""
    first, found = leading(reading, round_.key), changes(reading, round_.key)
    standings = tuple(standings_of(reading, round_, blocks))
    covered = covered_blocks(reading, round_, blocks)
    return NationalPage(
        round=round_,
        lead=lead_of(reading, round_, strongest(found), targets),
        standings=standings,
        changes=tuple(change_row(one) for one in found[:MOST_CHANGES] if one.difference),
        map=map_of(reading, round_, standings, tiles),
        lines=lines_of(reading, round_, blocks, first, targets),
        rounds=reading.rounds[::-1],
        over=tuple(over_row(reading, round_, one, first[one.key]) for one in blocks if one.key in first),
        covered=total(one.covered for one in covered),
        blocks_covered=covered,
        quotes=quotes_of(reading, round_, first),
    )


def lead_of(
    reading: Reading, round_: RoundInfo, change: Change | None, targets: Mapping[str, TargetLine]
) -> Lead | None:
    """The strongest change as the opening of the page; None when nothing changed or can be compared."""
    if change is None:
        return None
    series = reading.series(change.info.key)
    return Lead(
        card=card(reading, change.info, round_),
        kicker=kicker(change),
        trend=trend_of(reading, series, round_.key),
        citation=citation(change.info, change.now, round_),
        target=target_note(targets.get(change.info.key), change.now),
    )


def kicker(change: Change) -> str:
    """ "Grootste verandering sinds 2019: 11 regio’s meer" """
    number = abs(change.difference)
    if change.difference > 0:
        told = ngettext("%(number)d regio meer", "%(number)d regio’s meer", number)
    else:
        told = ngettext("%(number)d regio minder", "%(number)d regio’s minder", number)
    found = {"round": change.since.label, "told": told % {"number": number}}
    return gettext("Grootste verandering sinds %(round)s: %(told)s") % found


def standings_of(reading: Reading, round_: RoundInfo, blocks: Sequence[BlockInfo]) -> list[Standing]:
    """Every block with a scale in this round."""
    scales = first_scales(reading, round_.key)
    return [
        Standing(
            block,
            words(block, "name"),
            state(reading, scales[block.key], round_),
            moves(reading, scales[block.key].key, round_.key),
        )
        for block in blocks
        if block.key in scales
    ]


def change_row(change: Change) -> ChangeRow:
    """A change with its line."""
    was, now = change.was.split.counted, change.now.split.counted
    return ChangeRow(change, change_line(was, now, change.now.base_value))


def map_of(
    reading: Reading, round_: RoundInfo, standings: Sequence[Standing], tiles: Sequence[Tile]
) -> SafeString:
    """The map of the block in which most regions moved, among those that this reader may know by name."""
    known = [one for one in standings if reading.knows(one.state.question.key, round_.key)]
    if not known:
        return mark_safe("")
    most = max(known, key=lambda one: one.moves.up + one.moves.down if one.moves else 0)
    title = f"{most.name.text}: {in_words(most.state.here.parts)}"
    return drawn_map(reading, most.state.question, round_, tiles, title)


def drawn_map(
    reading: Reading, question: QuestionText, round_: RoundInfo, tiles: Sequence[Tile], title: str
) -> SafeString:
    """A map as a piece of page; empty when this reader may not know the answers."""
    definition = status_map(reading, question, round_, tiles, title)
    if definition is None:
        return mark_safe("")
    return pieces([Picture(definition, map_note(question, round_))])[0]


def over_row(reading: Reading, round_: RoundInfo, block: BlockInfo, info: IndicatorInfo) -> OverRow:
    """A leading figure of this round, in every round, the newest first: that is what a phone shows."""
    cells = tuple(
        OverCell(each, of_base(reading, info, each), each.key == round_.key) for each in reading.rounds[::-1]
    )
    title = info.predicate.title(info.predicate.speaks(reader_lang()))
    return OverRow(info.key, words(block, "name"), spoken(info.predicate, title), cells)


def of_base(reading: Reading, info: IndicatorInfo, round_: RoundInfo) -> str:
    """ "6 van 28"; empty when it was not asked then."""
    figure = reading.figures(round_.key)[info.key]
    if figure.value is None:
        return ""
    return gettext("%(value)d van %(base)d") % {"value": figure.value, "base": figure.base_value}


def covered_blocks(
    reading: Reading, round_: RoundInfo, blocks: Sequence[BlockInfo]
) -> tuple[BlockCoverage, ...]:
    """What is settled and what is out, for every block that the round asks about."""
    found = coverage(reading, round_)
    return tuple(
        BlockCoverage(one.slug, words(one, "name"), *found[one.key]) for one in blocks if one.key in found
    )


def quotes_of(reading: Reading, round_: RoundInfo, first: dict[str, IndicatorInfo]) -> tuple[Quote, ...]:
    """Every leading statement as a sentence with its round, ready to copy."""
    figures = reading.figures(round_.key)
    found = ((key, citation(info, figures[info.key], round_)) for key, info in first.items())
    return tuple(Quote(first[key].key, one) for key, one in found if one.text)
