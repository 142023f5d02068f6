"""A region and the programme talk about a question, on the question itself."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.html import strip_tags

from accounts.models import User
from questionnaires.models import Remark
from roundtables.actions.reviewing import approve
from roundtables.actions.rounds import close_round
from roundtables.actions.talking import LONGEST, say
from roundtables.errors import RoundError
from roundtables.threads import threads
from tests.roundtables.factories import SubmissionFactory
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.reviewing import Review, begin, who_may

pytestmark = pytest.mark.django_db
REGION = "/ronde/2030/drenthe/gesprek/plan/"
PROGRAMME = "/beheer/rondes/2030/drenthe/gesprek/plan/"


@pytest.fixture
def review() -> Review:
    return begin()


def test_both_sides_read_the_same_conversation(review: Review) -> None:
    response, plan, leader, manager = (
        review.response(),
        review.question("plan"),
        review.leader(),
        review.manager,
    )
    say(by=manager, response=response, question=plan, text="Welk plan\u0000 is dit?\r\n", from_programme=True)
    say(by=leader, response=response, question=plan, text="Het plan van 2029.", from_programme=False)
    for reader, programme in ((leader, False), (manager, True)):
        thread = threads(response, [plan], reader, from_programme=programme)["plan"]
        assert [(line.text, line.from_programme) for line in thread.remarks] == [
            ("Welk plan is dit?", True), ("Het plan van 2029.", False),
        ]  # fmt: skip
        assert thread.can_speak and thread.last_from_region
        assert thread.url == (PROGRAMME if programme else REGION)


def test_what_the_example_did_says_so_on_every_page(review: Review) -> None:
    """Its round was filled in, handed in, talked about and approved by no person."""
    response, example = review.response(), User.objects.service("example")
    review.answers("plan", "yes")
    SubmissionFactory(response=response, by=example)
    Remark.objects.create(sheet=response.sheet, question=review.question("plan"), by=example, text="Hoi",
                          from_programme=False)  # fmt: skip
    approve(by=example, response=response)
    for reader, address in (
        (review.manager, "/beheer/rondes/2030/drenthe/?toon=alles"),
        (review.leader(), "/ronde/2030/drenthe/telling/"),
    ):
        page = signed_in(reader).get(address).content.decode()
        said = strip_tags(page[page.index("<main") :])
        assert "de voorbeeldgegevens" in said
        assert not re.search(r"\bexample\b", said)


def test_the_conversations_of_a_section_cost_one_query(
    review: Review, django_assert_max_num_queries: object
) -> None:
    leader, response = review.leader(), review.response()
    questions = [review.question(key) for key in ("plan", "steps", "themes", "vision")]
    threads(response, questions, leader)  # its roles are kept
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        assert set(threads(response, questions, leader)) == {"plan", "steps", "themes", "vision"}


def test_a_contributor_talks_about_the_own_section_only(review: Review) -> None:
    mine = review.contributor(review.first)
    found = threads(review.response(), [review.question("plan"), review.question("vision")], mine)
    assert (found["plan"].can_speak, found["vision"].can_speak) == (True, False)
    with pytest.raises(PermissionDenied):
        say(by=mine, response=review.response(), question=review.question("vision"), text="Hoi",
            from_programme=False)  # fmt: skip


def test_nobody_speaks_for_the_other_side(review: Review) -> None:
    for somebody, programme in ((review.leader(), True), (review.manager, False)):
        with pytest.raises(PermissionDenied):
            say(by=somebody, response=review.response(), question=review.question("plan"), text="Hoi",
                from_programme=programme)  # fmt: skip
    assert not Remark.objects.exists()


@pytest.mark.parametrize("text", ["", " \n", "\u0000", "x" * (LONGEST + 1)])
def test_a_message_says_something_and_not_too_much(review: Review, text: str) -> None:
    with pytest.raises(RoundError):
        say(by=review.leader(), response=review.response(), question=review.question("plan"), text=text,
            from_programme=False)  # fmt: skip


def test_after_closing_the_conversation_can_be_read_only(review: Review) -> None:
    close_round(by=review.story.by, round_=review.round)
    with pytest.raises(RoundError, match="gesloten"):
        say(by=review.leader(), response=review.response(), question=review.question("plan"), text="Nog iets",
            from_programme=False)  # fmt: skip
    assert not threads(review.response(), [review.question("plan")], review.leader())["plan"].can_speak


# --- the pages --------------------------------------------------------------------------------------------


def test_who_may_read_and_write_for_the_region(review: Review) -> None:
    people = review.everybody()
    readers = {"manager", "member", "member with the first block", "leader", "municipality",
               "contributor to the first block"}  # fmt: skip
    writers = {"leader", "contributor to the first block"}
    assert who_may(people, REGION) == {200: readers, 403: set(people) - readers}
    assert who_may(people, REGION, {"bericht": "Dag"}) == {302: writers, 403: set(people) - writers}


def test_who_may_read_and_write_for_the_programme(review: Review) -> None:
    people = review.everybody()
    programme = {"manager", "member", "member with the first block"}
    assert who_may(people, PROGRAMME) == {200: programme, 403: set(people) - programme}
    assert who_may(people, PROGRAMME, {"bericht": "Dag"}) == {302: programme, 403: set(people) - programme}
    other = person(Kind.PROGRAMME_MEMBER, block=review.second)
    assert signed_in(other).post(PROGRAMME, {"bericht": "Dag"}).status_code == 403


def test_after_a_message_the_reader_is_back_at_the_question(review: Review) -> None:
    answered = signed_in(review.leader()).post(REGION, {"bericht": "Dag"})
    assert answered["Location"] == f"/ronde/2030/drenthe/{review.first.slug}/#gesprek-plan"
    answered = signed_in(review.manager).post(PROGRAMME, {"bericht": "Dag"})
    assert answered["Location"] == f"/beheer/rondes/2030/drenthe/?bouwsteen={review.first.slug}#gesprek-plan"


def test_with_htmx_the_conversation_renews_in_place(review: Review) -> None:
    client = signed_in(review.leader())
    part = client.post(REGION, {"bericht": "Het plan <b>van</b> 2029."}, headers={"HX-Request": "true"})
    page = part.content.decode()
    assert page.strip().startswith('<div class="g-thread" id="gesprek-plan">')
    assert "Het plan &lt;b&gt;van&lt;/b&gt; 2029." in page


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_looks_like_somebodys_details_is_asked_about_once(
    review: Review, headers: dict[str, str]
) -> None:
    client = signed_in(review.leader())
    text = "Bel mevrouw op 06-12345678."
    doubted = client.post(REGION, {"bericht": text}, headers=headers)
    assert doubted.status_code == 422
    assert text in doubted.content.decode() and "telefoonnummer" in doubted.content.decode()
    assert ("<title>Fout: " in doubted.content.decode()) == (not headers)
    assert not Remark.objects.exists()
    client.post(REGION, {"bericht": text, "toch": "1"}, headers=headers)
    assert Remark.objects.get().text == text, "never refused"


def test_an_empty_message_says_so_on_a_page_of_its_own(review: Review) -> None:
    answered = signed_in(review.leader()).post(REGION, {"bericht": " "})
    assert answered.status_code == 422
    assert "Schrijf eerst een bericht." in answered.content.decode()


def test_a_question_that_is_not_asked(review: Review) -> None:
    assert signed_in(review.leader()).get("/ronde/2030/drenthe/gesprek/hoop/").status_code == 404
