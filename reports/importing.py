"""Indicators, their predicates and what was published about them, from fixtures."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from buildingblocks.importing import blocks_by_key, sources_by_key
from questionnaires.conditions import check
from questionnaires.errors import ConditionError
from regions.storing import store
from regions.tables import TableError, line_of, read_json, read_table

from .models import Indicator, PublishedFigure

INDICATORS, PREDICATES, PUBLISHED = "indicators.json", "predicates.csv", "published_figures.csv"
WORDS = ("title_nl", "title_en", "one_nl", "many_nl", "one_en", "many_en", "base_nl", "base_en")
PRINTED = (
    "key", "indicator", "round", "value", "min", "max", "of", "as_worded", "kind", "source", "section",
    "main",
)  # fmt: skip


def load(folder: Path, *, by: User) -> None:
    """Make or renew every indicator and published figure in the fixtures."""
    _indicators(folder, by)
    _published(folder, by)


def _indicators(folder: Path, by: User) -> None:
    found = read_json(folder / INDICATORS)["indicators"]
    predicates = {row["key"]: row for row in read_table(folder / PREDICATES, ("key", *WORDS), unique=["key"])}
    blocks, keys = blocks_by_key(), {one["key"] for one in found}
    for place, one in enumerate(found, start=1):
        problem = _problem(one, keys, predicates, blocks)
        if problem:
            line = line_of(folder / INDICATORS, one["key"])
            raise TableError(INDICATORS, line, f"indicator {one['key']}: {problem}")
        row = predicates[one["key"]]
        if one["base"] and not row["base_nl"]:
            raise row.error(_("base_nl is leeg, maar de indicator heeft een noemer."))
        values: dict[str, Any] = {name: row[name] for name in WORDS}
        values |= {"block": blocks[one["block"]], "position": place}
        values |= {"base": one["base"], "expressions": one["expressions"]}
        store(row, Indicator, {"key": one["key"]}, values, by=by)


def _problem(
    one: dict[str, Any], keys: set[str], predicates: Collection[str], blocks: Collection[str]
) -> str:
    """What is wrong with an indicator, as a sentence; empty when nothing is."""
    if one["block"] not in blocks:
        return str(_("onbekende bouwsteen “%s”.") % one["block"])
    if one["key"] not in predicates:
        return _("er staat geen gezegde in %s.") % PREDICATES
    for name in one["base"]:
        if name.partition("@")[0] not in keys:
            return str(_("de noemer “%s” bestaat niet.") % name)
    try:
        for expression in one["expressions"].values():
            check(expression)
    except ConditionError as error:
        return str(error)
    return ""


def _published(folder: Path, by: User) -> None:
    indicators = {one.key: one for one in Indicator.objects.all()}
    sources = sources_by_key()
    for row in read_table(folder / PUBLISHED, PRINTED, unique=["key"]):
        values = {
            "indicator": indicators[row.choice("indicator", indicators)],
            "round_key": row.text("round"),
            **{name: row.integer_or_none(name) for name in ("value", "of")},
            **{name: row.integer(name) for name in ("min", "max")},
            "as_worded": row.text("as_worded"),
            "kind": row.choice("kind", PublishedFigure.Kind.values),
            "source": sources[row.choice("source", sources)],
            "section": row["section"],
            "main": row.flag("main"),
        }
        store(row, PublishedFigure, {"key": row.text("key")}, values, by=by)
