"""A round that is being reviewed: five regions, two building blocks, somebody of each role."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from accounts.models import User
from buildingblocks.models import BuildingBlock
from questionnaires.actions import submit
from questionnaires.models import Answer, Option, Question
from regions.models import Region
from roundtables.actions.rounds import open_round
from roundtables.models import Response, Round
from tests.questionnaires.factories import QuestionFactory, SectionFactory
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.story import Story, answer, questionnaire
from tests.roundtables.story import begin as begin_story


@dataclass(frozen=True)
class Review:
    """The story, with its two blocks: `first` has the five questions, `second` the question `vision`."""

    story: Story
    first: BuildingBlock
    second: BuildingBlock

    @property
    def round(self) -> Round:
        return self.story.round

    def response(self, region: str = "drenthe") -> Response:
        return Response.objects.select_related("round", "region", "sheet").get(
            round=self.round, region__slug=region
        )

    def question(self, key: str) -> Question:
        return Question.objects.select_related("section__block").get(
            questionnaire=self.round.questionnaire, key=key
        )

    def stands(self, key: str, region: str = "drenthe") -> Answer:
        return Answer.objects.get(sheet=self.response(region).sheet, question__key=key)

    def answers(self, key: str, *slugs: str, region: str = "drenthe", **fields: Any) -> None:
        """The region answers and hands it in."""
        answer(self.story, region, key, *slugs, settled=False, **fields)
        submit(by=self.story.by, answers=[self.stands(key, region)])

    def seen(self, *keys: str, region: str = "drenthe") -> dict[str, int]:
        """What a page made now shows."""
        return {key: self.stands(key, region).revision for key in keys}

    @property
    def manager(self) -> User:
        return person(Kind.PROGRAMME_MANAGER)

    def member(self, block: BuildingBlock | None = None) -> User:
        return person(Kind.PROGRAMME_MEMBER, block=block)

    def leader(self, region: str = "drenthe") -> User:
        return person(Kind.PROJECT_LEADER, Region.objects.get(slug=region))

    def contributor(self, block: BuildingBlock, region: str = "drenthe") -> User:
        return person(Kind.CONTRIBUTOR, Region.objects.get(slug=region), block)

    def everybody(self) -> dict[str, User]:
        """Somebody of each role, by the words for it."""
        drenthe = Region.objects.get(slug="drenthe")
        return {
            "manager": self.manager,
            "member": self.member(),
            "member with the first block": self.member(self.first),
            "leader": self.leader(),
            "contributor to the first block": self.contributor(self.first),
            "municipality": person(Kind.MUNICIPALITY, drenthe),
            "commissioner": person(Kind.COMMISSIONER),
            "steering group": person(Kind.STEERING_GROUP),
            "technical manager": person(Kind.TECHNICAL_MANAGER),
            "leader of another region": self.leader("twente"),
            "stranger": person(),
        }


def begin(key: str = "2030", *, fresh: bool = True) -> Review:
    """A round that has just opened."""
    if fresh:
        made = questionnaire()
        section = SectionFactory(questionnaire=made)
        vision = QuestionFactory(
            section=section, questionnaire=made, key="vision", type="single", position=9,
            text_nl="Heeft de regio een visie?",
        )  # fmt: skip
        for place, (slug, rank) in enumerate((("current", 2), ("none", 1))):
            Option.objects.create(question=vision, slug=slug, label_nl=slug, rank=rank, position=place)
    story = begin_story(key)
    blocks = [
        one.block for one in story.round.questionnaire.sections.select_related("block").order_by("position")
    ]
    return Review(story, *blocks)


def next_round(review: Review, key: str = "2031") -> Review:
    """The round after it, with the same questionnaire."""
    made = open_round(
        by=review.story.by, key=key, questionnaire=review.round.questionnaire,
        reference_date=date(int(key[:4]), 1, 1), regions=Region.objects.all(),
    )  # fmt: skip
    return Review(Story(review.story.by, made), review.first, review.second)


def finish(answer: Any) -> None:
    """Read a file to its end, so that it does not stay open. Closing an answer would close the connection to
    the database too."""
    if answer.streaming:
        b"".join(answer)


def who_may(people: dict[str, User], path: str, data: dict[str, Any] | None = None) -> dict[int, set[str]]:
    """What each of these people gets at an address, by status; with data they send it."""
    found: dict[int, set[str]] = {}
    for name, user in people.items():
        client = signed_in(user)
        answer = client.get(path) if data is None else client.post(path, data)
        finish(answer)
        found.setdefault(answer.status_code, set()).add(name)
    nobody = Client()
    gone = nobody.get(path) if data is None else nobody.post(path, data)
    assert gone.status_code == 302, "who is not signed in is led to signing in"
    assert gone["Location"].startswith("/inloggen/")
    return found
