"""Fills placeholders in a text that people write, outside a report: from what one reader reads."""

from collections.abc import Sequence

from impact.counts import sourced_many
from impact.models import SourcedNumber
from projectpool.models import Pool

from ..building.text import text_of
from ..reading.facts import Facts, RoundFacts
from ..reading.for_report import pool_facts
from ..reading.predicates import predicates
from ..reading.reading import Reading, RoundInfo
from ..wording import Lang
from ..writing.naming import unknown_in
from ..writing.placeholders import Malformed, found_in, parse


def filled(texts: Sequence[str], reading: Reading, round_key: str, lang: Lang) -> tuple[str, ...]:
    """The texts as a reader of that round reads them; empty where nobody was asked, and as they were written
    where they name something that does not exist."""
    if not any(map(found_in, texts)):
        return tuple(texts)
    facts = facts_for(texts, reading, round_key)
    return tuple(text if unknown_in(text, facts) else _filled(text, facts, lang) for text in texts)


def _filled(text: str, facts: Facts, lang: Lang) -> str:
    return "".join(run.text for run in text_of(text, facts, lang)) if found_in(text) else text


def facts_for(texts: Sequence[str], reading: Reading, round_key: str) -> Facts:
    """What these texts name, as far as it exists; the last round is the one that they are read in."""
    keys = [round_.key for round_ in reading.rounds]
    rounds = reading.rounds[: keys.index(round_key) + 1]
    names, pools = _named(texts)
    worded = {key: one for key, one in predicates().items() if key in names}
    return Facts(
        rounds=tuple(_round(reading, one) for one in rounds),
        predicates=worded,
        series={key: reading.series(key) for key in worded},
        sourced=sourced_many(SourcedNumber.objects.filter(key__in=names).values_list("key", flat=True)),
        pools={pool.key: pool_facts(pool) for pool in Pool.objects.filter(key__in=pools)},
    )


def _named(texts: Sequence[str]) -> tuple[set[str], set[str]]:
    """The names and the pools behind the placeholders of these texts."""
    names, pools = set(), set()
    for inside in (inside for text in texts for inside in found_in(text)):
        try:
            found = parse(inside)
        except Malformed:
            continue
        names.add(found.name)
        pools.add(found.pool)
    return names, pools


def _round(reading: Reading, one: RoundInfo) -> RoundFacts:
    return RoundFacts(one.key, one.label_nl, one.label_en, one.date, one.regions, reading.figures(one.key))
