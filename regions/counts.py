"""The reading side: the list of regions as the report's annex prints it, and the tile map."""

from dataclasses import dataclass

from regions.models import Municipality, Region


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A line of the annex: a region, or a subregion with a number of its own (27a)."""

    number: str
    region: str
    slug: str
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """The place of a region on the tile map; row and column count from 0, from the north-west."""

    slug: str
    name: str
    row: int
    col: int


def annex() -> tuple[AnnexRow, ...]:
    """Regions with their central municipalities, by number; one with subregions has a line for each."""
    rows: dict[tuple[int, str], AnnexRow] = {}
    together = Municipality.objects.select_related("region", "subregion").order_by(
        "region__number", "position"
    )
    for municipality in together:
        region, part = municipality.region, municipality.subregion
        key = (region.number, part.code if part else "")
        label = f"{region.name} {part.name}" if part else region.name
        before = rows[key].municipalities if key in rows else ()
        number = part.code if part else str(region.number)
        rows[key] = AnnexRow(number, label, region.slug, (*before, municipality.name))
    return tuple(rows[key] for key in sorted(rows))


def tiles() -> tuple[Tile, ...]:
    """The tile map, read from left to right and from top to bottom."""
    rows = Region.objects.order_by("tile_row", "tile_col")
    return tuple(Tile(*row) for row in rows.values_list("slug", "name", "tile_row", "tile_col"))
