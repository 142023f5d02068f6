"""The project pool comes from tables; what the sources contradict each other in stays side by side."""

import pytest

from projectpool.models import Experiment, Pool, PoolEntry, Project, ProjectRegion, PublishedTotal, Theme
from tests.regions.reference import load, refusal

pytestmark = pytest.mark.django_db
ROOMS = ("regions", "buildingblocks", "projectpool")


def test_the_whole_pool_is_there_after_two_loads():
    load(*ROOMS)
    load("projectpool")
    assert [PoolEntry.objects.filter(pool__key=key).count() for key in ("2019", "2020")] == [58, 82]
    assert (Theme.objects.count(), Experiment.objects.count()) == (16, 7)
    assert Experiment.objects.values("regions").distinct().count() == 13
    assert Project.objects.count() == Project.history.count() == 50
    assert Project.objects.filter(titled=True).count() == 26
    assert (Project.objects.joint().count(), Project.objects.filter(joint="unknown").count()) == (4, 3)
    assert PoolEntry.objects.filter(joint=True).count() == 14
    assert [entry.region.slug for entry in PoolEntry.objects.filter(multiplicity__gt=1)] == [
        "haaglanden",
        "kennemerland",
    ]


def test_flevoland_leads_a_project_though_the_table_leaves_it_out():
    load(*ROOMS)
    leads = ProjectRegion.objects.get(role=ProjectRegion.Role.INITIATOR)
    assert (leads.region.slug, leads.project.regions.count()) == ("flevoland", 18)
    assert not PoolEntry.objects.filter(
        pool__key="2020", theme__key="trauma", region__slug="flevoland"
    ).exists()
    named = {
        total.source.key + total.section: total
        for total in PublishedTotal.objects.filter(theme__key="trauma")
    }
    assert [total.value for total in named.values()] == [19, 18, 18]
    assert all(total.regions.count() == total.value for total in named.values())


def test_totals_that_disagree_are_all_kept_and_explained():
    load(*ROOMS)
    totals = PublishedTotal.objects.filter(pool__key="2019", what="projects")
    assert [total.value for total in totals] == [48, 51]
    assert all("48" in total.note_nl and "51" in total.note_nl for total in totals)
    assert Pool.objects.get(key="2019").stated_projects is None
    assert Pool.objects.get(key="2020").stated_projects == 60


BROKEN = [
    (
        "pools.csv",
        ",60,",
        ",zestig,",
        "pools.csv, regel 3: kolom stated_projects: “zestig” is geen geheel getal.",
    ),
    ("themes.csv", ",trauma,", ",drama,", "kolom block: “drama” bestaat niet"),
    ("theme_names.csv", "2019,trauma", "2017,trauma", "kolom pool: “2017” bestaat niet"),
    (
        "pool_entries.csv",
        "2019,local-teams,",
        "2019,global-teams,",
        "kolom theme: “global-teams” bestaat niet",
    ),
    ("pool_entries.csv", ",friesland,", ",Oost-Brabant,", "gebied van justitie en geen regio"),
    ("pool_entries.csv", ",friesland,", ",Noord-Holland Noord,", "staat voor meer regio’s"),
    ("pool_entries.csv", "Haaglanden (2x),no,2", "Haaglanden (2x),no,0", "minstens één project"),
    ("pool_boxes.csv", ",trauma,", ",drama,", "kolom block: “drama” bestaat niet"),
    ("projects.csv", ",box-trauma,", ",box-drama,", "kolom boxes: onbekend zijn box-drama."),
    (
        "projects.csv",
        "friesland:sexual-violence",
        "friesland:elder-abuse",
        "geen regel “friesland:elder-abuse”",
    ),
    ("projects.csv", "Meldcode & Onderwijs", "", "Een project heeft een eigen titel of een werktitel."),
    ("shelter_experiments.csv", ",zeeland,", ",atlantis,", "Er is geen regio met de naam “atlantis”"),
    ("pool_totals.csv", ",projects,", ",wishes,", "kolom what: “wishes” bestaat niet"),
]


def test_a_broken_table_is_refused_with_file_line_and_reason():
    load("regions", "buildingblocks")
    for file, before, after, sentence in BROKEN:
        said = refusal("projectpool", file, before, after)
        assert sentence in said
        assert f"{file}, regel " in said
