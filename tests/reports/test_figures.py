"""A figure says of every region why it is counted, or why not."""

import pytest
from django.utils import timezone

from questionnaires.models import Answer, Questionnaire
from reports.figures import Figure, IndicatorRule, Split, Status, Verdict
from reports.reading.series import LiveRounds, Rounds
from roundtables.actions.rounds import close_round, excuse, take_part
from roundtables.models import Round
from tests.regions.factories import RegionFactory
from tests.roundtables.story import Story, answer, begin

pytestmark = pytest.mark.django_db

HAS_PLAN = {"q": "plan", "has": "yes"}
RULES = {
    rule.key: rule
    for rule in (
        IndicatorRule("everybody", (), {"2030": {"true": 1}}),
        IndicatorRule("plan", (), {"2030": {"q": "plan", "has": "yes"}}),
        IndicatorRule("steps-done", (), {"2030": {"q": "steps", "has": "done"}}),
        IndicatorRule("done-of-plan", ("plan",), {"2030": {"q": "steps", "has": "done"}}),
        IndicatorRule("still-plan", ("plan@2030",), {"2031": {"q": "plan", "has": "yes"}}),
        IndicatorRule("kept-plan", (), {"2031": {"all": [HAS_PLAN, {**HAS_PLAN, "round": "previous"}]}}),
        IndicatorRule("never-asked", (), {"2030": {"q": "gone", "has": "yes"}}),
    )
}  # fmt: skip


def figure(key: str, at: str = "2030") -> Figure:
    """The figure as a page would read it now."""
    return Rounds(LiveRounds(), RULES, {}).figures(at)[key]


@pytest.fixture
def story() -> Story:
    return begin()


def test_five_parts_that_add_up(story: Story) -> None:
    answer(story, "drenthe", "plan", "yes")
    answer(story, "drenthe", "steps", "done")  # counted
    answer(story, "twente", "plan", "no")  # steps is skipped
    answer(story, "zeeland", "plan", "yes")
    answer(story, "zeeland", "steps", "busy", settled=False)  # waits for approval
    answer(story, "utrecht", "plan", "yes")  # steps is not answered
    excuse(
        by=story.by, participant=story.round.participants.get(region__slug="friesland"), why="Herindeling."
    )
    found = figure("steps-done")
    assert found.split == Split(counted=1, not_counted=0, not_applicable=1, not_answered=1, not_approved=1)
    assert (found.value, found.base_value, found.regions) == (1, 4, 4)
    assert found.status is Status.INCOMPLETE
    assert found.counted_regions == ("drenthe",)


def test_an_approval_moves_a_region_between_the_parts(story: Story) -> None:
    answer(story, "zeeland", "plan", "yes", settled=False)
    assert figure("plan").split == Split(not_answered=4, not_approved=1)
    answer(story, "zeeland", "plan", "no")
    assert figure("plan").split == Split(not_answered=4, not_counted=1)


def test_what_waits_for_the_deciding_answer_is_not_yet_approved(story: Story) -> None:
    """Whether Zeeland is asked about steps depends on an answer that nobody approved yet."""
    answer(story, "zeeland", "plan", "yes", settled=False)
    assert figure("steps-done").split == Split(not_answered=4, not_approved=1)


def test_an_answer_given_before_its_question_was_skipped_does_not_count(story: Story) -> None:
    answer(story, "drenthe", "plan", "yes")
    answer(story, "drenthe", "steps", "done")
    answer(story, "drenthe", "plan", "no")
    assert figure("steps-done").split == Split(not_applicable=1, not_answered=4)


def test_an_answer_counts_while_the_deciding_one_is_missing(story: Story) -> None:
    answer(story, "drenthe", "steps", "done")
    assert figure("steps-done").value == 1


def test_marked_not_applicable(story: Story) -> None:
    answer(story, "drenthe", "plan", not_applicable=True, text="Geen eigen beleid.")
    assert figure("plan").split == Split(not_applicable=1, not_answered=4)


def test_only_regions_inside_the_base_are_counted(story: Story) -> None:
    answer(story, "drenthe", "plan", "yes")
    answer(story, "drenthe", "steps", "done")
    answer(story, "twente", "steps", "done")  # whether it has a plan is unknown: outside the base
    for region in ("zeeland", "utrecht", "friesland"):
        answer(story, region, "plan", "no")
    found = figure("done-of-plan")
    assert (found.value, found.base_value) == (1, 1)
    assert found.status is Status.INCOMPLETE, "the base itself is not known of every region"
    answer(story, "twente", "plan", "no")
    assert figure("done-of-plan").status is Status.COUNTED


def test_a_pretend_region_is_never_counted(story: Story) -> None:
    region = RegionFactory(slug="oefenregio", name="Oefenregio", number=99)
    take_part(round_=story.round, region=region, pretend=True)
    answer(story, "oefenregio", "plan", "yes")
    assert figure("plan").base_value == 5
    assert figure("plan").value == 0


def test_what_nobody_asked_has_no_value(story: Story) -> None:
    found = figure("never-asked")
    assert (found.status, found.value) == (Status.NOT_ASKED, None)
    assert figure("kept-plan").value is None, "there was no condition yet in this round"
    assert figure("everybody").value == 5


def test_a_later_round_uses_the_newest_condition_and_may_look_back(story: Story) -> None:
    for region in ("drenthe", "twente"):
        answer(story, region, "plan", "yes")
    for region in ("zeeland", "utrecht", "friesland"):
        answer(story, region, "plan", "no")
    close_round(by=story.by, round_=story.round)
    later = begin("2031")
    answer(later, "drenthe", "plan", "yes")
    answer(later, "twente", "plan", "no")
    answer(later, "zeeland", "plan", "yes")
    assert figure("plan", "2031").value == 2
    assert figure("kept-plan", "2031").split == Split(counted=1, not_counted=4)
    still = figure("still-plan", "2031")
    assert (still.value, still.base_value) == (1, 2)


def test_a_series_shows_where_a_question_broke(story: Story) -> None:
    answer(story, "drenthe", "plan", "yes")
    close_round(by=story.by, round_=story.round)
    later = begin("2031")
    points = Rounds(LiveRounds(), RULES, {}).series("plan").points
    assert [(point.figure.value, point.open) for point in points] == [(1, False), (0, True)]
    assert points[1].verdict is Verdict.SAME
    later.round.questionnaire.questions.filter(key="plan").update(
        verdict="break", verdict_note_nl="Andere vraag."
    )
    Questionnaire.objects.update(frozen_at=timezone.now())  # what is frozen is read once
    points = Rounds(LiveRounds(), RULES, {}).series("plan").points
    assert (points[1].verdict, points[1].note) == (Verdict.BREAK, "Andere vraag.")


def test_a_carried_over_answer_counts_as_not_answered(story: Story) -> None:
    answer(story, "drenthe", "plan", "yes")
    Answer.objects.filter(question__key="plan").update(state=2)
    assert figure("plan").split == Split(not_answered=5)


def test_a_round_without_regions_is_nothing_to_count(story: Story) -> None:
    Round.objects.get(key="2030").participants.all().delete()
    assert figure("plan").base_value == 0
