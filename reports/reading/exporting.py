"""Figures as plain rows, for scripts and sheets."""

import dataclasses
from typing import Any

from ..figures import Figure, Published, Status
from ..wording import Lang, Predicate, statement
from .predicates import predicates
from .series import Rounds

COLUMNS = (
    "key", "round", "value", "base", "base_value", "not_counted", "not_applicable", "not_answered",
    "not_approved", "status", "published", "statement",
)  # fmt: skip


def figure_rows(rounds: Rounds, key: str, lang: Lang = "nl") -> list[dict[str, Any]]:
    """Every figure of round `key`, one plain dict each, with the keys of `COLUMNS`."""
    worded = predicates()
    figures = rounds.figures(key)
    return [
        figure_row(figure, worded[name], rounds.published.get((name, key), ()), lang)
        for name, figure in figures.items()
    ]


def figure_row(figure: Figure, predicate: Predicate, published: Any, lang: Lang) -> dict[str, Any]:
    """One figure as plain data, with the keys of `COLUMNS`."""
    split = dataclasses.asdict(figure.split)
    del split["counted"]
    return {
        "key": figure.key,
        "round": figure.round,
        "value": figure.value,
        "base": list(figure.base),
        "base_value": figure.base_value,
        **split,
        "status": str(figure.status),
        "published": _published(list(published)),
        "statement": statement(figure, predicate, lang=lang) or None,
    }


def _published(found: list[Published]) -> dict[str, Any] | None:
    """The leading printed number; what other sources printed stands under `others`."""
    if not found:
        return None
    first, *others = (dataclasses.asdict(one) for one in found)
    return {**first, "others": others} if others else first


SHEET_COLUMNS = (
    "ronde", "cijfer", "titel", "uitspraak", "waarde", "noemer", "geteld", "niet_geteld",
    "niet_van_toepassing", "niet_beantwoord", "niet_goedgekeurd", "status", "gepubliceerd", "bron",
)  # fmt: skip


def sheet_rows(rounds: Rounds) -> list[list[str | int | None]]:
    """Every figure of every round that was asked, as the columns of `SHEET_COLUMNS`, oldest round first."""
    worded = predicates()
    return [
        sheet_row(figure, worded[key], list(rounds.published.get((key, round_key), ())))
        for round_key in rounds.keys
        for key, figure in rounds.figures(round_key).items()
        if figure.status is not Status.NOT_ASKED
    ]


def sheet_row(figure: Figure, predicate: Predicate, published: list[Published]) -> list[str | int | None]:
    """One figure as the columns of `SHEET_COLUMNS`."""
    split = dataclasses.astuple(figure.split)
    printed = published[0] if published else None
    return [
        figure.round,
        figure.key,
        predicate.title_nl,
        statement(figure, predicate),
        figure.value,
        figure.base_value,
        *split,
        str(figure.status),
        printed.as_worded if printed else "",
        printed.source_title if printed else "",
    ]
