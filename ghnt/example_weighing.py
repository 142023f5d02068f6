"""How the example's applications were weighed and decided: opinions in every state, and decisions."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from projectpool.models import Application, ApplicationStep, Assessment, Criterion, Decision, Objection, Score
from projectpool.money import in_euros

from .example_moments import at, person

type Note = Callable[[Application, str, User, datetime, str], None]
type Row = dict[str, Any]  # an application as fixtures/example/pool.json tells of it
DAY = timedelta(days=1)
What = ApplicationStep.What


class Weigher:
    """Weighs the applications of one call."""

    def __init__(
        self, told: dict[str, Any], criteria: list[Criterion], closed: date, decided: date, note: Note
    ) -> None:
        self.told, self.criteria, self.note = told, criteria, note
        self.asked, self.scored = at(closed + 2 * DAY, 10), at(closed + 9 * DAY, 15)
        self.decided = at(decided, 11)
        self.manager = person("programmamanager")
        self.scores: list[Score] = []

    def weigh(self, application: Application, row: Row, leader: User) -> None:
        """Give it the opinions, the decision and the objection that it has."""
        decision = row.get("decision")
        usual = self.told["usual"]["granted" if decision and decision["granted"] else "refused"]
        for opinion in row.get("opinions", usual if decision else ()):
            self._opinion(application, opinion)
        Score.objects.bulk_create(self.scores)
        self.scores = []
        if decision:
            made = self._decide(application, decision)
            if "objection" in row:
                self._object(made, row["objection"], leader)

    def _opinion(self, application: Application, opinion: Row) -> None:
        points, assessor = opinion.get("points", []), person(opinion["who"])
        finished = bool(points) and not opinion.get("open")
        third = opinion.get("third", False)
        asked = self.asked + 9 * DAY if third else self.asked
        assessment = Assessment.objects.create(
            application=application, assessor=assessor, third=third, assigned_by=self.manager,
            assigned_at=asked, no_interest_at=asked + DAY if points else None,
            finished_at=self.scored if finished else None,
            advice=self.told["advice"][_height(points)] if finished else "",
        )  # fmt: skip
        self.note(application, What.ASSIGNED, self.manager, asked, "derde oordeel" if third else "")
        if finished:
            self.note(application, What.ASSESSED, assessor, self.scored, "")
        self.scores += [
            Score(assessment=assessment, criterion=one, points=given, reason=self._reason(place, given))
            for place, (one, given) in enumerate(zip(self.criteria, points, strict=False))
        ]

    def _reason(self, place: int, points: int) -> str:
        reasons: list[str] = self.told["reasons"][_height([points])]
        return reasons[place]

    def _decide(self, application: Application, row: Row) -> Decision:
        amount = row.get("amount", 0) * 100
        made = Decision.objects.create(
            application=application, granted=row["granted"], amount=amount, motives=row["motives"],
            conditions=row.get("conditions", ""), by=self.manager, at=self.decided,
        )  # fmt: skip
        granted = made.granted
        application.state = Application.State.GRANTED if granted else Application.State.REFUSED
        application.save(update_fields=["state"])
        what = What.GRANTED if granted else What.REFUSED
        why = f"{in_euros(amount)} · {made.motives}" if granted else made.motives
        self.note(application, what, self.manager, self.decided, why)
        return made

    def _object(self, decision: Decision, row: Row, leader: User) -> None:
        answered = row["state"] != Objection.State.OPEN
        filed = self.decided + (10 if answered else 2) * DAY
        made = Objection.objects.create(
            decision=decision, grounds=row["grounds"], filed_by=leader, filed_at=filed, state=row["state"],
            answer=row.get("answer", ""), answered_by=self.manager if answered else None,
            answered_at=min(filed + 12 * DAY, timezone.now()) if answered else None,
        )  # fmt: skip
        application = decision.application
        self.note(application, What.OBJECTED, leader, filed, made.grounds)
        if made.answered_at:
            why = f"{made.get_state_display()}: {made.answer}"
            self.note(application, What.ANSWERED, self.manager, made.answered_at, why)


def _height(points: list[int]) -> str:
    """Whether points are low, in the middle or high, on the whole."""
    mean = sum(points) / len(points)
    return "low" if mean < 2.5 else "middle" if mean < 3.5 else "high"
