"""The regions come from tables; loading twice changes nothing, and a broken table changes nothing at all."""

import pytest

from regions.models import Municipality, Region, RegionAlias, Subregion
from tests.regions.reference import load, refusal, spoilt

pytestmark = pytest.mark.django_db


def test_all_regions_are_there_after_two_loads_with_one_line_of_history_each():
    load("regions")
    by = load("regions")
    assert (Region.objects.count(), Municipality.objects.count(), Subregion.objects.count()) == (28, 35, 2)
    assert RegionAlias.objects.count() == 21
    assert Region.history.count() == 28
    assert Region.history.first().history_user == by


def test_a_changed_name_is_one_line_of_history(tmp_path):
    load("regions")
    load(
        "regions", folder=spoilt(tmp_path, "regions.csv", lambda text: text.replace(",Twente,", ",Twenthe,"))
    )
    assert [past.name for past in Region.objects.get(slug="twente").history.all()] == ["Twenthe", "Twente"]


BROKEN = [
    (
        "regions.csv",
        "3,arnhem",
        "drie,arnhem",
        "regions.csv, regel 4: kolom number: “drie” is geen geheel getal.",
    ),
    ("regions.csv", "5,flevoland", "4,flevoland", "regions.csv, regel 6: "),
    ("regions.csv", "twente", "utrecht", "“utrecht” staat al op regel"),
    ("regions.csv", "tile_col", "tile_colour", "kolom tile_col ontbreekt"),
    ("subregions.csv", "zuid-limburg", "atlantis", "regel 2: Er is geen regio met de naam “atlantis”"),
    ("municipalities.csv", ",27a,", ",27z,", "kolom subregion: “27z” bestaat niet; kies uit 27a, 27b."),
    ("municipalities.csv", "gouda,Gouda,hollands-midden", "gouda,Gouda,oost", "Er is geen regio"),
    ("region_aliases.csv", ",misprint,", ",typo,", "kolom kind: “typo” bestaat niet"),
    (
        "region_aliases.csv",
        ",order,zuidoost-brabant",
        ",order,",
        "alleen een gebied van justitie heeft geen regio",
    ),
    ("region_aliases.csv", ",order,zuidoost-brabant", ",order,atlantis", "onbekende regio “atlantis”"),
]


def test_a_broken_table_is_refused_with_file_line_and_reason():
    for file, before, after, sentence in BROKEN:
        said = refusal("regions", file, before, after)
        assert sentence in said
        assert f"{file}, regel " in said
