"""Systems that ask: what the public reads, what a token adds, what a token may not, and how long."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import ApiToken, ApiTokenUse, Role, User
from accounts.tokens import make_token
from reports.models import ReportVersion
from reports.reading.reading import public_reading
from tests.accounts.people import Kind, somebody
from tests.regions.factories import RegionFactory
from tests.reports.hidden import world
from tests.reports.readers import published

pytestmark = pytest.mark.django_db


def asked(path: str, token: str = "", **headers: str) -> Any:
    """What the API answers a system."""
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().get(f"/api/v1/{path}", headers={**bearer, **headers})


def results(path: str, token: str = "") -> list[dict[str, Any]]:
    """The lines of a list."""
    said = asked(path, token)
    assert said.status_code == 200, said.content
    return list(said.json()["resultaten"])


def token_of(person: User, scope: str = "read", days: int = 30) -> str:
    return make_token(by=person, name="proef", scope=scope, until=timezone.now() + timedelta(days=days))


def test_the_public_reads_what_the_published_report_shows() -> None:
    published()
    reading = public_reading()
    assert reading is not None
    found = {(one["indicator"], one["ronde"]): one for one in results("cijfers")}
    assert {key for _indicator, key in found} == {"2030", "2031"}
    for (indicator, key), one in found.items():
        figure = reading.figures(key)[indicator]
        assert (one["waarde"], one["noemer"], one["status"]) == (
            figure.value, figure.base_value, figure.status,
        )  # fmt: skip
        parts = ("nietGeteld", "nietVanToepassing", "nietBeantwoord", "nietGoedgekeurd")
        assert (one["waarde"] or 0) + sum(one[part] for part in parts) == one["noemer"]
    one = found["plan", "2031"]
    assert one["uitspraak"].endswith(".") and one["uitspraakEngels"].endswith(".")
    assert [one["sleutel"] for one in results("rondes")] == ["2030", "2031"]
    (report,) = results("rapportages")
    assert report["slug"] == "vijfde"
    assert {one["naam"] for one in report["bestanden"]} == {"report.pdf", "figures.csv"}
    assert report["versies"][0]["openbaarVanaf"] == "2020-01-01T00:00:00Z"


def test_nothing_is_there_before_the_first_report_is_published() -> None:
    published()
    ReportVersion.objects.update(publish_at=timezone.now() + timedelta(hours=1))
    said = asked("cijfers")
    assert said.status_code == 404 and said.json()["detail"] == "Er is nog geen rapportage gepubliceerd."
    assert results("rapportages") == []
    assert asked("rapportages/vijfde").status_code == 404


def test_names_are_for_who_may_know_them() -> None:
    world({"drenthe"}, {"drenthe", "twente"}, levels=("partners", "partners"))
    path = "cijfers/plan/rondes/2031"
    assert asked(path).json()["regios"] is None
    commissioner = token_of(somebody(Kind.COMMISSIONER))
    assert asked(path, commissioner).json()["regios"]["geteld"] == ["drenthe", "twente"]
    cache.clear()
    nobody = token_of(somebody())
    assert asked(path, nobody).json()["regios"] is None, "a token gives no more than its person has"


def test_a_secret_stays_a_secret_for_partners() -> None:
    world({"drenthe"}, {"drenthe"})
    path = "cijfers/plan/rondes/2031"
    assert asked(path, token_of(somebody(Kind.COMMISSIONER))).json()["regios"] is None
    cache.clear()
    assert asked(path, token_of(somebody(Kind.PROGRAMME_MANAGER))).json()["regios"]["geteld"] == ["drenthe"]


def test_a_role_that_ends_takes_the_token_along() -> None:
    world({"drenthe"}, {"drenthe"}, levels=("partners", "partners"))
    person = somebody(Kind.COMMISSIONER)
    token = token_of(person)
    assert asked("cijfers/plan/rondes/2031", token).json()["regios"]
    Role.objects.filter(person=person).update(until=timezone.localdate())
    assert asked("cijfers/plan/rondes/2031", token).json()["regios"] is None


@pytest.mark.parametrize("how", ["over", "ended", "closed account", "made up", "not a bearer"])
def test_a_token_that_does_not_work_is_refused_and_not_taken_for_the_public(how: str) -> None:
    published()
    person = somebody(Kind.COMMISSIONER)
    token = token_of(person)
    kept = ApiToken.objects.filter(person=person)
    if how == "over":
        kept.update(since=timezone.now() - timedelta(days=9), until=timezone.now() - timedelta(days=1))
    elif how == "ended":
        kept.update(ended_at=timezone.now())
    elif how == "closed account":
        User.objects.filter(pk=person.pk).update(is_active=False)
    header = {"made up": "Bearer ghnt_onzin", "not a bearer": f"Basic {token}"}.get(how, f"Bearer {token}")
    said = Client().get("/api/v1/regios", headers={"Authorization": header})
    assert said.status_code == 401
    assert said["WWW-Authenticate"] == "Bearer" and said["Content-Type"] == "application/problem+json"


def test_a_session_of_the_screens_opens_nothing_here() -> None:
    world({"drenthe"}, {"drenthe"}, levels=("partners", "partners"))
    client = Client()
    client.force_login(somebody(Kind.PROGRAMME_MANAGER))
    assert client.get("/api/v1/cijfers/plan/rondes/2031").json()["regios"] is None


def test_all_that_is_wrong_is_told_at_once() -> None:
    published()
    said = asked("cijfers?onzin=1&status=x&bouwsteen=a%20b")
    assert said.status_code == 400
    assert {one["name"] for one in said.json()["errors"]} == {"onzin", "status", "bouwsteen"}


def test_long_lists_come_in_pages_that_lead_on() -> None:
    for _number in range(5):
        RegionFactory()
    seen, path = [], "regios?paginaGrootte=2"
    while path:
        said = asked(path).json()
        seen += [one["slug"] for one in said["resultaten"]]
        path = (said["volgende"] or "").partition("/api/v1/")[2]
    assert len(seen) == len(set(seen)) == 5
    assert 'rel="next"' in asked("regios?paginaGrootte=2")["Link"]
    assert asked("regios?pagina=99").status_code == 404
    assert asked("regios?paginaGrootte=100000").json()["paginaGrootte"] == 1_000


def test_who_has_it_already_gets_nothing_again() -> None:
    RegionFactory(name="Drenthe")
    first = asked("regios")
    again = asked("regios", **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    RegionFactory(name="Twente")
    assert asked("regios", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_an_error_that_nobody_foresaw_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from regions.api import Regios

    def broken(self: object) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr(Regios, "get_queryset", broken)
    said = Client(raise_request_exception=False).get("/api/v1/regios")
    assert said.status_code == 500 and said["Content-Type"] == "application/problem+json"
    assert "geheim" not in said.content.decode()


def test_a_person_makes_a_token_sees_it_once_and_ends_it() -> None:
    RegionFactory(name="Drenthe")
    person, other = somebody(Kind.PROJECT_LEADER, region=RegionFactory()), somebody()
    client = Client()
    client.force_login(person)
    until = (timezone.localdate() + timedelta(days=5)).isoformat()
    wanted = {"name": "Cijfers", "scope": "read", "until": until}
    page = client.post("/account/tokens/", wanted).content.decode()
    token = page.partition('<code class="g-code">')[2].partition("</code>")[0]
    assert token.startswith("ghnt_") and token not in client.get("/account/tokens/").content.decode()
    kept = ApiToken.objects.get()
    assert token not in json.dumps(list(ApiToken.objects.values()), default=str)
    assert asked("regios", token).status_code == 200 and asked("regios", token).status_code == 200
    assert ApiTokenUse.objects.get().times == 2
    assert "2 keer" in client.get("/account/tokens/").content.decode()
    stranger = Client()
    stranger.force_login(other)
    assert stranger.post(f"/account/tokens/{kept.pk}/intrekken/").status_code == 404
    client.post(f"/account/tokens/{kept.pk}/intrekken/")
    assert asked("regios", token).status_code == 401


@pytest.mark.parametrize("day", ["2020-01-01", "2999-01-01", "9999-12-31", "0001-01-01", "gisteren"])
def test_a_token_ends_within_a_year(day: str) -> None:
    client = Client()
    client.force_login(somebody())
    page = client.post("/account/tokens/", {"name": "Cijfers", "scope": "read", "until": day})
    assert "g-wrong" in page.content.decode() and not ApiToken.objects.exists()
