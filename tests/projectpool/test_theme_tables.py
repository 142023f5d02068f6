"""The tables of themes and regions, cell by cell as they were printed, and worked out where they were not."""

import csv
from datetime import date

import pytest

from projectpool.models import ProjectRegion
from projectpool.tables.counts import theme_table
from projectpool.tables.regional import pools_of
from projectpool.tables.thematic import pools_about
from tests.projectpool.factories import PoolEntryFactory
from tests.projectpool.running import Running
from tests.regions.reference import FIXTURES, load

pytestmark = pytest.mark.django_db
ROOMS = ("regions", "buildingblocks", "projectpool")


def printed(pool: str) -> dict[tuple[str, str], str]:
    """The cells of an appendix, read from the file itself: region and theme, with what stands there."""
    with (FIXTURES / "pool_entries.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["pool"] == pool]
    return {(row["region"], row["theme"]): mark(row) for row in rows}


def mark(row: dict[str, str]) -> str:
    if int(row["multiplicity"]) > 1:
        return f"{row['multiplicity']}x"
    words = ["*"] * (row["joint"] == "yes") + ["deel"] * (row["partial"] == "yes")
    return " ".join(words) or "•"


@pytest.mark.parametrize(("pool", "cells"), [("2019", 58), ("2020", 82)])
def test_every_cell_is_as_the_appendix_printed_it(pool, cells):
    load(*ROOMS)
    table, expected = theme_table(pool), printed(pool)
    shown = {
        (row.slug, theme.key): cell
        for row in table.rows
        for theme, cell in zip(table.themes, row.marks, strict=True)
        if cell
    }
    assert len(expected) == cells
    assert shown == expected
    assert not table.derived


def test_a_pool_that_was_decided_here_derives_its_table_from_its_projects():
    story = Running()
    again = story.grant("nog-eens", "Nog eens", date(2031, 1, 1), date(2031, 12, 31))
    alone = story.grant("alleen", "Alleen", date(2031, 1, 1), date(2031, 12, 31), story.zeeland)
    alone.project_regions.filter(region=story.drenthe).delete()
    table = theme_table(story.call.pool.key)
    assert table.derived
    assert {row.slug: row.marks for row in table.rows} == {
        "drenthe": ("2x",), "twente": ("2x",), "zeeland": ("•",),
    }  # fmt: skip
    [trauma] = table.themes
    assert (trauma.regions, trauma.projects) == (3, 3), "a joint project counts once"
    again.delete()
    ProjectRegion.objects.filter(project=story.project, region=story.twente).update(partial=True)
    marks = {row.slug: row.marks for row in theme_table(story.call.pool.key).rows}
    assert marks["drenthe"] == ("*",)
    assert marks["twente"] == ("* deel",)


def test_a_printed_table_is_never_changed_by_a_grant():
    story = Running()
    PoolEntryFactory(pool=story.call.pool, theme=story.theme, region=story.zeeland, joint=True)
    table = theme_table(story.call.pool.key)
    assert not table.derived
    assert {row.slug: row.marks for row in table.rows}["drenthe"] == ("",)


def test_a_pool_that_was_decided_here_stands_on_the_pages_of_its_block_and_regions():
    story = Running()
    [pool] = pools_about("trauma-help")
    assert [(one.name_nl, one.regions, one.projects) for one in pool.themes] == [("Traumahulp", 2, 1)]
    assert [project.title for project in pool.projects] == ["Samen sterker"]
    [mine] = pools_of("twente")
    assert [(one.name_nl, one.joint, one.projects) for one in mine.themes] == [("Traumahulp", True, 1)]
    assert pools_of("zeeland") == ()
    assert story.call.pool.key == mine.key == pool.key
