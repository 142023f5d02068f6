"""The programme tries a round out: the practice region goes all the way, and counts nowhere."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from regions.actions import pretend_region
from regions.models import Region
from roundtables.actions.participants import choose_participants
from roundtables.actions.rounds import begin_round, close_round, prepare_round
from roundtables.counts import read_live
from roundtables.models import Round, Snapshot
from roundtables.standing import standing
from tests.roundtables.people import signed_in
from tests.roundtables.reviewing import Review, begin
from tests.roundtables.story import Story

pytestmark = [pytest.mark.django_db]
TODAY = timezone.localdate()
NAME = "oefenregio"


@pytest.fixture
def review() -> Review:
    """A round with the practice region, opened by the programme to try it out."""
    earlier = begin()
    by = earlier.story.by
    made = prepare_round(
        by=by, key="2031", questionnaire=earlier.round.questionnaire, regions=[],
        reference_date=TODAY, deadline=TODAY + timedelta(days=9),
    )  # fmt: skip
    choose_participants(by=by, round_=made, regions=[*Region.objects.all(), pretend_region()])
    begin_round(by=by, round_=made)
    return Review(Story(by, Round.objects.get(key="2031")), earlier.first, earlier.second)


def invited(manager: Client) -> User:
    """A project leader of the practice region, as the programme invites one."""
    body = {
        "email": "oefenen@voorbeeld.invalid", "name": "oefenleider", "kind": Role.Kind.PROJECT_LEADER,
        "region": pretend_region().pk, "since": TODAY.isoformat(),
    }  # fmt: skip
    assert manager.post("/beheer/mensen/uitnodigen/", body).status_code == 302
    return User.objects.get(email="oefenen@voorbeeld.invalid")


def page(client: Client, address: str) -> str:
    answered = client.get(address)
    assert answered.status_code == 200, address
    return answered.content.decode()


def test_the_practice_region_goes_all_the_way_and_counts_nowhere(review: Review) -> None:
    programme = signed_in(review.manager)
    assert "Oefenregio" in page(programme, "/beheer/mensen/uitnodigen/")
    leader = signed_in(invited(programme))
    tasks = f"/ronde/2031/{NAME}/"
    assert tasks in page(leader, "/mijn-werk/")
    assert "Oefenregio" in page(leader, tasks)
    for block in (review.first, review.second):
        page(leader, f"{tasks}{block.slug}/")
    first = {"plan": "no", "plan.seen": "0", "themes": ["teams"], "themes.seen": "0", "reach": "12"}
    first |= {"reach.seen": "0", "remark.seen": "0", "steps.seen": "0", "page": "p1"}
    leader.post(f"{tasks}{review.first.slug}/", first)
    leader.post(f"{tasks}{review.second.slug}/", {"vision": "current", "vision.seen": "0", "page": "p2"})
    seen = re.search(r'name="gezien" value="([^"]*)"', page(leader, f"{tasks}controleren/"))
    assert seen is not None
    handed_in = leader.post(f"{tasks}controleren/", {"gezien": seen[1]})
    assert handed_in.status_code == 302
    assert review.response(NAME).submissions.exists()
    assert "Oefenregio" in page(programme, reverse("roundtables:wall", args=["2031"]))
    desk = reverse("roundtables:review", args=["2031", NAME])
    waiting = set(re.findall(r'name="goedkeuren" value="([a-z]+:[0-9]+)"', page(programme, desk)))
    assert {one.partition(":")[0] for one in waiting} == {"plan", "themes", "reach", "vision"}
    for one in waiting:
        programme.post(reverse("roundtables:settle", args=["2031", NAME]), {"goedkeuren": one})
    assert set(review.response(NAME).sheet.answers.values_list("state", flat=True)) == {4}
    assert "oefenregio" in page(leader, f"{tasks}telling/")
    assert NAME not in [region.slug for region in read_live(review.round).regions]
    assert standing(review.round).of_region(NAME), "the wall says where it stands, apart"
    kept: Snapshot = close_round(by=review.story.by, round_=review.round)
    assert NAME not in str(kept.content) and "Oefenregio" not in str(kept.content)
