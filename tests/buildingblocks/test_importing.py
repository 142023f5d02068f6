"""Publications, building blocks and the table of actions come from tables."""

from collections import Counter
from datetime import date

import pytest

from buildingblocks import actions
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
    (
        "milestones.csv",
        "\nreport-5-open-discussion-realised-2,",
        "\nreport-5-open-discussion-realised-1,",
        "staat al op regel 2.",
    ),
]


def test_a_broken_table_is_refused_with_file_line_and_reason():
    for file, before, after, sentence in BROKEN:
        said = refusal("buildingblocks", file, before, after)
        assert sentence in said
        assert f"{file}, regel " in said


def test_loading_again_leaves_what_people_changed_and_mends_the_rest():
    by = load("buildingblocks")
    moved, reworded, closed, untouched = Milestone.objects.filter(column="running").order_by("pk")[:4]
    source = Source.objects.get(key="report-5")
    actions.move(
        by=by, milestone=moved, seen=0, column="realised", source=source, day=date(2021, 3, 1)
    )  # fmt: skip
    text = actions.MilestoneText("Onze eigen woorden", "", source, None)
    actions.change(by=by, milestone=reworded, seen=0, text=text)
    actions.close(by=by, milestone=closed, seen=0, why="Opgegaan in een andere mijlpaal")
    actions.shift(milestone=untouched, seen=0, up=True)
    order = list(_column(untouched))
    Milestone.objects.filter(pk=untouched.pk).update(text_nl="Niet meer zoals het in de tabel staat")
    load("buildingblocks")
    assert Milestone.objects.count() == 135
    assert Milestone.objects.get(pk=moved.pk).column == "realised"
    assert Milestone.objects.get(pk=reworded.pk).text_nl == "Onze eigen woorden"
    assert Milestone.objects.get(pk=closed.pk).closed_on is not None
    assert Milestone.objects.get(pk=untouched.pk).text_nl == untouched.text_nl
    assert list(_column(untouched)) == order


def _column(milestone):
    beside = Milestone.objects.standing().filter(block=milestone.block, column=milestone.column)
    return beside.order_by("position", "pk").values_list("pk", flat=True)
