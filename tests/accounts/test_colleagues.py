"""A project leader asks colleagues to fill in a part of their own region, and no other."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.policy import Deed, allowed
from tests.accounts.factories import UserFactory
from tests.accounts.people import Kind, somebody
from tests.accounts.test_people import fresh
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.regions.factories import RegionFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/mijn-regio/collegas/"


@pytest.fixture
def leader(client: Client) -> User:
    """The leader of a region, at work."""
    person = somebody(Kind.PROJECT_LEADER, region=RegionFactory(name="Twente"))
    client.force_login(person)
    return person


@pytest.mark.django_db(transaction=True)
def test_a_colleague_works_on_one_block_of_the_region(
    client: Client, leader: User, mailoutbox: list[Any]
) -> None:
    block, region = BuildingBlockFactory(), leader.roles.get().region
    assert region
    body = {
        "email": "collega@voorbeeld.invalid",
        "name": "beleidsmedewerker",
        "region": region.pk,
        "block": block.pk,
    }
    answer = client.post(ADDRESS, body, follow=True)
    assert "Uw collega kan nu meewerken." in answer.content.decode()
    assert "beleidsmedewerker" in answer.content.decode()
    assert mailoutbox[0].to == ["collega@voorbeeld.invalid"]
    colleague = User.objects.get(email="collega@voorbeeld.invalid")
    assert allowed(colleague, Deed.FILL, region=region, block=block)
    assert not allowed(fresh(colleague), Deed.FILL, region=region, block=BuildingBlockFactory())
    second = body | {"block": BuildingBlockFactory().pk, "name": "iets anders"}
    client.post(ADDRESS, second)
    assert fresh(colleague).name == "beleidsmedewerker", "a name that is there stays"
    assert colleague.roles.count() == 2, "who has an account gets a part more, and no second invitation"
    assert len(mailoutbox) == 1
    page = client.post(ADDRESS, second).content.decode()
    assert "Deze persoon heeft deze rol al." in page


def test_nobody_learns_here_who_has_an_account(client: Client, leader: User) -> None:
    region = leader.roles.get().region
    assert region
    there = somebody(Kind.COMMISSIONER)
    said = []
    for email in (there.email, "niemand@voorbeeld.invalid"):
        body = {"email": email, "name": "", "region": region.pk, "block": BuildingBlockFactory().pk}
        page = client.post(ADDRESS, body).content.decode()
        assert "Vul een naam of functie in." in page
        said.append(client.post(ADDRESS, body | {"name": "x"}, follow=True).content.decode())
    assert all("Uw collega kan nu meewerken." in page for page in said)
    shut = UserFactory(is_active=False)
    for email in (shut.email, User.objects.service("dienst").email):
        body = {"email": email, "name": "x", "region": region.pk, "block": BuildingBlockFactory().pk}
        page = client.post(ADDRESS, body).content.decode()
        assert "Dit e-mailadres kan niet." in page
        assert "account" not in page.partition("<main")[2].partition("</main")[0].lower()


def test_not_for_the_region_of_somebody_else(client: Client, leader: User) -> None:
    other = RegionFactory()
    body = {
        "email": "collega@voorbeeld.invalid",
        "name": "x",
        "region": other.pk,
        "block": BuildingBlockFactory().pk,
    }
    assert client.post(ADDRESS, body).status_code == 200
    assert not User.objects.filter(email="collega@voorbeeld.invalid").exists()
    theirs = somebody(Kind.CONTRIBUTOR, region=other, block=BuildingBlockFactory())
    assert theirs.email not in client.get(ADDRESS).content.decode()
    assert client.post(f"{ADDRESS}{theirs.roles.get().pk}/beeindigen/").status_code == 403
    assert theirs.roles.current().exists()


def test_a_colleague_stops(client: Client, leader: User) -> None:
    region = leader.roles.get().region
    colleague = somebody(Kind.CONTRIBUTOR, region=region, block=BuildingBlockFactory())
    assert colleague.email in client.get(ADDRESS).content.decode()
    client.post(f"{ADDRESS}{colleague.roles.get().pk}/beeindigen/")
    assert not colleague.roles.current().exists()
    assert "Nog niemand. U vult alles zelf in." in client.get(ADDRESS).content.decode()
    role = leader.roles.get()
    assert client.post(f"{ADDRESS}{role.pk}/beeindigen/").status_code == 404, "a leader is no colleague"


@pytest.mark.parametrize("kind", [Kind.PROGRAMME_MANAGER, Kind.COMMISSIONER])
def test_who_leads_no_region_has_no_such_page(client: Client, kind: str) -> None:
    client.force_login(somebody(kind))
    assert client.get(ADDRESS).status_code == 403
    assert "Vraag een collega om hulp" not in client.get("/mijn-werk/").content.decode()


def test_a_leader_finds_it_in_the_work(client: Client, leader: User) -> None:
    assert "Vraag een collega om hulp" in client.get("/mijn-werk/").content.decode()
