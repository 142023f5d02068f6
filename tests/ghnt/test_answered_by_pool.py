"""What the pool knows of a region is not asked of anybody: a round reads it from the projects themselves."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projectpool.actions.changing import Wish, ask_change, decide_change
from projectpool.models import ChangeRequest
from questionnaires.models import Question
from reports.figures import Figure, Status
from reports.reading.reading import live_reading
from roundtables.actions.rounds import changed, close_round
from roundtables.models import Participant
from roundtables.snapshots import read_round
from tests.projectpool.factories import PoolEntryFactory, PoolFactory, ThemeFactory
from tests.projectpool.running import Running
from tests.questionnaires.factories import OptionFactory, QuestionFactory
from tests.reports.factories import IndicatorFactory
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.story import Story, answer, begin

pytestmark = pytest.mark.django_db
LATER = date(2033, 6, 30)


@pytest.fixture
def running() -> Running:
    """Drenthe and Twente work on trauma together in 2031 and 2032."""
    return Running()


@pytest.fixture
def story(running: Running) -> Story:
    """The round of 1 January 2031, that asks under which themes a region has a project."""
    made = begin("2031")
    section = made.round.questionnaire.sections.get()
    question: Question = QuestionFactory(
        section=section, key="project-themes", type=Question.Type.MULTIPLE, position=90,
        answered_by=Question.AnsweredBy.POOL, text_nl="Onder welke thema’s heeft de regio een project?",
    )  # fmt: skip
    for place, (slug, label) in enumerate((("teams", "Lokale teams"), ("trauma", "Traumahulp"))):
        OptionFactory(question=question, slug=slug, label_nl=label, position=place)
    made.round.questionnaire.frozen_at = None
    made.round.questionnaire.save()
    IndicatorFactory(key="on-trauma", expressions={"2031": {"q": "project-themes", "has": "trauma"}})
    IndicatorFactory(key="on-teams", expressions={"2031": {"q": "project-themes", "has": "teams"}})
    return made


def figure(key: str) -> Figure:
    """The figure as the programme reads it now."""
    return live_reading().figures("2031")[key]


def test_a_project_that_runs_is_counted_and_nobody_typed_it(story: Story) -> None:
    found = figure("on-trauma")
    assert found.counted_regions == ("drenthe", "twente")
    assert (found.status, found.split.not_counted) == (Status.COUNTED, 1), "Zeeland has none"
    assert figure("on-teams").value == 0


def test_a_partner_that_joins_shows_in_the_next_page(running: Running, story: Story) -> None:
    assert figure("on-trauma").value == 2
    together = (running.drenthe, running.twente, running.zeeland)
    wish = Wish(ChangeRequest.What.PARTNERS, "Zeeland sluit aan.", regions=together)
    asked = ask_change(by=running.leader, project=running.project, wish=wish)
    decide_change(by=running.manager, change=asked, approve=True, why="Past bij het plan.")
    assert figure("on-trauma").counted_regions == ("drenthe", "twente", "zeeland")


def test_a_closed_round_keeps_what_the_pool_said(running: Running, story: Story) -> None:
    for region in ("drenthe", "twente", "zeeland"):
        for key in ("plan", "themes"):
            answer(story, region, key, "no" if key == "plan" else "none")
    close_round(by=story.by, round_=story.round)
    running.project.themes.clear()
    running.project.save()
    assert figure("on-trauma").value == 2
    question = next(q for q in read_round(story.round).questions if q.key == "project-themes")
    assert question.answered_by == "pool"


def test_a_project_that_ended_before_counts_no_more(running: Running, story: Story) -> None:
    running.project.starts_on, running.project.ends_on = date(2029, 1, 1), date(2030, 12, 31)
    running.project.save()
    assert figure("on-trauma").status is Status.NOT_ASKED, "no pool runs, so nobody was asked"
    running.grant("nog-een", "Nog een", date(2031, 1, 1), date(2031, 6, 30), running.zeeland)
    assert figure("on-trauma").counted_regions == ("drenthe", "zeeland")


def test_made_up_projects_count_in_a_round_of_the_example_only(running: Running, story: Story) -> None:
    running.call.example = True
    running.call.save()
    running.project.save()
    assert figure("on-trauma").status is Status.NOT_ASKED
    story.round.example = True
    story.round.save()
    changed(story.round)
    assert figure("on-trauma").value == 2


def test_a_printed_table_counts_in_the_years_it_is_for(running: Running, story: Story) -> None:
    running.project.starts_on, running.project.ends_on = LATER, LATER
    running.project.save()
    teams = ThemeFactory(key="teams")
    for years, region in (("2030-2031", running.zeeland), ("2029", running.drenthe)):
        PoolEntryFactory(pool=PoolFactory(period_nl=years), theme=teams, region=region)
    assert figure("on-teams").counted_regions == ("zeeland",)


def test_a_region_without_part_in_the_round_stays_outside(running: Running, story: Story) -> None:
    Participant.objects.filter(round=story.round, region=running.twente).update(
        excused=True, excused_why="Fusie."
    )
    running.project.save()
    assert figure("on-trauma").counted_regions == ("drenthe",)


def test_it_cannot_be_typed_in_by_a_file_either(story: Story, tmp_path: Path) -> None:
    path = story.write(tmp_path, "region_slug,question_id,option_slug\nzeeland,project-themes,trauma\n")
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("import_answers", path, "--round=2031", stderr=said, stdout=said)
    assert "krijgt haar antwoord van de projectenpool" in said.getvalue()
    assert figure("on-trauma").value == 2


def test_the_region_reads_it_with_a_way_to_the_projects(running: Running, story: Story) -> None:
    page = signed_in(running.leader).get("/ronde/2031/drenthe/register/").content.decode()
    assert "Uit de projectenpool" in page and "Traumahulp" in page
    assert "/projectenpool/projecten/?regio=drenthe" in page
    other = signed_in(running.stranger).get("/ronde/2031/zeeland/register/").content.decode()
    assert "Onder geen enkel thema" in other
    counted = signed_in(running.leader).get("/ronde/2031/drenthe/telling/").content.decode()
    assert "projectenpool" in counted and "Traumahulp" in counted


def test_who_defends_the_number_finds_the_projects_behind_it(story: Story) -> None:
    Question.objects.filter(key="project-themes").update(visibility="public")
    page = signed_in(person(Kind.PROGRAMME_MANAGER)).get("/cijfers/on-trauma/?ronde=2031").content.decode()
    assert "/projectenpool/projecten/?regio=twente" in page


def test_however_many_regions_the_pool_is_asked_as_often(story: Story) -> None:
    with CaptureQueriesContext(connection) as asked:
        read_round(story.round)
    assert len(asked) <= 7
    with CaptureQueriesContext(connection) as again:
        read_round(story.round)
    assert len(again) <= len(asked) - 2, "every page of a round reads it, so what did not change is kept"
