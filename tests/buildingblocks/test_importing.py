"""Publications, building blocks and the table of actions come from tables."""

from collections import Counter

import pytest

from buildingblocks.models import ActionLine, BuildingBlock, Milestone, Source
from tests.regions.reference import load, refusal

pytestmark = pytest.mark.django_db


def test_everything_is_there_after_two_loads_with_one_line_of_history_each():
    load("buildingblocks")
    load("buildingblocks")
    assert (Source.objects.count(), ActionLine.objects.count(), BuildingBlock.objects.count()) == (5, 5, 27)
    assert Counter(Milestone.objects.values_list("column", flat=True)) == {
        "realised": 78,
        "running": 41,
        "next": 16,
    }
    assert Milestone.history.count() == Milestone.objects.count() == 135
    assert not BuildingBlock.objects.filter(name_en="").exists()
    assert not Milestone.objects.filter(text_en="").exists()


BROKEN = [
    (
        "sources.csv",
        "2019-06-01",
        "juni 2019",
        "sources.csv, regel 3: kolom date: “juni 2019” is geen datum.",
    ),
    ("sources.csv", ",yes", ",ja", "kolom concept: “ja” bestaat niet; kies uit yes, no."),
    ("action_lines.csv", "Regional approach", "", "kolom name_en: mag niet leeg zijn."),
    ("building_blocks.csv", "ketenzorg,2,", "ketenzorg,4,", "kolom action_line: “4” bestaat niet"),
    (
        "building_blocks.csv",
        "\nreporting-code,",
        "\nopen-discussion,",
        "“open-discussion” staat al op regel 2.",
    ),
    ("block_names.csv", ",report-5,", ",report-6,", "kolom source: “report-6” bestaat niet"),
    ("block_aliases.csv", "\ntrauma,", "\ndrama,", "kolom block: “drama” bestaat niet"),
    (
        "milestones.csv",
        ",realised,",
        ",done,",
        "milestones.csv, regel 2: kolom column: “done” bestaat niet",
    ),
    ("milestones.csv", ",realised,2,", ",realised,1,", "staat al op regel 2."),
]


def test_a_broken_table_is_refused_with_file_line_and_reason():
    for file, before, after, sentence in BROKEN:
        said = refusal("buildingblocks", file, before, after)
        assert sentence in said
        assert f"{file}, regel " in said
