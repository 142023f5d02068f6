"""Coming in by the single sign-on of one's organisation, tried against a real provider on this machine."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import SignIn, User
from tests.accounts.factories import PASSWORD
from tests.accounts.people import Kind, sign_in, somebody
from tests.accounts.provider import CLIENT, SECRET, Provider, running

pytestmark = pytest.mark.django_db
LOGIN = "/inloggen/via/sso/"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Do not follow."""


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider, and an installation that knows it."""
    with running() as found:
        app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"] or {}
        assert app["APPS"] == []
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "APPS": [
                    {
                        "provider_id": "sso",
                        "name": "SSO Rijk",
                        "client_id": CLIENT,
                        "secret": SECRET,
                        "settings": {
                            "server_url": found.issuer,
                            "email_authentication": True,
                            "verified_email": False,
                            "oauth_pkce_enabled": True,
                        },
                    }
                ]
            }
        }
        yield found


def at_the_provider(address: str) -> str:
    """What the browser does at the provider: where it sends us back to."""
    try:
        urllib.request.build_opener(_Stay).open(address)
    except urllib.error.HTTPError as answer:
        with answer:
            url = urlsplit(answer.headers["Location"])
            return f"{url.path}?{url.query}"
    raise AssertionError("The provider did not send us back.")


def come_in(client: Client, provider: Provider, email: str, *, verified: bool = True, sub: str = "1") -> Any:
    """The whole way: our link, the provider, and back."""
    provider.who = {"sub": sub, "email": email, "email_verified": verified, "name": "functionaris"}
    away = client.get(f"{LOGIN}?process=login&next=/account/")["Location"]
    assert away.startswith(f"{provider.issuer}/authorize?")
    return client.get(at_the_provider(away), follow=True)


def test_without_a_setting_there_is_no_such_door(client: Client) -> None:
    assert "Inloggen via" not in client.get("/inloggen/").content.decode()
    assert client.get(LOGIN).status_code == 404


def test_somebody_with_an_account_comes_in_with_both_factors(client: Client, provider: Provider) -> None:
    person = somebody(Kind.PROGRAMME_MANAGER)
    assert "Inloggen via SSO Rijk" in client.get("/inloggen/").content.decode()
    answer = come_in(client, provider, person.email.upper())
    assert answer.redirect_chain[-1][0] == "/account/", "the organisation asked its own second factor"
    assert provider.asked.count("/token") == 1
    line = SignIn.objects.get()
    assert (line.person, line.what, line.method) == (person, "in", "socialaccount")
    client.post("/uitloggen/")
    assert sign_in(Client(), person, PASSWORD).status_code == 302, "the password stays"
    again = come_in(client, provider, "ander-adres@organisatie.invalid")
    assert again.context["reader"] == person, "known by the provider's number from now on"
    assert User.objects.count() == 1


def test_by_setting_a_second_factor_of_our_own_is_asked(
    client: Client, provider: Provider, settings: Any
) -> None:
    settings.OIDC_IS_SECOND_FACTOR = False
    answer = come_in(client, provider, somebody(Kind.PROGRAMME_MANAGER).email)
    assert answer.redirect_chain[-1][0] == "/account/tweede-stap/"


def test_an_unknown_address_gets_a_sentence_and_no_account(client: Client, provider: Provider) -> None:
    answer = come_in(client, provider, "onbekend@organisatie.invalid")
    page = answer.content.decode()
    assert "U hebt hier nog geen account" in page
    assert "Een account krijgt u op uitnodiging" in page
    assert not User.objects.exists()
    line = SignIn.objects.get()
    assert (line.what, line.email) == ("refused", "onbekend@organisatie.invalid")
    assert client.get("/account/").status_code == 302


def test_an_address_that_the_provider_did_not_check_opens_nothing(client: Client, provider: Provider) -> None:
    person = somebody()
    page = come_in(client, provider, person.email, verified=False).content.decode()
    assert "U hebt hier nog geen account" in page
    assert SignIn.objects.get().what == "refused"


def test_a_closed_account_stays_closed(client: Client, provider: Provider) -> None:
    person = somebody()
    User.objects.update(is_active=False)
    assert "Dit account is afgesloten" in come_in(client, provider, person.email).content.decode()
    assert client.get("/account/").status_code == 302


def test_who_breaks_off_can_begin_again(client: Client, provider: Provider) -> None:
    provider.refuse = "access_denied"
    assert "U hebt het inloggen afgebroken" in come_in(client, provider, "a@b.invalid").content.decode()
    provider.refuse = "server_error"
    answer = come_in(client, provider, "a@b.invalid")
    assert answer.status_code == 401
    assert "Inloggen is niet gelukt" in answer.content.decode()
    assert [line.what for line in SignIn.objects.all()] == ["refused", "refused"]


def test_an_answer_that_nobody_asked_for_opens_nothing(client: Client, provider: Provider) -> None:
    somebody()
    answer = client.get(f"{LOGIN}terug/?code=verzonnen&state=verzonnen")
    assert answer.status_code == 401
    assert client.get("/account/").status_code == 302


def test_nobody_hangs_another_account_on_their_own(client: Client, provider: Provider) -> None:
    person = somebody()
    sign_in(client, person)
    provider.who = {"sub": "2", "email": "ander@organisatie.invalid", "email_verified": True}
    away = client.get(f"{LOGIN}?process=connect")["Location"]
    client.get(at_the_provider(away))
    assert not SocialAccount.objects.filter(user=person).exists()
