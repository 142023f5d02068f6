"""The example's projects: reports in every state, payments, a change that is asked for, one that ended."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from projectpool.actions.granting import project_for, take_from_budget
from projectpool.models import Application, ChangeRequest, Instalment, Project, ProjectReport
from questionnaires import actions
from questionnaires.actions import Given
from questionnaires.models import Question

from .example_moments import answered_at, at, months_after, person

type Row = dict[str, Any]  # as fixtures/example/pool.json tells of it
DAY = timedelta(days=1)
State = ProjectReport.State
TOLD = {
    "results": "report-results",
    "light": "report-light",
    "light_reason": "report-light-reason",
    "delay": "report-delay",
    "causes": "report-delay-causes",
    "next": "report-next",
    "lesson": "report-lesson",
}
ON_TIME: Row = {"state": State.APPROVED, "light": "green", "delay": "none"}


class Follower:
    """Lets the granted applications of one call go on as projects."""

    def __init__(self, told: Row, begins: date, today: date) -> None:
        self.earlier: Row = ON_TIME | told["earlier"]
        self.begins, self.today = begins, today
        self.manager, self.member = person("programmamanager"), person("programmamedewerker")
        self.questions: dict[int, list[Question]] = {}

    def follow(self, application: Application, row: Row, leader: User) -> None:
        """The project, its money, and what it has told and asked so far."""
        told, amount = row["project"], row["decision"]["amount"] * 100
        last = months_after(self.begins, told["months"]) - DAY
        take_from_budget(application.call_id, amount)
        project = project_for(
            by=self.manager, application=application, amount=amount, days=(self.begins, last)
        )
        self._pay(application, told, amount)
        if "report" in told:
            self._report(project, told["report"], leader)
        if "change" in told:
            self._ask(project, told["change"], leader)
        if "ended" in told:
            self._end(project, told["ended"])

    def _pay(self, application: Application, told: Row, amount: int) -> None:
        """Payments that were made, every half year one, and those that are to come."""
        then = max(self.today, self.begins)
        rows = [
            (months_after(self.begins, 6 * place + 1), part, True) for place, part in enumerate(told["paid"])
        ]
        rows += [
            (months_after(then, 3 * place + 1), part, False) for place, part in enumerate(told["planned"])
        ]
        decision = application.decisions.standing().get()
        Instalment.objects.bulk_create(
            Instalment(
                decision=decision, due_on=day, amount=round(amount * part),
                paid_at=at(day) if paid else None, paid_by=self.manager if paid else None,
            )
            for day, part, paid in rows
        )  # fmt: skip

    def _report(self, project: Project, told: Row, leader: User) -> None:
        """The newest report that could be written by now is as it is told; those before it went well."""
        reports = list(project.reports.select_related("sheet").order_by("due_on"))
        late = told["state"] == "late"
        ready = [
            one for one in reports if (one.due_on < self.today if late else one.period_until < self._then)
        ]
        for one in ready[:-1]:
            self._tell(one, self.earlier, leader)
        if not late:
            self._tell(ready[-1], told, leader)

    @property
    def _then(self) -> date:
        return self.today - 14 * DAY  # long enough ago to have written about it

    def _tell(self, report: ProjectReport, told: Row, leader: User) -> None:
        handed_in = at(min(report.due_on - 6 * DAY, self.today - 5 * DAY), 14)
        given = [one for one in self._given(report, told) if not one.empty]
        actions.record(by=leader, given=given)
        answered_at(report.sheet, handed_in - DAY)
        actions.submit(by=leader, answers=report.sheet.answers.all())
        report.state, report.submitted_by, report.submitted_at = told["state"], leader, handed_in
        if told["state"] != State.SUBMITTED:
            self._settle(report, told.get("why", ""), handed_in + 3 * DAY)
        report.save()

    def _settle(self, report: ProjectReport, why: str, when: datetime) -> None:
        report.settled_by, report.settled_at, report.why = self.member, when, why
        if report.state == State.APPROVED:
            actions.approve(by=self.member, answers=report.sheet.answers.all())

    def _given(self, report: ProjectReport, told: Row) -> list[Given]:
        asked = self.questions.setdefault(
            report.sheet.questionnaire_id,
            list(report.sheet.questionnaire.questions.prefetch_related("options")),
        )
        by_key = {question.key: question for question in asked}
        return [self._one(report, by_key[key], told[name]) for name, key in TOLD.items() if told.get(name)]

    @staticmethod
    def _one(report: ProjectReport, question: Question, said: str | list[str]) -> Given:
        if not question.has_options:
            return Given(report.sheet, question, text=str(said))
        chosen = tuple(one for one in question.options.all() if one.slug in said)
        return Given(report.sheet, question, chosen)

    def _ask(self, project: Project, told: Row, leader: User) -> None:
        ends_on = project.ends_on or self.today
        ChangeRequest.objects.create(
            project=project, what=told["what"], text=told["text"], asked_by=leader,
            asked_at=at(self.today - 6 * DAY, 16), ends_on=months_after(ends_on, told["months"] + 1) - DAY,
        )  # fmt: skip

    def _end(self, project: Project, how: str) -> None:
        project.ended_at, project.ended_why = at(self.today - DAY, 10), how
        project._history_user = self.manager  # type: ignore[attr-defined]  # simple-history reads it on save
        project.save(update_fields=["ended_at", "ended_why"])
