"""The access review: once a year every role, once a quarter who gives others access."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from accounts.work import work_for
from tests.accounts.people import Kind, somebody
from tests.accounts.test_people import day, fresh

pytestmark = pytest.mark.django_db


def since(person: User, days: int) -> Role:
    """The person's role, given that many days ago."""
    Role.objects.filter(person=person).update(since=day(-days))
    return person.roles.get()


@pytest.fixture
def manager(client: Client) -> User:
    """A programme manager at work, given the role last month."""
    person = somebody(Kind.PROGRAMME_MANAGER)
    since(person, 30)
    client.force_login(person)
    return person


def test_a_role_is_looked_at_once_a_year_and_a_managing_one_each_quarter(
    client: Client, manager: User
) -> None:
    fresh_member, old_member = somebody(Kind.COMMISSIONER), somebody(Kind.STEERING_GROUP)
    since(fresh_member, 300)
    since(old_member, 400)
    technical = somebody(Kind.TECHNICAL_MANAGER)
    since(technical, 100)
    page = client.get("/beheer/mensen/nakijken/").content.decode()
    assert "2 rollen om na te kijken" in page
    assert page.index("technisch beheerder") < page.index("stuurgroep"), "who gives access comes first"
    assert fresh_member.email not in page


def test_confirming_takes_a_role_off_the_list_for_a_year(client: Client, manager: User) -> None:
    role = since(somebody(Kind.COMMISSIONER), 400)
    answer = client.post(f"/beheer/rollen/{role.pk}/bevestigen/", follow=True)
    page = answer.content.decode()
    assert "Bevestigd: opdrachtgever, opdrachtgever." in page
    assert "Alles is nagekeken." in page
    Role.objects.filter(pk=role.pk).update(reviewed_at=timezone.now() - timedelta(days=366))
    assert "1 rol om na te kijken" in client.get("/beheer/mensen/nakijken/").content.decode()


def test_ending_from_the_list_comes_back_to_the_list(client: Client, manager: User) -> None:
    person = somebody(Kind.COMMISSIONER)
    role = since(person, 400)
    body = {"until": day(0).isoformat(), "next": "/beheer/mensen/nakijken/"}
    assert (
        client.post(f"/beheer/rollen/{role.pk}/beeindigen/", body)["Location"] == "/beheer/mensen/nakijken/"
    )
    assert not fresh(person).roles.current().exists()
    last = since(manager, 100)
    answer = client.post(f"/beheer/rollen/{last.pk}/beeindigen/", body, follow=True)
    assert "Er moet altijd een programmamanager zijn." in answer.content.decode()
    elsewhere = client.post(
        f"/beheer/rollen/{role.pk}/beeindigen/", body | {"next": "https://elders.invalid/"}
    )
    assert elsewhere["Location"] == f"/beheer/mensen/{person.pk}/"


def test_another_confirms_my_role_unless_there_is_no_other(client: Client, manager: User) -> None:
    role = since(manager, 100)
    other = somebody(Kind.TECHNICAL_MANAGER)
    page = client.post(f"/beheer/rollen/{role.pk}/bevestigen/", follow=True).content.decode()
    assert "Uw eigen rol laat u door een andere beheerder nakijken." in page
    since(other, 1)
    Role.objects.filter(person=other).delete()
    assert "Bevestigd" in client.post(f"/beheer/rollen/{role.pk}/bevestigen/", follow=True).content.decode()


def test_the_review_waits_in_the_work_of_who_manages_people(client: Client, manager: User) -> None:
    assert work_for(fresh(manager)) == []
    since(somebody(Kind.COMMISSIONER), 400)
    found = work_for(fresh(manager))
    assert [(work.title, work.count, work.urgent) for work in found] == [("Toegang nakijken", 1, False)]
    page = client.get("/mijn-werk/").content.decode()
    assert "1 rol is langer dan de afgesproken tijd niet nagekeken." in page
    since(manager, 100)
    assert work_for(fresh(manager))[0].urgent
    assert work_for(somebody(Kind.PROGRAMME_MEMBER)) == []
