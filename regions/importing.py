"""Takes regions, their parts, central municipalities and other names over from `fixtures/`."""

from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from regions.directory import Directory
from regions.errors import UnknownRegion
from regions.models import Municipality, Region, RegionAlias, Subregion
from regions.names import fold
from regions.storing import store
from regions.tables import Row, read_table


def load(folder: Path, *, by: AbstractBaseUser) -> None:
    """Loads the four tables of this room; safe to repeat. The caller gives the transaction."""
    _load_regions(folder, by)
    _load_subregions(folder, by)
    _load_municipalities(folder, by)
    _load_aliases(folder, by)


def region_finder() -> Callable[[Row, str], Region]:
    """A function that gives the region named by a text in a row, for the tables of every room."""
    directory: Directory[Region] = Region.objects.directory()

    def find(row: Row, text: str) -> Region:
        try:
            return directory.one(text)
        except UnknownRegion as error:
            raise row.error(str(error)) from error

    return find


def _load_regions(folder: Path, by: AbstractBaseUser) -> None:
    columns = ("slug", "number", "name", "tile_row", "tile_col")
    for row in read_table(folder / "regions.csv", columns, unique=["slug"]):
        values = {
            "number": row.integer("number"),
            "name": row.text("name"),
            "tile_row": row.integer("tile_row"),
            "tile_col": row.integer("tile_col"),
        }
        store(row, Region, {"slug": row.text("slug")}, values, by=by)


def _load_subregions(folder: Path, by: AbstractBaseUser) -> None:
    find = region_finder()
    for row in read_table(folder / "subregions.csv", ("code", "region", "name"), unique=["code"]):
        values = {"region": find(row, row["region"]), "name": row.text("name")}
        store(row, Subregion, {"code": row.text("code")}, values, by=by)


def _load_municipalities(folder: Path, by: AbstractBaseUser) -> None:
    find = region_finder()
    parts = {part.code: part for part in Subregion.objects.all()}
    columns = ("slug", "name", "region", "subregion", "position")
    for row in read_table(folder / "municipalities.csv", columns, unique=["slug"]):
        if row["subregion"]:
            row.choice("subregion", parts)
        values = {
            "name": row.text("name"),
            "region": find(row, row["region"]),
            "subregion": parts.get(row["subregion"]),
            "position": row.integer("position"),
        }
        store(row, Municipality, {"slug": row.text("slug")}, values, by=by)


def _load_aliases(folder: Path, by: AbstractBaseUser) -> None:
    regions = {region.slug: region for region in Region.objects.all()}
    columns = ("alias", "kind", "regions", "note_nl")
    for row in read_table(folder / "region_aliases.csv", columns, unique=["alias"]):
        kind = row.choice("kind", RegionAlias.Kind.values)
        named = [_by_slug(row, slug, regions) for slug in row.parts("regions")]
        if not named and kind != RegionAlias.Kind.JUSTICE:
            raise row.error(_("alleen een gebied van justitie heeft geen regio."))
        values = {"alias": row.text("alias"), "kind": kind, "note_nl": row["note_nl"]}
        store(row, RegionAlias, {"folded": fold(row["alias"])}, values, by=by).regions.set(named)


def _by_slug(row: Row, slug: str, regions: dict[str, Region]) -> Region:
    """Only the slug counts here: an alias cannot rest on another alias."""
    if slug not in regions:
        raise row.error(_("onbekende regio “%(slug)s”.") % {"slug": slug})
    return regions[slug]
