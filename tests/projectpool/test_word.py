"""A region takes its plan to a meeting in Word, and brings back what was said there."""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from projectpool.actions import applying
from projectpool.applying.word import paper_of
from projectpool.models import Application
from projectpool.views import word
from questionnaires.models import Answer, AnswerRevision
from tests.projectpool.applying import NEEDED, Applying, agree, save, stands, where
from tests.questionnaires.meeting import Meeting
from tests.roundtables.people import Kind, person, signed_in

pytestmark = pytest.mark.django_db
GOAL, ACTIVITIES = NEEDED
COFINANCE = "application-cofinance"
BEFORE = "Wij trainen alle wijkteams."


@pytest.fixture
def pool() -> Applying:
    return Applying()


def document(application: Application, by: User) -> Meeting:
    answer = signed_in(by).get(where(application) + "plan.docx")
    assert answer.status_code == 200 and answer["Content-Type"] == word.DOCX
    assert answer["Content-Disposition"] == 'attachment; filename="plan-samen-sterker.docx"'
    return Meeting(answer.content)


def bring(client: Client, application: Application, content: bytes) -> Any:
    """Choose the document, as on the page."""
    return client.post(where(application, "plan/inlezen"), {"file": SimpleUploadedFile("plan.docx", content)})


def confirm(client: Client, looked_at: Any, application: Application, **chosen: str) -> Any:
    """Say yes to what the page showed."""
    inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', looked_at.content.decode())
    sent = {name: html.unescape(value) for name, value in inputs if name != "csrfmiddlewaretoken"}
    choices = {f"{NEEDED[0]}.keep": chosen["goal"]} if "goal" in chosen else {}
    return client.post(where(application, "plan/inlezen"), {**sent, **choices})


def said(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


def test_a_region_answers_in_word_sees_what_changes_and_stores_it(pool: Applying) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    meeting = document(application, pool.leader)
    meeting.type(GOAL, "Minder wachten 🙂,", "", "ook in Coevorden & “Emmen”.")
    meeting.type(COFINANCE, "مرحبا")
    page = bring(client, application, meeting.saved())
    shown = said(page)
    assert "2 antwoorden veranderen" in shown and BEFORE in shown and "Minder wachten 🙂,<br>" in shown
    assert "Wat gaat u doen?" not in shown, "what stays the same is not in the way"
    assert stands(application, GOAL) == BEFORE and "Er is nog niets opgeslagen." in shown
    stored = confirm(client, page, application)
    assert stored["Location"] == where(application, "plan")
    assert stands(application, GOAL) == "Minder wachten 🙂,\n\nook in Coevorden & “Emmen”."
    assert stands(application, COFINANCE) == "مرحبا" and stands(application, ACTIVITIES) == BEFORE
    assert "2 antwoorden zijn opgeslagen." in said(client.get(stored["Location"]))
    newest = AnswerRevision.objects.filter(answer__question__key=COFINANCE).get()
    assert (newest.by, newest.kind) == (pool.leader, "typed")
    assert confirm(client, page, application).status_code == 302, "twice is once"
    assert AnswerRevision.objects.filter(answer__question__key=COFINANCE).count() == 1


def test_what_a_colleague_changed_since_is_a_choice_between_two_texts(pool: Applying) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    meeting = document(application, pool.leader)
    save(signed_in(pool.colleague), application, GOAL, "Van mijn collega.", seen=1, page="twee")
    save(signed_in(pool.colleague), application, ACTIVITIES, "Ook van mijn collega.", seen=1, page="twee")
    meeting.type(GOAL, "Uit de vergadering.")
    page = bring(client, application, meeting.saved())
    assert "1 antwoord verandert" in said(page), "what nobody touched in Word takes nothing of a colleague"
    assert f"{pool.colleague} wijzigde dit antwoord" in said(page)
    assert "Van mijn collega." in said(page) and "Uit de vergadering." in said(page)
    unchosen = confirm(client, page, application)
    assert unchosen.status_code == 422 and "Kies eerst welk antwoord blijft." in said(unchosen)
    assert stands(application, GOAL) == "Van mijn collega."
    assert confirm(client, unchosen, application, goal="theirs").status_code == 302
    assert stands(application, GOAL) == "Van mijn collega."
    assert confirm(client, page, application, goal="mine").status_code == 302
    assert stands(application, GOAL) == "Uit de vergadering."
    assert stands(application, ACTIVITIES) == "Ook van mijn collega."


def test_a_choice_is_asked_again_when_the_answer_changed_once_more(pool: Applying) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    meeting = document(application, pool.leader)
    save(signed_in(pool.colleague), application, GOAL, "Eerste.", seen=1, page="twee")
    meeting.type(GOAL, "Uit de vergadering.")
    page = bring(client, application, meeting.saved())
    save(signed_in(pool.colleague), application, GOAL, "Tweede.", seen=2, page="twee")
    again = confirm(client, page, application, goal="mine")
    assert again.status_code == 422 and "Tweede." in said(again)
    assert stands(application, GOAL) == "Tweede."
    assert confirm(client, again, application, goal="mine").status_code == 302
    assert stands(application, GOAL) == "Uit de vergadering."


def test_a_colleague_in_between_leaves_nothing_half_stored(
    pool: Applying, monkeypatch: pytest.MonkeyPatch
) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    meeting = document(application, pool.leader)
    meeting.type(GOAL, "Nieuw doel.")
    meeting.type(ACTIVITIES, "Nieuw werk.")
    page = bring(client, application, meeting.saved())
    store = applying.save_answers

    def overtaken(**given: Any) -> int:
        save(signed_in(pool.colleague), application, ACTIVITIES, "Net ervoor.", seen=1, page="twee")
        return store(**given)

    monkeypatch.setattr(applying, "save_answers", overtaken)
    refused = confirm(client, page, application)
    assert refused.status_code == 409 and "Net ervoor." in said(refused) and "Nieuw werk." in said(refused)
    assert stands(application, GOAL) == BEFORE and stands(application, ACTIVITIES) == "Net ervoor."


def test_what_cannot_be_an_answer_stops_everything_and_says_where(pool: Applying) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    meeting = document(application, pool.leader)
    meeting.type(GOAL, "Nieuw doel.")
    meeting.type(ACTIVITIES, "x" * 4001)
    page = bring(client, application, meeting.saved())
    assert page.status_code == 422 and "Er is niets ingelezen: 1 antwoord klopt niet" in said(page)
    assert "Vraag 2, “Wat gaat u doen?”: Uw antwoord is te lang" in said(page)
    assert stands(application, GOAL) == BEFORE
    for content, sentence in ((b"", "leeg"), (b"%PDF", "geen Word-document")):
        wrong = bring(client, application, content)
        assert wrong.status_code == 422 and sentence in said(wrong)
    assert "Kies een document." in said(client.post(where(application, "plan/inlezen"), {}))
    tampered = {"doen": "bewaren", GOAL: "x" * 4001, f"{GOAL}.seen": "1", f"{GOAL}.made": "1"}
    assert client.post(where(application, "plan/inlezen"), tampered).status_code == 422
    assert stands(application, GOAL) == BEFORE


def test_what_stands_elsewhere_is_told(pool: Applying) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    meeting = document(application, pool.leader)
    meeting.document.paragraphs[-1].insert_paragraph_before("Vergeet de GGD niet.")
    meeting.type(GOAL, "Bel jan@voorbeeld.nl.")
    gone = meeting.row(ACTIVITIES)._tr.getparent()
    gone.getparent().remove(gone)
    shown = said(bring(client, application, meeting.saved()))
    assert "Dit staat in geen enkel vak" in shown and "Vergeet de GGD niet." in shown
    assert "hebben in het document geen vak meer" in shown and "<li>Wat gaat u doen?</li>" in shown
    assert "En nog" not in shown
    for _line in range(200):
        meeting.document.add_paragraph("En dit.")
    assert "En nog 1 regel." in said(bring(client, application, meeting.saved()))
    assert "e-mailadres" in shown, "the page warns about a person before anything is stored"


def test_an_answer_can_become_empty_and_partners_are_asked_once(
    pool: Applying, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    application, client = pool.complete("twente"), signed_in(pool.leader)
    agree(signed_in(pool.partner), application, "twente")
    meeting = document(application, pool.leader)
    meeting.type(GOAL, "")
    meeting.type(ACTIVITIES, "Anders.")
    page = bring(client, application, meeting.saved())
    assert "wordt leeg" in said(page) and "Twente" in said(page)
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert confirm(client, page, application).status_code == 302
    assert Answer.objects.get(question__key=GOAL).text == "" and len(mailoutbox) == 1


def test_nothing_changed_is_said_so(pool: Applying) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    page = bring(client, application, document(application, pool.leader).saved())
    assert "Er verandert niets" in said(page) and "Bewaar deze antwoorden" not in said(page)


def test_the_document_is_for_readers_and_reading_in_for_writers(pool: Applying) -> None:
    application = pool.complete()
    content = document(application, pool.colleague).saved()
    reader = signed_in(person(Kind.MUNICIPALITY, pool.regions["drenthe"]))
    assert reader.get(where(application) + "plan.docx").status_code == 200
    assert "plan.docx" in said(reader.get(where(application, "plan")))
    assert bring(reader, application, content).status_code == 403
    for outsider in (pool.stranger, pool.manager):
        client = signed_in(outsider)
        assert client.get(where(application) + "plan.docx").status_code == 404
        assert bring(client, application, content).status_code == 404
    other = pool.begin("Iets anders")
    refused = bring(signed_in(pool.leader), other, content)
    assert refused.status_code == 422 and "hoort niet bij “Iets anders”" in said(refused)


def test_after_the_closing_moment_nothing_is_stored(pool: Applying) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    meeting = document(application, pool.leader)
    meeting.type(GOAL, "Te laat.")
    page = bring(client, application, meeting.saved())
    pool.close()
    late = confirm(client, page, application)
    assert late.status_code == 422 and "De openstelling sloot op" in said(late) and "Te laat." in said(late)
    assert stands(application, GOAL) == BEFORE
    assert "niet wijzigen" in said(client.get(where(application, "plan/inlezen")))


def test_the_document_says_once_that_a_call_is_made_up(pool: Applying) -> None:
    application = pool.complete()
    application.call.example = True
    for title in ("Openstelling 2031", "Voorbeeld: Openstelling 2031"):
        application.call.title_nl = title
        assert paper_of(application).kicker == "Voorbeeld: Openstelling 2031"
