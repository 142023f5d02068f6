"""Colleagues keep the table of actions: they add, reword, move, order and close, and see who did what."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from buildingblocks import actions
from buildingblocks.actions import MilestoneText
from buildingblocks.counts import action_table, milestones
from buildingblocks.errors import BlockError, ChangedMeanwhile
from buildingblocks.models import BuildingBlock, Milestone, Source
from tests.accounts.factories import UserFactory
from tests.buildingblocks.factories import BuildingBlockFactory, MilestoneFactory, SourceFactory

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 1)


@pytest.fixture
def block() -> BuildingBlock:
    """MDA++ with two lines in the report: one is realised, one runs."""
    made = BuildingBlockFactory(key="mda-plus-plus")
    source = SourceFactory(key="report-5", title_en="Fifth report")
    MilestoneFactory(block=made, source=source, column="realised", text_nl="Handreiking", position=1)
    MilestoneFactory(block=made, source=source, column="running", text_nl="Leerkring", position=1)
    return made


def line(text: str) -> Milestone:
    return Milestone.objects.get(text_nl=text)


def table(block: BuildingBlock) -> dict[str, tuple[str, ...]]:
    (row,) = action_table(block.action_line.key)
    return {"realised": row.realised, "running": row.running, "next": row.next}


def test_a_new_milestone_stands_in_the_table_and_is_marked_until_the_next_report(block):
    before = timezone.now()
    by, source = UserFactory(), SourceFactory(title_nl="Besluit van de stuurgroep")
    text = MilestoneText("  Alle regio’s\r\nhebben een pilot ", "", source, date(2021, 6, 1))
    actions.add(by=by, block=block, column="next", text=text)
    assert table(block)["next"] == ("Alle regio’s hebben een pilot",)
    added = milestones("mda-plus-plus", before)[-1]
    assert (added.moved, added.moved_from, added.moved_source) == (True, "", "Besluit van de stuurgroep")
    assert [one.moved for one in milestones("mda-plus-plus", before)] == [False, False, True]
    assert not any(one.moved for one in milestones("mda-plus-plus", timezone.now()))
    assert not any(one.moved for one in milestones("mda-plus-plus", None))
    assert line("Alle regio’s hebben een pilot").history.get().history_user == by


def test_what_runs_is_done_since_a_day_and_by_a_source(block):
    report = timezone.now() - timedelta(days=1)
    by, source = UserFactory(name="programmamedewerker"), SourceFactory(title_nl="Verslag")
    actions.move(
        by=by, milestone=line("Leerkring"), seen=0, column="realised", source=source, day=DAY
    )  # fmt: skip
    assert table(block) == {"realised": ("Handreiking", "Leerkring"), "running": (), "next": ()}
    moved = milestones("mda-plus-plus", report)[-1]
    assert (moved.column, moved.moved_from, moved.moved_on, moved.moved_source, moved.moved) == (
        "realised", "running", DAY, "Verslag", True,
    )  # fmt: skip
    assert (moved.column_label, moved.moved_from_label) == ("Gerealiseerd", "Loopt")
    move = line("Leerkring").moves.get()
    assert (move.by, move.was, move.column) == (by, "running", "realised")


def test_a_day_counts_as_a_whole(block):
    source = SourceFactory()
    actions.move(
        by=UserFactory(), milestone=line("Leerkring"), seen=0, column="next", source=source, day=DAY
    )  # fmt: skip
    today = timezone.localdate()
    assert not milestones("mda-plus-plus", today)[-1].moved
    assert milestones("mda-plus-plus", today - timedelta(days=1))[-1].moved


def test_a_move_goes_elsewhere_and_has_happened(block):
    by, source, tomorrow = UserFactory(), SourceFactory(), timezone.localdate() + timedelta(days=1)
    with pytest.raises(BlockError, match="staat al in deze kolom"):
        actions.move(
            by=by, milestone=line("Leerkring"), seen=0, column="running", source=source, day=DAY
        )  # fmt: skip
    with pytest.raises(BlockError, match="moet nog komen"):
        actions.move(
            by=by, milestone=line("Leerkring"), seen=0, column="next", source=source, day=tomorrow
        )  # fmt: skip
    with pytest.raises(ValidationError):
        actions.move(
            by=by, milestone=line("Leerkring"), seen=0, column="someday", source=source, day=DAY
        )  # fmt: skip
    assert line("Leerkring").revision == 0


def test_what_is_closed_leaves_the_table_and_keeps_its_history(block):
    by = UserFactory()
    with pytest.raises(BlockError, match="Geef een reden"):
        actions.close(by=by, milestone=line("Leerkring"), seen=0, why="  ")
    actions.close(by=by, milestone=line("Leerkring"), seen=0, why="Opgegaan in de expertpool")
    assert table(block)["running"] == ()
    assert [one.text for one in milestones("mda-plus-plus", None)] == ["Handreiking"]
    closed = line("Leerkring")
    assert (closed.closed_why, closed.history.count()) == ("Opgegaan in de expertpool", 2)
    with pytest.raises(BlockError, match="is gesloten"):
        actions.shift(milestone=closed, seen=1, up=True)
    actions.reopen(by=by, milestone=closed, seen=1)
    assert table(block)["running"] == ("Leerkring",)


def test_the_second_of_two_colleagues_is_told_and_overwrites_nothing(block):
    first, second = UserFactory(name="eerste collega"), UserFactory(name="tweede collega")
    shown, source = line("Leerkring"), SourceFactory()
    actions.change(
        by=first, milestone=shown, seen=0, text=MilestoneText("Twee leerkringen", "", source, None)
    )
    with pytest.raises(ChangedMeanwhile, match="eerste collega heeft dit intussen gewijzigd"):
        actions.change(
            by=second, milestone=shown, seen=0, text=MilestoneText("Geen leerkring", "", source, None)
        )
    with pytest.raises(ChangedMeanwhile):
        actions.close(by=second, milestone=shown, seen=0, why="Weg")
    assert table(block)["running"] == ("Twee leerkringen",)


def test_an_order_is_no_change_of_what_stands_there(block):
    by, source = UserFactory(), SourceFactory()
    for text in ("Tweede", "Derde"):
        actions.add(by=by, block=block, column="running", text=MilestoneText(text, "", source, None))
    actions.shift(milestone=line("Derde"), seen=1, up=True)
    assert table(block)["running"] == ("Leerkring", "Derde", "Tweede")
    actions.shift(milestone=line("Leerkring"), seen=0, up=True)  # it is the first already
    actions.shift(milestone=line("Leerkring"), seen=0, up=False)
    assert table(block)["running"] == ("Derde", "Leerkring", "Tweede")
    assert line("Leerkring").revision == 0


def test_who_presses_twice_adds_once(block):
    by, source = UserFactory(), SourceFactory()
    text = MilestoneText("Landelijke dag", "", source, None)
    actions.add(by=by, block=block, column="next", text=text)
    with pytest.raises(BlockError, match="staat al bij deze bouwsteen"):
        actions.add(by=by, block=block, column="next", text=text)


def test_a_source_that_no_report_named(block):
    made = actions.add_source(title="Besluit van de stuurgroep", publisher="Stuurgroep", day=DAY)
    again = actions.add_source(title=" Besluit van de  stuurgroep", publisher="Stuurgroep", day=DAY)
    other = actions.add_source(
        title="Besluit van de stuurgroep", publisher="Stuurgroep", day=date(2021, 4, 1)
    )
    assert made == again
    assert (made.key, other.key) == ("besluit-van-de-stuurgroep", "besluit-van-de-stuurgroep-2")
    assert (made.date_nl, made.date_en) == ("1 maart 2021", "1 March 2021")
    with pytest.raises(ValidationError):
        actions.add_source(title="", publisher="Stuurgroep", day=DAY)
    assert Source.objects.filter(publisher="Stuurgroep").count() == 2
