"""What stands around filling in: the task list, the meeting, evidence, the copy, and who may do what."""

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path

import page as checker
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import Role, User
from questionnaires.models import Answer, AnswerState, Evidence, Question
from regions.models import Region
from roundtables.actions.rounds import close_round, excuse
from roundtables.models import Meeting, Participant, Round, Submission
from tests.roundtables.filling import fill_first, hand_in, save, stands, where
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.reviewing import Review, begin, next_round, who_may
from tests.roundtables.story import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    return begin()


@pytest.fixture
def leader(review: Review) -> User:
    return review.leader()


@pytest.fixture
def client(leader: User) -> Client:
    return signed_in(leader)


# --- the task list ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("days", "said"),
    [(16, "Nog 16 dagen"), (1, "Nog 1 dag"), (0, "Vandaag is de laatste dag"), (-2, "2 dagen te laat")],
)
def test_the_days_that_are_left(client: Client, review: Review, days: int, said: str) -> None:
    Round.objects.filter(pk=review.round.pk).update(deadline=timezone.localdate() + timedelta(days=days))
    assert said in client.get(where(review)).content.decode()


def test_more_time_for_one_region(client: Client, review: Review) -> None:
    today = timezone.localdate()
    Round.objects.filter(pk=review.round.pk).update(deadline=today)
    Participant.objects.filter(region__slug="drenthe").update(extended_to=today + timedelta(days=7))
    assert "Nog 7 dagen" in client.get(where(review)).content.decode()


def test_an_excused_region_reads_why(client: Client, review: Review) -> None:
    taking_part = Participant.objects.get(round=review.round, region__slug="drenthe")
    excuse(by=review.story.by, participant=taking_part, why="De gemeenten worden samengevoegd.")
    assert "De gemeenten worden samengevoegd." in client.get(where(review)).content.decode()


def test_a_closed_round_stays_readable(client: Client, review: Review) -> None:
    save(client, review, "remark", remark="Goed")
    Answer.objects.update(state=AnswerState.APPROVED)
    Round.objects.filter(pk=review.round.pk).update(state=Round.State.CLOSED)
    page = client.get(where(review, review.first.slug)).content.decode()
    assert "Deze ronde is gesloten" in page
    assert "Goed" in page
    assert "readonly" in page
    assert "data-saves-itself" not in page


def test_a_handover_is_a_date(client: Client, review: Review, leader: User) -> None:
    today = timezone.localdate()
    Role.objects.filter(person=leader).update(until=today)
    successor = person(Kind.PROJECT_LEADER, Region.objects.get(slug="drenthe"), since=today)
    assert client.get(where(review)).status_code == 403
    assert signed_in(successor).get(where(review)).status_code == 200


# --- the meeting --------------------------------------------------------------------------------------------
def meeting(**changes: str) -> dict[str, str]:
    rows = {"tafel-TOTAL_FORMS": "2", "tafel-INITIAL_FORMS": "0"}
    table = {
        "tafel-0-organisation": "Politie",
        "tafel-0-function": "teamchef",
        "tafel-1-organisation": "Opvang",
    }
    return {"date": "2030-03-01", "place": "gemeentehuis", **rows, **table, **changes}


def test_the_meeting_is_told(client: Client, review: Review) -> None:
    client.post(where(review, "rondetafel"), meeting())
    kept = Meeting.objects.get()
    assert (kept.date, kept.place) == (date(2030, 3, 1), "gemeentehuis")
    assert [str(one) for one in kept.attendees.all()] == ["Politie", "Opvang"]
    client.post(where(review, "rondetafel"), meeting(**{"tafel-0-organisation": "", "tafel-0-function": ""}))
    assert [str(one) for one in kept.attendees.all()] == ["Opvang"]


def test_a_meeting_was_somewhere(client: Client, review: Review) -> None:
    assert (
        "Vul in waar het gesprek was"
        in client.post(where(review, "rondetafel"), meeting(place="")).content.decode()
    )
    assert not Meeting.objects.exists()


# --- evidence -----------------------------------------------------------------------------------------------
def attached(client: Client, review: Review) -> Evidence:
    file = SimpleUploadedFile("visie.pdf", b"%PDF-1.7\n")
    client.post(where(review, "bewijs", "plan"), {"file": file})
    return Evidence.objects.get()


def test_a_file_that_nobody_scanned_is_for_the_programme_only(client: Client, review: Review) -> None:
    kept = attached(client, review)
    path = where(review, "bewijs", str(kept.pk))
    people = review.everybody()
    assert client.get(path).status_code == 403
    assert who_may(people, path)[200] == {"manager", "member", "member with the first block"}


def test_a_scanned_file_is_for_who_may_read_the_answer(client: Client, review: Review) -> None:
    kept = attached(client, review)
    Evidence.objects.update(scan=Evidence.Scan.CLEAN)
    path = where(review, "bewijs", str(kept.pk))
    may = {"manager", "member", "member with the first block", "leader", "contributor to the first block"}
    assert who_may(review.everybody(), path)[200] == may | {"municipality"}
    answer_ = client.get(path)
    assert answer_["Content-Disposition"] == 'attachment; filename="visie.pdf"'
    assert "sandbox" in answer_["Content-Security-Policy"]
    assert b"".join(answer_) == b"%PDF-1.7\n"
    answer_.close()


def test_a_file_of_another_region_does_not_exist_here(client: Client, review: Review) -> None:
    kept = attached(client, review)
    other = signed_in(review.leader("twente"))
    assert other.get(where(review, "bewijs", str(kept.pk), region="twente")).status_code == 404


def test_a_link_or_a_file_and_not_both(client: Client, review: Review) -> None:
    said = client.post(where(review, "bewijs", "plan"), {})
    assert "Geef een link of kies een bestand" in said.content.decode()
    client.post(where(review, "bewijs", "plan"), {"url": "https://voorbeeld.invalid/visie", "name": "Visie"})
    assert "Visie" in client.get(where(review, review.first.slug)).content.decode()
    client.post(where(review, "bewijs", str(Evidence.objects.get().pk), "weghalen"))
    assert "voorbeeld.invalid" not in client.get(where(review, review.first.slug)).content.decode()


# --- who may ------------------------------------------------------------------------------------------------
READERS = {
    "manager",
    "member",
    "member with the first block",
    "leader",
    "contributor to the first block",
    "municipality",
}


@pytest.mark.parametrize("page", ["", "controleren", "ingediend", "rondetafel", "telling"])
def test_who_reads_a_regions_pages(review: Review, page: str) -> None:
    path = where(review, page) if page else where(review)
    assert who_may(review.everybody(), path).get(200) == READERS


def test_who_reads_a_section_and_its_fragments(review: Review) -> None:
    people = review.everybody()
    first = where(review, review.first.slug)
    assert who_may(people, first)[200] == READERS
    for part in ("aanwezig", "plan/geschiedenis", "plan/signalen"):
        assert who_may(people, f"{first}{part}/")[200] == READERS, part
    second = who_may(people, where(review, review.second.slug))[200]
    assert second == READERS - {"member with the first block", "contributor to the first block"}


def test_who_may_type(review: Review) -> None:
    sent = {"page": "p", "plan.seen": "0", "plan": "yes"}
    found = who_may(review.everybody(), where(review, review.first.slug), sent)
    assert found[302] == {"leader", "contributor to the first block"}


def test_what_a_colleague_changed_meanwhile_is_read_before_it_is_sent(client: Client, review: Review) -> None:
    fill_first(client, review)
    page = client.get(where(review, "controleren")).content.decode()
    seen = re.search(r'name="gezien" value="([^"]*)"', page)
    assert seen
    colleague = signed_in(review.contributor(review.first))
    save(colleague, review, "reach", reach="1200", reach__seen=str(stands("reach").revision), page="ander")
    said = client.post(where(review, "controleren"), {"gezien": seen[1]})
    assert "Er is intussen iets gewijzigd" in said.content.decode()
    assert "1200" in said.content.decode()
    assert not Submission.objects.exists()


def test_a_page_that_is_sent_as_it_was_confirms_nothing(review: Review) -> None:
    """Taken over all at once, and then on with the button: no yes was said."""
    answer(review.story, "drenthe", "plan", "yes")
    later = next_round(review)
    client = signed_in(review.leader())
    client.post(where(later, "overnemen"))
    save(client, later, "plan", plan="yes", plan__seen="1", plan__comment="Zie de bijlage")
    kept = Answer.objects.get(sheet__response__round=later.round, question__key="plan")
    assert (kept.state, kept.comment) == (AnswerState.CARRIED_OVER, "Zie de bijlage")
    said = save(client, later, "plan", plan="no", plan__seen="2")
    assert said.status_code == 200
    kept.refresh_from_db()
    assert kept.state == AnswerState.GIVEN


def test_a_question_that_was_not_touched_is_no_conflict(client: Client, review: Review) -> None:
    """The whole page goes along with the button; a colleague changed one of its questions meanwhile."""
    page = client.get(where(review, review.first.slug)).content.decode()
    was = re.search(r'name="remark.was" value="([^"]*)"', page)
    assert was
    save(signed_in(review.contributor(review.first)), review, "remark", remark="Van de collega", page="ander")
    sent = {
        "page": "p",
        "remark.seen": "0",
        "remark.was": was[1],
        "remark": "",
        "plan.seen": "0",
        "plan": "yes",
    }
    assert client.post(where(review, review.first.slug), {**sent, "overzicht": "1"}).status_code == 302
    assert stands("remark").text == "Van de collega"


def test_both_sides_of_a_conflict_show_the_comment_too(client: Client, review: Review) -> None:
    save(client, review, "steps", steps="busy", steps__comment="In het najaar")
    colleague = signed_in(review.contributor(review.first))
    said = save(colleague, review, "steps", steps="busy", steps__comment="In het voorjaar", page="ander")
    assert said.status_code == 409
    assert "Toelichting: In het najaar" in said.content.decode()
    assert "Toelichting: In het voorjaar" in said.content.decode()


def test_the_page_source_holds_no_answer_of_another_section(review: Review) -> None:
    Question.objects.filter(key="vision").update(ask_if={"q": "plan", "has": "yes"})
    save(signed_in(review.leader()), review, "plan", plan="yes")
    other = signed_in(review.contributor(review.second))
    page = other.get(where(review, review.second.slug)).content.decode()
    facts = json.loads(re.search(r'<script id="feiten"[^>]*>(.*?)</script>', page)[1])  # type: ignore[index]
    assert facts["elsewhere"] == {" plan yes": True}
    assert set(facts["asked"]) == {"vision"}


def test_who_may_hand_in_and_tell_of_the_meeting(review: Review) -> None:
    people = review.everybody()
    fill_first(signed_in(people["leader"]), review)
    assert hand_in(signed_in(people["leader"]), review).status_code == 302
    for name in ("contributor to the first block", "municipality", "member"):
        save(signed_in(people["leader"]), review, "reach", reach="13", reach__seen="0", page="v")
        assert hand_in(signed_in(people[name]), review).status_code == 403, name
    assert who_may(people, where(review, "rondetafel"), meeting())[302] == {"leader"}


def test_a_contributor_sees_own_sections_only(review: Review) -> None:
    page = signed_in(review.contributor(review.first)).get(where(review)).content.decode()
    assert where(review, review.first.slug) in page
    assert where(review, review.second.slug) not in page


def test_a_round_in_preparation_does_not_exist_for_regions(client: Client, review: Review) -> None:
    Round.objects.filter(pk=review.round.pk).update(state=Round.State.PREPARING)
    assert client.get(where(review)).status_code == 404


# --- the copy -----------------------------------------------------------------------------------------------
def test_a_copy_holds_the_answers_in_words(client: Client, review: Review, tmp_path: Path) -> None:
    save(client, review, "remark", remark="Wij zoeken 漢 nog naar geld. 😀", remark__comment="Zie bijlage")
    said = client.get(f"/ronde/{review.round.key}/drenthe/kopie.pdf")
    assert said["Content-Type"] == "application/pdf"
    kept = tmp_path / "kopie.pdf"
    kept.write_bytes(said.content)
    text = "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(said.content)).pages)
    assert "Wij zoeken" in text
    assert "Zie bijlage" in text
    assert checker.validate_pdf(str(kept), profile="ua1").is_compliant


# --- closing ------------------------------------------------------------------------------------------------
def test_what_was_settled_is_in_the_snapshot(client: Client, review: Review) -> None:
    fill_first(client, review)
    hand_in(client, review)
    Answer.objects.update(state=AnswerState.APPROVED)
    snapshot = close_round(by=review.story.by, round_=Round.objects.get(), with_gaps=True)
    assert len(snapshot.content["rows"]) == 3
