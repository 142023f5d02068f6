"""The annex of the report lists 29 lines for 28 regions; the tile map has a place for each region."""

import pytest

from regions.counts import annex, tiles
from regions.models import Region
from tests.regions.reference import load

pytestmark = pytest.mark.django_db


def test_zuid_limburg_has_two_lines_in_the_annex():
    load("regions")
    rows = annex()
    assert len(rows) == 29
    assert len({row.slug for row in rows}) == Region.objects.count()
    assert [row.number for row in rows[-4:]] == ["26", "27a", "27b", "28"]
    parkstad = rows[-2]
    assert (parkstad.region, parkstad.municipalities) == ("Zuid-Limburg Parkstad", ("Heerlen",))
    assert rows[18].municipalities == ("Rotterdam", "Nissewaard", "Vlaardingen")


def test_the_tile_map_runs_from_north_to_south():
    load("regions")
    map_ = tiles()
    assert len(map_) == 28
    assert (map_[0].name, map_[0].row, map_[0].col) == ("Friesland", 0, 4)
    assert map_[-1].slug == "zuid-limburg"
