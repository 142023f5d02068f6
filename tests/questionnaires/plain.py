"""A second, slow reading of conditions: one region at a time, as a person would work it out on paper."""

from typing import Any

from questionnaires.matrix import Asked, Matrices, Matrix
from questionnaires.models import AnswerState

Answers = dict[str, tuple[AnswerState, bool, set[str]]]  # question -> state, not applicable, options
Round = tuple[list[Asked], dict[str, Answers]]  # what is asked, and each region's answers


class Paper:
    """Rounds of answers, evaluated by hand. A result is (value, skipped, pending)."""

    def __init__(self, rounds: dict[str, Round]) -> None:
        self.rounds = rounds

    def value(self, condition: Any, region: str, at: str) -> tuple[bool | None, bool, bool]:
        """True, False or None; whether false by a skip; whether unknown by an unsettled answer."""
        if "true" in condition:
            return True, False, False
        if "not" in condition:
            inner, _skipped, waits = self.value(condition["not"], region, at)
            return (None if inner is None else not inner), False, waits and inner is None
        if "q" in condition:
            return self.leaf(condition, region, at)
        every = "all" in condition
        parts = [self.value(part, region, at) for part in condition["all" if every else "any"]]
        values = [value for value, _s, _p in parts]
        decisive = not every
        rest = None if None in values else every
        value = decisive if decisive in values else rest
        skipped = value is False and any(skip for _v, skip, _p in parts)
        return value, skipped, value is None and any(pending for _v, _s, pending in parts)

    def leaf(self, condition: Any, region: str, at: str) -> tuple[bool | None, bool, bool]:
        """A question's answer, after its own skip rule."""
        key = self.named(condition.get("round", ""), at)
        if key is None or region not in self.rounds[key][1]:
            return None, False, False
        asked = {question.key: question for question in self.rounds[key][0]}
        if condition["q"] not in asked:
            return None, False, False
        skip_rule = asked[condition["q"]].ask_if
        shown, _s, shown_pending = (
            (True, False, False) if skip_rule is None else self.value(skip_rule, region, key)
        )
        if shown is False:
            return False, True, False
        state, marked, options = self.rounds[key][1][region].get(
            condition["q"], (AnswerState.OPEN, False, set())
        )
        if state == AnswerState.APPROVED:
            return (False, True, False) if marked else (condition["has"] in options, False, False)
        waits = state in (
            AnswerState.GIVEN,
            AnswerState.SUBMITTED,
            AnswerState.RETURNED,
            AnswerState.CONFIRMED,
        )
        return None, False, waits or shown_pending

    def named(self, name: str, at: str) -> str | None:
        """The round that a leaf means."""
        keys = list(self.rounds)
        if name == "previous":
            return keys[keys.index(at) - 1] if keys.index(at) else None
        return (name if name in keys else None) if name else at


class Rounds:
    """The same rounds as matrices."""

    def __init__(self, rounds: dict[str, Round]) -> None:
        self.rounds = rounds
        self.keys = tuple(rounds)

    def load(self, key: str) -> Matrix:
        """One row per chosen option, or per answer without one."""
        asked, regions = self.rounds[key]
        questions = {question.key: place for place, question in enumerate(asked)}
        pairs = [(question.key, slug) for question in asked for slug in question.options]
        rows = [
            (subject, questions[question], state, marked, option)
            for subject, answers in enumerate(regions.values())
            for question, (state, marked, options) in answers.items()
            if question in questions
            for option in ([pairs.index((question, slug)) for slug in options] or [-1])
        ]
        return Matrix.build(list(regions), asked, rows)


def matrices(rounds: dict[str, Round]) -> Matrices:
    """What the product evaluates on."""
    return Matrices(Rounds(rounds))
