"""Answers to questions that another answer skips."""

import dataclasses
from collections.abc import Sequence

from questionnaires.actions import Given
from questionnaires.matrix import SETTLED, Matrices, Matrix

from .counts import read_live
from .models import Round
from .snapshots import read_round


class _WithGiven:
    """Matrices of all rounds, in which round `at` holds new answers as if they were settled."""

    def __init__(self, round_: Round, given: Sequence[Given]) -> None:
        self.rounds = {one.key: one for one in Round.objects.in_order()}
        self.keys = tuple(self.rounds)
        self.at = round_.key
        self.given = given

    def load(self, key: str) -> Matrix:
        """The round's answers; those of the round at hand with the new ones laid over them."""
        if key != self.at:
            return read_round(self.rounds[key]).matrix()
        matrix = read_live(self.rounds[key]).matrix(as_given=True)
        return _lay_over(matrix, _regions(self.rounds[key]), self.given)


def _regions(round_: Round) -> dict[int, str]:
    return dict(round_.responses.values_list("sheet", "region__slug"))


def _lay_over(matrix: Matrix, regions: dict[int, str], given: Sequence[Given]) -> Matrix:
    meaning, chosen = matrix.meaning.copy(), matrix.chosen.copy()
    for one in given:
        subject = matrix.index.get(regions[one.sheet.pk])
        if subject is None:
            continue
        meaning[subject, matrix.questions[one.question.key]] = SETTLED
        slugs = {option.slug for option in one.options}
        for option in matrix.asked[matrix.questions[one.question.key]].options:
            chosen[subject, matrix.options[one.question.key, option]] = option in slugs
    return dataclasses.replace(matrix, meaning=meaning, chosen=chosen)


def skipped_answers(round_: Round, given: Sequence[Given]) -> list[tuple[str, str]]:
    """Region and question of each new answer to a question that the answers, taken together, skip.
    Where the deciding answer is missing nothing is known, so nothing is skipped."""
    matrices = Matrices(_WithGiven(round_, given))
    index, regions = matrices.matrix(round_.key).index, _regions(round_)
    skipped = {key: matrices.skipped(round_.key, key) for key in {one.question.key for one in given}}
    return [
        (regions[one.sheet.pk], one.question.key)
        for one in given
        if regions[one.sheet.pk] in index and skipped[one.question.key][index[regions[one.sheet.pk]]]
    ]
