"""Stories of the programme's pages: a round with a deadline, people by their role, addresses."""

from datetime import timedelta
from decimal import Decimal

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from buildingblocks.models import BuildingBlock
from questionnaires.actions import submit
from questionnaires.models import Answer
from regions.models import Region
from roundtables.actions.reviewing import approve
from roundtables.actions.rounds import changed
from tests.roundtables.people import Kind, person
from tests.roundtables.story import Story, answer, begin

TODAY = timezone.localdate()


def a_story() -> Story:
    """A round that closes in some weeks."""
    story = begin()
    story.round.deadline = TODAY + timedelta(days=16)
    story.round.save()
    return story


def block() -> BuildingBlock:
    found: BuildingBlock = BuildingBlock.objects.get()
    return found


def text(client: Client, address: str) -> str:
    answered = client.get(address)
    assert answered.status_code == 200, address
    return answered.content.decode()


def finish(story: Story, slug: str, *, approved: bool = True) -> None:
    answer(story, slug, "plan", "no", settled=False)
    answer(story, slug, "themes", "none", settled=False)
    answer(story, slug, "reach", number=Decimal(3), settled=False)
    submit(by=story.by, answers=Answer.objects.filter(sheet__response__region__slug=slug))
    changed(story.round)
    if approved:
        approve(by=story.by, response=story.round.responses.get(region__slug=slug))


def who(kind: str, region: str = "drenthe") -> User:
    regional = kind in (Kind.PROJECT_LEADER, Kind.CONTRIBUTOR, Kind.MUNICIPALITY)
    own = block() if kind == Kind.CONTRIBUTOR else None
    return person(kind, Region.objects.get(slug=region) if regional else None, own)


def address(name: str, *more: str) -> str:
    return reverse(f"roundtables:{name}", args=() if name in ("rounds", "new_round") else ("2030", *more))
