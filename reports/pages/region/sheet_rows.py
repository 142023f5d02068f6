"""The rows of a fact sheet: the few subjects in which a council first wants to see its region."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from buildingblocks.models import BuildingBlock

from ...figures import Status
from ...models import ReportVersion
from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...shared.cards import Words, reader_lang, spoken, words
from ...shared.leading import references
from ...wording import statement
from .page import figures_of, scales_of
from .standing import Standing, split_parts

MOST = 7


@dataclass(frozen=True, slots=True)
class Row:
    """A subject on the sheet. `said` is the statement or the question; `standing` has no own answer where the
    row is about the nation only."""

    block: Words
    said: Words
    standing: Standing


def rows_of(reading: Reading, slug: str, round_: RoundInfo) -> list[Row]:
    """The region in the round, in the order of the programme: its place on one scale of each block, and then
    the figures that the report puts first, one for each block that has none yet."""
    chosen = {one.block: one for one in reversed(scales_of(reading, slug, round_))}
    chosen = dict(list(reversed(chosen.items()))[:MOST])
    for one in _leading_first(reading, figures_of(reading, slug, round_)):
        if len(chosen) < MOST:
            chosen.setdefault(one.block, one)
    return list(_rows(reading, chosen.values()))


def national_rows(reading: Reading, round_: RoundInfo) -> list[Row]:
    """The nation alone, for a region that takes no part or of which this reader may know nothing."""
    found = [one for info in reading.indicators() if (one := _nation(reading, info, round_)) is not None]
    chosen: dict[str, Standing] = {}
    for one in _leading_first(reading, found):
        if len(chosen) < MOST:
            chosen.setdefault(one.block, one)
    return list(_rows(reading, chosen.values()))


def same_for(rows: Iterable[Row], other: Reading, slug: str, round_: RoundInfo) -> bool:
    """Whether another reader of these rounds would see every one of these rows as it is."""
    theirs = {
        one.key: _shown(one) for one in (*scales_of(other, slug, round_), *figures_of(other, slug, round_))
    }
    return all(theirs.get(row.standing.key) == _shown(row.standing) for row in rows if row.standing.own)


def _shown(one: Standing) -> Standing:
    return replace(one, past=())


def _leading_first(reading: Reading, found: list[Standing]) -> list[Standing]:
    """Complete figures: those that the newest report prints large, then those that divide regions most."""
    version = reading.version or ReportVersion.objects.published().newest_first().first()
    printed = references(version.document, reading) if version else []
    order = {key: place for place, (key, _at) in enumerate(printed)}
    settled = [one for one in found if one.figure and one.figure.status is Status.COUNTED]
    return sorted(settled, key=lambda one: (order.get(one.key, len(order)), -_divides(one)))


def _divides(one: Standing) -> int:
    """How many regions stand on the smaller side: what holds for all or for none says little of a region."""
    return min(one.figure.split.counted, one.figure.split.not_counted) if one.figure else 0


def _nation(reading: Reading, info: IndicatorInfo, round_: RoundInfo) -> Standing | None:
    figure = reading.figures(round_.key)[info.key]
    if figure.status is not Status.COUNTED:
        return None
    title = spoken(info.predicate, info.predicate.title(info.predicate.speaks(reader_lang())))
    return Standing(info.key, info.block_key, title, split_parts(figure), "", (), None, figure)


def _rows(reading: Reading, chosen: Iterable[Standing]) -> Iterator[Row]:
    blocks = {block.key: block for block in BuildingBlock.objects.all()}
    for one in sorted(chosen, key=lambda one: blocks[one.block].position):
        yield Row(words(blocks[one.block], "name"), _said(reading, one), one)


def _said(reading: Reading, one: Standing) -> Words:
    """The question of a scale; of a figure the sentence that carries it."""
    if one.figure is None:
        return one.title
    predicate = reading.indicator(one.key).predicate
    return spoken(predicate, statement(one.figure, predicate, lang=reader_lang()))
