"""Everything the page of one region shows, as plain data: the region beside the nation, block by block.

Which region answered what goes by the reading; what this reader may not know is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from buildingblocks.models import BuildingBlock
from projectpool.tables.regional import RegionPool, RegionTheme, pools_of
from regions.models import Region

from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...shared.blocks import all_blocks
from ...shared.cards import Words, reader_lang, words
from ...shared.kept import kept, wording
from .list import Towns, towns_by_region
from .locator import locator
from .place_strips import place_strip
from .standing import Standing, in_figure, on_scale, scales, takes_part

type ByBlock = dict[str, list[Standing]]  # by the key of their building block


@dataclass(frozen=True, slots=True)
class Place:
    """Where the region stands in one subject, with the strip that shows it."""

    standing: Standing
    strip: SafeString


@dataclass(frozen=True, slots=True)
class BlockPlaces:
    """A building block: where the region stands on its scales and in its other figures."""

    slug: str
    name: Words
    scales: tuple[Place, ...]
    figures: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class LinePlaces:
    """An action line with the blocks about which something may be known."""

    anchor: str
    name: Words
    blocks: tuple[BlockPlaces, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Something in which the region stands elsewhere than last time."""

    block: Words
    standing: Standing


@dataclass(frozen=True, slots=True)
class ProjectEntry:
    """A project of the region. `partners` are the other regions in it, by slug and name."""

    title: Words
    summary: Words
    partners: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PoolEntries:
    """What the region has in one pool."""

    name: Words
    themes: tuple[tuple[Words, RegionTheme], ...]
    projects: tuple[ProjectEntry, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """The region in one round. `hidden` says that the round asked more than this reader may know."""

    joined: bool
    excused: bool
    lines: tuple[LinePlaces, ...]
    changes: tuple[Change, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class RegionPage:
    """The page of a region. `standings` is a piece of page, empty when there is no round to read."""

    slug: str
    name: str
    towns: tuple[Towns, ...]
    locator: SafeString
    standings: SafeString
    pools: tuple[PoolEntries, ...]


def region_page(region: Region, reading: Reading | None, round_: RoundInfo | None) -> RegionPage:
    """The whole page, from one reading; without one it holds what is no answer of a region."""
    name = name_in(reading, round_, region)
    return RegionPage(
        slug=region.slug,
        name=name,
        towns=towns_by_region().get(region.slug, ()),
        locator=locator(region.slug, name),
        standings=standings_piece(reading, region.slug, name, round_) if reading and round_ else SafeString(),
        pools=tuple(_pool(pool, region.slug) for pool in pools_of(region.slug)),
    )


def standings_piece(reading: Reading, slug: str, name: str, round_: RoundInfo) -> SafeString:
    """Where the region stands, as a piece of page that is kept for who may know the same of this region."""
    own = frozenset(place for place in reading.audience.own if place[0] == slug)
    reader = reading.read_by(replace(reading.audience, own=own))
    return kept(
        reading,
        ("region", slug, name, own, round_, all_blocks(), wording(reading)),
        lambda _shared: render_to_string(
            "reports/region_standings.html",
            {"found": standings(reader, slug, name, round_), "name": name, "round": round_},
        ),
    )


def name_in(reading: Reading | None, round_: RoundInfo | None, region: Region) -> str:
    """What the region is called: in a round it keeps the name that it had then."""
    if reading is None or round_ is None:
        return region.name
    found = (one.name for one in reading.regions(round_.key) if one.slug == region.slug)
    return next(found, region.name)


def standings(reading: Reading, slug: str, name: str, round_: RoundInfo) -> Standings:
    """Where the region stands in the round, as far as this reader may know."""
    joined = takes_part(reading, slug, round_.key)
    on_scales = by_block(scales_of(reading, slug, round_))
    in_figures = by_block(figures_of(reading, slug, round_))
    lines = tuple(_lines(name, on_scales, in_figures))
    return Standings(
        joined=joined,
        excused=slug in reading.excused(round_.key),
        lines=lines,
        changes=tuple(_changes(block for line in lines for block in line.blocks)),
        hidden=joined and hides(reading, slug, round_),
    )


def _lines(name: str, on_scales: ByBlock, in_figures: ByBlock) -> Iterator[LinePlaces]:
    """The action lines in the order of the programme; a block about which nothing may be known is not
    there."""
    blocks = BuildingBlock.objects.select_related("action_line").order_by("position")
    known = [block for block in blocks if block.key in on_scales or block.key in in_figures]
    for _key, group in groupby(known, key=lambda block: block.action_line_id):
        members = list(group)
        line = members[0].action_line
        places = tuple(_block(block, name, on_scales, in_figures) for block in members)
        yield LinePlaces(f"lijn-{line.slug}", words(line, "name"), places)


def scales_of(reading: Reading, slug: str, round_: RoundInfo) -> list[Standing]:
    """The scales of the round on which this reader may see the region."""
    found = (on_scale(reading, slug, question, round_) for question in scales(reading, round_.key))
    return [one for one in found if one is not None]


def figures_of(reading: Reading, slug: str, round_: RoundInfo) -> list[Standing]:
    """The figures in which this reader may see the region, but for those that a scale tells already and those
    that only say what the project pool's own list says."""
    told = {question.key for question in scales(reading, round_.key)}
    infos = (info for info in reading.indicators() if _adds(reading, info, round_, told))
    found = (in_figure(reading, slug, info, round_) for info in infos)
    return [one for one in found if one is not None]


def _adds(reading: Reading, info: IndicatorInfo, round_: RoundInfo, told: set[str]) -> bool:
    asked = reading.questions_of(info.key, round_.key)
    own = any(question.block == info.block_key for question in asked)
    return own and not {question.key for question in asked} <= told


def hides(reading: Reading, slug: str, round_: RoundInfo) -> bool:
    """Whether the round asked anything of which this reader may not know what the region answered. It follows
    from the questions alone, so it tells nothing about an answer."""
    asked = reading.questions(round_.key)
    return any(reading.answer_of(slug, question.key, round_.key) is None for question in asked)


def by_block(found: Sequence[Standing]) -> ByBlock:
    """Standings under the key of their building block."""
    blocks: ByBlock = {}
    for one in found:
        blocks.setdefault(one.block, []).append(one)
    return blocks


def _block(block: BuildingBlock, name: str, on_scales: ByBlock, in_figures: ByBlock) -> BlockPlaces:
    return BlockPlaces(
        slug=block.slug,
        name=words(block, "name"),
        scales=tuple(Place(one, place_strip(one.parts, name)) for one in on_scales.get(block.key, ())),
        figures=tuple(Place(one, place_strip(one.parts, name)) for one in in_figures.get(block.key, ())),
    )


def _changes(blocks: Iterable[BlockPlaces]) -> Iterator[Change]:
    for block in blocks:
        for place in (*block.scales, *block.figures):
            if place.standing.move is not None:
                yield Change(block.name, place.standing)


def _pool(pool: RegionPool, slug: str) -> PoolEntries:
    foreign = "nl" if reader_lang() == "en" else ""
    return PoolEntries(
        name=words(pool, "name"),
        themes=tuple((words(theme, "name"), theme) for theme in pool.themes),
        projects=tuple(
            ProjectEntry(
                title=Words(project.title, foreign),
                summary=words(project, "summary"),
                partners=tuple(
                    (other, name)
                    for other, name in zip(project.region_slugs, project.regions, strict=True)
                    if other != slug
                ),
            )
            for project in pool.projects
        ),
    )
