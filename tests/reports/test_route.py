"""The regional route: from a few regions that try something out to all regions that have it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction

from questionnaires.models import Question, Questionnaire
from reports.reading.reading import Reading, live_reading, public_reading
from reports.reading.route import RouteLine, Stage, route
from roundtables.actions.participants import excuse
from roundtables.actions.rounds import close_round
from tests.buildingblocks.factories import RouteThemeFactory
from tests.reports.readers import published
from tests.roundtables.story import REGIONS, Story, answer, begin, questionnaire

pytestmark = pytest.mark.django_db
STARTED = {"any": [{"q": "steps", "has": "done"}, {"q": "steps", "has": "busy"}]}
DONE = {"q": "steps", "has": "done"}


def a_round(key: str, *steps: str, settled: bool = True, close: bool = True) -> Story:
    """A round in which the first regions have a plan and stand at these steps; "-" gave no answer."""
    story = begin(key)
    for region, step in zip(REGIONS, steps, strict=False):
        if step != "-":
            answer(story, region, "plan", "yes", settled=settled)
            answer(story, region, "steps", step, settled=settled)
    if close:
        close_round(by=story.by, round_=story.round)
    return story


@contextmanager
def another_questionnaire(**changed: str) -> Iterator[None]:
    """Rounds that begin within it ask about steps otherwise."""
    made = questionnaire()
    Question.objects.filter(questionnaire=made, key="steps").update(**changed)
    yield
    Questionnaire.objects.filter(pk=made.pk).update(position=0)


def line(key: str, reading: Reading | None = None) -> RouteLine:
    (found,) = route(reading or live_reading(), key)
    return found


@pytest.mark.parametrize(
    ("steps", "stage", "words"),
    [
        (("none",) * 5, Stage.NONE, "nog geen voorbeeldregio’s"),
        (("done", "busy", "none", "none", "none"), Stage.DEVELOPING, "ontwikkelen met voorbeeldregio’s"),
        (("done", "busy", "busy", "none", "none"), Stage.MAJORITY, "meerderheid van de regio’s"),
        (("busy",) * 5, Stage.ALL_USE, "alle regio’s gebruiken het"),
        (("done",) * 4 + ("busy",), Stage.ALL_USE, "alle regio’s gebruiken het"),
        (("done",) * 5, Stage.ALL_IMPLEMENT, "alle regio’s hebben het ingevoerd"),
    ],
)
def test_the_stage_follows_from_how_many_regions_use_it(
    steps: tuple[str, ...], stage: Stage, words: str
) -> None:
    RouteThemeFactory(uses=STARTED, implemented=DONE)
    a_round("2030", *steps)
    found = line("2030")
    assert (found.stage, found.at_most, found.stage_label, found.base) == (stage, stage, words, 5)
    assert found.complete
    assert found.uses and found.uses.counted == sum(step in ("done", "busy") for step in steps)
    assert found.implemented and found.implemented.counted == steps.count("done")


def test_half_of_the_regions_that_take_part_is_a_majority() -> None:
    RouteThemeFactory(uses=STARTED)
    story = a_round("2030", "done", "done", "none", "none", close=False)
    assert line("2030").stage is Stage.DEVELOPING
    last = story.round.participants.get(region__slug=REGIONS[4])
    excuse(by=story.by, participant=last, why="De gemeenten worden opnieuw ingedeeld.")
    assert (line("2030").stage, line("2030").base) == (Stage.MAJORITY, 4)


def test_only_approved_answers_count_and_what_is_missing_is_said() -> None:
    RouteThemeFactory(uses=STARTED, implemented=DONE)
    story = a_round("2030", "done", "none", "-", "-", close=False)
    answer(story, REGIONS[4], "plan", "yes")
    answer(story, REGIONS[4], "steps", "done", settled=False)
    found = line("2030")
    assert found.uses is not None
    assert (found.uses.counted, found.uses.not_answered, found.uses.not_approved) == (1, 2, 1)
    assert (found.stage, found.at_most, found.complete) == (Stage.DEVELOPING, Stage.MAJORITY, False)


def test_falling_back_shows() -> None:
    RouteThemeFactory(uses=STARTED, implemented=DONE)
    a_round("2030", "done", "done", "busy", "none", "none")
    a_round("2031", "done", "none", "none", "none", "none")
    found = line("2031")
    assert (found.stage, found.stage_before, found.round_before) == (
        Stage.DEVELOPING, Stage.MAJORITY, "2030",
    )  # fmt: skip
    assert (found.fell_back, found.fewer) == (True, 2)
    first = line("2030")
    assert (first.fell_back, first.fewer, first.round_before, first.stage_before) == (False, 0, "", None)


def test_all_that_introduced_it_and_one_that_went_back_is_a_fall() -> None:
    RouteThemeFactory(uses=STARTED, implemented=DONE)
    a_round("2030", *("done",) * 5)
    a_round("2031", *("done",) * 4, "busy")
    found = line("2031")
    assert (found.stage, found.fell_back, found.fewer) == (Stage.ALL_USE, True, 0)


def test_a_round_that_has_just_opened_is_no_fall() -> None:
    RouteThemeFactory(uses=STARTED, implemented=DONE)
    a_round("2030", *("done",) * 5)
    a_round("2031", "done", close=False)
    found = line("2031")
    assert (found.stage, found.at_most) == (Stage.DEVELOPING, Stage.ALL_IMPLEMENT)
    assert (found.fell_back, found.fewer) == (False, 0)


def test_a_region_that_takes_no_part_did_not_fall_back() -> None:
    RouteThemeFactory(uses=STARTED)
    a_round("2030", "done", "done", "done", "none", "none")
    story = a_round("2031", "done", "done", "none", "none", "none", close=False)
    gone = story.round.participants.get(region__slug=REGIONS[2])
    excuse(by=story.by, participant=gone, why="De gemeenten worden opnieuw ingedeeld.")
    assert (line("2031").stage, line("2031").fewer, line("2031").fell_back) == (Stage.MAJORITY, 0, False)


def test_what_no_question_asks_is_not_measured_and_has_no_stage() -> None:
    RouteThemeFactory(name_nl="Ouderenmishandeling")
    RouteThemeFactory(uses={"q": "elders", "has": "yes"}, implemented={"q": "elders", "has": "yes"})
    a_round("2030", *("done",) * 5)
    for found in route(live_reading(), "2030"):
        assert not found.measured
        assert (found.stage, found.at_most, found.uses, found.implemented) == (None, None, None, None)
        assert (found.stage_label, found.fell_back, found.base) == ("niet gemeten", False, 0)


def test_a_round_that_did_not_ask_is_passed_over() -> None:
    RouteThemeFactory(uses=DONE)
    a_round("2030", *("done",) * 5)
    with another_questionnaire(key="something-else"):
        a_round("2031")
    a_round("2032", *("done",) * 2, "none", "none", "none")
    assert not line("2031").measured
    assert (line("2032").round_before, line("2032").fell_back) == ("2030", True)


def test_a_question_that_changed_its_meaning_is_no_fall() -> None:
    RouteThemeFactory(uses=DONE)
    a_round("2030", *("done",) * 5)
    with another_questionnaire(verdict="break", verdict_note_nl="Strenger geteld."):
        a_round("2031", "done", "none", "none", "none", "none")
    found = line("2031")
    assert (found.round_before, found.stage_before, found.fell_back, found.fewer) == ("", None, False, 0)


def test_the_public_reads_the_route_of_what_is_published() -> None:
    RouteThemeFactory(uses={"q": "plan", "has": "yes"})
    published()
    reading = public_reading()
    assert reading is not None
    assert (line("2030", reading).stage, line("2031", reading).stage) == (Stage.DEVELOPING, Stage.MAJORITY)


def test_what_is_introduced_is_used() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RouteThemeFactory(uses=None, implemented=DONE)
