"""Conditions: one small language for skip logic, indicators and checks.

    {"q": question, "has": option[, "round": key or "previous"]}
    {"all": [...]}   {"any": [...]}   {"not": condition}   {"true": 1}

Three-valued (Kleene): an unanswered question makes a condition unknown, unless the rest decides it. A leaf
of a skipped question, or of one marked not applicable, is false and says so, because a figure tells those
regions apart. Evaluated for all regions of a round at once, as boolean arrays of shape (regions,).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from .errors import ConditionError

if TYPE_CHECKING:
    from .matrix import Matrices

Bools = npt.NDArray[np.bool_]
Condition = dict[str, Any]
DEPTH = 20  # deeper than anybody writes, shallow enough for the stack


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known per region; arrays of shape (regions,). Neither true nor false is unknown.

    `skipped` (within false): false because a question was skipped or marked not applicable.
    `pending` (within unknown): unknown because an answer waits for approval.
    """

    true: Bools
    false: Bools
    skipped: Bools
    pending: Bools

    @property
    def unknown(self) -> Bools:
        """Neither true nor false."""
        return ~(self.true | self.false)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A question and option that a condition looks at, and in which round ("" is the round itself)."""

    question: str
    option: str
    round: str = ""


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every question and option that the condition names."""
    match condition:
        case {"q": question, "has": option}:
            yield Leaf(question, option, condition.get("round", ""))
        case {"all": parts} | {"any": parts}:
            for part in parts:
                yield from leaves(part)
        case {"not": part}:
            yield from leaves(part)


def check(condition: object, depth: int = 0) -> None:
    """Raise ConditionError, with a sentence, unless `condition` follows the grammar."""
    if depth > DEPTH:
        raise ConditionError(_("De voorwaarde is te diep genest."))
    match condition:
        case {"q": str(), "has": str(), **rest} if set(rest) <= {"round"} and _round_fits(rest):
            return
        case {"all": list() as parts, **rest} | {"any": list() as parts, **rest} if parts and not rest:
            for part in parts:
                check(part, depth + 1)
        case {"not": part, **rest} if not rest:
            check(part, depth + 1)
        case {"true": 1 | True, **rest} if not rest:
            return
        case _:
            raise ConditionError(_("Dit is geen voorwaarde: %s") % condition)


def _round_fits(rest: Mapping[object, object]) -> bool:
    return "round" not in rest or (isinstance(rest["round"], str) and rest["round"] != "")


def evaluate(condition: Condition, at: str, matrices: "Matrices") -> Truth:
    """What `condition` is for each region of round `at` (order of that round's matrix)."""
    match condition:
        case {"q": question, "has": option}:
            return matrices.leaf(at, question, option, condition.get("round", ""))
        case {"all": parts}:
            return _all([evaluate(part, at, matrices) for part in parts])
        case {"any": parts}:
            return _any([evaluate(part, at, matrices) for part in parts])
        case {"not": part}:
            return _not(evaluate(part, at, matrices))
        case {"true": _one}:
            return _always(len(matrices.matrix(at).subjects))
    raise ConditionError(_("Dit is geen voorwaarde: %s") % condition)


def _always(size: int) -> Truth:
    no = np.zeros(size, dtype=bool)
    return Truth(true=~no, false=no, skipped=no, pending=no)


def _all(parts: list[Truth]) -> Truth:
    true = np.logical_and.reduce([part.true for part in parts])
    false = np.logical_or.reduce([part.false for part in parts])
    skipped = np.logical_or.reduce([part.skipped for part in parts])
    pending = np.logical_or.reduce([part.pending for part in parts])
    return Truth(true, false, skipped, pending & ~false)


def _any(parts: list[Truth]) -> Truth:
    true = np.logical_or.reduce([part.true for part in parts])
    false = np.logical_and.reduce([part.false for part in parts])
    skipped = np.logical_or.reduce([part.skipped for part in parts])
    pending = np.logical_or.reduce([part.pending for part in parts])
    return Truth(true, false, skipped & false, pending & ~true)


def _not(part: Truth) -> Truth:
    no = np.zeros(len(part.true), dtype=bool)
    return Truth(true=part.false, false=part.true, skipped=no, pending=part.pending)
