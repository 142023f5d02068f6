"""Conditions mean the same worked out by hand and by matrix, unknowns included."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.conditions import check, evaluate, leaves
from questionnaires.errors import ConditionError
from questionnaires.matrix import Asked
from questionnaires.models import AnswerState
from tests.questionnaires.plain import Answers, Paper, Round, matrices

OPTIONS = ("yes", "no")
ASKED = [
    Asked("first", OPTIONS),
    Asked("second", OPTIONS, {"q": "first", "has": "yes"}),
    Asked(
        "third",
        OPTIONS,
        {"any": [{"q": "second", "has": "yes"}, {"q": "first", "has": "no", "round": "previous"}]},
    ),
]
LEAVES = [
    {"q": question, "has": option, **({"round": named} if named else {})}
    for question in ("first", "second", "third", "never-asked")
    for option in OPTIONS
    for named in ("", "previous", "2018", "1900")
]


def conditions(depth: int = 3) -> st.SearchStrategy[Any]:
    """Conditions of every shape."""
    return st.recursive(
        st.sampled_from([*LEAVES, {"true": 1}]),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=5,
    )


answers = st.dictionaries(
    st.sampled_from(["first", "second", "third"]),
    st.tuples(
        st.sampled_from(list(AnswerState)),
        st.booleans(),
        st.sets(st.sampled_from(OPTIONS), max_size=1),
    ),
)
regions = st.dictionaries(st.sampled_from(["drenthe", "twente", "zeeland"]), answers, min_size=1)


def same(condition: Any, rounds: dict[str, Round], at: str) -> None:
    """By hand and by matrix, region by region."""
    truth, paper = evaluate(condition, at, matrices(rounds)), Paper(rounds)
    for place, region in enumerate(rounds[at][1]):
        value, skipped, pending = paper.value(condition, region, at)
        found = True if truth.true[place] else False if truth.false[place] else None
        assert (found, bool(truth.skipped[place]), bool(truth.pending[place] and found is None)) == (
            value, skipped, pending,
        ), (condition, region)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(condition=conditions(), before=regions, now=regions)
def test_by_hand_and_by_matrix_agree(
    condition: Any, before: dict[str, Answers], now: dict[str, Answers]
) -> None:
    same(condition, {"2018": (ASKED[:2], before), "2019": (ASKED, now)}, "2019")


def test_three_hundred_cases_with_every_state() -> None:
    """The table that any other reading of conditions must pass too: fixed, and full of unknowns."""
    chance = random.Random(2021)
    states = [*AnswerState, AnswerState.APPROVED, AnswerState.APPROVED]
    unknown = 0
    for _case in range(300):
        now: dict[str, Answers] = {
            region: {
                question: (chance.choice(states), chance.random() < 0.1, {chance.choice(OPTIONS)})
                for question in ("first", "second", "third")
                if chance.random() < 0.8
            }
            for region in ("drenthe", "twente")
        }
        condition = {chance.choice(["all", "any"]): [chance.choice(LEAVES), {"not": chance.choice(LEAVES)}]}
        rounds = {"2018": (ASKED[:2], now), "2019": (ASKED, now)}
        same(condition, rounds, "2019")
        unknown += int(evaluate(condition, "2019", matrices(rounds)).unknown.sum())
    assert unknown > 100


@pytest.mark.parametrize(
    "wrong",
    [
        {}, {"q": "first"}, {"q": "first", "has": 3}, {"q": "a", "has": "b", "round": ""}, {"all": []},
        {"true": 0},
        {"any": [{"oops": 1}]}, {"not": []}, [], "true", {"all": [{"true": 1}], "any": [{"true": 1}]}, None,
        {"q": "first", "has": "yes", "else": 1},
    ],
)  # fmt: skip
def test_what_is_no_condition_is_refused_with_a_sentence(wrong: Any) -> None:
    with pytest.raises(ConditionError, match="geen voorwaarde"):
        check(wrong)


def test_a_condition_nested_without_end_is_refused() -> None:
    deep: Any = {"true": 1}
    for _level in range(1000):
        deep = {"not": deep}
    with pytest.raises(ConditionError, match="te diep"):
        check(deep)


def test_the_questions_behind_a_condition_are_known() -> None:
    condition = {"all": [{"q": "a", "has": "x"}, {"not": {"any": [{"q": "b", "has": "y", "round": "2018"}]}}]}
    assert [(leaf.question, leaf.round) for leaf in leaves(condition)] == [("a", ""), ("b", "2018")]
