"""The printed table of themes and regions, the projects behind it, and the totals that were published."""

import pytest

from projectpool.errors import UnknownPool, UnknownTheme
from projectpool.tables import counts
from tests.projectpool.factories import PoolEntryFactory, PoolFactory, ThemeNameFactory
from tests.regions.factories import RegionFactory
from tests.regions.reference import load

pytestmark = pytest.mark.django_db
ROOMS = ("regions", "buildingblocks", "projectpool")


def test_the_table_of_2019_keeps_every_mark(django_assert_max_num_queries):
    load(*ROOMS)
    with django_assert_max_num_queries(5):
        table = counts.theme_table("2019")
    assert (len(table.themes), len(table.rows), table.entries) == (11, 28, 58)
    assert sum(theme.projects for theme in table.themes) == 61
    assert {mark for row in table.rows for mark in row.marks} == {"", "•", "*", "2x", "3x", "deel", "* deel"}
    assert [theme.name_nl for theme in table.themes][:2] == ["Lokale teams versterken", "MDA++"]


def test_the_table_of_2020_lists_every_region_in_dutch_order():
    load(*ROOMS)
    table = counts.theme_table("2020")
    assert (len(table.themes), table.regions, table.entries) == (15, 28, 82)
    assert [theme.regions for theme in table.themes] == [11, 18, 9, 10, 6, 5, 1, 3, 2, 3, 3, 2, 2, 3, 4]
    names = [row.region for row in table.rows]
    assert names[0] == "Alkmaar – West-Friesland"
    assert names.index("IJsselland") == names.index("Hollands-Midden") + 1
    assert sum(row.themes for row in table.rows) == 82


def test_a_region_without_a_project_stands_in_the_table_with_nothing():
    name = ThemeNameFactory()
    PoolEntryFactory(pool=name.pool, theme=name.theme)
    RegionFactory(name="Atlantis")
    row = counts.theme_table(name.pool.key).rows[0]
    assert (row.region, row.marks, row.themes) == ("Atlantis", ("",), 0)


def test_projects_under_a_theme_and_in_a_box():
    load(*ROOMS)
    assert counts.projects_of("2020", "perpetrator-approach")[0].title == "De Cirkel is Rond"
    boxed = counts.projects_of("2020", "box-barring-order")
    assert [(project.title, project.titled) for project in boxed] == [
        ("Onderzoek tijdelijk huisverbod", False)
    ]
    platform = next(project for project in counts.projects_of("2020", "trauma") if project.joint == "yes")
    assert len(platform.regions) == 18
    assert platform.regions[:2] == ("Alkmaar – West-Friesland", "Amsterdam-Amstelland")
    assert len(counts.all_projects("2020")) == 50


def test_five_cells_of_the_table_are_described_nowhere():
    load(*ROOMS)
    assert set(counts.undescribed("2020")) == {
        ("Groningen", "Sociale steun aan kinderen"),
        ("Zuidoost-Brabant", "Plegeraanpak"),
        ("Haaglanden", "Sturingsinformatie"),
        ("Noord- en Oost-Gelderland", "Overig"),
        ("Zuid-Limburg", "Overig"),
    }


def test_regions_under_a_theme():
    load(*ROOMS)
    assert counts.regions_with_entry("2020", "trauma") == 18
    assert counts.regions_with_entry("2019", "mda-plus-plus") == 10


def test_experiments_and_totals():
    load(*ROOMS)
    lines = counts.experiments()
    assert (len(lines), len({region for line in lines for region in line.regions})) == (7, 13)
    totals = {total.key: total for total in counts.published_totals("2020")}
    text, table = totals["2020-perpetrators-text"], totals["2020-perpetrators-list"]
    assert text.value == table.value == 3
    assert set(text.regions) ^ set(table.regions) == {"West-Brabant", "Zuidoost-Brabant"}
    assert {total.source for total in totals.values()} == {"report-5", "infographic-5"}


def test_a_pool_or_theme_that_does_not_exist():
    pool = PoolFactory(key="2020")
    with pytest.raises(UnknownPool, match="“1999”"):
        counts.theme_table("1999")
    for ask in (counts.projects_of, counts.regions_with_entry):
        with pytest.raises(UnknownTheme, match="“moon”"):
            ask(pool.key, "moon")
