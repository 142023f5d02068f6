"""Indicators, their predicates, targets and what was published about them, and the route, from fixtures."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from buildingblocks.importing import blocks_by_key, sources_by_key
from buildingblocks.models import RouteTheme, Source
from questionnaires.conditions import check, leaves
from questionnaires.errors import ConditionError
from questionnaires.models import Option
from regions.storing import store
from regions.tables import Row, TableError, line_of, read_json, read_table

from .models import Indicator, PublishedFigure, Target

INDICATORS, PREDICATES, PUBLISHED = "indicators.json", "predicates.csv", "published_figures.csv"
TARGETS, ROUTE = "targets.csv", "route.json"
WORDS = ("title_nl", "title_en", "one_nl", "many_nl", "one_en", "many_en", "base_nl", "base_en")
PRINTED = (
    "key", "indicator", "round", "value", "min", "max", "of", "as_worded", "kind", "source", "section",
    "main",
)  # fmt: skip


def load(folder: Path, *, by: User) -> None:
    """Make or renew every indicator, published figure, target and theme of the route in the fixtures."""
    _indicators(folder, by)
    _published(folder, by)
    _targets(folder, by)
    _route(folder, by)


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


def _targets(folder: Path, by: User) -> None:
    """A target that people set, changed or ended stays as they left it."""
    indicators, sources = {one.key: one for one in Indicator.objects.all()}, sources_by_key()
    columns = ("key", "indicator", "value", "everyone", "due", "source", "note_nl", "note_en")
    for row in read_table(folder / TARGETS, columns, unique=["key"]):
        values = _target(row, indicators, sources)
        same = Target.objects.standing().filter(indicator=values["indicator"], due=values["due"])
        theirs = Target.objects.filter(key=row.text("key")) | same
        if not theirs.filter(revision__gt=0).exists():
            store(row, Target, {"key": row["key"]}, values, by=by)


def _target(row: Row, indicators: dict[str, Indicator], sources: dict[str, Source]) -> dict[str, Any]:
    due = row.day("due")
    if due is None:
        raise row.wrong("due", _("mag niet leeg zijn"))
    return {
        "indicator": indicators[row.choice("indicator", indicators)],
        "value": row.integer_or_none("value"),
        "everyone": row.flag("everyone"),
        "due": due,
        "source": sources[row.choice("source", sources)],
        "note_nl": row["note_nl"],
        "note_en": row["note_en"],
    }


def _route(folder: Path, by: User) -> None:
    blocks = blocks_by_key()
    options = set(Option.objects.values_list("question__key", "slug").distinct())
    for place, one in enumerate(read_json(folder / ROUTE)["themes"], start=1):
        line = line_of(folder / ROUTE, one["key"])
        problem = _theme_problem(one, blocks, options)
        if problem:
            raise TableError(ROUTE, line, _("thema %(key)s: %(why)s") % {"key": one["key"], "why": problem})
        values = {name: one[name] for name in ("name_nl", "name_en", "uses", "implemented")}
        values |= {"block": blocks[one["block"]], "position": place}
        store(Row(ROUTE, line or 0, {}), RouteTheme, {"key": one["key"]}, values, by=by)


def _theme_problem(one: dict[str, Any], blocks: Collection[str], options: Collection[tuple[str, str]]) -> str:
    """What is wrong with a theme of the route, as a sentence; empty when nothing is."""
    if one["block"] not in blocks:
        return str(_("onbekende bouwsteen “%s”.") % one["block"])
    for name in ("uses", "implemented"):
        if one[name] is None:
            continue
        try:
            check(one[name])
        except ConditionError as error:
            return str(error)
        for leaf in leaves(one[name]):
            if (leaf.question, leaf.option) not in options:
                said = {"question": leaf.question, "option": leaf.option}
                return _("geen vraag “%(question)s” met het antwoord “%(option)s”.") % said
    return ""
