"""The example's people come in with one click, and only where the example is on; its post can be read."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import send_mail
from django.http import Http404
from django.test import Client, RequestFactory

from accounts import example
from accounts.mail import letters
from accounts.models import Role, SignIn, User
from accounts.policy import Deed, allowed
from tests.accounts.people import Kind, with_app
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.regions.factories import RegionFactory

pytestmark = pytest.mark.django_db
ADDRESSES = ("/voorbeeld/", "/voorbeeld/post/", "/voorbeeld/post/1/")


@pytest.fixture
def loaded(settings: Any) -> None:
    """An example with one region."""
    settings.EXAMPLE = True
    RegionFactory(slug="twente", name="Twente")
    BuildingBlockFactory(slug="mda-plus-plus")
    example.load(by=User.objects.service("example"))


def come_in(client: Client, key: str, **more: str) -> Any:
    """One click."""
    return client.post("/voorbeeld/inloggen/", {"persoon": key, **more})


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_the_example_there_is_nothing(
    client: Client, settings: Any, loaded: None, address: str
) -> None:
    settings.EXAMPLE = False
    assert client.get(address).status_code == 404
    assert come_in(client, "programmamanager").status_code == 404
    assert not SignIn.objects.exists()
    assert "/voorbeeld/" not in client.get("/inloggen/").content.decode()


def test_the_room_itself_refuses_too(rf: RequestFactory, settings: Any, loaded: None) -> None:
    settings.EXAMPLE = False
    with pytest.raises(Http404):
        example.sign_in(rf.post("/"), "programmamanager")


def test_an_example_session_ends_when_the_example_is_switched_off(
    client: Client, settings: Any, loaded: None
) -> None:
    come_in(client, "programmamanager")
    assert client.get("/beheer/").status_code == 200
    settings.EXAMPLE = False
    assert client.get("/beheer/").status_code == 302


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("beheerder", Kind.TECHNICAL_MANAGER),
        ("programmamanager", Kind.PROGRAMME_MANAGER),
        ("programmamedewerker", Kind.PROGRAMME_MEMBER),
        ("expert", Kind.EXPERT),
        ("projectleider-twente", Kind.PROJECT_LEADER),
        ("medewerker-twente", Kind.CONTRIBUTOR),
        ("gemeente-twente", Kind.MUNICIPALITY),
        ("opdrachtgever", Kind.COMMISSIONER),
        ("stuurgroep", Kind.STEERING_GROUP),
    ],
)
def test_one_click_is_both_factors(client: Client, loaded: None, key: str, kind: str) -> None:
    assert f'value="{key}"' in client.get("/voorbeeld/").content.decode()
    assert come_in(client, key)["Location"] == "/mijn-werk/"
    assert client.get("/mijn-werk/").status_code == 200, "nobody asks for a second factor"
    line = SignIn.objects.get()
    assert (line.what, line.method) == ("in", "example")
    assert line.person
    assert line.person.roles.get().kind == kind


def test_what_the_contributor_and_the_member_may_do(loaded: None) -> None:
    region, block = (
        Role.objects.get(kind=Kind.PROJECT_LEADER).region,
        BuildingBlockFactory._meta.model.objects.get(),
    )
    contributor = User.objects.get(email="medewerker-twente@voorbeeld.invalid")
    assert allowed(contributor, Deed.FILL, region=region, block=block)
    assert not allowed(contributor, Deed.SUBMIT, region=region, block=block)
    assert allowed(User.objects.get(email="programmamedewerker@voorbeeld.invalid"), Deed.REVIEW)


def test_somebody_who_is_no_example_does_not_come_in(client: Client, loaded: None) -> None:
    User.objects.create_user("echt@organisatie.invalid", name="echt")
    for key in ("echt@organisatie.invalid", "echt", "", "example", "bestaat-niet"):
        assert come_in(client, key).status_code == 404
    assert client.get("/voorbeeld/inloggen/").status_code == 405


def test_to_the_page_one_came_for_but_never_to_another_site(client: Client, loaded: None) -> None:
    assert come_in(client, "programmamanager", next="/beheer/mensen/")["Location"] == "/beheer/mensen/"
    assert come_in(client, "programmamanager", next="https://elders.invalid/")["Location"] == "/mijn-werk/"


def test_changing_from_one_person_to_another(client: Client, loaded: None) -> None:
    come_in(client, "programmamanager")
    come_in(client, "opdrachtgever")
    assert client.get("/beheer/").status_code == 403
    told = [(str(line.person), line.what) for line in SignIn.objects.order_by("pk")]
    assert told == [("programmamanager", "in"), ("programmamanager", "out"), ("opdrachtgever", "in")]


def test_who_tried_an_app_in_the_example_still_comes_in_with_one_click(client: Client, loaded: None) -> None:
    with_app(User.objects.get(email="programmamanager@voorbeeld.invalid"))
    assert come_in(client, "programmamanager")["Location"] == "/mijn-werk/"


def test_loading_again_changes_nothing(loaded: None) -> None:
    before = list(User.objects.order_by("pk").values_list("pk", "email", "name"))
    assert example.load(by=User.objects.service("example")) == 0
    assert list(User.objects.order_by("pk").values_list("pk", "email", "name")) == before


def test_the_names_are_functions(loaded: None) -> None:
    people = User.objects.people()
    assert {str(person) for person in people} >= {"programmamanager", "regionaal projectleider Twente"}
    assert not any(person.has_usable_password() for person in people)


def test_post_is_read_letter_by_letter(client: Client, settings: Any, loaded: None, tmp_path: Path) -> None:
    assert "eigen mailserver" in client.get("/voorbeeld/post/").content.decode()
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}
    assert "Er is nog niets verstuurd." in client.get("/voorbeeld/post/").content.decode()
    send_mail(
        "Ronde geopend – 2021", "Beste collega,\n\nhttp://testserver/ronde/2021/\n", None, ["a@b.invalid"]
    )
    send_mail("Herinnering", "Nog drie dagen. <b>Geen opmaak</b>", None, ["a@b.invalid", "c@d.invalid"])
    page = client.get("/voorbeeld/post/").content.decode()
    assert page.index("Herinnering") < page.index("Ronde geopend – 2021"), "newest first"
    first = client.get("/voorbeeld/post/1/").content.decode()
    assert '<a href="http://testserver/ronde/2021/"' in first
    assert "&lt;b&gt;" in client.get("/voorbeeld/post/2/").content.decode()
    assert client.get("/voorbeeld/post/3/").status_code == 404
    texts = [letter.text.strip() for letter in letters(tmp_path)]
    assert texts[1] == "Nog drie dagen. <b>Geen opmaak</b>", "nothing of the file around it"
    assert [letter.to for letter in letters(tmp_path)] == ["a@b.invalid", "a@b.invalid, c@d.invalid"]
