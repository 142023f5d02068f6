"""The rules in the browser are those of the server: one generated table of cases, tried by both."""

import json
import random
from functools import cache
from typing import Any

import numpy as np
import pytest
from py_mini_racer import MiniRacer

from questionnaires.facts import facts_for_page
from questionnaires.matrix import Asked, Matrices, Matrix
from questionnaires.models import AnswerState
from scripts.processes import ROOT

CASES = 400
OPTIONS = ("yes", "no")
BEFORE, NOW = "2029", "2030"
LEAVES = [
    {"q": question, "has": option, **({"round": named} if named else {})}
    for question in ("first", "second", "third", "never-asked")
    for option in OPTIONS
    for named in ("", "", "previous", BEFORE, "1900")
]


def condition(chance: random.Random, depth: int = 3) -> dict[str, Any]:
    """A condition of any shape."""
    kind = chance.choice(["leaf", "leaf", "all", "any", "not", "true"]) if depth else "leaf"
    if kind == "leaf":
        return dict(chance.choice(LEAVES))
    if kind == "true":
        return {"true": 1}
    if kind == "not":
        return {"not": condition(chance, depth - 1)}
    return {kind: [condition(chance, depth - 1) for _part in range(chance.randint(1, 3))]}


class Cases:
    """Two rounds with one region, in which `target` is asked if the condition holds."""

    keys = (BEFORE, NOW)

    def __init__(self, chance: random.Random) -> None:
        asked = [
            Asked("first", OPTIONS),
            Asked("second", OPTIONS, {"q": "first", "has": "yes"}),
            Asked(
                "third",
                OPTIONS,
                {"any": [{"q": "second", "has": "yes"}, {"not": {"q": "first", "has": "yes"}}]},
            ),
        ]
        self.condition = condition(chance)
        self.page = {"target", *(key for key in ("first", "second", "third") if chance.random() < 0.6)}
        self.asked = {BEFORE: asked, NOW: [*asked, Asked("target", (), self.condition)]}
        self.rows = {key: list(self.answers(chance)) for key in self.keys}

    @staticmethod
    def answers(chance: random.Random) -> Any:
        """Some questions open, some marked, some answered, some carried over and not confirmed."""
        for place in range(3):
            state = chance.choice([None, AnswerState.GIVEN, AnswerState.CARRIED_OVER, AnswerState.APPROVED])
            if state is not None:
                marked = int(chance.random() < 0.2)
                yield 0, place, state, marked, -1 if marked else place * 2 + chance.randint(0, 1)

    def load(self, key: str) -> Matrix:
        return Matrix.build(["drenthe"], self.asked[key], self.rows[key], as_given=True)


@cache
def table() -> list[Cases]:
    chance = random.Random(20211)
    return [Cases(chance) for _case in range(CASES)]


def by_server(case: Cases) -> bool | None:
    matrices = Matrices(case)
    shown = ~matrices.hidden(NOW, "target")[0]
    skipped = matrices.skipped(NOW, "target")[0]
    return True if shown else (False if skipped else None)


@pytest.mark.once
def test_the_browser_and_the_server_agree_on_every_case() -> None:
    with MiniRacer() as engine:
        engine.eval((ROOT / "static" / "js" / "conditions.js").read_text(encoding="utf-8"))
        for number, case in enumerate(table()):
            facts = facts_for_page(Matrices(case), NOW, "drenthe", case.page)
            said = engine.eval(f"JSON.stringify(conditions.shown('target', {json.dumps(facts)}))")
            assert json.loads(str(said)) == by_server(case), (number, case.condition, case.rows)


def test_the_table_holds_every_outcome() -> None:
    outcomes = [by_server(case) for case in table()]
    assert min(outcomes.count(True), outcomes.count(False), outcomes.count(None)) > CASES / 20
    assert len({json.dumps(case.condition) for case in table()}) > 300 or CASES > 300
    assert np.all([isinstance(outcome, bool | None) for outcome in outcomes])
