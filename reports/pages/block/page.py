"""Everything the page of one building block shows of a round, as plain data: what stands still while nothing
changes. Milestones, pool and route are read anew by `around`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from regions.counts import Tile

from ...figures import Status
from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...reading.targets import TargetLine
from ...shared.blocks import BlockInfo
from ...shared.cards import Card, Words, card, reader_lang, spoken, told, trend_of, words
from ...shared.chart_pieces import pieces
from ...shared.leads import leading
from ...shared.target_notes import TargetNote, target_note
from ..figure.page import citation
from .bars import block_bars
from .cards import Told, earlier_leads
from .states import BlockState, block_states

MOST_FACTS = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure beside the leading one: its number, of how many, and what is said of those regions."""

    key: str
    number: str
    of: str
    text: Words


@dataclass(frozen=True, slots=True)
class Opening:
    """The leading figure of the block, large, with how to cite it."""

    card: Card
    trend: str
    citation: Words
    target: TargetNote | None


@dataclass(frozen=True, slots=True)
class BlockPage:
    """The page, but for what is the reader's own and what is no figure."""

    name: Words
    opening: Opening | None
    told: Told | None
    facts: tuple[Fact, ...]
    states: tuple[BlockState, ...]
    asked: tuple[Card, ...]
    not_asked: tuple[Card, ...]
    bars: tuple[SafeString, ...]


def block_page(
    reading: Reading,
    block: BlockInfo,
    round_: RoundInfo,
    tiles: Sequence[Tile],
    targets: Mapping[str, TargetLine],
) -> BlockPage:
    """The whole page, from one reading."""
    infos = [one for one in reading.indicators() if one.block_key == block.key]
    first = leading(reading, round_.key).get(block.key)
    cards = [card(reading, one, round_) for one in infos]
    return BlockPage(
        name=words(block, "name"),
        opening=opening(reading, round_, first, targets.get(first.key)) if first else None,
        told=None if first else earlier_leads(reading, round_).get(block.key),
        facts=facts(reading, infos, first, round_),
        states=block_states(reading, block.key, round_, tiles),
        asked=tuple(one for one in cards if one.asked),
        not_asked=tuple(one for one in cards if not one.asked),
        bars=tuple(pieces(block_bars(reading, block.key, round_))),
    )


def opening(reading: Reading, round_: RoundInfo, info: IndicatorInfo, target: TargetLine | None) -> Opening:
    """The leading figure."""
    figure = reading.figures(round_.key)[info.key]
    return Opening(
        card=card(reading, info, round_),
        trend=trend_of(reading, reading.series(info.key), round_.key),
        citation=citation(info, figure, round_),
        target=target_note(target, figure),
    )


def facts(
    reading: Reading, infos: Sequence[IndicatorInfo], first: IndicatorInfo | None, round_: RoundInfo
) -> tuple[Fact, ...]:
    """The first other figures that are counted in full; what counts the same as one before it is left out."""
    figures, seen = reading.figures(round_.key), [reading.condition(first.key, round_.key)] if first else []
    found: list[IndicatorInfo] = []
    for info in infos:
        condition = reading.condition(info.key, round_.key)
        if figures[info.key].status is Status.COUNTED and condition not in seen:
            found.append(info)
            seen.append(condition)
    return tuple(fact(reading, one, round_) for one in found[:MOST_FACTS])


def fact(reading: Reading, info: IndicatorInfo, round_: RoundInfo) -> Fact:
    """One figure in few words."""
    figure = reading.figures(round_.key)[info.key]
    number, of, _sentence = told(figure, info.predicate)
    lang = info.predicate.speaks(reader_lang())
    said = info.predicate.verb_phrase(lang, plural=figure.split.counted != 1)
    return Fact(info.key, number, of, spoken(info.predicate, said))
