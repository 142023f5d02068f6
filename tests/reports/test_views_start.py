"""A citizen opens the site and reads what the regions say together."""

import pytest
from django.test import Client

from tests.reports.readers import published

pytestmark = pytest.mark.django_db


def test_a_citizen_reads_the_leading_statement(client: Client) -> None:
    published()
    page = client.get("/").content.decode()
    assert '<span class="g-stat__n">3<span class="g-stat__of"> van de 5</span></span>' in page
    assert "regio’s hebben een plan." in page
    assert 'href="/cijfers/plan/?ronde=2031"' in page
    assert 'href="/rapportages/vijfde/"' in page


def test_before_anything_is_published_the_page_says_so(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Er is nog geen voortgangsrapportage gepubliceerd." in page


def test_a_draft_shows_nothing(client: Client) -> None:
    published(state="draft")
    assert "hebben een plan" not in client.get("/").content.decode()


def test_example_data_are_labelled(client: Client) -> None:
    published(made_up=True)
    assert "Voorbeeldgegevens." in client.get("/").content.decode()


def test_answers_of_people_are_not_labelled(client: Client) -> None:
    published()
    assert "Voorbeeldgegevens" not in client.get("/").content.decode()


def test_an_english_reader_chooses_english_once(client: Client) -> None:
    published()
    answer = client.post("/taal/", {"language": "en", "next": "/cijfers/?ronde=2030"})
    assert (answer.status_code, answer["Location"]) == (302, "/cijfers/?ronde=2030")
    page = client.get("/").content.decode()
    assert '<html lang="en"' in page
    assert "regions have a plan." in page


def test_the_browser_of_an_english_reader_is_enough(client: Client) -> None:
    published()
    page = client.get("/", headers={"accept-language": "en-GB"}).content.decode()
    assert '<html lang="en"' in page


def test_the_language_button_leads_nowhere_else(client: Client) -> None:
    answer = client.post("/taal/", {"language": "en", "next": "https://elders.example/"})
    assert answer["Location"] == "/"
