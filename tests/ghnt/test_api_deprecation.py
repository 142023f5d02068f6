"""What will go is declared in one place, and whoever uses it hears so in every answer, months before."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from openapi_spec_validator import validate

from ghnt.api import changes, deprecation, urls
from ghnt.api.deprecation import Deprecated
from tests.regions.factories import RegionFactory
from tests.reports.readers import published

pytestmark = pytest.mark.django_db
SINCE, UNTIL = datetime(2031, 1, 1, tzinfo=UTC), datetime(2031, 9, 1, tzinfo=UTC)
NEW = "https://voorbeeld.invalid/api/v2/regios"


def will_go(monkeypatch: pytest.MonkeyPatch, **what: Any) -> Deprecated:
    """Something that the product will drop: nothing will today, so a test says it."""
    told: dict[str, Any] = {"since": SINCE, "until": UNTIL, "instead": "Gebruik iets anders."}
    made = Deprecated(**(told | what))
    monkeypatch.setattr(deprecation, "DEPRECATED", (*deprecation.DEPRECATED, made))
    urls._document.cache_clear()
    return made


@pytest.fixture(autouse=True)
def afresh(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the product itself drops is no part of these stories, and the document is made anew after them."""
    monkeypatch.setattr(deprecation, "DEPRECATED", ())
    yield
    urls._document.cache_clear()


def get(path: str) -> Any:
    return Client().get(f"/api/v1/{path}")


def document() -> Any:
    found = get("openapi.json").json()
    validate(found)
    return found


def warned(said: Any) -> bool:
    return "Deprecation" in said.headers or "Sunset" in said.headers


def test_an_address_that_will_go_says_since_when_until_when_and_what_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    will_go(monkeypatch, path="/regios/{slug}", successor=NEW)
    RegionFactory(slug="drenthe")
    said = get("regios/drenthe")
    assert said["Deprecation"] == f"@{SINCE.timestamp():.0f}", "a date of structured fields, as RFC 9745 says"
    assert parsedate_to_datetime(said["Sunset"]) == UNTIL
    assert f'<{NEW}>; rel="successor-version"' in said["Link"]
    assert '/api/#verdwijnt>; rel="deprecation"; type="text/html"' in said["Link"]
    assert get("regios/elders")["Deprecation"], "an error of that address says it too"
    assert not warned(get("regios")) and not warned(get("openapi.json"))
    for name in ("Deprecation", "Sunset", "Link"):
        assert name in said["Access-Control-Expose-Headers"], "a page of another site may read it"
    assert document()["paths"]["/regios/{slug}"]["get"]["deprecated"] is True
    assert "deprecated" not in document()["paths"]["/regios"]["get"]


def test_a_page_of_a_list_keeps_its_own_links(monkeypatch: pytest.MonkeyPatch) -> None:
    will_go(monkeypatch, path="/regios")
    link = get("regios")["Link"]
    assert 'rel="first"' in link and 'rel="deprecation"' in link
    whole = Client().get("/api/v1/regios", headers={"Accept": "text/csv"})
    assert warned(whole) and whole.getvalue()


def test_a_parameter_that_will_go_is_told_to_who_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    will_go(monkeypatch, path="/cijfers", parameter="bouwsteen")
    assert warned(get("cijfers?bouwsteen=x")) and not warned(get("cijfers"))
    told = {one["name"]: one for one in document()["paths"]["/cijfers"]["get"]["parameters"]}
    assert told["bouwsteen"]["deprecated"] is True and "01-09-2031" in told["bouwsteen"]["description"]
    assert "deprecated" not in told["ronde"]


def test_a_field_that_will_go_stands_in_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    will_go(monkeypatch, field="Regio.nummer")
    field = document()["components"]["schemas"]["Regio"]["properties"]["nummer"]
    assert field["deprecated"] is True and "Gebruik iets anders." in field["description"]


def test_a_whole_version_that_will_go_says_so_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    will_go(monkeypatch, until=UNTIL + timedelta(days=99))
    will_go(monkeypatch, path="/regios", since=SINCE + timedelta(days=9))
    said = get("regios")
    assert parsedate_to_datetime(said["Sunset"]) == UNTIL, "what goes first counts"
    assert said["Deprecation"] == f"@{SINCE.timestamp():.0f}"
    assert warned(get("actielijnen")) and warned(get("openapi.json")) and warned(get("nergens"))
    methods = [one for methods in document()["paths"].values() for one in methods.values()]
    assert all(one["deprecated"] for one in methods)


def test_old_and_new_stand_side_by_side_for_half_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="182 days"):
        will_go(monkeypatch, path="/regios", until=SINCE + timedelta(days=90))


@pytest.mark.parametrize("wrong", [{"path": "/streken"}, {"field": "Regio.streek"}], ids=["address", "field"])
def test_what_is_not_there_cannot_go(wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    will_go(monkeypatch, **wrong)
    with pytest.raises(KeyError):
        get("openapi.json")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_is_the_schedule_and_the_list_of_changes(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page() -> str:
        return str(Client().get("/api/", headers={"accept-language": language}).content.decode())

    with translation.override(language):
        nothing = gettext("Nu verdwijnt er niets.")
    assert 'id="verdwijnt"' in page() and nothing in page()
    assert all(f"<dt>{version}</dt>" in page() for version in changes.CHANGES)
    will_go(monkeypatch, path="/regios", parameter="sorteer")
    text = page()
    assert nothing not in text and "<code>/regios?sorteer</code>" in text and "Gebruik iets anders." in text
    assert ("1 september 2031" if language == "nl" else "1 September 2031") in text
