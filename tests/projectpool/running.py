"""A project that was granted and runs, with its people, for the stories of what happens after a grant."""

from datetime import date
from typing import Any

from accounts.models import Role, User
from buildingblocks.models import BuildingBlock
from projectpool.actions.following import plan_reports
from projectpool.importing import load_questions
from projectpool.models import Application, Project, ProjectRegion, ProjectReport, Theme
from questionnaires.actions import Given, save
from questionnaires.actions.filling import Save
from questionnaires.models import Question, Questionnaire
from regions.models import Region
from tests.accounts.factories import UserFactory
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.projectpool.factories import (
    ApplicationFactory,
    ApplicationRegionFactory,
    CallFactory,
    DecisionFactory,
    ProjectFactory,
    ThemeFactory,
    ThemeNameFactory,
)
from tests.regions.factories import RegionFactory
from tests.regions.reference import FIXTURES
from tests.roundtables.people import person

Kind = Role.Kind
GOOD = {
    "report-results": "Alle wijkteams zijn getraind.",
    "report-light": "green",
    "report-light-reason": "De planning is gehaald.",
    "report-delay": "none",
    "report-next": "De tweede groep begint.",
    "report-lesson": "Begin met één wijkteam en laat de rest meekijken.",
}


class Running:
    """Drenthe leads "Samen sterker" with Twente: 60.000 euros out of a call of 300.000, in 2031 and 2032."""

    def __init__(self, *, first: date = date(2031, 1, 1), last: date = date(2032, 12, 31)) -> None:
        self.block: BuildingBlock = BuildingBlockFactory(key="project-pool", slug="projectenpool")
        load_questions(FIXTURES, by=User.objects.service("import"))
        self.drenthe: Region = RegionFactory(slug="drenthe", name="Drenthe")
        self.twente: Region = RegionFactory(slug="twente", name="Twente")
        self.zeeland: Region = RegionFactory(slug="zeeland", name="Zeeland")
        self.manager = person(Kind.PROGRAMME_MANAGER)
        self.leader = person(Kind.PROJECT_LEADER, self.drenthe)
        self.partner = person(Kind.PROJECT_LEADER, self.twente)
        self.colleague = person(Kind.CONTRIBUTOR, self.twente, self.block)
        self.stranger = person(Kind.PROJECT_LEADER, self.zeeland)
        self.theme: Theme = ThemeFactory(
            key="trauma", name_nl="Traumahulp", block=BuildingBlockFactory(key="trauma-help")
        )
        questions = Questionnaire.objects.get(version="aanvraag-1")
        self.call = CallFactory(granted_total=60_000_00, questionnaire=questions)
        ThemeNameFactory(pool=self.call.pool, theme=self.theme)
        self.call.themes.add(self.theme)
        self.project = self.grant("samen-sterker", "Samen sterker", first, last)

    def grant(
        self, key: str, title: str, first: date, last: date, *partners: Region, amount: int = 60_000_00
    ) -> Project:
        """A project as a decision makes it, with its reports."""
        application: Application = ApplicationFactory(
            call=self.call,
            title=title,
            state=Application.State.GRANTED,
            number=key,
            submitted_at=self.call.opens_at,
        )
        ApplicationRegionFactory(application=application, region=self.drenthe, is_lead=True)
        DecisionFactory(application=application, amount=amount, by=self.manager)
        project: Project = ProjectFactory(
            pool=self.call.pool, key=key, title_nl=title, application=application, amount=amount,
            starts_on=first, ends_on=last, joint=Project.Joint.YES, described_as="",
        )  # fmt: skip
        others = partners or (self.twente,)
        share = amount // (len(others) + 1)
        lead = {"role": ProjectRegion.Role.INITIATOR, "amount": amount - share * len(others)}
        ProjectRegion.objects.create(project=project, region=self.drenthe, **lead)
        for region in others:
            ProjectRegion.objects.create(project=project, region=region, amount=share)
        project.themes.add(self.theme)
        plan_reports(by=self.manager, project=project)
        return project

    @property
    def reports(self) -> list[ProjectReport]:
        """The reports of the project, the first due first."""
        return list(self.project.reports.select_related("project", "sheet"))

    def question(self, key: str) -> Question:
        """A question of the reports."""
        return Question.objects.get(questionnaire__version="verslag-1", key=key)

    def tell(self, report: ProjectReport, by: User | None = None, **other: Any) -> None:
        """Fill in a report well, or otherwise: `report_light="red"`."""
        told = GOOD | {name.replace("_", "-"): value for name, value in other.items()}
        for key, value in told.items():
            question = self.question(key)
            values = [value] if isinstance(value, str) else list(value)
            options = tuple(question.options.filter(slug__in=values)) if question.has_options else ()
            text = "" if question.has_options else values[0]
            given = Given(report.sheet, question, options, text=text)
            answer = report.sheet.answers.filter(question=question).first()
            save(by=by or self.leader, save=Save(given, answer.revision if answer else 0, "test"))


def outsider() -> User:
    """Somebody with an account and no role."""
    made: User = UserFactory()
    return made
