"""The example's calls: that of 2020 as far as the sources tell, and three made-up ones. Of those one is open,
one is being assessed, and of one the projects run, so that everybody has something to do in the pool. No mail
is sent while this loads."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import Role, User
from projectpool.actions.calls import About, make_call, put_criterion
from projectpool.actions.handing_in import next_number
from projectpool.models import (
    Application,
    ApplicationRegion,
    ApplicationStep,
    BudgetLine,
    Call,
    Pool,
    Theme,
)
from questionnaires import actions
from questionnaires.actions import Given
from questionnaires.models import AnswerSheet, Question, Questionnaire
from regions.models import Region

from .example_moments import answered_at, at, months_after, person
from .example_projects import Follower
from .example_round import deadline
from .example_weighing import Weigher

RUNNING, WEIGHED, OPEN = "voorbeeld-lopend", "voorbeeld-beoordeling", "voorbeeld-open"
STANDARD = "aanvraag-1"
State, What = Application.State, ApplicationStep.What
DAY = timedelta(days=1)


def load(folder: Path) -> None:
    """Make the calls that are not there yet. Whoever of the example is called on must be there already."""
    told = json.loads((folder / "example" / "pool.json").read_text(encoding="utf-8"))
    if not Call.objects.filter(key=told["history"]["key"]).exists():
        _history(told["history"])
    if not Call.objects.filter(key__in=(RUNNING, WEIGHED, OPEN)).exists():
        Maker(told).make()


def _history(told: dict[str, str]) -> None:
    """The call of 2020: what its sources say, and beside it what they do not."""
    pool = Pool.objects.get(key=told["pool"])
    budget = (pool.stated_budget or 0) * 100
    opens_at, closes_at = at(date(2020, 1, 1), 0), at(date(2020, 8, 22), 0) - timedelta(seconds=1)
    made = Call(
        **{name: told[name] for name in ("key", "title_nl", "title_en", "intro_nl", "intro_en")},
        pool=pool, budget=budget, ceiling=budget, first_year=2020, last_year=2021, opens_at=opens_at,
        closes_at=closes_at, published_at=opens_at, example=True,
        questionnaire=Questionnaire.objects.get(version=STANDARD),
    )  # fmt: skip
    _keep(made, person("programmamanager"))
    made.themes.set(Theme.objects.filter(names__pool=pool))
    Questionnaire.objects.filter(version=STANDARD, frozen_at=None).update(frozen_at=timezone.now())


def _keep(call: Call, by: User) -> None:
    call._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    call.save()


@dataclass(frozen=True, slots=True)
class Times:
    """When a made-up call opens, closes and is decided, and the first day of its projects."""

    opens: date
    closes: date
    decided: date
    begins: date


def times_of(key: str, today: date) -> Times:
    """The times of a made-up call, as seen from today."""
    if key == RUNNING:
        begins = months_after(today, -14)
        return Times(begins - 150 * DAY, begins - 90 * DAY, begins - 30 * DAY, begins)
    if key == WEIGHED:
        return Times(today - 75 * DAY, today - 21 * DAY, today - 5 * DAY, months_after(today, 2))
    return Times(today - 20 * DAY, deadline(), deadline() + 60 * DAY, months_after(today, 6))


class Maker:
    """Makes the calls with what regions ask of them, each region by its own project leader."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told, self.today = told, timezone.localdate()
        self.manager = person("programmamanager")
        self.regions = {region.slug: region for region in Region.objects.all()}
        self.themes = {theme.key: theme for theme in Theme.objects.all()}
        roles = Role.objects.filter(kind=Role.Kind.PROJECT_LEADER).select_related("person")
        self.leaders = {role.region_id: role.person for role in roles}
        self.steps: list[ApplicationStep] = []
        self.made = 0

    def make(self) -> None:
        """The pool, its calls, and all that followed from them."""
        pool, _new = Pool.objects.get_or_create(
            key=self.told["pool"]["key"], defaults={**self.told["pool"], "period_nl": self._period()}
        )
        for row in self.told["calls"]:
            self._call(pool, row)
        ApplicationStep.objects.bulk_create(sorted(self.steps, key=lambda step: step.at))

    def _period(self) -> str:
        first, last = times_of(RUNNING, self.today).begins, times_of(OPEN, self.today).begins
        return f"{first.year}-{months_after(last, 24).year}"

    def _call(self, pool: Pool, row: dict[str, Any]) -> None:
        times = times_of(row["key"], self.today)
        call = make_call(
            by=self.manager, key=row["key"], pool=pool, about=self._about(row, times), example=True
        )
        for words in self.told["criteria"]:
            put_criterion(by=self.manager, call=call, **words)
        call.published_at = call.opens_at
        _keep(call, self.manager)
        Questionnaire.objects.filter(pk=call.questionnaire_id).update(frozen_at=call.published_at)
        questions = list(call.questionnaire.questions.order_by("position"))
        weigher = Weigher(self.told, list(call.criteria.all()), times.closes, times.decided, self.note)
        follower = Follower(self.told, times.begins, self.today)
        for one in self.told["applications"]:
            if one["call"] == call.key:
                application = self._application(call, one, questions, times)
                weigher.weigh(application, one, self.leader(application))
                if "project" in one:
                    follower.follow(application, one, self.leader(application))

    def _about(self, row: dict[str, Any], times: Times) -> About:
        money = {name: row[name] * 100 for name in ("budget", "floor", "ceiling")}
        return About(
            **{name: row[name] for name in ("title_nl", "title_en", "intro_nl", "intro_en")}, **money,
            first_year=times.begins.year, last_year=(months_after(times.begins, 24) - DAY).year,
            opens_at=at(times.opens), closes_at=at(times.closes, 17),
            themes=tuple(self.themes[key] for key in row["themes"]),
        )  # fmt: skip

    def leader(self, application: Application) -> User:
        """Who leads the projects of the region that leads an application."""
        return self.leaders[application.lead.pk]

    def note(self, application: Application, what: str, by: User, when: datetime, why: str = "") -> None:
        """Something that happened to an application; written when all is made."""
        self.steps.append(ApplicationStep(application=application, what=what, by=by, at=when, why=why[:500]))

    def _application(
        self, call: Call, row: dict[str, Any], questions: list[Question], times: Times
    ) -> Application:
        begun = at(times.opens + 3 * DAY, 10)
        sheet = AnswerSheet.objects.create(questionnaire=call.questionnaire)
        leader = self.leaders[self.regions[row["regions"][0]["slug"]].pk]
        made: Application = Application.objects.create(
            call=call, sheet=sheet, title=row["title"], begun_by=leader, begun_at=begun
        )
        made.themes.set([self.themes[key] for key in row["themes"]])
        self.note(made, What.BEGUN, leader, begun)
        self._take_part(made, row["regions"], begun + 2 * DAY)
        self._answer(made, row, questions, begun)
        self.made += 1
        if row.get("state") != State.DRAFT:
            self._hand_in(made, begun + 5 * DAY + timedelta(minutes=17 * self.made))
        if row.get("state") == State.WITHDRAWN:
            Application.objects.filter(pk=made.pk).update(state=State.WITHDRAWN)
            self.note(made, What.WITHDRAWN, leader, begun + 8 * DAY, row["why"])
        return made

    def _take_part(self, application: Application, rows: list[dict[str, Any]], agreed: datetime) -> None:
        lines = []
        for place, row in enumerate(rows):
            region, partner = self.regions[row["slug"]], place > 0
            yes = {"agreed_by": self.leaders[region.pk], "agreed_at": agreed}
            ApplicationRegion.objects.create(
                application=application, region=region, is_lead=not partner,
                partial_nl=row.get("partial", ""), **(yes if partner and not row.get("waits") else {}),
            )  # fmt: skip
            if partner and not row.get("waits"):
                self.note(application, What.AGREED, self.leaders[region.pk], agreed, region.name)
            for year, asked, own in zip(application.call.years, row["asked"], row["own"], strict=False):
                line = {"application": application, "region": region, "year": year}
                lines.append(BudgetLine(**line, amount=asked * 100, cofinance=own * 100))
        BudgetLine.objects.bulk_create(lines)

    def _answer(
        self, application: Application, row: dict[str, Any], questions: list[Question], when: datetime
    ) -> None:
        """The region's own story where it has one, else a text that fits any."""
        own = {"application-summary": row["summary"], "application-goal": row["goal"]}
        texts: dict[str, list[str]] = self.told["texts"]
        given = [
            Given(application.sheet, one, text=own.get(one.key) or texts[one.key][self.made % 3])
            for one in questions[: row.get("answered", len(questions))]
        ]
        actions.record(by=application.begun_by, given=given)
        answered_at(application.sheet, when)

    def _hand_in(self, application: Application, when: datetime) -> None:
        by = application.begun_by
        application.number = next_number(application.call)
        application.state, application.submitted_by, application.submitted_at = State.SUBMITTED, by, when
        application.save()
        application.application_regions.filter(is_lead=True).update(agreed_by=by, agreed_at=when)
        actions.submit(by=by, answers=application.sheet.answers.all())
        self.note(application, What.SUBMITTED, by, when)
