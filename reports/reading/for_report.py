"""Reads everything a report is made of, in one short pass, from the snapshots that its version pins."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from buildingblocks.counts import ActionRow, action_table
from buildingblocks.models import ActionLine, Source
from impact.counts import sourced_many
from impact.models import SourcedNumber
from projectpool.models import Box, Pool, Theme
from projectpool.tables.counts import experiments, projects_of, published_totals, theme_table
from regions.counts import annex, tiles
from roundtables.models import Snapshot

from ..models import ProgressReport
from .answers import SINGLE
from .audience import EVERYBODY
from .exporting import sheet_rows
from .facts import Facts, PoolFacts, RoundFacts, SourceFacts
from .predicates import predicates
from .series import Rounds, pinned_rounds

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
        pools={pool.key: pool_facts(pool) for pool in Pool.objects.all()},
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
        questions={one.key: rounds.question_counts(one.key, key) for one in data.questions if one.options},
    )


def _public_answers(rounds: Rounds, key: str) -> dict[str, dict[str, str]]:
    """Which region chose what, only for questions with one answer that anybody may know."""
    single = (question.key for question in rounds.data(key).questions if question.type in SINGLE)
    return {
        question: {region: slugs[0] for region, slugs in rounds.answers(question, key).chosen.items()}
        for question in single
        if EVERYBODY.knows_all(rounds.behind_question(question, key))
    }


def pool_facts(pool: Pool) -> PoolFacts:
    """An opening of the pool: its table, its projects by theme and box, its published totals."""
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
