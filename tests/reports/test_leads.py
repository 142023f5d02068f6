"""Which figure speaks for a block, and which changed most."""

import pytest

from reports.models import Indicator
from reports.reading.reading import Reading, live_reading, public_reading
from reports.shared.leads import changes, leading, strongest
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.reports.dashboards import changed_round, next_round, world
from tests.reports.factories import IndicatorFactory
from tests.roundtables.story import answer

pytestmark = pytest.mark.django_db


def reading() -> Reading:
    """What the public reads."""
    found = public_reading()
    assert found is not None
    return found


def test_the_first_figure_about_an_own_question_leads() -> None:
    _version, block = world()
    assert leading(reading(), "2031")[block.key].key == "plan"


def test_a_figure_about_another_block_leads_only_where_there_is_no_other() -> None:
    _version, block = world()
    elder = BuildingBlockFactory(key="elder-abuse")
    pool = IndicatorFactory(
        key="pool-plans", block=block, position=0, expressions={"2030": {"q": "plan", "has": "no"}}
    )
    Indicator.objects.filter(pk=pool.pk).update(block=elder)
    found = leading(live_reading(), "2031")
    assert found["elder-abuse"].key == "pool-plans"
    assert found[block.key].key == "plan"


def test_what_a_round_does_not_ask_does_not_lead() -> None:
    _version, block = world()
    Indicator.objects.exclude(key="theme-teams").update(block=BuildingBlockFactory())
    assert block.key not in leading(live_reading(), "2030")
    assert leading(live_reading(), "2031")[block.key].key == "theme-teams"


def test_the_largest_change_comes_first() -> None:
    world()
    found = changes(reading(), "2031")
    assert [(one.info.key, one.signed) for one in found] == [("plan", "+1")]  # the base of steps-done grew
    most = strongest(found)
    assert most is not None
    assert (most.was.split.counted, most.now.split.counted, most.since.key) == (2, 3, "2030")


def test_nothing_changed_and_nothing_to_compare_have_no_strongest() -> None:
    world()
    assert strongest(changes(reading(), "2030")) is None
    story = next_round()
    for place, region in enumerate(("drenthe", "twente", "zeeland", "utrecht", "friesland")):
        answer(story, region, "plan", "yes" if place < 3 else "no")
    assert strongest(changes(live_reading(), "2032")) is None


def test_an_unfinished_count_is_not_compared() -> None:
    world()
    story = next_round()
    answer(story, "drenthe", "plan", "no")
    assert changes(live_reading(), "2032") == []


def test_a_changed_question_is_not_compared() -> None:
    world()
    expressions = {"2030": {"q": "plan", "has": "yes"}, "2032": {"q": "scheme", "has": "yes"}}
    Indicator.objects.filter(key="plan").update(expressions=expressions)
    story = changed_round()
    for region in ("drenthe", "twente", "zeeland", "utrecht", "friesland"):
        answer(story, region, "scheme", "yes")
    reading = live_reading()
    assert reading.figures("2032")["plan"].split.counted == 5
    assert "plan" not in [one.info.key for one in changes(reading, "2032")]
