"""Five regions over two rounds, with a scale, and a figure, of which the stories decide who may know them."""

from datetime import UTC, datetime

from accounts.models import User
from questionnaires.actions import versions
from questionnaires.models import Question, Section
from regions.models import Region
from reports.models import ReportVersion
from roundtables.actions.rounds import close_round
from roundtables.models import Snapshot
from tests.projectpool.factories import (
    PoolEntryFactory,
    PoolFactory,
    ProjectFactory,
    ProjectRegionFactory,
    ThemeFactory,
)
from tests.regions.factories import MunicipalityFactory
from tests.reports.factories import IndicatorFactory, ProgressReportFactory, ReportVersionFactory
from tests.roundtables.people import Kind, person
from tests.roundtables.story import Story, answer, begin, questionnaire

# Drenthe goes a step further, Twente falls back; the others stay.
STEPS = {
    "2030": {"drenthe": "busy", "twente": "done", "zeeland": "none", "utrecht": "none", "friesland": "none"},
    "2031": {"drenthe": "done", "twente": "busy", "zeeland": "none", "utrecht": "none", "friesland": "none"},
}
LABELS = {"done": "alle stappen gezet", "busy": "bezig met de stappen", "none": "nog geen stap gezet"}


def a_round(key: str) -> tuple[Story, Snapshot]:
    """A closed round: every region has a plan, one works on the theme of teams, and the steps differ."""
    story = begin(key)
    for region, step in STEPS[key].items():
        answer(story, region, "plan", "yes")
        answer(story, region, "steps", step)
        answer(story, region, "themes", "teams" if region == "drenthe" else "trauma")
    return story, close_round(by=story.by, round_=story.round)


def told(
    *,
    steps: str = "public",
    themes: str = "public",
    published: bool = True,
    now: dict[str, str] | None = None,
) -> ReportVersion:
    """Both rounds, and a report about them. `steps` and `themes` say who may know the scale and the figure by
    name; that a region has a plan is public, and remarks are for the programme. `now` is what differs in the
    scale the second time."""
    made = questionnaire()
    levels = {"plan": "public", "steps": steps, "themes": themes, "remark": "programme"}
    for key, level in levels.items():
        Question.objects.filter(key=key).update(
            visibility=level, text_nl=f"Hoe staat het met {key}?", text_en=""
        )
    for slug, label in LABELS.items():
        Question.objects.get(key="steps").options.filter(slug=slug).update(label_nl=label)
    block = Section.objects.get(questionnaire=made).block
    type(block).objects.update(name_nl="Samen werken", name_en="Working together", slug="samen-werken")
    IndicatorFactory(
        key="teams", block=block, expressions={"2030": {"q": "themes", "has": "teams"}},
        title_nl="Werk met teams", one_nl="werkt met teams", many_nl="werken met teams",
    )  # fmt: skip
    _story, before = a_round("2030")
    if now:
        Question.objects.filter(questionnaire=versions.clone(made, "2031"), key="steps").update(**now)
    story, after = a_round("2031")
    version: ReportVersion = ReportVersionFactory(
        report=ProgressReportFactory(slug="vijfde", round=story.round),
        state="approved" if published else "draft",
        publish_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    version.snapshots.set([before, after])
    return version


def with_projects() -> None:
    """Drenthe and Twente share a project; Drenthe stands in the table of an older pool too."""
    drenthe, twente = (Region.objects.get(slug=slug) for slug in ("drenthe", "twente"))
    MunicipalityFactory(name="Emmen", slug="emmen", region=drenthe)
    project = ProjectFactory(pool=PoolFactory(key="2020"), title_nl="Samen trainen", joint="yes")
    for region in (drenthe, twente):
        ProjectRegionFactory(project=project, region=region)
    older = PoolFactory(key="2019", name_nl="Projectenpool 2019")
    PoolEntryFactory(pool=older, theme=ThemeFactory(name_nl="Lokale teams"), region=drenthe, joint=True)


def people() -> dict[str, User]:
    """Who opens the page of Drenthe."""
    drenthe, twente = (Region.objects.get(slug=slug) for slug in ("drenthe", "twente"))
    return {
        "own leader": person(Kind.PROJECT_LEADER, drenthe),
        "leader of another region": person(Kind.PROJECT_LEADER, twente),
        "commissioner": person(Kind.COMMISSIONER),
        "manager": person(Kind.PROGRAMME_MANAGER),
        "technical manager": person(Kind.TECHNICAL_MANAGER),
    }
