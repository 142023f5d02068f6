"""The answers to one question in one round: how many regions gave which, and which regions those are."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from questionnaires.conditions import Bools
from questionnaires.matrix import MARKED, PENDING, SETTLED, Matrices
from questionnaires.models import Question
from roundtables.counts import QuestionText

from .facts import OptionCount, QuestionCounts

SINGLE = (Question.Type.SINGLE, Question.Type.YES_NO)
NOT_APPLICABLE, NOT_ANSWERED, NOT_APPROVED, ANSWERED = (
    "not_applicable", "not_answered", "not_approved", "answered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answers:
    """What each region answered to a question in a round, for readers who may know; `Reading.answers` asks
    that. `chosen` holds the slugs of a region's options; `rest` says of every other region where it stands:
    not applicable, not answered, not approved, or answered (a settled answer without options)."""

    question: QuestionText
    round: str
    chosen: Mapping[str, tuple[str, ...]]
    rest: Mapping[str, str]

    def part(self, region: str) -> str:
        """Where a region stands in a question with one answer: an option's slug, or a part of the rest; ""
        when it takes no part in the round."""
        if region in self.chosen:
            return self.chosen[region][0]
        return self.rest.get(region, "")


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The same for all regions at once, as a column of booleans over `regions` per option and per part of the
    rest that holds any: for crossings, which must stay fast for thousands of regions. For readers who may
    know; `Reading.parts` asks that."""

    question: QuestionText
    regions: tuple[str, ...]
    options: Mapping[str, Bools]
    rest: Mapping[str, Bools]


def parts(matrices: Matrices, round_key: str, question: QuestionText) -> Parts:
    """Where every region of the round stands; settled answers only."""
    regions, aside, meaning = _state(matrices, round_key, question)
    options = {slug: column & ~aside for slug, column in _columns(matrices, round_key, question).items()}
    left = ~aside
    for column in options.values():
        left = left & ~column
    rest = {
        NOT_APPLICABLE: aside,
        NOT_ANSWERED: left & (meaning != SETTLED) & (meaning != PENDING),
        NOT_APPROVED: left & (meaning == PENDING),
        ANSWERED: left & (meaning == SETTLED),
    }
    return Parts(question, regions, options, {name: column for name, column in rest.items() if column.any()})


def answers(matrices: Matrices, round_key: str, question: QuestionText) -> Answers:
    """What every region of the round answered; settled answers only."""
    found = parts(matrices, round_key, question)
    chosen: dict[str, list[str]] = {}
    for slug, column in found.options.items():
        for place in np.flatnonzero(column):
            chosen.setdefault(found.regions[place], []).append(slug)
    rest = {
        found.regions[place]: name for name, column in found.rest.items() for place in np.flatnonzero(column)
    }
    return Answers(question, round_key, {region: tuple(slugs) for region, slugs in chosen.items()}, rest)


def question_counts(matrices: Matrices, round_key: str, question: QuestionText) -> QuestionCounts:
    """How many regions answered what, each region in one part when the question has a single answer."""
    _regions, aside, meaning = _state(matrices, round_key, question)
    columns = _columns(matrices, round_key, question)
    return QuestionCounts(
        key=question.key,
        text_nl=question.text_nl,
        text_en=question.text_en,
        single=question.type in SINGLE,
        public=question.visibility == Question.Visibility.PUBLIC,
        options=tuple(
            OptionCount(one.slug, one.label_nl, one.label_en, one.rank, _size(columns[one.slug] & ~aside))
            for one in question.options
        ),
        not_applicable=_size(aside),
        not_answered=_size((meaning != SETTLED) & (meaning != PENDING) & ~aside),
        not_approved=_size((meaning == PENDING) & ~aside),
    )


def _state(matrices: Matrices, key: str, question: QuestionText) -> tuple[tuple[str, ...], Bools, np.ndarray]:
    """The regions, of whom the question does not apply, and what each answer means; all in that order."""
    matrix = matrices.matrix(key)
    meaning = matrix.meaning[:, matrix.questions[question.key]]
    return matrix.subjects, matrices.skipped(key, question.key) | (meaning == MARKED), meaning


def _columns(matrices: Matrices, key: str, question: QuestionText) -> dict[str, Bools]:
    matrix = matrices.matrix(key)
    return {
        one.slug: matrix.chosen[:, matrix.options[question.key, one.slug]] for one in question.options
    }


def _size(column: Bools) -> int:
    return int(np.count_nonzero(column))
