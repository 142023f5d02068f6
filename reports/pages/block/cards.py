"""The building blocks of the national dashboard: a card each, by action line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...reading.targets import TargetLine
from ...shared.blocks import BlockInfo
from ...shared.cards import Card, Words, card, reader_lang, spoken, trend_of, words
from ...shared.leads import Change, change, leading
from ...shared.sparks import course
from ...shared.target_notes import TargetNote, target_note
from ...wording import statement


@dataclass(frozen=True, slots=True)
class Told:
    """What the last earlier round said about a block of which this round has no figure."""

    key: str
    round: RoundInfo
    sentence: Words


@dataclass(frozen=True, slots=True)
class BlockCard:
    """A building block: its leading statement with strip and trend. Without a figure `card` is None, `asked`
    says whether the round asked about the block at all, and `told` what was last said."""

    block: BlockInfo
    name: Words
    asked: bool
    card: Card | None = None
    trend: str = ""
    change: Change | None = None
    course: str = ""  # an inline drawing
    target: TargetNote | None = None
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class LineCards:
    """An action line with its blocks."""

    anchor: str
    name: Words
    cards: tuple[BlockCard, ...]


def lines_of(
    reading: Reading,
    round_: RoundInfo,
    blocks: Sequence[BlockInfo],
    first: Mapping[str, IndicatorInfo],
    targets: Mapping[str, TargetLine],
) -> tuple[LineCards, ...]:
    """Every block by action line; `first` holds the leading figures of the round."""
    asked = {question.block for question in reading.questions(round_.key)}
    earlier = earlier_leads(reading, round_)
    return tuple(
        LineCards(
            slug,
            words(members[0], "line_name"),
            tuple(
                block_card(reading, round_, one, first[one.key], targets.get(first[one.key].key))
                if one.key in first
                else BlockCard(one, words(one, "name"), one.key in asked, told=earlier.get(one.key))
                for one in members
            ),
        )
        for slug, members in ((slug, list(group)) for slug, group in groupby(blocks, key=line_slug))
    )


def line_slug(block: BlockInfo) -> str:
    """The action line of a block."""
    return block.line_slug


def block_card(
    reading: Reading,
    round_: RoundInfo,
    block: BlockInfo,
    info: IndicatorInfo,
    target: TargetLine | None,
) -> BlockCard:
    """A block with its leading figure."""
    series = reading.series(info.key)
    note = target_note(target, reading.figures(round_.key)[info.key])
    return BlockCard(
        block,
        words(block, "name"),
        asked=True,
        card=card(reading, info, round_),
        trend=trend_of(reading, series, round_.key),
        change=change(reading, info, round_.key),
        course=course(series.points, reading.rounds, round_.key, note.goal if note else None),
        target=note,
    )


def earlier_leads(reading: Reading, round_: RoundInfo) -> dict[str, Told]:
    """By block what the last round before this one had to say that asked about it."""
    found: dict[str, Told] = {}
    keys = [one.key for one in reading.rounds]
    for then in reading.rounds[: keys.index(round_.key)]:
        for block, info in leading(reading, then.key).items():
            sentence = statement(reading.figures(then.key)[info.key], info.predicate, lang=reader_lang())
            found[block] = Told(info.key, then, spoken(info.predicate, sentence))
    return found
