"""Choosing a password with a link from the mail, and changing it."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import SignIn
from tests.accounts.factories import PASSWORD
from tests.accounts.people import sign_in, somebody

pytestmark = pytest.mark.django_db
NEW = "een-heel-ander-lang-wachtwoord"


def link_in(mail: Any) -> str:
    """The path of the link in a mail."""
    found = re.search(r"https?://[^/\s]+(/wachtwoord/kiezen/\S+)", mail.body)
    assert found
    return found[1]


def follow(client: Client, link: str, password: str) -> Any:
    """Open the link and choose a password."""
    form = client.get(link)["Location"]
    return client.post(form, {"password1": password}, follow=True)


def test_who_forgot_a_password_chooses_another(client: Client, mailoutbox: list[Any]) -> None:
    person = somebody()
    answer = client.post("/wachtwoord/vergeten/", {"email": person.email}, follow=True)
    assert "Kijk in uw e-mail" in answer.content.decode()
    mail = mailoutbox[0]
    assert mail.subject == "Kies een nieuw wachtwoord"
    assert mail.to == [person.email]
    page = follow(client, link_in(mail), NEW).content.decode()
    assert "Uw wachtwoord is bewaard" in page
    assert sign_in(client, person, NEW).status_code == 302
    assert SignIn.objects.filter(person=person, what="password").count() == 1
    assert "Deze link werkt niet meer" in client.get(link_in(mail)).content.decode(), "a link works once"
    assert [mail.subject for mail in mailoutbox[1:]] == ["Uw nieuwe wachtwoord is bewaard"]


def test_an_english_reader_gets_the_mail_in_english(client: Client, mailoutbox: list[Any]) -> None:
    person = somebody()
    client.post("/wachtwoord/vergeten/", {"email": person.email}, headers={"accept-language": "en"})
    assert len(mailoutbox) == 1
    from django.utils.translation import override

    with override("en"):
        from django.utils.translation import gettext

        assert mailoutbox[0].subject == gettext("Kies een nieuw wachtwoord")


def test_nobody_learns_who_has_an_account(client: Client, mailoutbox: list[Any]) -> None:
    known = client.post("/wachtwoord/vergeten/", {"email": somebody().email}, follow=True)
    unknown = client.post("/wachtwoord/vergeten/", {"email": "niemand@voorbeeld.invalid"}, follow=True)
    tokens = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert tokens.sub("", known.content.decode()) == tokens.sub("", unknown.content.decode())
    assert len(mailoutbox) == 1


def test_a_weak_password_is_refused_with_what_would_do(client: Client, mailoutbox: list[Any]) -> None:
    person = somebody()
    client.post("/wachtwoord/vergeten/", {"email": person.email})
    page = follow(client, link_in(mailoutbox[0]), "kort").content.decode()
    assert "<title>Fout: Kies uw wachtwoord" in page
    assert "Dit wachtwoord is te kort: kies minstens 12 tekens." in page
    assert "Minstens 12 tekens." in page
    for weak, why in (("qwerty123456", "gebruiken te veel mensen"), (person.email, "lijkt te veel op uw")):
        client.post("/wachtwoord/vergeten/", {"email": person.email})
        assert why in follow(client, link_in(mailoutbox[-1]), weak).content.decode()


def test_changing_a_password_signs_out_everywhere_else(client: Client, mailoutbox: list[Any]) -> None:
    person, elsewhere = somebody(), Client()
    sign_in(client, person)
    sign_in(elsewhere, person)
    body = {"oldpassword": "niet-dit-wachtwoord", "password1": NEW}
    assert "Dit is niet uw huidige wachtwoord." in client.post("/account/wachtwoord/", body).content.decode()
    body["oldpassword"] = PASSWORD
    answer = client.post("/account/wachtwoord/", body, follow=True)
    assert answer.redirect_chain == [("/account/", 302)]
    assert "Uw nieuwe wachtwoord is bewaard." in answer.content.decode()
    assert elsewhere.get("/mijn-werk/").status_code == 302
    assert [mail.subject for mail in mailoutbox] == ["Uw wachtwoord is gewijzigd"]


def test_a_lock_ends_with_a_new_password(client: Client, mailoutbox: list[Any]) -> None:
    person = somebody()
    for _time in range(6):
        sign_in(client, person, "dit-is-niet-het-wachtwoord")
    client.post("/wachtwoord/vergeten/", {"email": person.email})
    follow(client, link_in(mailoutbox[0]), NEW)
    assert sign_in(client, person, NEW).status_code == 302


def test_my_account_shows_where_i_am_signed_in_and_ends_it(client: Client) -> None:
    person, elsewhere = (
        somebody(),
        Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"}),
    )
    sign_in(client, person)
    sign_in(elsewhere, person)
    assert "2 apparaten." in client.get("/account/").content.decode()
    page = client.get("/account/sessies/").content.decode()
    assert "Firefox op Windows" in page
    assert "dit apparaat" in page
    answer = client.post("/account/sessies/", follow=True)
    assert "U bent op uw andere apparaten uitgelogd." in answer.content.decode()
    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200
