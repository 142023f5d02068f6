"""The programme opens a call: made in peace, told to everybody at once, and then dependable."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from projectpool.actions import calls as actions
from projectpool.actions import handing_in
from projectpool.applying.readiness import whole_mark
from projectpool.errors import CallError
from projectpool.models import Application, Call, CallDocument, Criterion, Pool, Theme
from questionnaires.models import Questionnaire
from tests.projectpool.applying import Applying, hidden, where
from tests.projectpool.at_once import at_once
from tests.projectpool.factories import PoolFactory
from tests.questionnaires.scanner import scanner
from tests.roundtables.people import Kind, person, signed_in

pytestmark = pytest.mark.django_db
CALLS = "/projectenpool/openstellingen/"


@pytest.fixture
def pool() -> Applying:
    return Applying()


def said(answer: Any) -> str:
    return " ".join(str(answer.content.decode()).split())


def local(days: int) -> str:
    return f"{timezone.localtime(timezone.now() + timedelta(days=days)):%Y-%m-%dT12:00:00}"


def about(pool: Applying, **other: Any) -> dict[str, Any]:
    """What the manager types about a new call."""
    return {
        "key": "2033", "pool": "", "title_nl": "Openstelling 2033", "intro_nl": "Voor wijkteams.",
        "themes": [pool.trauma.pk], "new_themes": "Kinderen in de opvang", "budget": "1.000.000",
        "floor": "25.000", "ceiling": "100.000", "first_year": 2033, "last_year": 2034,
        "opens_at": local(-1), "closes_at": local(30), **other,
    }  # fmt: skip


def make(pool: Applying, **other: Any) -> tuple[Client, Any]:
    client = signed_in(pool.manager)
    return client, client.post(f"{CALLS}nieuw/", about(pool, **other))


def test_a_manager_makes_a_call_and_makes_it_known(pool: Applying) -> None:
    client, answer = make(pool)
    assert answer["Location"] == f"{CALLS}2033/"
    call = Call.objects.get(key="2033")
    assert (call.budget, call.floor, call.ceiling) == (100_000_000, 2_500_000, 10_000_000)
    assert (call.pool.key, call.pool.name_nl) == ("2033-2034", "Projectenpool 2033-2034")
    assert [theme.name_nl for theme in call.themes.all()] == ["Traumahulp", "Kinderen in de opvang"]
    assert call.pool.theme_names.count() == 2, "the pool's table has a column for each theme"
    leader = signed_in(pool.leader)
    assert leader.get(f"{CALLS}2033/").status_code == 404, "nobody knows of it yet"
    assert "Openstelling 2033" not in said(leader.get(CALLS)) and "Openstelling 2033" in said(
        client.get(CALLS)
    )
    assert "Voeg ten minste één criterium toe." in said(client.get(f"{CALLS}2033/"))
    refused = client.post(f"{CALLS}2033/bekendmaken/", follow=True)
    assert "De openstelling is nog niet klaar." in said(refused)
    for name, weight in (("Haalbaar", 1), ("Overdraagbaar", 3)):
        words = {"name_nl": name, "weight": weight, "doen": "bewaren"}
        assert client.post(f"{CALLS}2033/criterium/", words).status_code == 302
    assert "gewicht 3, dat is 75% van het geheel" in said(client.get(f"{CALLS}2033/"))
    client.post(f"{CALLS}2033/bekendmaken/")
    page = said(Client().get(f"{CALLS}2033/"))
    assert "van € 25.000 tot en met € 100.000" in page and "Overdraagbaar" in page
    assert "Begin een aanvraag" not in page and "Begin een aanvraag" in said(leader.get(f"{CALLS}2033/"))
    call.refresh_from_db()
    assert call.questionnaire.frozen_at is not None and call.history.count() == 2
    assert call.history.first().history_user == pool.manager


def test_what_does_not_fit_is_told_and_nothing_is_made(pool: Applying) -> None:
    for wrong, sentence in (
        ({"ceiling": "2.000.000"}, "Het minimum is hoogstens het maximum, en dat is hoogstens het budget."),
        ({"closes_at": local(-2)}, "De openstelling sluit na het moment dat zij opent."),
        ({"last_year": 2050}, "Het laatste jaar ligt ten hoogste negen jaar na het eerste."),
        ({"budget": "veel"}, "“veel” is geen bedrag."),
        ({"key": "2031"}, "Er is al een openstelling met deze sleutel."),
        ({"key": "Pool 33"}, "Gebruik kleine letters, cijfers en streepjes."),
        ({"themes": ["9" * 25]}, "Selecteer een geldige keuze."),
        ({"opens_at": "0001-01-01T00:00:00"}, "Voer een geldige datum/tijd in."),
        ({"closes_at": "9999-12-31T23:59:59"}, "Voer een geldige datum/tijd in."),
    ):
        _client, answer = make(pool, **wrong)
        assert answer.status_code == 200 and sentence in said(answer), sentence
        assert 'value="Openstelling 2033"' in said(answer), "what was typed stays"
    assert Call.objects.count() == 1 and Pool.objects.count() == 1
    assert Questionnaire.objects.count() == 1 and Theme.objects.count() == 2


def test_once_known_regions_can_depend_on_it(pool: Applying) -> None:
    client, page = signed_in(pool.manager), f"{CALLS}2031/wijzigen/"
    call = pool.call
    shown = client.get(page)
    sent = {
        "title_nl": "Openstelling 2031", "themes": [pool.trauma.pk, pool.safety.pk], "new_themes": "",
        "budget": "300.000", "floor": "25.000", "ceiling": "100.000", "first_year": 2031, "last_year": 2032,
        "opens_at": hidden(shown, "opens_at"), "closes_at": hidden(shown, "closes_at"),
    }  # fmt: skip
    Call.objects.update(
        opens_at=call.opens_at.replace(microsecond=0), closes_at=call.closes_at.replace(microsecond=0)
    )
    earlier = f"{timezone.localtime(call.closes_at - timedelta(hours=1)):%Y-%m-%dT%H:%M:%S}"
    later = f"{timezone.localtime(call.closes_at + timedelta(hours=1)):%Y-%m-%dT%H:%M:%S}"
    for change, sentence in (
        ({"ceiling": "90.000"}, "Minimum, maximum, jaren en het openingsmoment liggen vast."),
        ({"closes_at": earlier}, "Het sluitingsmoment kan alleen naar later."),
        ({"budget": "200.000"}, "Het budget kan alleen omhoog."),
        ({"themes": [pool.trauma.pk]}, "Een thema kan er alleen bij komen."),
    ):
        assert sentence in said(client.post(page, {**sent, **change})), sentence
    better = {**sent, "budget": "400.000", "closes_at": later, "title_nl": "Beter", "new_themes": "Erbij"}
    assert client.post(page, better).status_code == 302
    call.refresh_from_db()
    assert (call.title_nl, call.budget, call.themes.count()) == ("Beter", 400_000_00, 3)
    pool.close()
    assert "Het sluitingsmoment ligt vast." in said(client.post(page, {**better, "closes_at": later}))
    criterion = Criterion.objects.get()
    removed = client.post(f"{CALLS}2031/criterium/{criterion.pk}/", {"doen": "weghalen"}, follow=True)
    assert "De criteria en vragen liggen vast." in said(removed) and Criterion.objects.count() == 1
    assert client.get(f"{CALLS}2031/vraag/").status_code == 404


def test_the_manager_words_the_questions_of_a_call(pool: Applying) -> None:
    client, _answer = make(pool)
    new = {"text_nl": "Welke partners doen mee?", "type": "free_text"}
    assert client.post(f"{CALLS}2033/vraag/", new)["Location"] == f"{CALLS}2033/"
    call = Call.objects.get(key="2033")
    asked = call.questionnaire.questions.get(text_nl=new["text_nl"])
    assert asked.key == "application-welke-partners-doen-mee"
    assert asked.required and asked.visibility == "programme"
    page = f"{CALLS}2033/vraag/{asked.key}/"
    forms = {"antwoorden-TOTAL_FORMS": "0", "antwoorden-INITIAL_FORMS": "0"}
    client.post(page, {**forms, "text_nl": "Wie doen er mee?", "doen": "bewaren"})
    asked.refresh_from_db()
    assert asked.text_nl == "Wie doen er mee?"
    empty = client.post(page, {**forms, "text_nl": " ", "doen": "bewaren"})
    assert empty.status_code == 200 and "Fout:" in said(empty)
    client.post(page, {"doen": "weghalen"})
    assert not call.questionnaire.questions.filter(pk=asked.pk).exists()
    assert pool.call.questionnaire.questions.count() == 3, "another call asks what it asked"
    for question in call.questionnaire.questions.all()[1:]:
        client.post(f"{CALLS}2033/vraag/{question.key}/", {"doen": "weghalen"})
    last = call.questionnaire.questions.get()
    refused = client.post(f"{CALLS}2033/vraag/{last.key}/", {"doen": "weghalen"}, follow=True)
    assert "Dit is de laatste vraag." in said(refused)


def test_a_criterion_counts_once_however_often_the_button_is_pressed(pool: Applying) -> None:
    client, _answer = make(pool)
    useful = {"name_nl": "Nuttig", "weight": "2", "doen": "bewaren"}
    assert client.post(f"{CALLS}2033/criterium/", useful).status_code == 302
    again = client.post(f"{CALLS}2033/criterium/", useful)
    assert "Er is al een criterium met deze naam." in said(again)
    made = Criterion.objects.get(call__key="2033")
    assert client.post(f"{CALLS}2033/criterium/{made.pk}/", {**useful, "weight": "3"}).status_code == 302
    assert Criterion.objects.get(pk=made.pk).weight == 3


def test_a_choice_needs_two_answers(pool: Applying) -> None:
    client, _answer = make(pool)
    one = {"text_nl": "Hoe groot?", "type": "single", "options": "klein"}
    assert "ten minste twee verschillende antwoorden" in said(client.post(f"{CALLS}2033/vraag/", one))
    for kind in ("free_text", "number", "yes_no"):
        other = client.post(f"{CALLS}2033/vraag/", {**one, "type": kind})
        assert "valt niets te kiezen" in said(other) and "klein</textarea>" in said(other), kind
    assert client.post(f"{CALLS}2033/vraag/", {**one, "options": "klein\ngroot"}).status_code == 302
    key = Call.objects.get(key="2033").questionnaire.questions.get(text_nl="Hoe groot?").key
    assert 'value="groot"' in said(client.get(f"{CALLS}2033/vraag/{key}/"))


def attached(pool: Applying, call: str = "2031") -> CallDocument:
    """The manager puts the rules beside a call."""
    file = SimpleUploadedFile("regeling.pdf", b"%PDF-1.7 tekst")
    signed_in(pool.manager).post(f"{CALLS}{call}/document/", {"file": file})
    return CallDocument.objects.get()


def test_documents_that_were_scanned_are_for_everybody(
    pool: Applying, django_capture_on_commit_callbacks: Any, settings: LazySettings, tmp_path: Path
) -> None:
    settings.SCANNER = scanner(tmp_path, 0)
    client, page = signed_in(pool.manager), f"{CALLS}2031/document/"
    wrong = client.post(page, {"file": SimpleUploadedFile("regeling.pdf", b"geen pdf")})
    assert "Dit bestand is geen PDF, al heet het zo." in said(wrong) and not CallDocument.objects.exists()
    kept = attached(pool)
    shown = said(Client().get(f"{CALLS}2031/"))
    assert "gescand" in shown and "niet gescand" not in shown
    assert "Vrijgeven" not in said(client.get(f"{CALLS}2031/")), "there is nothing to release"
    got = Client().get(f"{page}{kept.pk}/")
    assert b"".join(got) == b"%PDF-1.7 tekst" and "attachment" in got["Content-Disposition"]
    assert "sandbox" in got["Content-Security-Policy"]
    assert signed_in(pool.leader).post(f"{page}{kept.pk}/weghalen/").status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page}{kept.pk}/weghalen/")
    assert not CallDocument.objects.exists() and not default_storage.exists(kept.path)


def test_a_document_that_the_scanner_refuses_is_not_kept(
    pool: Applying, settings: LazySettings, tmp_path: Path
) -> None:
    settings.SCANNER = scanner(tmp_path, 1)
    file = SimpleUploadedFile("regeling.pdf", b"%PDF-1.7 tekst")
    wrong = signed_in(pool.manager).post(f"{CALLS}2031/document/", {"file": file})
    assert "De virusscanner keurt dit bestand af." in said(wrong) and not CallDocument.objects.exists()


def test_without_a_scanner_the_programme_opens_a_document_until_it_releases_it(pool: Applying) -> None:
    kept = attached(pool)
    page, file = f"{CALLS}2031/", f"{CALLS}2031/document/{kept.pk}/"
    member = person(Kind.PROGRAMME_MEMBER)
    for reader in (Client(), signed_in(pool.leader)):
        shown = said(reader.get(page))
        assert "regeling.pdf" in shown and f'href="{file}"' not in shown
        assert "niet gescand, nog niet vrijgegeven" in shown
        assert reader.get(file).status_code == 403
        assert reader.post(f"{file}vrijgeven/").status_code in (302, 403)
    assert b"".join(signed_in(member).get(file)) == b"%PDF-1.7 tekst"
    assert signed_in(member).post(f"{file}vrijgeven/").status_code == 403, "who runs the pool does"
    client = signed_in(pool.manager)
    assert "Geef het vrij" in said(client.get(page))
    shown = said(client.post(f"{file}vrijgeven/", follow=True))
    assert "Iedereen kan het document nu openen." in shown and ">Vrijgeven" not in shown
    assert f"vrijgegeven door {pool.manager}" in shown
    kept.refresh_from_db()
    assert kept.released_by == pool.manager and kept.released_at is not None
    assert b"".join(Client().get(file)) == b"%PDF-1.7 tekst"
    shown = said(Client().get(page))
    assert "niet gescand" in shown and "vrijgegeven" not in shown, "it still says so"
    other = person(Kind.PROGRAMME_MANAGER)
    signed_in(other).post(f"{file}vrijgeven/")
    kept.refresh_from_db()
    assert kept.released_by == pool.manager, "who did it first stays known"


def test_a_call_is_not_made_known_with_a_document_that_nobody_can_open(pool: Applying) -> None:
    client, _answer = make(pool)
    kept = attached(pool, "2033")
    assert "Geef elk document vrij, of haal het weg." in said(client.get(f"{CALLS}2033/"))
    with pytest.raises(CallError, match="Geef elk document vrij"):
        actions.publish_call(by=pool.manager, call=kept.call)
    actions.release_document(by=pool.manager, document=kept)
    assert "Geef elk document vrij" not in said(client.get(f"{CALLS}2033/"))


def test_only_the_manager_makes_calls(pool: Applying) -> None:
    for who in (person(Kind.PROGRAMME_MEMBER), pool.leader, person(Kind.COMMISSIONER), person()):
        client = signed_in(who)
        assert client.get(f"{CALLS}nieuw/").status_code == 403
        assert client.post(f"{CALLS}2031/wijzigen/", about(pool)).status_code == 403
        assert client.get(f"{CALLS}2031/").status_code == 200
    assert Client().get(f"{CALLS}nieuw/").status_code == 302


def test_what_waits_in_the_pool_stands_on_my_work(pool: Applying) -> None:
    make(pool)
    assert "De openstelling is nog niet bekendgemaakt." in said(signed_in(pool.manager).get("/mijn-werk/"))
    assert "Uw regio kan geld vragen tot" in said(signed_in(pool.leader).get("/mijn-werk/"))
    application = pool.complete("twente")
    mine = said(signed_in(pool.leader).get("/mijn-werk/"))
    assert "Aanvraag Samen sterker" in mine and "Er ontbreekt nog 1 ding." in mine
    partner = said(signed_in(pool.partner).get("/mijn-werk/"))
    assert "Akkoord gevraagd: Samen sterker" in partner and where(application, "akkoord") in partner
    assert "Samen sterker" not in said(signed_in(pool.stranger).get("/mijn-werk/"))
    pool.close()
    assert "Samen sterker" not in said(signed_in(pool.leader).get("/mijn-werk/"))


def test_a_pool_that_exists_gets_a_second_call(pool: Applying) -> None:
    known = PoolFactory(key="2033")
    signed_in(pool.manager).post(f"{CALLS}nieuw/", about(pool) | {"pool": known.pk})
    assert Call.objects.get(key="2033").pool == known


@pytest.mark.django_db(transaction=True)
def test_two_that_are_handed_in_at_once_get_two_numbers(pool: Applying) -> None:
    first = pool.complete()
    Application.objects.filter(pk=first.pk).update(title="Eerste")
    first.refresh_from_db()
    second = pool.complete()
    marks = {one: whole_mark(one) for one in (first, second)}

    def sent(one: Application) -> Callable[[], Any]:
        return lambda: handing_in.hand_in(by=pool.leader, application=one, seen=marks[one])

    assert all(isinstance(one, Application) for one in at_once(sent(first), sent(second)))
    year = timezone.localtime(pool.call.opens_at).year
    numbers = sorted(Application.objects.values_list("number", flat=True))
    assert numbers == [f"{year}-001", f"{year}-002"]
