"""What "Mijn werk" shows of rounds: what a region still has to do, what waits for the programme."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.work import Work
from questionnaires.actions import send_back, submit
from questionnaires.models import Answer
from regions.models import Region
from roundtables.actions.participants import excuse
from roundtables.actions.reviewing import approve
from roundtables.actions.rounds import changed, close_round
from roundtables.work import work_for
from tests.questionnaires.factories import QuestionFactory, SectionFactory
from tests.roundtables.factories import ContestFactory, ReplyFactory
from tests.roundtables.people import Kind, person
from tests.roundtables.story import Story, answer, begin

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def story() -> Story:
    story = begin()
    story.round.deadline = TODAY + timedelta(days=3)
    story.round.save()
    return story


def region(slug: str = "drenthe") -> Region:
    found: Region = Region.objects.get(slug=slug)
    return found


def only(user: User) -> Work:
    """The one line there is."""
    found = work_for(user)
    assert len(found) == 1, found
    return found[0]


def hand_in(story: Story, slug: str = "drenthe") -> None:
    answer(story, slug, "plan", "no", settled=False)
    answer(story, slug, "themes", "none", settled=False)
    answer(story, slug, "reach", number=Decimal(3), settled=False)
    submit(by=story.by, answers=answers(slug))
    changed(story.round)


def answers(slug: str = "drenthe") -> "list[Answer]":
    return list(Answer.objects.filter(sheet__response__region__slug=slug))


def test_a_leader_sees_what_is_still_with_the_region(story: Story) -> None:
    leader = person(Kind.PROJECT_LEADER, region())
    line = only(leader)
    assert (line.title, line.url, line.due, line.urgent, line.count) == (
        "Rondetafel 2030, Drenthe", "/ronde/2030/drenthe/", TODAY + timedelta(days=3), False, 1,
    )  # fmt: skip
    hand_in(story)
    assert work_for(leader) == []
    send_back(by=story.by, answers=answers()[:1], why="Klopt dit?")
    changed(story.round)
    line = only(leader)
    assert (line.detail, line.urgent) == ("1 onderdeel kwam terug.", True)


def test_a_contributor_sees_their_own_section_and_nobody_elses(story: Story) -> None:
    other = SectionFactory(questionnaire=story.round.questionnaire)
    QuestionFactory(section=other, key="trauma")
    assert only(person(Kind.CONTRIBUTOR, region(), other.block)).count == 1
    assert only(person(Kind.PROJECT_LEADER, region())).count == 2
    for stranger in (person(), person(Kind.MUNICIPALITY, region()), person(Kind.COMMISSIONER)):
        assert work_for(stranger) == []


def test_once_everything_is_approved_the_leader_is_asked_to_confirm(story: Story) -> None:
    leader = person(Kind.PROJECT_LEADER, region())
    hand_in(story)
    response = story.round.responses.get(region__slug="drenthe")
    approve(by=story.by, response=response)
    assert only(leader).url == "/ronde/2030/drenthe/telling/"
    ReplyFactory(response=response)
    assert work_for(leader) == []


def test_the_programme_sees_what_waits_for_it_in_its_own_blocks(story: Story) -> None:
    other = SectionFactory(questionnaire=story.round.questionnaire)
    QuestionFactory(section=other, key="trauma")
    own = person(
        Kind.PROGRAMME_MEMBER, block=story.round.questionnaire.sections.exclude(pk=other.pk).get().block
    )
    elsewhere = person(Kind.PROGRAMME_MEMBER, block=other.block)
    assert work_for(own) == []
    hand_in(story)
    assert only(own).detail == "1 ingediend onderdeel wacht."
    assert work_for(elsewhere) == []
    response = story.round.responses.get(region__slug="drenthe")
    question = QuestionFactory(section=other, key="register", answered_by="register")
    ContestFactory(response=response, question=question)
    assert [line.detail for line in work_for(elsewhere)] == ["1 regel wordt betwist."]
    assert only(own).detail == "1 ingediend onderdeel wacht."


def test_a_round_that_can_close_waits_for_the_manager(story: Story) -> None:
    manager = person(Kind.PROGRAMME_MANAGER)
    assert work_for(manager) == []
    for participant in story.round.participants.exclude(region__slug="drenthe"):
        excuse(by=story.by, participant=participant, why="Later.")
    hand_in(story)
    approve(by=story.by, response=story.round.responses.get(region__slug="drenthe"))
    assert only(manager).url == "/beheer/rondes/2030/sluiten/"
    assert work_for(person(Kind.PROGRAMME_MEMBER)) == []
    close_round(by=story.by, round_=story.round)
    assert work_for(manager) == []
