"""Coming in: the right password, the wrong one, too many wrong ones, and what is written down about it."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from accounts.models import SignIn, User
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.people import Kind, code_of, sign_in, somebody, with_app

pytestmark = pytest.mark.django_db
What = SignIn.What
WRONG = "dit-is-niet-het-wachtwoord"


def lines() -> list[tuple[str, str]]:
    """The audit, oldest first."""
    return [(line.what, line.method) for line in SignIn.objects.order_by("pk")]


def test_a_colleague_comes_in_and_sees_what_waits(client: Client) -> None:
    person = somebody()
    answer = sign_in(client, person, follow=True)
    assert answer.redirect_chain == [("/mijn-werk/", 302)]
    page = answer.content.decode()
    assert "Mijn werk" in page
    assert "Er wacht nu niets op u." in page
    assert lines() == [("in", "password")]
    assert SignIn.objects.get().ip == "127.0.0.1"


def test_after_signing_in_one_is_where_one_was_going(client: Client) -> None:
    assert client.get("/mijn-werk/")["Location"] == "/inloggen/?next=/mijn-werk/"
    body = {"login": somebody().email, "password": PASSWORD, "next": "/account/"}
    assert client.post("/inloggen/", body)["Location"] == "/account/"
    body["next"] = "https://elders.invalid/"
    client.post("/uitloggen/")
    assert client.post("/inloggen/", body)["Location"] == "/mijn-werk/", "never to another site"


def test_a_wrong_password_says_what_to_do_and_is_written_down(client: Client) -> None:
    person = somebody()
    page = sign_in(client, person, WRONG).content.decode()
    assert "<title>Fout: Inloggen" in page
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in page
    assert lines() == [("refused", "password")]
    assert SignIn.objects.get().person == person


def test_an_address_that_nobody_has_says_the_same(client: Client) -> None:
    body = {"login": "niemand@voorbeeld.invalid", "password": WRONG}
    assert (
        "Dit e-mailadres en wachtwoord horen niet bij elkaar."
        in client.post("/inloggen/", body).content.decode()
    )
    line = SignIn.objects.get()
    assert (line.person, line.email) == (None, "niemand@voorbeeld.invalid")


def test_the_form_asks_in_our_words_and_a_password_may_be_pasted(client: Client) -> None:
    page = client.get("/inloggen/").content.decode()
    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="email"' in page
    assert "placeholder" not in page
    assert "onpaste" not in page
    wrong = client.post("/inloggen/", {"login": "geen adres", "password": ""}).content.decode()
    assert "Dit is geen e-mailadres. Vul het in als naam@organisatie.nl." in wrong
    assert "Vul uw wachtwoord in." in wrong
    assert "Er zijn 2 fouten gevonden" in wrong


def test_too_many_wrong_passwords_lock_the_door_for_everybody_with_that_address(client: Client) -> None:
    person = somebody()
    for _time in range(5):
        sign_in(client, person, WRONG)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    page = sign_in(elsewhere, person).content.decode()
    assert "daarom kan inloggen nu even niet" in page, "the right password does not help, from anywhere"
    assert lines() == [("refused", "password")] * 5 + [("locked", "")]
    assert sign_in(elsewhere, somebody()).status_code == 302, "a colleague is not kept out"


def test_the_lock_is_kept_in_the_shared_cache(client: Client, settings: Any) -> None:
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    sign_in(client, somebody(), WRONG)
    cache: Any = caches["default"]
    keys = cache._cache.get_client().keys("*login_failed*")
    assert keys, "counted where every process looks"


def test_who_closed_accounts_says_so(client: Client) -> None:
    person = somebody()
    User.objects.filter(pk=person.pk).update(is_active=False)
    answer = sign_in(client, person, follow=True)
    assert "Dit account is afgesloten" in answer.content.decode()
    assert lines() == [("refused", "closed")]


def test_signing_out_is_a_button_and_is_written_down(client: Client) -> None:
    sign_in(client, somebody())
    page = client.get("/mijn-werk/").content.decode()
    assert 'action="/uitloggen/"' in page
    assert "Wilt u uitloggen?" in client.get("/uitloggen/").content.decode(), "a link alone signs nobody out"
    answer = client.post("/uitloggen/", follow=True)
    assert "U bent uitgelogd." in answer.content.decode()
    assert lines()[-1] == ("out", "")
    assert client.get("/mijn-werk/").status_code == 302


def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    for address in ("/aanmelden/", "/signup/", "/accounts/signup/"):
        assert client.get(address).status_code == 404


def test_a_service_account_never_comes_in(client: Client, mailoutbox: list[Any]) -> None:
    User.objects.service("example")
    client.post("/wachtwoord/vergeten/", {"email": "example@service.invalid"})
    assert mailoutbox == []


def test_behind_a_proxy_the_visitors_address_is_written_down(client: Client, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    sign_in(client, somebody(), headers={"x-forwarded-for": "198.51.100.1, 203.0.113.9"})
    assert SignIn.objects.get().ip == "203.0.113.9", "what the proxy saw, not what the visitor claims"


def test_a_code_is_asked_of_who_has_an_app(client: Client) -> None:
    person = with_app(somebody(Kind.PROGRAMME_MANAGER))
    assert sign_in(client, person)["Location"] == "/inloggen/tweede-stap/"
    assert client.get("/mijn-werk/").status_code == 302, "not in yet"
    wrong = client.post("/inloggen/tweede-stap/", {"code": "000000"}).content.decode()
    assert "Deze code klopt niet." in wrong
    assert client.post("/inloggen/tweede-stap/", {"code": code_of()})["Location"] == "/mijn-werk/"
    assert lines() == [("refused", "mfa"), ("in", "password + mfa")]


def test_too_many_wrong_codes_lock_too(client: Client) -> None:
    sign_in(client, with_app(somebody()))
    for _time in range(6):
        page = client.post("/inloggen/tweede-stap/", {"code": "000000"}).content.decode()
    assert "daarom kan inloggen nu even niet" in page
    assert lines()[-1] == ("locked", "mfa")


def test_the_technical_manager_is_made_on_the_command_line(client: Client) -> None:
    person = User.objects.create_superuser("beheer@voorbeeld.invalid", PASSWORD)
    answer = sign_in(client, person, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/tweede-stap/", "first the second factor"


def test_a_page_for_one_person_is_kept_in_no_cache(client: Client) -> None:
    client.force_login(UserFactory())
    assert "no-store" in client.get("/account/")["Cache-Control"]


def test_a_line_of_the_audit_never_changes(client: Client) -> None:
    sign_in(client, somebody())
    line = SignIn.objects.get()
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()


def test_a_lock_holds_under_every_name_of_the_installation(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["monitor.invalid", "www.monitor.invalid"]
    person = somebody()
    for _time in range(5):
        sign_in(client, person, WRONG, headers={"host": "monitor.invalid"})
    page = sign_in(client, person, headers={"host": "www.monitor.invalid"}).content.decode()
    assert "daarom kan inloggen nu even niet" in page
