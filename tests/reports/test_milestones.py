"""Milestones on a page: their numbers are the figures’, and what the last report could not know is marked."""

from datetime import UTC, date, datetime

import pytest

from buildingblocks.models import Milestone
from reports.models import ReportVersion
from reports.reading.reading import Reading, public_reading
from reports.shared.filled import filled
from reports.shared.milestones import last_report, milestones_of
from tests.buildingblocks.factories import BuildingBlockFactory, MilestoneFactory, MilestoneMoveFactory
from tests.reports.readers import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading() -> Reading:
    published()
    found = public_reading()
    assert found is not None
    return found


def test_a_number_in_a_milestone_is_that_of_the_round(reading: Reading) -> None:
    block = BuildingBlockFactory(key="mda")
    MilestoneFactory(
        block=block, text_nl="{plan:digits} regio’s met plan", text_en="{plan:digits} regions with a plan"
    )
    MilestoneFactory(block=block, text_nl="{theme-teams:digits} regio’s met teams")
    (before,) = milestones_of(reading, "mda", "2030", None)  # teams were not asked about yet
    (after, _teams) = milestones_of(reading, "mda", "2031", None)
    assert (before.text_nl, after.text_nl) == ("2 regio’s met plan", "3 regio’s met plan")
    assert (before.text_en, after.text_en) == ("2 regions with a plan", "3 regions with a plan")


def test_what_names_nothing_stays_as_it_was_written(reading: Reading) -> None:
    written = ["{nergens:value} regio’s", "{plan:kleur} regio’s", "{}", "zonder", "{regions} regio’s"]
    assert filled(written, reading, "2031", "nl") == (*written[:4], "Vijf regio’s")


def test_what_moved_since_the_last_report_is_marked(reading: Reading) -> None:
    ReportVersion.objects.update(moment=datetime(2032, 1, 1, tzinfo=UTC))
    ReportVersion.objects.create(
        report=ReportVersion.objects.get().report, number=2, moment=datetime(2032, 6, 1, tzinfo=UTC)
    )  # a draft: nobody read it
    assert last_report() == datetime(2032, 1, 1, tzinfo=UTC)
    block = BuildingBlockFactory(key="mda")
    for text, year in (("Al gemeld", 2031), ("Nieuw gemeld", 2032)):
        made = MilestoneFactory(block=block, text_nl=text)
        MilestoneMoveFactory(
            milestone=made, was="running", date=date(2031, 3, 1), at=datetime(year, 3, 1, tzinfo=UTC)
        )
    MilestoneFactory(block=block, text_nl="Altijd al")
    marked = {one.text_nl: one.moved for one in milestones_of(reading, "mda", "2031", last_report())}
    assert marked == {"Al gemeld": False, "Nieuw gemeld": True, "Altijd al": False}
    assert Milestone.objects.count() == 3
