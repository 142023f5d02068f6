"""The list of figures: by action line and building block, narrowed by what somebody looks for."""

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import groupby
from weakref import WeakKeyDictionary

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from regions.names import fold

from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...shared.cards import Card, Words, card, reader_lang, words

_kept: WeakKeyDictionary[object, dict[Hashable, tuple[int, SafeString]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """The figures of one building block: those asked in the round, and those that were not."""

    slug: str
    name: Words
    asked: tuple[Card, ...]
    not_asked: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class LineGroup:
    """An action line with its blocks."""

    anchor: str
    name: Words
    blocks: tuple[BlockGroup, ...]


def listed(reading: Reading, round_: RoundInfo, search: str = "") -> tuple[int, SafeString]:
    """How many figures the list holds, and the list as a piece of page.

    The whole list is kept for as long as nothing it reads has changed: figures by the reading's identity,
    words by the words themselves. So it is never stale, and no audience gets another's.
    """
    if search:
        return made(reading, round_, search)
    named = tuple(
        (info.predicate, info.block_name_nl, info.block_name_en, info.line_name_nl, info.line_name_en)
        for info in reading.indicators()
    )
    lists = _kept.setdefault(reading.identity, {})
    kept = (round_, reader_lang(), named)
    if kept not in lists:
        lists[kept] = made(reading, round_, "")
    return lists[kept]


def made(reading: Reading, round_: RoundInfo, search: str) -> tuple[int, SafeString]:
    """The list, made now."""
    lines = figures_by_line(reading, round_, search)
    context = {"lines": lines, "round": round_, "search": search}
    return size(lines), render_to_string("reports/lines.html", context)


def figures_by_line(reading: Reading, round_: RoundInfo, search: str = "") -> list[LineGroup]:
    """All figures of a round that contain every word of `search`, in the order of the programme."""
    found = [(info, card(reading, info, round_)) for info in reading.indicators()]
    kept = [(info, one) for info, one in found if fits(info, one, search)]
    return [
        LineGroup(f"lijn-{place}", words(members[0][0], "line_name"), blocks_of(members))
        for place, members in enumerate(
            (list(group) for _name, group in groupby(kept, key=lambda pair: pair[0].line_name_nl)), start=1
        )
    ]


def blocks_of(members: list[tuple[IndicatorInfo, Card]]) -> tuple[BlockGroup, ...]:
    """The building blocks of one action line."""
    blocks = []
    for slug, group in groupby(members, key=lambda pair: pair[0].block_slug):
        pairs = list(group)
        cards = [one for _info, one in pairs]
        blocks.append(
            BlockGroup(
                slug,
                words(pairs[0][0], "block_name"),
                tuple(one for one in cards if one.asked),
                tuple(one for one in cards if not one.asked),
            )
        )
    return tuple(blocks)


def fits(info: IndicatorInfo, one: Card, search: str) -> bool:
    """Whether title, sentence, block or key holds every word looked for; case and accents do not count."""
    names = (info.predicate.title_nl, info.predicate.title_en, words(info, "block_name").text, info.key)
    text = fold(" ".join((one.sentence.text, *names)))
    return all(part in text for part in fold(search).split())


def size(groups: list[LineGroup]) -> int:
    """How many figures the list holds."""
    return sum(len(block.asked) + len(block.not_asked) for line in groups for block in line.blocks)
