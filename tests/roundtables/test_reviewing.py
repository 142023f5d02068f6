"""The programme approves answers, or returns them with a reason; only what was touched comes back."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from questionnaires.actions import Given, record, submit
from questionnaires.models import AnswerState, Remark
from roundtables.actions.reviewing import approve, send_back
from roundtables.actions.rounds import close_round
from roundtables.errors import RoundError
from roundtables.models import Round
from roundtables.reviewing.review import unseen
from tests.roundtables.factories import AttendeeFactory, MeetingFactory, SubmissionFactory
from tests.roundtables.people import signed_in
from tests.roundtables.reviewing import Review, begin, next_round, who_may
from tests.roundtables.story import answer

pytestmark = pytest.mark.django_db
PAGE = "/beheer/rondes/2030/drenthe/"
PROGRAMME = {"manager", "member", "member with the first block"}


@pytest.fixture
def review() -> Review:
    made = begin()
    made.answers("plan", "yes")
    made.answers("steps", "busy")
    made.answers("vision", "current")
    return made


def states(review: Review) -> dict[str, str]:
    answers = review.response().sheet.answers.select_related("question")
    return {one.question.key: AnswerState(one.state).name for one in answers}


def test_a_manager_approves_everything_and_figures_hear_of_it(review: Review) -> None:
    before = Round.objects.get(key="2030").revision
    assert approve(by=review.manager, response=review.response()) == 3
    assert set(states(review).values()) == {"APPROVED"}
    assert Round.objects.get(key="2030").revision > before


def test_a_member_with_a_block_settles_only_that(review: Review) -> None:
    member = review.member(review.first)
    with pytest.raises(PermissionDenied):
        approve(by=member, response=review.response(), questions=["plan", "vision"])
    assert "APPROVED" not in states(review).values(), "nothing half done"
    with pytest.raises(PermissionDenied):
        send_back(by=member, response=review.response(), questions=["vision"], why="Weet u het zeker?")
    assert approve(by=member, response=review.response()) == 2
    assert states(review) == {"plan": "APPROVED", "steps": "APPROVED", "vision": "SUBMITTED"}


def test_a_region_settles_nothing_itself(review: Review) -> None:
    for somebody in (review.leader(), review.contributor(review.first)):
        with pytest.raises(PermissionDenied):
            approve(by=somebody, response=review.response())


def test_returning_says_why_in_the_history_and_in_the_conversation(review: Review) -> None:
    why = "U koos ‘bezig’, maar de toelichting noemt een besluit."
    manager = review.manager
    assert send_back(by=manager, response=review.response(), questions=["steps"], why=f" {why}\x00\n") == 1
    assert states(review) == {"plan": "SUBMITTED", "steps": "RETURNED", "vision": "SUBMITTED"}
    assert review.stands("steps").revisions.latest("number").why == why
    remark = Remark.objects.get()
    assert (remark.text, remark.from_programme, remark.by, remark.question.key) == (
        why,
        True,
        manager,
        "steps",
    )


@pytest.mark.parametrize("why", ["", "  \n ", "x" * 501])
def test_returning_needs_a_reason_of_some_length(review: Review, why: str) -> None:
    with pytest.raises(RoundError):
        send_back(by=review.manager, response=review.response(), questions=["plan"], why=why)
    assert states(review)["plan"] == "SUBMITTED"
    assert not Remark.objects.exists()


def test_an_approved_answer_can_still_go_back(review: Review) -> None:
    approve(by=review.manager, response=review.response(), questions=["plan"])
    assert send_back(by=review.manager, response=review.response(), questions=["plan"], why="Toch niet.") == 1
    assert states(review)["plan"] == "RETURNED"


def test_what_changed_after_the_page_was_made_is_not_approved_unseen(review: Review) -> None:
    seen = review.seen("plan", "steps")
    review.answers("steps", "done")
    for act in (
        lambda: approve(by=review.manager, response=review.response(), questions=seen, seen=seen),
        lambda: send_back(
            by=review.manager, response=review.response(), questions=seen, why="Nee", seen=seen
        ),
    ):
        with pytest.raises(RoundError, match="gewijzigd nadat u deze pagina opende"):
            act()
    assert set(states(review).values()) == {"SUBMITTED"}, "not the one that stayed the same either"
    assert not Remark.objects.exists()


def test_a_closed_round_is_not_reviewed(review: Review) -> None:
    approve(by=review.manager, response=review.response())
    close_round(by=review.story.by, round_=review.round)
    with pytest.raises(RoundError, match="niet open"):
        approve(by=review.manager, response=review.response())
    with pytest.raises(RoundError, match="niet open"):
        send_back(by=review.manager, response=review.response(), questions=["plan"], why="Te laat")


def test_only_what_the_region_touches_comes_back_for_review(review: Review) -> None:
    approve(by=review.manager, response=review.response())
    send_back(by=review.manager, response=review.response(), questions=["steps"], why="Bent u klaar?")
    steps, plan = review.question("steps"), review.question("plan")
    sheet = review.response().sheet
    record(
        by=review.leader(),
        given=[
            Given(sheet, steps, (steps.options.get(slug="done"),)),
            Given(sheet, plan, (plan.options.get(slug="yes"),)),  # saved again as it was
        ],
    )
    submit(by=review.leader(), answers=sheet.answers.all())
    assert states(review) == {"plan": "APPROVED", "steps": "SUBMITTED", "vision": "APPROVED"}


def test_the_programme_is_shown_what_it_has_not_looked_at(review: Review) -> None:
    def shown() -> list[list[str]]:
        revisions = list(review.stands("steps").revisions.order_by("number"))
        return [one.new["options"] for one in unseen(revisions)]

    assert shown() == [], "a first answer changed nothing"
    review.answers("steps", "done")
    assert shown() == [["done"]], "since it was first handed in"
    approve(by=review.manager, response=review.response())
    assert shown() == []
    review.answers("steps", "none")
    assert shown() == [["none"]], "and not what was approved before"
    send_back(by=review.manager, response=review.response(), questions=["steps"], why="Zeker?")
    review.answers("steps", "busy")
    assert shown() == [["busy"]]


# --- the page ---------------------------------------------------------------------------------------------


def test_who_may_open_the_review_of_a_region(review: Review) -> None:
    assert who_may(review.everybody(), PAGE) == {200: PROGRAMME, 403: set(review.everybody()) - PROGRAMME}


def test_who_may_settle(review: Review) -> None:
    data = {"goedkeuren": "plan:99"}  # a revision that nobody saw, so nothing is settled
    assert who_may(review.everybody(), f"{PAGE}beoordelen/", data) == {
        422: PROGRAMME, 403: set(review.everybody()) - PROGRAMME,
    }  # fmt: skip


def test_a_member_sees_and_settles_the_own_block_alone(review: Review) -> None:
    client = signed_in(review.member(review.first))
    page = client.get(f"{PAGE}?toon=alles").content.decode()
    assert "vraag-plan" in page
    assert "Heeft de regio een visie?" not in page
    pair = f"vision:{review.stands('vision').revision}"
    answered = client.post(f"{PAGE}beoordelen/", {"goedkeuren": pair})
    assert answered.status_code == 403
    assert states(review)["vision"] == "SUBMITTED"


def test_by_default_only_what_waits_is_shown(review: Review) -> None:
    approve(by=review.manager, response=review.response(), questions=["plan"])
    client = signed_in(review.manager)
    open_, all_ = client.get(PAGE).content.decode(), client.get(f"{PAGE}?toon=alles").content.decode()
    assert ('id="vraag-steps"' in open_, 'id="vraag-plan"' in open_) == (True, False)
    assert 'id="vraag-plan"' in all_ and 'id="vraag-remark"' in all_
    block = client.get(f"{PAGE}?bouwsteen={review.second.slug}").content.decode()
    assert ('id="vraag-vision"' in block, 'id="vraag-steps"' in block) == (True, False)


def test_the_page_shows_all_that_stands_around_an_answer(review: Review) -> None:
    approve(by=review.manager, response=review.response())
    close_round(by=review.story.by, round_=review.round)
    later = next_round(review)
    answer(later.story, "drenthe", "plan", "no", settled=False, comment="Het plan is verlopen.",
           agreement="dissent", dissent="De gemeente ziet het anders.")  # fmt: skip
    submit(by=review.story.by, answers=[later.stands("plan")])
    send_back(by=review.manager, response=later.response(), questions=["plan"], why="Zeker weten?")
    later.answers("plan", "no", comment="Het plan is vervangen.")
    page = signed_in(review.manager).get("/beheer/rondes/2031/drenthe/").content.decode()
    for words in (
        "Het plan is vervangen.", "De gemeente ziet het anders.", "nu anders", "Zeker weten?",
        "Gewijzigd sinds u het laatst keek", "Het plan is verlopen.",
    ):  # fmt: skip
        assert words in page, words
    assert "2030" in page, "the round of last time"


def test_approving_from_the_page(review: Review) -> None:
    client = signed_in(review.manager)
    pair = f"steps:{review.stands('steps').revision}"
    done = client.post(f"{PAGE}beoordelen/", {"goedkeuren": pair, "toon": "alles"})
    assert (done.status_code, done["Location"]) == (302, f"{PAGE}?toon=alles#vraag-steps")
    assert states(review)["steps"] == "APPROVED"


def test_a_section_is_approved_in_one_go(review: Review) -> None:
    page = signed_in(review.manager).get(PAGE).content.decode()
    assert "Keur alle 2 antwoorden goed" in page
    pairs = [f"{key}:{revision}" for key, revision in review.seen("plan", "steps").items()]
    data = {"goedkeuren": pairs, "onderdeel": review.first.slug}
    done = signed_in(review.manager).post(f"{PAGE}beoordelen/", data)
    assert done["Location"] == f"{PAGE}#{review.first.slug}"
    assert states(review) == {"plan": "APPROVED", "steps": "APPROVED", "vision": "SUBMITTED"}


def test_with_htmx_only_the_question_and_the_counts_come_back(review: Review) -> None:
    client = signed_in(review.manager)
    pair = f"steps:{review.stands('steps').revision}"
    data = {"goedkeuren": pair}
    part = client.post(f"{PAGE}beoordelen/", data, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.count("<article") == 1 and 'id="vraag-steps"' in part
    assert 'id="stand" hx-swap-oob="true"' in part
    assert "1 antwoord is goedgekeurd." in part


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_without_a_reason_the_question_says_what_is_wrong(review: Review, headers: dict[str, str]) -> None:
    client = signed_in(review.manager)
    pair = f"steps:{review.stands('steps').revision}"
    data = {"terugsturen": pair, "reden-steps": " "}
    answered = client.post(f"{PAGE}beoordelen/", data, headers=headers)
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Vertel de regio waarom u het antwoord terugstuurt." in page
    assert 'aria-invalid="true"' in page
    assert ("<title>Fout: " in page) == (not headers)
    assert states(review)["steps"] == "SUBMITTED"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_reason_that_was_typed_is_never_lost(review: Review, headers: dict[str, str]) -> None:
    pair = f"steps:{review.stands('steps').revision}"
    review.answers("steps", "done")
    data = {"terugsturen": pair, "reden-steps": "Een lange uitleg."}
    answered = signed_in(review.manager).post(f"{PAGE}beoordelen/", data, headers=headers)
    page = answered.content.decode()
    assert "Een lange uitleg." in page
    assert "gewijzigd nadat u deze pagina opende" in page


@pytest.mark.parametrize("pair", ["", "plan", "plan:", "plan:x", ":3", "plan:-1", "plan:²"])
def test_a_form_that_is_no_form_of_ours(review: Review, pair: str) -> None:
    data = {"goedkeuren": pair}
    assert signed_in(review.manager).post(f"{PAGE}beoordelen/", data).status_code == 404


def test_the_neighbours_are_regions_that_wait(review: Review) -> None:
    for region in ("zeeland", "friesland", "utrecht"):
        review.answers("plan", "yes", region=region)
    approve(by=review.manager, response=review.response("utrecht"))
    page = signed_in(review.manager).get("/beheer/rondes/2030/friesland/").content.decode()
    assert '/beheer/rondes/2030/drenthe/" rel="prev"' in page
    assert '/beheer/rondes/2030/zeeland/" rel="next"' in page, "Utrecht waits no more, Twente never did"


@pytest.mark.parametrize("place", ["2030/atlantis", "2099/drenthe"])
def test_a_region_or_round_that_is_not_there(review: Review, place: str) -> None:
    assert signed_in(review.manager).get(f"/beheer/rondes/{place}/").status_code == 404


def test_the_page_asks_the_database_as_often_however_much_there_is(
    review: Review, django_assert_max_num_queries: object
) -> None:
    client = signed_in(review.manager)
    review.answers("steps", "done")  # something that the programme has not looked at
    client.get(PAGE)
    with django_assert_max_num_queries(22) as few:  # type: ignore[operator]
        client.get(f"{PAGE}?toon=alles")
    for key, slugs, fields in (
        ("themes", ("teams", "trauma"), {}),
        ("reach", (), {"number": Decimal(5)}),
        ("remark", (), {"text": "Wij zoeken geld."}),
    ):
        review.answers(key, *slugs, comment="Uitleg.", **fields)
        send_back(by=review.manager, response=review.response(), questions=[key], why="Leg uit.")
        review.answers(key, *slugs, comment="Meer uitleg.", **fields)
    with django_assert_max_num_queries(len(few)) as many:  # type: ignore[operator]
        client.get(f"{PAGE}?toon=alles")
    assert len(many) <= len(few)


def test_the_meeting_and_what_was_handed_in_stand_beside_the_answers(review: Review) -> None:
    response = review.response()
    meeting = MeetingFactory(response=response, place="gemeentehuis")
    AttendeeFactory(meeting=meeting, organisation="Veilig Thuis", function="manager")
    SubmissionFactory(response=response, agreed_by="wethouder zorg", blocks=["een", "twee"])
    page = signed_in(review.manager).get(PAGE).content.decode()
    for words in (
        "1 januari 2030, gemeentehuis",
        "Veilig Thuis",
        "(manager)",
        "wethouder zorg",
        "2 onderdelen",
    ):
        assert words in page, words
