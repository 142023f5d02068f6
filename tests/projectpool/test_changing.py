"""A project asks for other money, more time or other partners, and the programme decides."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from projectpool.actions.changing import Wish, ask_change, decide_change
from projectpool.errors import PoolError
from projectpool.models import ChangeRequest, Decision, Project
from tests.projectpool.at_once import at_once
from tests.projectpool.factories import InstalmentFactory
from tests.projectpool.running import Running
from tests.roundtables.people import signed_in

pytestmark = pytest.mark.django_db
What = ChangeRequest.What


def asked(story: Running, **wish: Any) -> ChangeRequest:
    return ask_change(by=story.leader, project=story.project, wish=Wish(text="Door COVID-19.", **wish))


def test_more_money_within_the_budget_goes_to_the_regions_by_their_part():
    story = Running()
    request = asked(story, what=What.MONEY, amount=90_000_01)
    decide_change(by=story.manager, change=request, approve=True, why="Past binnen het budget.")
    story.project.refresh_from_db()
    story.call.refresh_from_db()
    assert story.project.amount == 90_000_01
    assert story.call.granted_total == 90_000_01
    parts = set(story.project.project_regions.values_list("amount", flat=True))
    assert parts == {45_000_00, 45_000_01}
    assert story.project.history.first().history_user == story.manager
    less = asked(story, what=What.MONEY, amount=50_000_00)
    decide_change(by=story.manager, change=less, approve=True, why="Goedkoper ingekocht.")
    story.call.refresh_from_db()
    assert story.call.granted_total == 50_000_00


def test_never_more_than_the_call_has_left_or_than_one_project_may_have():
    story = Running()
    story.call.granted_total = 290_000_00
    story.call.save()
    request = asked(story, what=What.MONEY, amount=70_000_01)
    with pytest.raises(PoolError, match=r"nog €\u00a010\.000 over"):
        decide_change(by=story.manager, change=request, approve=True, why="Ja")
    request.refresh_from_db()
    story.project.refresh_from_db()
    assert (request.state, story.project.amount) == ("asked", 60_000_00)
    decide_change(by=story.manager, change=request, approve=False, why="Het budget is op.")
    for amount, said in (
        (100_000_01, "hoogstens €\u00a0100.000"), (60_000_00, "al heeft"), (0, "nieuwe bedrag"),
    ):  # fmt: skip
        with pytest.raises(PoolError, match=said):
            asked(story, what=What.MONEY, amount=amount)


def test_less_than_the_instalments_that_were_agreed_cannot_be():
    story = Running()
    InstalmentFactory(decision=Decision.objects.get(), amount=40_000_00)
    with pytest.raises(PoolError, match=r"voor €\u00a040\.000 aan termijnen"):
        asked(story, what=What.MONEY, amount=39_999_99)


def test_more_time_moves_the_last_day_and_brings_a_report():
    story = Running()
    request = asked(story, what=What.TIME, ends_on=date(2033, 6, 30))
    decide_change(by=story.manager, change=request, approve=True, why="Door COVID-19.")
    story.project.refresh_from_db()
    assert story.project.ends_on == date(2033, 6, 30)
    assert [one.period_until for one in story.reports][-2:] == [date(2032, 12, 31), date(2033, 6, 30)]


def test_days_that_cannot_be():
    story = Running()
    told = story.reports[1]
    told.state, told.submitted_at = "submitted", timezone.now()
    told.save()
    for day, said in (
        (None, "nieuwe laatste dag"), (date(2032, 12, 31), "al heeft"), (date(2030, 1, 1), "na de eerste"),
        (date(2201, 1, 1), "tien jaar later"), (date(2031, 8, 1), "verslag tot en met 31 december 2031"),
    ):  # fmt: skip
        with pytest.raises(PoolError, match=said):
            asked(story, what=What.TIME, ends_on=day)
    story.project.reports.filter(kind="final").update(state="approved")
    with pytest.raises(PoolError, match="eindverslag is al ingediend"):
        asked(story, what=What.TIME, ends_on=date(2033, 6, 30))


def test_a_partner_leaves_and_another_comes():
    story = Running()
    request = asked(story, what=What.PARTNERS, regions=(story.drenthe, story.zeeland))
    decide_change(by=story.manager, change=request, approve=True, why="Akkoord.")
    parts = dict(story.project.project_regions.values_list("region__slug", "amount"))
    assert parts == {"drenthe": 60_000_00, "zeeland": 0}, "the money adds up"
    alone = asked(story, what=What.PARTNERS, regions=(story.drenthe,))
    decide_change(by=story.manager, change=alone, approve=True, why="Akkoord.")
    story.project.refresh_from_db()
    assert story.project.joint == Project.Joint.NO
    for regions, said in (((story.twente,), "penvoerder blijft"), ((story.drenthe,), "al meedoen")):
        with pytest.raises(PoolError, match=said):
            asked(story, what=What.PARTNERS, regions=regions)


def test_who_may_ask_and_decide():
    story = Running()
    for user in (story.partner, story.colleague, story.stranger, story.manager):
        with pytest.raises(PermissionDenied):
            ask_change(by=user, project=story.project, wish=Wish("money", "Meer", amount=70_000_00))
    request = asked(story, what=What.MONEY, amount=70_000_00)
    with pytest.raises(PoolError, match="staat al een verzoek open"):
        asked(story, what=What.MONEY, amount=80_000_00)
    with pytest.raises(PermissionDenied):
        decide_change(by=story.leader, change=request, approve=True, why="Ja")
    with pytest.raises(PoolError, match="Schrijf waarom"):
        decide_change(by=story.manager, change=request, approve=True, why=" ")
    decide_change(by=story.manager, change=request, approve=False, why="Nee.")
    with pytest.raises(PoolError, match="al besloten"):
        decide_change(by=story.manager, change=request, approve=True, why="Toch")
    with pytest.raises(PoolError, match="wat er verandert"):
        ask_change(by=story.leader, project=story.project, wish=Wish("money", " ", amount=70_000_00))
    with pytest.raises(PoolError, match="Kies wat er verandert"):
        asked(story, what="moon")
    story.project.ended_at = timezone.now() - timedelta(days=1)
    story.project.save()
    with pytest.raises(PermissionDenied):
        asked(story, what=What.MONEY, amount=80_000_00)


def test_it_goes_by_the_pages():
    story = Running()
    client, where = signed_in(story.leader), "/projectenpool/projecten/samen-sterker/wijziging/"
    assert "Vraag per keer één ding" in client.get(where).content.decode()
    wrong = client.post(where, {"what": "money", "amount": "veel", "text": "Meer"})
    assert "is geen bedrag" in wrong.content.decode()
    sent = {"what": "money", "amount": "80.000", "text": "Meer", "regions": [story.drenthe.pk]}
    assert client.post(where, sent).status_code == 302
    request = ChangeRequest.objects.get()
    assert (request.amount, request.regions.count()) == (80_000_00, 0)
    page = client.get(f"{where}{request.pk}/").content.decode()
    assert "€\u00a080.000" in page
    assert "Besluit bewaren" not in page
    programme = signed_in(story.manager)
    assert "Besluit bewaren" in programme.get(f"{where}{request.pk}/").content.decode()
    said = programme.post(f"{where}{request.pk}/", {"verdict": "approve", "why": "Past."})
    assert said.status_code == 302
    story.project.refresh_from_db()
    assert story.project.amount == 80_000_00
    assert programme.get(f"{where}999999/").status_code == 404
    assert signed_in(story.stranger).get(f"{where}{request.pk}/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_people_decide_in_the_same_second_and_the_budget_holds():
    story = Running()
    other = story.grant("ander", "Ander", date(2031, 1, 1), date(2031, 12, 31))
    story.call.granted_total = 270_000_00
    story.call.save()
    first = asked(story, what=What.MONEY, amount=80_000_00)
    second = ask_change(by=story.leader, project=other, wish=Wish("money", "Meer", amount=80_000_00))
    said = at_once(
        *[
            partial(decide_change, by=story.manager, change=one, approve=True, why="Ja")
            for one in (first, second)
        ]
    )
    refused = [one for one in said if isinstance(one, PoolError)]
    story.call.refresh_from_db()
    assert len(refused) == 1, said
    assert story.call.granted_total == 290_000_00
