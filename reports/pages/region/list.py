"""The list of regions, narrowed by what somebody looks for, and the map on which each has a tile."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from regions.counts import AnnexRow, annex
from regions.models import Region, RegionAlias
from regions.names import dutch_key, fold, short_code


@dataclass(frozen=True, slots=True)
class Towns:
    """Central municipalities of a region; `part` names the subregion that has its own."""

    part: str
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region on the list and on the map. `row` and `col` count from 0, from the north-west."""

    slug: str
    name: str
    code: str
    row: int
    col: int
    towns: tuple[Towns, ...]
    projects: int


def region_lines(search: str = "") -> list[RegionLine]:
    """The regions in the order of a Dutch list; with `search` those whose name, other name or central
    municipality holds every word of it."""
    towns = towns_by_region()
    regions = Region.objects.annotate(number_of_projects=Count("projects", distinct=True))
    lines = [
        RegionLine(
            slug=region.slug,
            name=region.name,
            code=short_code(region.name),
            row=region.tile_row,
            col=region.tile_col,
            towns=towns.get(region.slug, ()),
            projects=region.number_of_projects,
        )
        for region in sorted(regions, key=lambda region: dutch_key(region.name))
    ]
    return [line for line in lines if _fits(line, search, _other_names())] if search else lines


def towns_by_region() -> dict[str, tuple[Towns, ...]]:
    """The central municipalities of every region, subregion by subregion."""
    found: dict[str, list[AnnexRow]] = {}
    for row in annex():
        found.setdefault(row.slug, []).append(row)
    return {
        slug: tuple(Towns(row.region if len(rows) > 1 else "", row.municipalities) for row in rows)
        for slug, rows in found.items()
    }


def towns_in_words(found: Iterable[Towns]) -> str:
    """The central municipalities, each subregion with its own."""
    return "; ".join(
        (f"{towns.part}: " if towns.part else "") + ", ".join(towns.municipalities) for towns in found
    )


def _other_names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for slug, alias in RegionAlias.objects.exclude(regions=None).values_list("regions__slug", "alias"):
        names.setdefault(slug, []).append(alias)
    return names


def _fits(line: RegionLine, search: str, other_names: dict[str, list[str]]) -> bool:
    towns = towns_in_words(line.towns)
    text = fold(" ".join((line.name, line.slug, towns, *other_names.get(line.slug, ()))))
    return all(part in text for part in fold(search).split())
