"""What a page must know to show and hide questions; the twin of `conditions` in JavaScript reads it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .conditions import Leaf, leaves
from .matrix import MARKED, SETTLED, Asked, Matrices, Matrix


def facts_for_page(matrices: Matrices, at: str, subject: str, page: Collection[str]) -> dict[str, Any]:
    """The answers of one subject in round `at`, as far as the skip rules of a page's questions look at them.
    `asked`: by question of the page, its rule, whether it is answered, marked not applicable, and what was
    chosen. `elsewhere`: what those rules look up on other pages or in other rounds, where nothing changes
    while somebody fills in this one: true, false, or null for unknown. So of an answer that somebody may not
    read the page tells only whether it makes a question appear."""
    matrix = matrices.matrix(at)
    row = matrix.index[subject]
    here = [question for question in matrix.asked if question.key in page]
    looked_at = [leaf for question in here if question.ask_if for leaf in leaves(question.ask_if)]
    far = [leaf for leaf in looked_at if leaf.round or leaf.question not in page]
    return {
        "asked": {question.key: _asked(matrix, row, question) for question in here},
        "elsewhere": _elsewhere(far, matrices, at, row),
    }


def _asked(matrix: Matrix, row: int, question: Asked) -> dict[str, Any]:
    means = int(matrix.meaning[row, matrix.questions[question.key]])
    chosen = [slug for slug in question.options if matrix.chosen[row, matrix.options[question.key, slug]]]
    return {
        "ask_if": question.ask_if,
        "answered": means in (SETTLED, MARKED),
        "marked": means == MARKED,
        "chosen": chosen,
    }


def _elsewhere(looked_at: Iterable[Leaf], matrices: Matrices, at: str, row: int) -> Mapping[str, bool | None]:
    found: dict[str, bool | None] = {}
    for leaf in looked_at:
        truth = matrices.leaf(at, leaf.question, leaf.option, leaf.round)
        known = bool(truth.true[row]) or bool(truth.false[row])
        found[f"{leaf.round} {leaf.question} {leaf.option}"] = bool(truth.true[row]) if known else None
    return found
