"""Who must have a second factor is led to it and can open nothing else; who has one is asked for it."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.middleware import TOUCH
from accounts.models import Role, SignIn
from accounts.second_factor import SEEN
from tests.accounts.factories import PASSWORD, RoleFactory
from tests.accounts.people import SECRET, Kind, code_of, sign_in, somebody, with_app
from tests.regions.factories import RegionFactory

pytestmark = pytest.mark.django_db
SET_UP = "/account/tweede-stap/"
MANAGING = [Kind.PROGRAMME_MANAGER, Kind.PROGRAMME_MEMBER, Kind.TECHNICAL_MANAGER]
READING = [Kind.COMMISSIONER, Kind.STEERING_GROUP, Kind.EXPERT]


@pytest.mark.parametrize("kind", MANAGING)
def test_programme_people_first_set_up_a_second_factor(client: Client, kind: str) -> None:
    sign_in(client, somebody(kind))
    for address in ("/mijn-werk/", "/beheer/mensen/", "/account/", "/cijfers/", "/account/wachtwoord/"):
        assert client.get(address)["Location"] == SET_UP, address
    assert client.get(SET_UP).status_code == 200
    assert client.get("/toegankelijkheid/").status_code == 200
    assert client.post("/taal/", {"language": "en"}).status_code == 302
    assert client.post("/uitloggen/")["Location"] == "/"


@pytest.mark.parametrize("kind", READING)
def test_who_only_reads_comes_in_with_a_password(client: Client, kind: str) -> None:
    assert sign_in(client, somebody(kind), follow=True).redirect_chain[-1][0] == "/mijn-werk/"


@pytest.mark.parametrize("kind", Role.REGIONAL)
def test_regions_need_one_when_the_setting_says_so(client: Client, settings: Any, kind: str) -> None:
    from tests.buildingblocks.factories import BuildingBlockFactory

    where: dict[str, Any] = {"region": RegionFactory()}
    if kind == Kind.CONTRIBUTOR:
        where["block"] = BuildingBlockFactory()
    person = somebody(kind, **where)
    assert sign_in(client, person, follow=True).redirect_chain[-1][0] == "/mijn-werk/"
    settings.SECOND_FACTOR_FOR_REGIONS = True
    assert client.get("/mijn-werk/")["Location"] == SET_UP, "also who came in before it was switched on"


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_rest_and_is_written_down(client: Client, mailoutbox: list[Any]) -> None:
    person = somebody(Kind.PROGRAMME_MANAGER)
    sign_in(client, person)
    page = client.get("/account/tweede-stap/app/").content.decode()
    found = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert found and 'src="data:image/svg+xml;base64,' in page
    wrong = client.post("/account/tweede-stap/app/", {"code": "000000"}).content.decode()
    assert "<title>Fout: Stel een app in" in wrong
    answer = client.post("/account/tweede-stap/app/", {"code": code_of(found[1])}, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/herstelcodes/"
    codes = re.findall(r"<li><code>(\d+)</code>", answer.content.decode())
    assert len(codes) == 10
    assert client.get("/beheer/mensen/").status_code == 200, "shown, so it counts for this session"
    assert SignIn.objects.filter(person=person, what="factor", method="totp_activated").exists()
    assert [mail.subject for mail in mailoutbox] == ["Uw tweede stap is ingesteld"]
    assert "Was u dit niet?" in mailoutbox[0].body
    client.post("/uitloggen/")
    sign_in(client, person)
    assert client.post("/inloggen/tweede-stap/", {"code": codes[0]})["Location"] == "/mijn-werk/"
    client.post("/uitloggen/")
    sign_in(client, person)
    assert "klopt niet" in client.post("/inloggen/tweede-stap/", {"code": codes[0]}).content.decode(), "once"


def test_an_older_session_shows_the_factor_that_was_set_up_elsewhere(client: Client) -> None:
    person = somebody(Kind.PROGRAMME_MANAGER)
    sign_in(client, person)
    with_app(person)
    assert client.get("/mijn-werk/")["Location"] == "/account/tweede-stap/bevestigen/"
    assert client.post("/account/tweede-stap/bevestigen/", {"code": code_of()})["Location"] == "/mijn-werk/"
    assert client.get("/mijn-werk/").status_code == 200


def test_a_new_role_asks_for_it_in_the_next_request(client: Client) -> None:
    person = somebody(Kind.COMMISSIONER)
    sign_in(client, person)
    assert client.get("/mijn-werk/").status_code == 200
    RoleFactory(person=person, kind=Kind.PROGRAMME_MEMBER)
    assert client.get("/mijn-werk/")["Location"] == SET_UP
    part = client.get("/mijn-werk/", headers={"HX-Request": "true"})
    assert part["HX-Redirect"] == SET_UP, "a fragment opens the whole page"
    assert client.post("/mijn-werk/")["Location"] == SET_UP
    assert "Er is niets veranderd." in client.get(SET_UP).content.decode()


def test_switching_the_app_off_leads_back_to_setting_one_up(client: Client) -> None:
    person = with_app(somebody(Kind.PROGRAMME_MANAGER))
    sign_in(client, person)
    client.post("/inloggen/tweede-stap/", {"code": code_of()})
    assert "Zet de app uit" in client.get("/account/tweede-stap/app/uitzetten/").content.decode()
    client.post("/account/tweede-stap/app/uitzetten/")
    assert SignIn.objects.filter(what="factor", method="totp_deactivated").exists()
    client.post("/uitloggen/")
    assert sign_in(client, person, follow=True).redirect_chain[-1][0] == SET_UP


def test_after_a_while_one_shows_again_who_one_is(client: Client, settings: Any) -> None:
    person = with_app(somebody())
    sign_in(client, person)
    client.post("/inloggen/tweede-stap/", {"code": code_of()})
    assert client.get("/account/herstelcodes/nieuw/").status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    answer = client.get("/account/herstelcodes/nieuw/", follow=True)
    page = answer.content.decode()
    assert "Bevestig dat u het bent" in page
    assert "Bevestig met een code" in page, "the other way is offered"
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
    wrong = client.post("/account/bevestigen/", {"password": "iets-heel-anders-dan-het-was"})
    assert "Dit wachtwoord klopt niet." in wrong.content.decode()
    body = {"password": PASSWORD, "next": "/account/herstelcodes/nieuw/"}
    assert client.post("/account/bevestigen/", body)["Location"] == "/account/herstelcodes/nieuw/"
    assert SECRET


def test_a_session_that_was_not_used_ends_and_says_so(client: Client, settings: Any) -> None:
    sign_in(client, somebody())
    client.get("/mijn-werk/")
    session = client.session
    session[SEEN] -= settings.SESSION_IDLE_AGE + 1
    session.save()
    answer = client.get("/mijn-werk/", follow=True)
    assert answer.redirect_chain[-1][0] == "/inloggen/?next=/mijn-werk/"
    assert "U was een tijd niet actief" in answer.content.decode()
    assert SignIn.objects.filter(what="out", method="expired").exists()


def test_a_page_that_lies_open_does_not_keep_its_session_alive(client: Client, settings: Any) -> None:
    sign_in(client, somebody())
    client.get("/mijn-werk/")
    session = client.session
    session[SEEN] -= TOUCH + 1
    session.save()
    before = session[SEEN]
    client.get("/ronde/2030/drenthe/mda/aanwezig/")
    assert client.session[SEEN] == before, "the page asked who else is there; nobody touched it"
    client.get("/mijn-werk/")
    assert client.session[SEEN] > before


def test_a_session_ends_after_a_working_day_however_busy(client: Client, settings: Any) -> None:
    sign_in(client, somebody())
    client.get("/mijn-werk/")
    session = client.session
    session["since"] -= settings.SESSION_COOKIE_AGE + 1
    session.save()
    assert client.get("/mijn-werk/").status_code == 302
    sign_in(client, somebody())
    assert client.get("/mijn-werk/").status_code == 200, "a new sign-in begins a new day"


def test_not_every_request_writes_the_session(client: Client) -> None:
    sign_in(client, somebody())
    client.get("/mijn-werk/")
    before = client.session[SEEN]
    client.get("/mijn-werk/")
    assert client.session[SEEN] == before


def test_who_has_no_password_here_comes_in_anew_for_something_important(
    client: Client, settings: Any
) -> None:
    person = somebody()
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    answer = client.get("/account/tweede-stap/app/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/uitloggen/?next=")
    assert "Log uit en weer in; daarna opent deze pagina." in answer.content.decode()
