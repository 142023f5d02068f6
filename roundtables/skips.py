"""Answers to questions that another answer skips."""

import dataclasses
from collections.abc import Sequence

from questionnaires.actions import Given
from questionnaires.matrix import SETTLED, Matrices, Matrix

from .counts import RoundData, read_live
from .models import Round
from .snapshots import read_round


class AsGiven:
    """Rounds for the conditions of forms and checks: the one at hand takes every answer as given, settled or
    not, with new answers laid over them."""

    def __init__(self, round_: Round, data: RoundData, given: Sequence[Given] = ()) -> None:
        self._round, self._data, self._given = round_, data, given
        begun = Round.objects.begun() | Round.objects.filter(pk=round_.pk)
        self._rounds = {one.key: one for one in begun.in_order()}
        self.keys = tuple(self._rounds)

    def load(self, key: str) -> Matrix:
        """The answers of a round."""
        if key != self._round.key:
            return read_round(self._rounds[key]).matrix()
        matrix = self._data.matrix(as_given=True)
        return _lay_over(matrix, _regions(self._round), self._given) if self._given else matrix


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


def skips(round_: Round, given: Sequence[Given] = ()) -> set[tuple[str, str]]:
    """Region and question of everything that the answers that stand skip, with these laid over them."""
    matrices = Matrices(AsGiven(round_, read_live(round_), given))
    matrix = matrices.matrix(round_.key)
    return {
        (region, asked.key)
        for asked in matrix.asked
        for region, skipped in zip(matrix.subjects, matrices.skipped(round_.key, asked.key), strict=True)
        if skipped
    }


def skipped_answers(round_: Round, given: Sequence[Given]) -> list[tuple[str, str]]:
    """Region and question of each new answer to a question that the answers, taken together, skip.
    Where the deciding answer is missing nothing is known, so nothing is skipped."""
    matrices = Matrices(AsGiven(round_, read_live(round_), given))
    index, regions = matrices.matrix(round_.key).index, _regions(round_)
    skipped = {key: matrices.skipped(round_.key, key) for key in {one.question.key for one in given}}
    return [
        (regions[one.sheet.pk], one.question.key)
        for one in given
        if regions[one.sheet.pk] in index and skipped[one.question.key][index[regions[one.sheet.pk]]]
    ]
