"""The programme keeps a register of regions; a region sees its own line and may contest it."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from questionnaires.models import Answer, AnswerState, Question
from roundtables.actions.register import Line, contest, keep_register, settle_contest
from roundtables.actions.rounds import close_round
from roundtables.errors import RoundError
from roundtables.models import Round
from tests.questionnaires.factories import OptionFactory, QuestionFactory
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.story import Story, begin

pytestmark = pytest.mark.django_db
PAGE = "/beheer/rondes/2030/register/?vraag=held"


@pytest.fixture
def story() -> Story:
    return begin()


@pytest.fixture
def held(story: Story) -> Question:
    """A question of the register: was the round table held?"""
    section = story.round.questionnaire.sections.get()
    made: Question = QuestionFactory(
        section=section, key="held", text_nl="Is het gesprek gehouden?", position=90,
        answered_by=Question.AnsweredBy.REGISTER,
    )  # fmt: skip
    OptionFactory(question=made, slug="yes", label_nl="ja")
    OptionFactory(question=made, slug="no", label_nl="nee")
    return made


def line(story: Story, held: Question, region: str, *slugs: str, **about: object) -> Line:
    response = story.round.responses.select_related("region", "sheet").get(region__slug=region)
    options = tuple(held.options.filter(slug__in=slugs))
    known = {"source": "agenda van het programma", "source_date": date(2030, 2, 1)} | about
    return Line(response, options, **known)  # type: ignore[arg-type]


def keep(story: Story, held: Question, *lines: Line, by: User | None = None) -> int:
    return keep_register(by=by or story.by, round_=story.round, question=held, lines=lines, page="p")


def kept(region: str) -> Answer:
    return Answer.objects.get(sheet__response__region__slug=region, question__key="held")


def test_a_line_counts_once_saved_with_its_source(story: Story, held: Question) -> None:
    before = Round.objects.get(pk=story.round.pk).revision
    assert keep(story, held, line(story, held, "drenthe", "yes"), line(story, held, "twente", "no")) == 2
    answer = kept("drenthe")
    assert (answer.state, answer.source, answer.source_date) == (
        AnswerState.APPROVED, "agenda van het programma", date(2030, 2, 1),
    )  # fmt: skip
    assert [revision.kind for revision in answer.revisions.order_by("number")] == ["typed", "approved"]
    assert Round.objects.get(pk=story.round.pk).revision > before


def test_saving_the_same_again_changes_nothing(story: Story, held: Question) -> None:
    keep(story, held, line(story, held, "drenthe", "yes"))
    before = Round.objects.get(pk=story.round.pk).revision
    assert keep(story, held, line(story, held, "drenthe", "yes", seen=kept("drenthe").revision)) == 0
    assert Round.objects.get(pk=story.round.pk).revision == before


@pytest.mark.parametrize("lacks", [{"source": " "}, {"source_date": None}])
def test_without_source_or_date_nothing_is_kept(story: Story, held: Question, lacks: dict) -> None:
    good, bad = line(story, held, "drenthe", "yes"), line(story, held, "twente", "yes", **lacks)
    with pytest.raises(RoundError, match="Twente: geef de bron en de datum"):
        keep(story, held, good, bad)
    assert not Answer.objects.filter(question=held).exists()


def test_a_region_of_which_nothing_is_known_stays_empty(story: Story, held: Question) -> None:
    assert keep(story, held, line(story, held, "drenthe", source="", source_date=None)) == 0
    assert not Answer.objects.filter(question=held).exists()


def test_a_line_can_be_taken_away(story: Story, held: Question) -> None:
    keep(story, held, line(story, held, "drenthe", "yes"))
    seen = kept("drenthe").revision
    keep(story, held, line(story, held, "drenthe", source="", source_date=None, seen=seen))
    assert kept("drenthe").state == AnswerState.OPEN


def test_what_a_colleague_wrote_meanwhile_stays(story: Story, held: Question) -> None:
    keep(story, held, line(story, held, "drenthe", "yes"), by=person(Kind.PROGRAMME_MEMBER))
    with pytest.raises(RoundError, match=r"Drenthe: .* intussen gewijzigd"):
        keep_register(
            by=story.by, round_=story.round, question=held, page="q",
            lines=[line(story, held, "drenthe", "no", seen=0)],
        )  # fmt: skip
    assert [option.slug for option in kept("drenthe").options.all()] == ["yes"]


def sent(page: str) -> dict[str, str]:
    """What a browser would send of this page when nobody touches anything."""
    fields = re.findall(r'<input type="(?:hidden|text|date)" name="([a-z-]+)"[^>]*? value="([^"]*)"', page)
    chosen = re.findall(r'<select name="([a-z-]+-answer)".*?</select>', page, re.DOTALL)
    options = re.findall(
        r'<select name="([a-z-]+)"(?:(?!</select>).)*?value="([a-z]*)" selected', page, re.DOTALL
    )
    return dict(fields) | dict.fromkeys(chosen, "") | dict(options)


def test_what_a_colleague_filled_on_a_line_that_was_empty_stays(story: Story, held: Question) -> None:
    anna = signed_in(person(Kind.PROGRAMME_MANAGER))
    open_page = sent(anna.get(PAGE).content.decode())
    keep(story, held, line(story, held, "drenthe", "yes"), by=person(Kind.PROGRAMME_MEMBER))
    about = {"twente-answer": "no", "twente-source": "agenda", "twente-date": "2030-02-03"}
    assert anna.post(PAGE, open_page | about).status_code == 302
    assert kept("drenthe").state == AnswerState.APPROVED, "Anna never touched Drenthe"
    assert [option.slug for option in kept("twente").options.all()] == ["no"]


def test_a_line_that_changed_meanwhile_is_shown_and_nothing_is_half_done(
    story: Story, held: Question
) -> None:
    keep(story, held, line(story, held, "drenthe", "yes"), line(story, held, "twente", "yes"))
    anna = signed_in(person(Kind.PROGRAMME_MANAGER))
    open_page = sent(anna.get(PAGE).content.decode())
    assert (open_page["drenthe-answer"], open_page["zeeland-answer"]) == ("yes", "")
    newer = line(story, held, "twente", "no", seen=kept("twente").revision, source="brief")
    keep_register(
        by=person(Kind.PROGRAMME_MEMBER), round_=story.round, question=held, lines=[newer], page="q"
    )
    for answer in ("", "yes"):
        mine = {"drenthe-answer": "", "twente-answer": answer, "twente-source": "mail"}
        page = anna.post(PAGE, open_page | mine).content.decode()
        assert "Twente: " in page and "heeft deze regel intussen gewijzigd" in page
        assert "Kies welk antwoord blijft" not in page
        again = sent(page)
        assert (again["twente-answer"], again["twente-source"]) == ("no", "brief")
        assert again["drenthe-answer"] == "", "what Anna did to other lines still stands on the page"
        assert kept("drenthe").state == kept("twente").state == AnswerState.APPROVED
    assert anna.post(PAGE, again).status_code == 302
    assert kept("drenthe").state == AnswerState.OPEN
    assert [option.slug for option in kept("twente").options.all()] == ["no"]


def test_the_register_takes_the_sheets_before_the_round(story: Story, held: Question) -> None:
    with CaptureQueriesContext(connection) as found:
        keep(story, held, line(story, held, "twente", "yes"), line(story, held, "drenthe", "yes"))
    asked = [one["sql"] for one in found if "SELECT" in one["sql"]]
    sheets = [place for place, sql in enumerate(asked) if 'FROM "questionnaires_answersheet"' in sql]
    rounds = [place for place, sql in enumerate(asked) if 'FROM "roundtables_round"' in sql]
    assert "ORDER BY" in asked[sheets[0]] and sheets[0] < rounds[0], (
        "as a region does when it saves: nobody waits in a circle"
    )


def test_only_the_register_of_an_open_round(story: Story, held: Question) -> None:
    plan = story.round.questionnaire.questions.get(key="plan")
    with pytest.raises(RoundError, match="zelf"):
        keep_register(by=story.by, round_=story.round, question=plan, lines=[], page="p")
    close_round(by=story.by, round_=story.round)
    with pytest.raises(RoundError, match="niet open"):
        keep(story, held, line(story, held, "drenthe", "yes"))


def test_a_region_contests_and_reads_what_came_of_it(story: Story, held: Question) -> None:
    keep(story, held, line(story, held, "drenthe", "no"))
    response = story.round.responses.get(region__slug="drenthe")
    leader = person(Kind.PROJECT_LEADER, response.region)
    with pytest.raises(RoundError, match="wat er niet klopt"):
        contest(by=leader, response=response, question=held, why=" ")
    made = contest(by=leader, response=response, question=held, why="Het gesprek was in maart.")
    with pytest.raises(RoundError, match="al gemeld"):
        contest(by=leader, response=response, question=held, why="Nog eens.")
    assert kept("drenthe").state == AnswerState.APPROVED, "the line stands until it is settled"
    with pytest.raises(RoundError, match="uitkomst"):
        settle_contest(by=story.by, contest=made, outcome="")
    settle_contest(by=story.by, contest=made, outcome="Klopt; aangepast.")
    with pytest.raises(RoundError, match="al afgehandeld"):
        settle_contest(by=story.by, contest=made, outcome="Toch niet.")
    made.refresh_from_db()
    assert (made.outcome, made.settled_by) == ("Klopt; aangepast.", story.by)
    contest(by=leader, response=response, question=held, why="Toch nog iets.")


def test_a_region_contests_only_the_register_of_an_open_round(story: Story, held: Question) -> None:
    response = story.round.responses.get(region__slug="drenthe")
    plan = story.round.questionnaire.questions.get(key="plan")
    with pytest.raises(RoundError, match="zelf"):
        contest(by=story.by, response=response, question=plan, why="Nee.")
    close_round(by=story.by, round_=story.round)
    response = story.round.responses.get(region__slug="drenthe")
    with pytest.raises(RoundError, match="niet open"):
        contest(by=story.by, response=response, question=held, why="Nee.")
