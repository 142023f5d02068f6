"""A round's answers as a boolean matrix, and the leaves of conditions read from it.

Built from one query's rows; a crosstab would take ten times as long. Shapes: (regions, questions) for the
state of answers, (regions, options) for what was chosen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .conditions import Bools, Condition, Truth, evaluate, leaves
from .models.sheet import AnswerState

PREVIOUS = "previous"
OPEN, PENDING, SETTLED, MARKED = 0, 1, 2, 3  # what an answer means for a count


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one round asks it."""

    key: str
    options: tuple[str, ...] = ()
    ask_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """The answers of one round. `meaning` is (subjects, questions) of OPEN, PENDING, SETTLED or MARKED;
    `chosen` is (subjects, options): settled choices only."""

    subjects: tuple[str, ...]
    questions: Mapping[str, int]
    options: Mapping[tuple[str, str], int]
    asked: tuple[Asked, ...]
    meaning: npt.NDArray[np.int8]
    chosen: Bools
    index: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        subjects: Sequence[str],
        asked: Sequence[Asked],
        rows: npt.NDArray[np.int64] | Sequence[Sequence[int]],
        *,
        as_given: bool = False,
    ) -> "Matrix":
        """`rows`: one per chosen option, or per answer without options: subject index, question index,
        AnswerState, not applicable (0/1), option index over all questions' options or -1.
        `as_given` takes answers as given, settled or not: for forms and checks, never for figures."""
        questions = {question.key: number for number, question in enumerate(asked)}
        options = {
            pair: number
            for number, pair in enumerate(
                (question.key, slug) for question in asked for slug in question.options
            )
        }
        meaning = np.zeros((len(subjects), len(asked)), dtype=np.int8)
        chosen = np.zeros((len(subjects), len(options)), dtype=bool)
        table = np.asarray(rows, dtype=np.int64).reshape(-1, 5)
        if len(table):
            subject, question, state, marked, option = table.T
            means = MEANING[state]
            means = np.where(means == PENDING, SETTLED, means) if as_given else means
            means = np.where((means == SETTLED) & (marked == 1), MARKED, means)
            meaning[subject, question] = means
            kept = (option >= 0) & (means == SETTLED)
            chosen[subject[kept], option[kept]] = True
        index = {slug: number for number, slug in enumerate(subjects)}
        return cls(tuple(subjects), questions, options, tuple(asked), meaning, chosen, index)

    def asks(self, question: str) -> bool:
        """Whether the round asks this question."""
        return question in self.questions


MEANING = np.array(
    [
        {AnswerState.OPEN: OPEN, AnswerState.CARRIED_OVER: OPEN, AnswerState.APPROVED: SETTLED}.get(
            state, PENDING
        )
        for state in sorted(AnswerState)
    ],
    dtype=np.int8,
)


class Source(Protocol):
    """Where matrices come from: live tables or snapshots."""

    @property
    def keys(self) -> Sequence[str]:
        """The rounds, oldest first."""
        ...

    def load(self, key: str) -> Matrix:
        """The answers of the round `key`."""
        ...


class Matrices:
    """The matrices of several rounds, read when needed; `keep` bounds how many stay in memory."""

    def __init__(self, source: Source, keep: int = 8) -> None:
        self.keys: tuple[str, ...] = tuple(source.keys)
        self._source = source
        self._keep = keep
        self._matrices: dict[str, Matrix] = {}
        self._skips: dict[tuple[str, str], Truth | None] = {}

    def matrix(self, key: str) -> Matrix:
        """The matrix of round `key`."""
        found = self._matrices.pop(key, None)
        if found is None:
            if len(self._matrices) >= self._keep:
                self._forget(next(iter(self._matrices)))
            found = self._source.load(key)
        self._matrices[key] = found  # at the end: what was used last goes last
        return found

    def _forget(self, key: str) -> None:
        self._matrices.pop(key)
        self._skips = {pair: truth for pair, truth in self._skips.items() if pair[0] != key}

    def resolve(self, at: str, named: str) -> str | None:
        """The round that a leaf in round `at` looks at; None when there is no such round."""
        if not named:
            return at
        if named == PREVIOUS:
            position = self.keys.index(at)
            return self.keys[position - 1] if position else None
        return named if named in self.keys else None

    def asks(self, condition: Condition, at: str) -> bool:
        """Whether any question of `condition` was asked in the round it looks at; a condition without
        questions always holds something to count."""
        found = list(leaves(condition))
        rounds = ((self.resolve(at, leaf.round), leaf.question) for leaf in found)
        return not found or any(
            key is not None and self.matrix(key).asks(question) for key, question in rounds
        )

    def leaf(self, at: str, question: str, option: str, named: str) -> Truth:
        """What the leaf is for each region of round `at`."""
        here = self.matrix(at)
        key = self.resolve(at, named)
        if key is None or not self.matrix(key).asks(question):
            no = np.zeros(len(here.subjects), dtype=bool)
            return Truth(no, no, no, no)
        truth = self._leaf(key, question, option)
        return truth if key == at else _align(truth, self.matrix(key), here.subjects)

    def _leaf(self, key: str, question: str, option: str) -> Truth:
        matrix = self.matrix(key)
        meaning = matrix.meaning[:, matrix.questions[question]]
        column = matrix.options.get((question, option))
        chosen = np.zeros(len(meaning), dtype=bool) if column is None else matrix.chosen[:, column]
        settled, marked = meaning == SETTLED, meaning == MARKED
        skip = self._skip(key, question)
        if skip is None:
            return Truth(chosen, (settled & ~chosen) | marked, marked, meaning == PENDING)
        # An answer to a question that is now skipped does not count: the region no longer meets it.
        true = chosen & ~skip.false
        false = skip.false | (settled & ~chosen) | marked
        unknown = ~(true | false)
        # An unanswered question may wait because the answer that decides whether it is asked waits.
        pending = unknown & ((meaning == PENDING) | skip.pending)
        return Truth(true, false, skip.false | marked, pending)

    def _skip(self, key: str, question: str) -> Truth | None:
        """Whether the question is asked of each region; None when it is asked of all."""
        matrix = self.matrix(key)
        if (key, question) not in self._skips:
            ask_if = matrix.asked[matrix.questions[question]].ask_if
            self._skips[key, question] = None if ask_if is None else evaluate(ask_if, key, self)
        return self._skips[key, question]

    def skipped(self, key: str, question: str) -> Bools:
        """The regions of round `key` of whom the question is not asked."""
        skip = self._skip(key, question)
        return np.zeros(len(self.matrix(key).subjects), dtype=bool) if skip is None else skip.false

    def hidden(self, key: str, question: str) -> Bools:
        """The regions of round `key` to whom the question is not shown: skipped, or not yet known."""
        skip = self._skip(key, question)
        return np.zeros(len(self.matrix(key).subjects), dtype=bool) if skip is None else ~skip.true


def _align(truth: Truth, matrix: Matrix, subjects: Iterable[str]) -> Truth:
    """Put the regions of another round in this round's order; a region that took no part is unknown."""
    if matrix.subjects == tuple(subjects):
        return truth
    places = np.array([matrix.index.get(slug, -1) for slug in subjects], dtype=np.int64)
    known = places >= 0

    def pick(values: Bools) -> Bools:
        return known & values[places] if len(values) else known

    return Truth(pick(truth.true), pick(truth.false), pick(truth.skipped), pick(truth.pending))
