"""Reads everything a report is made of, in one short pass, from the snapshots that its version pins."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from buildingblocks.counts import ActionRow, action_table
from buildingblocks.models import ActionLine, Source
from impact.counts import sourced_many
from impact.models import SourcedNumber
from projectpool.counts import experiments, projects_of, published_totals, theme_table
from projectpool.models import Box, Pool, Theme
from questionnaires.matrix import MARKED, PENDING, SETTLED, Matrices, Matrix
from questionnaires.models import Question
from regions.counts import annex, tiles
from roundtables.counts import QuestionText, RoundData
from roundtables.models import Snapshot

from .exporting import sheet_rows
from .facts import Facts, OptionCount, PoolFacts, QuestionCounts, RoundFacts, SourceFacts
from .models import ProgressReport
from .predicates import predicates
from .series import Rounds, pinned_rounds

SINGLE = (Question.Type.SINGLE, Question.Type.YES_NO)
LANGUAGES = ("nl", "en")


def read_facts(report: ProgressReport, snapshots: Sequence[Snapshot]) -> tuple[Facts, list[list[Any]]]:
    """The facts of a report, and the rows of its sheets."""
    rounds = pinned_rounds(snapshots)
    current = rounds.keys[-1]
    worded = predicates()
    names = {region.slug: region.name for region in rounds.data(current).regions}
    facts = Facts(
        rounds=tuple(_round(rounds, key) for key in rounds.keys),
        predicates=worded,
        series={key: rounds.series(key) for key in worded},
        sourced=sourced_many(SourcedNumber.objects.values_list("key", flat=True)),
        pools={pool.key: _pool(pool) for pool in Pool.objects.all()},
        experiments=experiments(),
        actions={language: _actions(language) for language in LANGUAGES},
        annex=annex(),
        tiles=tuple(dataclasses.replace(tile, name=names.get(tile.slug, tile.name)) for tile in tiles()),
        answers=_public_answers(rounds, current),
        sources=tuple(
            SourceFacts(one.key, one.title_nl, one.title_en, one.publisher, one.date)
            for one in Source.objects.all()
        ),
    )
    return facts, sheet_rows(rounds)


def _round(rounds: Rounds, key: str) -> RoundFacts:
    data = rounds.data(key)
    return RoundFacts(
        key=key,
        label_nl=data.label_nl,
        label_en=data.label_en,
        reference_date=data.reference_date,
        regions=len(data.regions),
        figures=rounds.figures(key),
        questions=_questions(data, rounds.counter.matrices),
    )


def _questions(data: RoundData, matrices: Matrices) -> dict[str, QuestionCounts]:
    matrix = matrices.matrix(data.key)
    with_options = (question for question in data.questions if question.options)
    return {
        question.key: _counts(question, matrix, matrices.skipped(data.key, question.key))
        for question in with_options
    }


def _counts(question: QuestionText, matrix: Matrix, skipped: Any) -> QuestionCounts:
    """The answers to one question, each region in one part."""
    meaning = matrix.meaning[:, matrix.questions[question.key]]
    aside = skipped | (meaning == MARKED)
    chosen = {
        slug.slug: matrix.chosen[:, matrix.options[question.key, slug.slug]] & ~aside
        for slug in question.options
    }
    return QuestionCounts(
        key=question.key,
        text_nl=question.text_nl,
        text_en=question.text_en,
        single=question.type in SINGLE,
        public=question.visibility == Question.Visibility.PUBLIC,
        options=tuple(
            OptionCount(
                one.slug, one.label_nl, one.label_en, one.rank, int(np.count_nonzero(chosen[one.slug]))
            )
            for one in question.options
        ),
        not_applicable=int(np.count_nonzero(aside)),
        not_answered=int(np.count_nonzero((meaning != SETTLED) & (meaning != PENDING) & ~aside)),
        not_approved=int(np.count_nonzero((meaning == PENDING) & ~aside)),
    )


def _public_answers(rounds: Rounds, key: str) -> dict[str, dict[str, str]]:
    """Which region chose what, only for questions with one answer that anybody may know."""
    data, matrices = rounds.data(key), rounds.counter.matrices
    matrix = matrices.matrix(key)
    public = (q for q in data.questions if q.visibility == Question.Visibility.PUBLIC and q.type in SINGLE)
    return {
        question.key: _chosen(question, matrix, matrices.skipped(key, question.key)) for question in public
    }


def _chosen(question: QuestionText, matrix: Matrix, skipped: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for option in question.options:
        column = matrix.chosen[:, matrix.options[question.key, option.slug]] & ~skipped
        found |= {matrix.subjects[place]: option.slug for place in np.flatnonzero(column)}
    return found


def _pool(pool: Pool) -> PoolFacts:
    keys = [
        *Theme.objects.filter(names__pool=pool).values_list("key", flat=True),
        *Box.objects.filter(pool=pool).values_list("key", flat=True),
    ]
    return PoolFacts(
        key=pool.key,
        name_nl=pool.name_nl,
        name_en=pool.name_en,
        table=theme_table(pool.key),
        projects={key: found for key in keys if (found := projects_of(pool.key, key))},
        totals=tuple(published_totals(pool.key)),
    )


def _actions(language: str) -> dict[str, ActionRow]:
    lines = ActionLine.objects.values_list("key", flat=True)
    return {row.key: row for line in lines for row in action_table(line, language)}
