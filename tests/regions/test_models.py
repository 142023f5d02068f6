"""People and publications name regions in many ways; each name finds its region, or a clear no."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from regions.errors import UnknownRegion
from regions.models import Region, RegionAlias
from regions.tables import read_table
from tests.regions.factories import MunicipalityFactory, RegionAliasFactory, RegionFactory, SubregionFactory
from tests.regions.reference import FIXTURES, load

pytestmark = pytest.mark.django_db


def test_every_name_that_was_ever_printed_leads_to_its_region():
    load("regions")
    for row in read_table(FIXTURES / "region_aliases.csv", ("alias", "kind", "regions", "note_nl")):
        slugs = set(row.parts("regions"))
        if slugs:
            assert {region.slug for region in Region.objects.all_by_name(row["alias"])} == slugs
        if len(slugs) == 1:
            assert Region.objects.by_name(row["alias"].upper()).slug == slugs.pop()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Alkmaar-West-Friesland", "alkmaar-west-friesland"),
        ("alkmaar - west-friesland", "alkmaar-west-friesland"),
        ("kop-van-noord-holland", "kop-van-noord-holland"),
        ("BRABANT ZUIDOOST", "zuidoost-brabant"),
        ("27a", "zuid-limburg"),
        ("Parkstad", "zuid-limburg"),
        ("27b Parkstad", "zuid-limburg"),
        ("Zuid-Limburg Parkstad", "zuid-limburg"),
        ("Nijmegen", "gelderland-zuid"),
        ("Noord- en Oost–Gelderland", "noord-en-oost-gelderland"),
        ("Groningen", "groningen"),
    ],
)
def test_a_name_leads_to_one_region(text, slug):
    load("regions")
    assert Region.objects.by_name(text).slug == slug


def test_noord_holland_noord_is_two_regions():
    load("regions")
    both = Region.objects.all_by_name("noord–holland noord")
    assert [region.name for region in both] == ["Alkmaar – West-Friesland", "Kop van Noord-Holland"]
    with pytest.raises(UnknownRegion) as caught:
        Region.objects.by_name("Noord-Holland Noord")
    assert "Alkmaar – West-Friesland en Kop van Noord-Holland" in str(caught.value)


def test_an_area_of_justice_is_no_region():
    load("regions")
    for text in ("Oost-Brabant", "Oost-Nederland", "noord-nederland"):
        with pytest.raises(UnknownRegion, match="gebied van justitie en geen regio"):
            Region.objects.by_name(text)
        with pytest.raises(UnknownRegion):
            Region.objects.all_by_name(text)


def test_a_name_that_nobody_ever_used():
    RegionFactory(name="Twente")
    with pytest.raises(UnknownRegion, match="Er is geen regio met de naam “Atlantis”"):
        Region.objects.by_name("Atlantis")


def test_the_own_name_wins_from_a_label_of_another():
    utrecht, other = RegionFactory(name="Utrecht", slug="utrecht"), RegionFactory()
    RegionAliasFactory(alias="utrecht", regions=[other])
    assert Region.objects.by_name("Utrecht") == utrecht


def test_a_second_spelling_of_a_label_is_refused():
    RegionAliasFactory(alias="Hollands Midden")
    again = RegionAlias(alias="hollands  MIDDEN", kind=RegionAlias.Kind.SPELLING)
    with pytest.raises(IntegrityError):
        again.save()


@pytest.mark.parametrize("wrong", [{"number": 0}, {"tile_row": 3, "tile_col": 2}])
def test_the_database_keeps_regions_apart_and_says_so_in_dutch(wrong):
    RegionFactory(tile_row=3, tile_col=2)
    with pytest.raises(ValidationError, match=r"Het nummer van een regio|Op deze plek van de tegelkaart"):
        RegionFactory.build(**wrong).full_clean()
    with pytest.raises(IntegrityError):
        RegionFactory(**wrong)


def test_names_are_shown_as_names():
    part = SubregionFactory(code="27b", name="Parkstad")
    assert str(part) == "27b Parkstad"
    assert str(MunicipalityFactory(name="Heerlen")) == "Heerlen"
    assert str(RegionAliasFactory(alias="Hollands Midden")) == "Hollands Midden"
