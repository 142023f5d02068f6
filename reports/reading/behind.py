"""Which questions stand behind something: whoever may know it by name must be allowed to know them all.

A name under a figure, a tile or a cell tells about every question that decided it: those of the condition, of
the base, and those that decide whether a question is asked at all.
"""

from collections.abc import Iterator, Mapping

from questionnaires.conditions import Condition, leaves
from questionnaires.matrix import Matrices
from roundtables.counts import QuestionText

from ..figures import IndicatorRule

type Texts = Mapping[str, Mapping[str, QuestionText]]  # by round, then by key
type Place = tuple[str, str]  # round and question


def behind_question(matrices: Matrices, texts: Texts, at: str, key: str) -> dict[Place, QuestionText]:
    """The question and those that decide whether it is asked."""
    found: dict[Place, QuestionText] = {}
    waiting = [(at, key)]
    while waiting:
        place = waiting.pop()
        question = texts.get(place[0], {}).get(place[1])
        if place in found or question is None:
            continue
        found[place] = question
        waiting += _named(matrices, question.ask_if, place[0])
    return found


def behind_indicator(
    matrices: Matrices, texts: Texts, rules: Mapping[str, IndicatorRule], at: str, key: str
) -> dict[Place, QuestionText]:
    """All questions that decide where a region stands in a figure."""
    found: dict[Place, QuestionText] = {}
    done: set[Place] = set()
    waiting = [(at, key)]
    while waiting:
        place = waiting.pop()
        if place in done or place[1] not in rules:
            continue
        done.add(place)
        rule = rules[place[1]]
        for asked_in, question in _named(matrices, rule.condition(place[0], matrices.keys), place[0]):
            found |= behind_question(matrices, texts, asked_in, question)
        for name in rule.base:
            base, _at, named = name.partition("@")
            wanted = matrices.resolve(place[0], named)
            waiting += [(wanted, base)] if wanted else []
    return found


def _named(matrices: Matrices, condition: Condition | None, at: str) -> Iterator[Place]:
    for leaf in leaves(condition or {"true": 1}):
        asked_in = matrices.resolve(at, leaf.round)
        if asked_in:
            yield asked_in, leaf.question
