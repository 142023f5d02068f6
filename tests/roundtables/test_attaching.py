"""What stands beside the answers: nothing slips in after the round closed, and nobody gets an error page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from questionnaires.models import Evidence
from roundtables.actions.attaching import attach_file, attach_link, take_away
from roundtables.actions.filling import tell_of_meeting
from roundtables.actions.rounds import close_round
from roundtables.errors import RoundError
from roundtables.models import Attendee, Meeting
from tests.roundtables.people import signed_in
from tests.roundtables.reviewing import Review, begin, who_may

pytestmark = pytest.mark.django_db
PROGRAMME = {"manager", "member", "member with the first block"}
LINK = "https://voorbeeld.invalid/visie"


@pytest.fixture
def review() -> Review:
    return begin()


def kept_files() -> set[Path]:
    return {path for path in (Path(settings.MEDIA_ROOT) / "evidence").rglob("*") if path.is_file()}


def test_what_comes_just_after_closing_is_refused(review: Review) -> None:
    about: dict[str, Any] = {"by": review.leader(), "response": review.response()}
    question = review.question("plan")
    there = attach_link(**about, question=question, url=LINK)
    late: list[Callable[[], object]] = [
        lambda: attach_link(**about, question=question, url=LINK),
        lambda: attach_file(**about, question=question, file=SimpleUploadedFile("visie.pdf", b"%PDF-1.7")),
        lambda: take_away(**about, evidence=there),
        lambda: tell_of_meeting(**about, meeting=Meeting(date=date(2030, 1, 1)), attendees=[("VT", "arts")]),
    ]
    assert about["response"].round.accepts_answers, "as the request of this leader read it"
    close_round(by=review.story.by, round_=review.round)
    before = kept_files()
    for deed in late:
        with pytest.raises(RoundError, match="zojuist gesloten"):
            deed()
    assert list(Evidence.objects.standing()) == [there]
    assert kept_files() == before
    assert not Meeting.objects.exists()


def a_file(review: Review) -> Evidence:
    """What a leader attached, seen by the scanner."""
    kept = attach_file(
        by=review.leader(), response=review.response(), question=review.question("plan"),
        file=SimpleUploadedFile("zaak Jansen.pdf", b"%PDF-1.7"),
    )  # fmt: skip
    Evidence.objects.filter(pk=kept.pk).update(scan=Evidence.Scan.CLEAN)
    return kept


def test_a_file_that_was_taken_away_is_only_for_the_programme(review: Review) -> None:
    kept = a_file(review)
    take_away(by=review.leader(), response=review.response(), evidence=kept)
    people = review.everybody()
    found = who_may(people, f"/ronde/2030/drenthe/bewijs/{kept.pk}/")
    assert found[200] == PROGRAMME
    assert found[404] == {"leader", "contributor to the first block", "municipality"}


@pytest.mark.parametrize("taken_away", [False, True])
def test_the_programme_erases_a_file_for_good(review: Review, taken_away: bool) -> None:
    kept = a_file(review)
    if taken_away:
        take_away(by=review.leader(), response=review.response(), evidence=kept)
    close_round(by=review.story.by, round_=review.round)
    erase, manager = f"/beheer/rondes/2030/drenthe/bewijs/{kept.pk}/wissen/", review.manager
    page = "/beheer/rondes/2030/drenthe/?toon=alles"
    assert erase in signed_in(manager).get(page).content.decode()
    before = kept_files()
    done = signed_in(manager).post(erase, {"toon": "alles"}, follow=True)
    assert "Het bestand is gewist." in done.content.decode()
    assert len(before - kept_files()) == 1
    assert erase not in done.content.decode() and "Jansen" not in done.content.decode()
    row = Evidence.objects.get()
    assert (row.erased_by, row.erased_at is not None) == (manager, True)
    answered = signed_in(manager).get(f"/ronde/2030/drenthe/bewijs/{kept.pk}/")
    assert answered.status_code == 404
    assert "gewist" in answered.content.decode()
    assert signed_in(manager).post(erase).status_code == 404, "once is enough"


def test_who_may_erase(review: Review) -> None:
    kept = a_file(review)
    people = {name: who for name, who in review.everybody().items() if name not in PROGRAMME}
    people["member with the second block"] = review.member(review.second)
    found = who_may(people, f"/beheer/rondes/2030/drenthe/bewijs/{kept.pk}/wissen/", {"toon": "alles"})
    assert found == {403: set(people)}
    assert Evidence.objects.standing().exists()


def test_two_colleagues_tell_of_the_meeting_at_once(review: Review) -> None:
    about: dict[str, Any] = {"by": review.leader(), "response": review.response()}
    anna, bert = Meeting(place="Assen"), Meeting(place="Emmen")
    tell_of_meeting(**about, meeting=anna, attendees=[("Veilig Thuis", "arts")])
    with pytest.raises(RoundError, match="collega"):
        tell_of_meeting(**about, meeting=bert, attendees=[("Politie", "chef")])
    assert Meeting.objects.get().place == "Assen"
    assert Attendee.objects.get().organisation == "Veilig Thuis"
