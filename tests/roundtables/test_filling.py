"""A project leader fills in the round, with JavaScript and without, alone and with colleagues."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from questionnaires.models import Answer, AnswerRevision, AnswerState, Question, RevisionKind
from regions.models import Region
from roundtables.actions.rounds import open_round
from roundtables.models import Round, Submission
from tests.roundtables.filling import fill_first, hand_in, save, stands, where
from tests.roundtables.people import signed_in
from tests.roundtables.reviewing import Review, begin, next_round
from tests.roundtables.story import answer, questionnaire

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


# --- saving by itself ---------------------------------------------------------------------------------------
def test_an_answer_saves_by_itself_and_says_so(client: Client, review: Review) -> None:
    said = save(client, review, "plan", plan="yes", plan__seen="0")
    assert said.status_code == 200
    assert said.content.decode().strip().startswith("Opgeslagen ")
    assert said["X-Revision"] == "1"
    assert stands("plan").state == AnswerState.GIVEN


def test_a_save_lets_every_cache_see_it(client: Client, review: Review) -> None:
    before = review.round.revision
    save(client, review, "plan", plan="yes")
    assert Round.objects.get(pk=review.round.pk).revision == before + 1


def test_a_wrong_number_gets_a_sentence_and_changes_nothing(client: Client, review: Review) -> None:
    said = save(client, review, "reach", reach="1.000")
    assert said.status_code == 422
    assert "zonder punten" in said.content.decode()
    assert not Answer.objects.exists()


def test_a_colleague_gets_both_answers_to_choose_from(client: Client, review: Review) -> None:
    save(client, review, "steps", steps="busy")
    colleague = signed_in(review.contributor(review.first))
    said = save(colleague, review, "steps", steps="done", steps__seen="0", page="ander")
    page = said.content.decode()
    assert said.status_code == 409
    assert "busy" in page
    assert "done" in page
    assert 'data-revision="1"' in page
    assert [one.option.slug for one in stands("steps").choices.all()] == ["busy"]


def test_who_was_signed_out_is_told_so_and_not_led_away(review: Review) -> None:
    assert save(Client(), review, "plan", plan="yes").status_code == 401


def test_a_closed_round_takes_nothing_more(client: Client, review: Review) -> None:
    Round.objects.filter(pk=review.round.pk).update(state=Round.State.CLOSED)
    assert save(client, review, "plan", plan="yes").status_code in (403, 422)
    assert not Answer.objects.exists()


def test_a_round_that_closes_meanwhile_takes_the_answer_back(review: Review, leader: User) -> None:
    """The page was read while the round was open; the row says otherwise when the answer is stored."""
    from questionnaires.actions import Given, Save
    from roundtables.actions.filling import save_answer
    from roundtables.errors import RoundError

    response = review.response()
    Round.objects.filter(pk=review.round.pk).update(state=Round.State.CLOSED)
    given = Given(response.sheet, review.question("remark"), text="Net te laat")
    with pytest.raises(RoundError, match="zojuist gesloten"):
        save_answer(by=leader, response=response, save=Save(given, seen=0, page="a"))
    assert not Answer.objects.exists()


def test_a_question_of_another_section_is_not_saved_here(client: Client, review: Review) -> None:
    assert save(client, review, "vision", vision="current").status_code == 422
    assert not Answer.objects.exists()


# --- without JavaScript -------------------------------------------------------------------------------------
def test_the_button_saves_the_page_and_goes_on(client: Client, review: Review) -> None:
    sent = {"page": "p", "plan.seen": "0", "plan": "yes", "remark.seen": "0", "remark": "Goed", "verder": "1"}
    said = client.post(where(review, review.first.slug), sent)
    assert said.url == where(review, review.second.slug)  # type: ignore[attr-defined]
    assert (stands("plan").state, stands("remark").text) == (AnswerState.GIVEN, "Goed")


def test_a_mistake_keeps_everything_that_was_typed(client: Client, review: Review) -> None:
    sent = {
        "page": "p",
        "reach.seen": "0",
        "reach": "veel",
        "remark.seen": "0",
        "remark": "Goed",
        "verder": "1",
    }
    said = client.post(where(review, review.first.slug), sent)
    page = said.content.decode()
    assert said.status_code == 422
    assert "<title>Fout:" in page
    assert 'value="veel"' in page
    assert 'href="#vraag-reach"' in page
    assert stands("remark").text == "Goed"  # what was right is saved


def test_two_answers_are_shown_and_the_choice_is_kept(client: Client, review: Review) -> None:
    save(signed_in(review.contributor(review.first)), review, "remark", remark="Van de collega", page="ander")
    sent = {"page": "p", "remark.seen": "0", "remark": "Van mij", "verder": "1"}
    page = client.post(where(review, review.first.slug), sent).content.decode()
    assert "Van de collega" in page
    assert "Van mij" in page
    assert 'name="remark.keep"' in page
    client.post(where(review, review.first.slug), {**sent, "remark.seen": "1", "remark.keep": "mine"})
    assert stands("remark").text == "Van mij"


def test_the_other_answer_may_stay(client: Client, review: Review) -> None:
    save(signed_in(review.contributor(review.first)), review, "remark", remark="Van de collega", page="ander")
    sent = {"page": "p", "remark.seen": "1", "remark": "Van mij", "remark.keep": "theirs", "overzicht": "1"}
    assert client.post(where(review, review.first.slug), sent).url == where(review)  # type: ignore[attr-defined]
    assert stands("remark").text == "Van de collega"


# --- last time ----------------------------------------------------------------------------------------------
def test_last_times_answer_stands_beside_and_is_taken_over_with_one_button(review: Review) -> None:
    answer(review.story, "drenthe", "steps", "busy")
    answer(review.story, "drenthe", "plan", "yes")
    later = next_round(review)
    client = signed_in(review.leader())
    page = client.get(where(later, review.first.slug)).content.decode()
    assert "In ronde 2030" in page
    assert "Ongewijzigd overnemen" in page
    save(client, later, "plan", plan__seen="0", overnemen="plan")
    kept = Answer.objects.get(sheet__response__round=later.round)
    assert (kept.state, kept.choices.get().option.slug) == (AnswerState.CONFIRMED, "yes")
    assert kept.revisions.get().kind == RevisionKind.CONFIRMED


def test_all_at_once_they_wait_to_be_confirmed(review: Review) -> None:
    for key, slug in (("plan", "yes"), ("steps", "busy")):
        answer(review.story, "drenthe", key, slug)
    later = next_round(review)
    client = signed_in(review.leader())
    client.post(where(later, "overnemen"))
    states = set(Answer.objects.filter(sheet__response__round=later.round).values_list("state", flat=True))
    assert states == {AnswerState.CARRIED_OVER}
    page = client.get(where(later)).content.decode()
    assert "1 overgenomen antwoord is nog niet bevestigd en telt niet mee." in page  # the other hangs on it
    assert "0 van de" in page


def test_all_at_once_takes_over_the_round_that_the_button_names(review: Review) -> None:
    """An answer of longer ago stands beside its question, and is taken over there, one by one."""
    answer(review.story, "drenthe", "plan", "yes")
    shorter = questionnaire()
    shorter.questions.filter(key__in=("plan", "steps")).delete()
    open_round(
        by=review.story.by, key="2031", questionnaire=shorter, reference_date=date(2031, 1, 1),
        regions=Region.objects.all(),
    )  # fmt: skip
    later = next_round(review, "2032")
    client = signed_in(review.leader())
    assert "In ronde 2030" in client.get(where(later, review.first.slug)).content.decode()
    assert "Neem alles van 2031 over" in client.get(where(later)).content.decode()
    client.post(where(later, "overnemen"))
    assert not Answer.objects.filter(sheet__response__round=later.round).exists()


def test_a_question_that_means_something_else_now_is_not_taken_over(review: Review) -> None:
    answer(review.story, "drenthe", "plan", "yes")
    later = next_round(review)
    Question.objects.filter(key="plan").update(
        verdict=Question.Verdict.BREAK, verdict_note_nl="Er is nu een ander soort plan bedoeld."
    )
    client = signed_in(review.leader())
    assert "Ongewijzigd overnemen" not in client.get(where(later, review.first.slug)).content.decode()
    assert save(client, later, "plan", overnemen="plan").status_code == 422


# --- skip logic ---------------------------------------------------------------------------------------------
def test_a_question_appears_when_its_condition_holds(client: Client, review: Review) -> None:
    path = where(review, review.first.slug)
    hidden = 'data-question="steps" hidden'
    assert hidden in client.get(path).content.decode()
    save(client, review, "plan", plan="yes")
    assert hidden not in client.get(path).content.decode()


def test_a_dropped_answer_is_named_before_it_goes_and_goes_only_on_handing_in(
    client: Client, review: Review
) -> None:
    for key, slug in (("plan", "yes"), ("steps", "busy"), ("themes", "teams")):
        save(client, review, key, **{key: slug})
    save(client, review, "reach", reach="12")
    save(client, review, "plan", plan="no", plan__seen="1")
    assert stands("steps").state == AnswerState.GIVEN
    page = client.get(where(review, "controleren")).content.decode()
    assert "Als u indient, vervalt uw antwoord “busy”" in page
    hand_in(client, review)
    assert (stands("steps").state, stands("plan").state) == (AnswerState.OPEN, AnswerState.SUBMITTED)
    assert AnswerRevision.objects.filter(answer=stands("steps")).latest("number").old["options"] == ["busy"]


# --- handing in ---------------------------------------------------------------------------------------------
def test_only_what_is_complete_goes_along(client: Client, review: Review, leader: User) -> None:
    fill_first(client, review)
    page = client.get(where(review, "controleren")).content.decode()
    assert "1 onderdeel is klaar om in te dienen." in page
    assert "Nog niet klaar, en gaat dus niet mee:" in page
    said = hand_in(client, review)
    assert said.url == where(review, "ingediend")
    sent = Submission.objects.get()
    assert (sent.by, sent.blocks) == (leader, [review.first.key])
    assert "Uw antwoorden zijn ingediend" in client.get(said.url).content.decode()


def test_a_round_that_asks_for_agreement_gets_a_function(client: Client, review: Review) -> None:
    Round.objects.filter(pk=review.round.pk).update(asks_agreement=True)
    fill_first(client, review)
    refused = hand_in(client, review, agreed_by=" ")
    assert "<title>Fout:" in refused.content.decode()
    assert not Submission.objects.exists()
    hand_in(client, review, agreed_by="wethouder zorg")
    assert Submission.objects.get().agreed_by == "wethouder zorg"


def test_nothing_to_hand_in_is_a_sentence(client: Client, review: Review) -> None:
    said = client.post(where(review, "controleren"))
    assert "Er is niets om in te dienen" in said.content.decode()


def test_a_changed_answer_must_be_handed_in_again(client: Client, review: Review) -> None:
    fill_first(client, review)
    hand_in(client, review)
    save(client, review, "reach", reach="15", reach__seen=str(stands("reach").revision))
    assert "klaar om in te dienen" in client.get(where(review)).content.decode()
    hand_in(client, review)
    assert Submission.objects.count() == 2
