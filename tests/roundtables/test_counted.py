"""Before a round closes a region sees what will be counted, and agrees or objects."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from questionnaires.actions import Given, record
from questionnaires.models import AnswerState, Question
from roundtables.actions.replying import reply
from roundtables.actions.reviewing import approve, send_back
from roundtables.actions.rounds import close_round
from roundtables.errors import RoundError
from roundtables.models import Reply
from roundtables.reviewing.counted import Line, counted_for
from tests.questionnaires.factories import OptionFactory, QuestionFactory
from tests.roundtables.people import signed_in
from tests.roundtables.reviewing import Review, begin, who_may
from tests.roundtables.story import answer

pytestmark = pytest.mark.django_db
PAGE = "/ronde/2030/drenthe/telling/"


@pytest.fixture
def review() -> Review:
    return begin()


def lines(review: Review, user: object = None) -> dict[str, Line]:
    found = counted_for(user or review.leader(), review.response())  # type: ignore[arg-type]
    return {line.question.key: line for part in (*found.counts, *found.counts_not) for line in part.lines}


def test_what_counts_says_who_approved_it_and_when(review: Review) -> None:
    review.answers("plan", "yes")
    manager = review.manager
    approve(by=manager, response=review.response())
    line = lines(review)["plan"]
    assert (line.words, line.approved_by, line.why_not) == ("yes", str(manager), "")
    assert line.approved_at is not None


def test_what_does_not_count_says_why(review: Review) -> None:
    review.answers("plan", "no")
    approve(by=review.manager, response=review.response())
    answer(review.story, "drenthe", "themes", "teams", settled=False)
    review.answers("vision", "current")
    answer(review.story, "drenthe", "remark", text="Wij zoeken geld.")
    whys = {key: line.why_not for key, line in lines(review).items()}
    assert whys == {
        "plan": "",
        "steps": "niet van toepassing door een ander antwoord",
        "themes": "nog niet ingediend",
        "reach": "niet beantwoord",
        "remark": "vrije tekst: het programmateam leest dit, het is geen cijfer",
        "vision": "ingediend, nog niet goedgekeurd",
    }
    send_back(by=review.manager, response=review.response(), questions=["vision"], why="Sinds wanneer?")
    assert "teruggestuurd" in lines(review)["vision"].why_not


def test_an_answer_that_hangs_on_another_waits_for_that_one(review: Review) -> None:
    answer(review.story, "drenthe", "steps", "done")
    answer(review.story, "drenthe", "plan", "yes", settled=False)
    assert "hangt af van een ander antwoord" in lines(review)["steps"].why_not
    approve(by=review.manager, response=review.response())
    assert lines(review)["steps"].why_not == ""


def test_not_applicable_and_carried_over_do_not_count(review: Review) -> None:
    answer(review.story, "drenthe", "vision", not_applicable=True, text="Wij delen een visie.")
    themes = review.question("themes")
    given = Given(review.response().sheet, themes, (themes.options.get(slug="teams"),))
    record(by=review.story.by, given=[given], state=AnswerState.CARRIED_OVER)
    found = lines(review)
    assert found["vision"].why_not == "niet van toepassing"
    assert found["vision"].words == "niet van toepassing: Wij delen een visie."
    assert "niet bevestigd" in found["themes"].why_not


def test_register_lines_stand_there_with_their_source(review: Review) -> None:
    section = review.round.questionnaire.sections.order_by("position")[0]
    held: Question = QuestionFactory(section=section, key="held", position=90, answered_by="register")
    OptionFactory(question=held, slug="yes", label_nl="ja")
    assert lines(review)["held"].why_not == "niet ingevuld door het programmateam"
    answer(review.story, "drenthe", "held", "yes", source="agenda", source_date=date(2030, 1, 5))
    line = lines(review)["held"]
    assert (line.elsewhere, line.words, line.source, line.source_date) == (
        "register", "ja", "agenda", date(2030, 1, 5),
    )  # fmt: skip
    assert "register: agenda, 5 januari 2030" in signed_in(review.leader()).get(PAGE).content.decode()


def test_a_contributor_reads_the_own_section(review: Review) -> None:
    assert set(lines(review, review.contributor(review.second))) == {"vision"}


# --- the reply --------------------------------------------------------------------------------------------


def test_the_newest_reply_counts_and_the_earlier_stay(review: Review) -> None:
    leader = review.leader()
    reply(by=leader, response=review.response(), kind="objected", why=" Het plan is van 2029.\u0000")
    reply(by=leader, response=review.response(), kind="confirmed")
    found = counted_for(leader, review.response()).reply
    assert found is not None and found.kind == Reply.Kind.CONFIRMED
    assert [one.why for one in review.response().replies.all()] == ["", "Het plan is van 2029."]


def test_what_changes_after_a_reply_is_said(review: Review) -> None:
    review.answers("plan", "yes")
    reply(by=review.leader(), response=review.response(), kind="confirmed")
    assert not counted_for(review.leader(), review.response()).changed_after_reply
    approve(by=review.manager, response=review.response())
    assert counted_for(review.leader(), review.response()).changed_after_reply
    for somebody, page in ((review.leader(), PAGE), (review.manager, "/beheer/rondes/2030/drenthe/")):
        assert "Daarna is er een antwoord gewijzigd" in signed_in(somebody).get(page).content.decode()


@pytest.mark.parametrize(("kind", "why"), [("objected", " "), ("maybe", "x"), ("objected", "x" * 2001)])
def test_a_reply_that_says_nothing(review: Review, kind: str, why: str) -> None:
    with pytest.raises(RoundError):
        reply(by=review.leader(), response=review.response(), kind=kind, why=why)


def test_only_who_hands_in_replies_for_a_region(review: Review) -> None:
    for name, somebody in review.everybody().items():
        if name != "leader":
            with pytest.raises(PermissionDenied):
                reply(by=somebody, response=review.response(), kind="confirmed")
    assert not Reply.objects.exists()


def test_after_closing_nobody_replies(review: Review) -> None:
    close_round(by=review.story.by, round_=review.round)
    with pytest.raises(RoundError, match="gesloten"):
        reply(by=review.leader(), response=review.response(), kind="confirmed")
    page = signed_in(review.leader()).get(PAGE).content.decode()
    assert "Wat is geteld" in page and "Verstuur reactie" not in page


@pytest.mark.parametrize(
    ("takes_part", "said"),
    [({"excused": True, "excused_why": "Herindeling."}, "vrijgesteld"), ({"pretend": True}, "oefenregio")],
)
def test_a_region_in_no_figure_reads_that_and_confirms_nothing(
    review: Review, takes_part: dict[str, Any], said: str
) -> None:
    answer(review.story, "drenthe", "plan", "yes")
    review.round.participants.filter(region__slug="drenthe").update(**takes_part)
    found = counted_for(review.leader(), review.response())
    assert (found.number, found.may_reply) == (0, False)
    page = signed_in(review.leader()).get(PAGE).content.decode()
    assert f"{said}" in page and "in een cijfer" in page
    assert "telt mee" not in page and "tellen mee" not in page and "Verstuur reactie" not in page
    with pytest.raises(RoundError, match="in een cijfer"):
        reply(by=review.leader(), response=review.response(), kind="confirmed")


# --- the page ---------------------------------------------------------------------------------------------


def test_who_may_see_it_and_who_may_reply(review: Review) -> None:
    people = review.everybody()
    readers = {"manager", "member", "member with the first block", "leader", "municipality",
               "contributor to the first block"}  # fmt: skip
    assert who_may(people, PAGE) == {200: readers, 403: set(people) - readers}
    assert who_may(people, PAGE, {"kind": "confirmed"}) == {302: {"leader"}, 403: set(people) - {"leader"}}


def test_an_objection_without_a_reason_says_so(review: Review) -> None:
    answered = signed_in(review.leader()).post(PAGE, {"kind": "objected", "why": ""})
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "<title>Fout: " in page and "Vertel waarmee u het niet eens bent." in page
    assert 'href="#id_why"' in page


def test_the_programme_reads_the_reply_when_it_reviews(review: Review) -> None:
    signed_in(review.leader()).post(PAGE, {"kind": "objected", "why": "Het plan is van 2029."})
    page = signed_in(review.manager).get("/beheer/rondes/2030/drenthe/").content.decode()
    assert "bezwaar" in page and "Het plan is van 2029." in page


def test_the_page_asks_the_database_as_often_however_much_there_is(
    review: Review, django_assert_max_num_queries: object
) -> None:
    client = signed_in(review.leader())
    with django_assert_max_num_queries(20) as few:  # type: ignore[operator]
        client.get(PAGE)
    for key, slugs in (("plan", ["yes"]), ("steps", ["done"]), ("vision", ["none"])):
        answer(review.story, "drenthe", key, *slugs)
    with django_assert_max_num_queries(len(few) + 1) as _many:  # type: ignore[operator]
        client.get(PAGE)
