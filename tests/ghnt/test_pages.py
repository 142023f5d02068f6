"""The pages that every visitor may need: health, accessibility, and when something goes wrong."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, page_not_found, permission_denied, server_error
from pytest_django import DjangoAssertNumQueries

from regions.models import Region

pytestmark = pytest.mark.django_db


def test_a_healthy_installation(client: Client) -> None:
    answer = client.get("/gezond/")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "queue": "ok", "storage": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_no_queue_is_named_in_a_word(client: Client, settings: LazySettings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/gezond/")
    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "queue": "fout", "storage": "ok"}


def test_a_storage_that_takes_nothing(client: Client, settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "a file" / "below"
    (tmp_path / "a file").write_text("")
    answer = client.get("/gezond/")
    assert answer.status_code == 503
    assert answer.json()["storage"] == "fout"


def test_the_probe_leaves_no_file(client: Client, settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert client.get("/gezond/").status_code == 200
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("language", "title"), [("nl", "Toegankelijkheid"), ("en", "Accessibility")])
def test_the_accessibility_statement_is_a_draft(client: Client, language: str, title: str) -> None:
    page = client.get("/toegankelijkheid/", headers={"accept-language": language}).content.decode()
    assert f'<h1 class="utrecht-heading-1">{title}</h1>' in page
    assert {"nl": "Concept.", "en": "Draft."}[language] in page


def test_every_page_is_strict_about_what_it_loads(client: Client) -> None:
    answer = client.get("/")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    page = answer.content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page


def test_a_mistake_of_ours_needs_no_database(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Er ging iets mis" in answer.content.decode()


def ask(request: HttpRequest) -> HttpRequest:
    """A request as middleware leaves it."""
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    return request


def test_a_request_that_cannot_be_read(rf: RequestFactory) -> None:
    answer = bad_request(ask(rf.get("/")), ValueError())
    assert answer.status_code == 400
    assert "Dit verzoek klopt niet" in answer.content.decode()


def test_a_page_for_others(rf: RequestFactory) -> None:
    answer = permission_denied(ask(rf.get("/")), PermissionError())
    assert answer.status_code == 403
    assert "U mag deze pagina niet zien" in answer.content.decode()


def test_what_is_not_there_is_told_in_our_own_words(rf: RequestFactory) -> None:
    with pytest.raises(Http404) as lacking:
        get_object_or_404(Region, pk=0)
    page = page_not_found(ask(rf.get("/")), lacking.value).content.decode()
    assert "Misschien is het adres verkeerd getypt" in page and "Region" not in page
    page = page_not_found(ask(rf.get("/")), Http404("Deze aanvraag is niet voor u.")).content.decode()
    assert "Deze aanvraag is niet voor u." in page


@pytest.mark.parametrize(
    "address",
    ["/projectenpool/projecten/?thema=%00", "/projectenpool/projecten/register.csv?regio=a%00", "/?%00=1"],
)
def test_nobody_asks_for_what_no_database_holds(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "Dit verzoek klopt niet" in answer.content.decode()
    assert client.get("/projectenpool/projecten/?thema=%2500").status_code == 200


def test_who_opens_what_only_a_button_can_reads_so(client: Client) -> None:
    answer = client.get("/projectenpool/aanvragen/1/terugnemen/")
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    page = answer.content.decode()
    assert "Hier komt u alleen met een knop" in page and "Er is niets veranderd." in page
    assert client.put("/projectenpool/aanvragen/1/terugnemen/").content == b""


def test_an_expired_form_says_that_nothing_changed() -> None:
    answer = Client(enforce_csrf_checks=True).post("/taal/", {"language": "en"})
    assert answer.status_code == 403
    assert "Er is niets veranderd." in answer.content.decode()


def test_a_number_without_end_is_a_question_that_is_wrong(client: Client) -> None:
    """A library reads a passkey as JSON, and does not expect that a number in it cannot be read."""
    client.get("/inloggen/passkey/", headers={"X-Requested-With": "XMLHttpRequest"})
    answer = client.post("/inloggen/passkey/", {"credential": "1" * 5000})
    assert answer.status_code == 400
