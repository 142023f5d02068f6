"""Two rounds side by side: who moved, for who may know; how many gave which answer, for everybody."""

import pytest
from django.test import Client

from tests.reports.dashboards import changed_round, named
from tests.reports.dashboards import world as rounds
from tests.reports.hidden import world
from tests.roundtables.people import Kind, person, signed_in

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    """A page that is there."""
    said = client.get(address)
    assert said.status_code == 200
    return said.content.decode()


def test_a_policy_officer_sees_which_questions_moved(client: Client) -> None:
    world({"drenthe", "twente"}, {"drenthe", "zeeland", "utrecht"}, ("public", "public"))
    page = read(client, "/vergelijken/")
    assert "Van ronde 2030 naar ronde 2031" in page
    row = page[page.index("vraag=plan") :]
    assert [cell.split("<")[0] for cell in row.split('">')[2:5]] == ["2", "1", "2"]  # up, down, level


def test_the_flow_of_regions_with_their_names(client: Client) -> None:
    world({"drenthe", "twente"}, {"drenthe", "zeeland", "utrecht"}, ("public", "public"))
    page = read(client, "/vergelijken/?vraag=plan")
    assert "Twee regio’s gingen vooruit, één ging terug." in page
    assert "Utrecht, Zeeland" in page
    assert "no (2030), 3 regio’s: 1 naar ‘no’, 2 naar ‘yes’" in page
    drawing = client.get("/vergelijken/vergelijking.svg?vraag=plan").content.decode()
    assert "rondes 2030 en 2031" in drawing
    assert "Zeeland" not in drawing


def test_who_may_not_know_sees_both_rounds_and_how_many_moved(client: Client) -> None:
    world({"drenthe", "twente"}, {"drenthe", "zeeland", "utrecht"}, ("partners", "partners"))
    page = read(client, "/vergelijken/?vraag=plan")
    assert "Twee regio’s gingen vooruit, één ging terug." in page
    assert "niet welke regio’s van het ene naar het andere antwoord gingen" in page
    assert "2031: 3 yes, 2 no; van 5 regio’s." in page
    assert named(page) == []
    partner = read(signed_in(person(Kind.STEERING_GROUP)), "/vergelijken/?vraag=plan")
    assert set(named(partner)) == {"Drenthe", "Twente", "Zeeland", "Utrecht", "Friesland"}


def test_the_order_of_rounds_does_not_matter_and_the_same_twice_is_the_one_before(client: Client) -> None:
    world({"drenthe"}, {"drenthe", "zeeland"}, ("public", "public"))
    for query in ("van=2031&tot=2030", "van=2031&tot=2031", "van=2030&tot=2030", ""):
        assert "Van ronde 2030 naar ronde 2031" in read(client, f"/vergelijken/?{query}")
    assert client.get("/vergelijken/?van=1999").status_code == 404


def test_a_question_that_was_changed_too_much_is_not_compared() -> None:
    rounds("public")
    changed_round()
    client = signed_in(person(Kind.PROGRAMME_MANAGER))
    page = read(client, "/vergelijken/?van=2031&tot=2032&vraag=scheme")
    assert "De vraag is veranderd; vergelijken kan niet." in page
    assert "Andere vraag." in page
    assert "vooruit" not in page[page.index("<main") :]
    assert '<details class="g-who"' not in page


def test_what_is_not_in_both_rounds_is_said() -> None:
    rounds("public")
    changed_round()
    client = signed_in(person(Kind.PROGRAMME_MANAGER))
    said = "Deze vraag is niet in beide rondes gesteld."
    assert said in read(client, "/vergelijken/?van=2031&tot=2032&vraag=plan")
    assert client.get("/vergelijken/?vraag=nergens").status_code == 404
    assert client.get("/vergelijken/grafiek.svg?vraag=nergens").status_code == 404


def test_before_there_are_two_rounds(client: Client) -> None:
    assert "Er zijn nog geen cijfers gepubliceerd." in read(client, "/vergelijken/")
