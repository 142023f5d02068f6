"""A call that closed with applications to weigh, and the people who weigh, decide and read."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Role, User
from buildingblocks.models import BuildingBlock
from projectpool.actions.assessing import (
    Given,
    assign,
    declare_no_interest,
    finish,
    save_scores,
)
from projectpool.actions.deciding import Verdict, decide
from projectpool.forms.weighing import begin_and_end
from projectpool.importing import load_questions
from projectpool.models import Application, Assessment, Decision, Theme
from questionnaires.models import Questionnaire
from regions.models import Region
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.projectpool.factories import (
    ApplicationFactory,
    ApplicationRegionFactory,
    BudgetLineFactory,
    CallFactory,
    CriterionFactory,
    ThemeFactory,
)
from tests.questionnaires.factories import AnswerSheetFactory
from tests.regions.factories import RegionFactory
from tests.regions.reference import FIXTURES
from tests.roundtables.people import person

Kind = Role.Kind
WELL = "Het plan is helder."
DAYS = begin_and_end([2031, 2032])


class Weighing:
    """A closed call of 100.000 euros with two criteria (the first counts double). Drenthe asks 60.000 with
    Twente for trauma, Zeeland asks 60.000 and Utrecht 30.000 for teams; Friesland asks nothing."""

    def __init__(self) -> None:
        self.block: BuildingBlock = BuildingBlockFactory(key="project-pool", slug="projectenpool")
        load_questions(FIXTURES, by=User.objects.service("import"))
        names = ("Drenthe", "Friesland", "Twente", "Utrecht", "Zeeland")
        self.regions: dict[str, Region] = {
            name: RegionFactory(slug=name.lower(), name=name) for name in names
        }
        self.trauma: Theme = ThemeFactory(name_nl="Traumahulp", block=BuildingBlockFactory())
        self.teams: Theme = ThemeFactory(name_nl="Lokale teams", block=BuildingBlockFactory())
        self.silent: Theme = ThemeFactory(name_nl="Plegeraanpak")
        now = timezone.now()
        self.call = CallFactory(
            budget=100_000_00, floor=10_000_00, ceiling=80_000_00, opens_at=now - timedelta(days=30),
            closes_at=now - timedelta(days=1),
            questionnaire=Questionnaire.objects.get(version="aanvraag-1"),
        )  # fmt: skip
        self.call.themes.set([self.trauma, self.teams, self.silent])
        self.plan = CriterionFactory(call=self.call, name_nl="Kwaliteit van het plan", weight=2, position=1)
        self.lasting = CriterionFactory(call=self.call, name_nl="Borging", weight=1, position=2)
        self.together = self.asked(
            "Samen sterker", self.trauma, Drenthe=40_000_00, Twente=20_000_00
        )
        self.zeeland = self.asked("Veilig verder", self.teams, Zeeland=60_000_00)
        self.utrecht = self.asked("Op tijd erbij", self.teams, Utrecht=30_000_00)
        self.manager = person(Kind.PROGRAMME_MANAGER)
        self.anna, self.bram = person(Kind.EXPERT), person(Kind.PROGRAMME_MEMBER)
        self.leader = person(Kind.PROJECT_LEADER, self.regions["Drenthe"])
        self.partner = person(Kind.PROJECT_LEADER, self.regions["Twente"])
        self.stranger = person(Kind.PROJECT_LEADER, self.regions["Friesland"])

    def asked(self, title: str, theme: Theme, **amounts: int) -> Application:
        """An application that was handed in; the first region leads."""
        made: Application = ApplicationFactory(
            call=self.call, title=title, state=Application.State.SUBMITTED, submitted_at=self.call.opens_at,
            number=f"2031-{Application.objects.count() + 1:02}",
            sheet=AnswerSheetFactory(questionnaire=self.call.questionnaire),
        )  # fmt: skip
        made.themes.add(theme)
        for place, (name, amount) in enumerate(amounts.items()):
            region = self.regions[name]
            ApplicationRegionFactory(application=made, region=region, is_lead=place == 0)
            BudgetLineFactory(application=made, region=region, amount=amount)
        return made

    def given_to(
        self, assessor: User, application: Application | None = None, *, third: bool = False
    ) -> Assessment:
        """Somebody is asked, and says to have no interest."""
        one = application or self.together
        made = assign(by=self.manager, application=one, assessors=[assessor], third=third)[0]
        declare_no_interest(by=assessor, assessment=made)
        return made

    def scored(
        self, assessor: User, plan: int, lasting: int, application: Application | None = None, **how: Any
    ) -> Assessment:
        """Somebody assesses, from the asking to the end."""
        made = self.given_to(assessor, application, **how)
        given = [Given(self.plan, plan, WELL), Given(self.lasting, lasting, WELL)]
        save_scores(by=assessor, assessment=made, given=given, advice="")
        finish(by=assessor, assessment=made)
        return made

    def assessed(self, application: Application, points: int = 4) -> None:
        """Two people who agree."""
        for assessor in (self.anna, self.bram):
            self.scored(assessor, points, points, application)

    def granted(
        self, application: Application | None = None, amount: int = 60_000_00, **other: Any
    ) -> Decision:
        """Assessed and granted."""
        one = application or self.together
        if not one.assessments.exists():
            self.assessed(one)
        said: dict[str, Any] = {"motives": "Past bij het thema.", **DAYS, **other}
        verdict = Verdict(granted=True, amount=amount, **said)
        return decide(by=self.manager, application=one, verdict=verdict)

    def refused(self, application: Application | None = None) -> Decision:
        """Assessed and refused."""
        one = application or self.together
        if not one.assessments.exists():
            self.assessed(one, 2)
        return decide(by=self.manager, application=one, verdict=Verdict(granted=False, motives="Te vaag."))
