"""What happened to milestones and targets, in words: from the history that every change leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from buildingblocks.models import BuildingBlock, Milestone, MilestoneMove

from ...models import Target
from ...reading.reading import Reading
from ...reading.targets import line_of, wanted
from ...shared.cards import Words, reader_lang, words
from .page import filled_in

MOST_MOVES = 20


@dataclass(frozen=True, slots=True)
class Logged:
    """Something that happened: what, by whom and when; each part with what it was and became; and why."""

    what: str
    by: str
    at: datetime
    lines: tuple[tuple[str, str, str], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A milestone that came into the table of a block, or went to another column."""

    pk: int
    text: Words
    what: str
    by: str
    at: datetime


def moves_of(block: BuildingBlock, reading: Reading | None) -> list[Moved]:
    """The newest moves of a block, newest first."""
    found = MilestoneMove.objects.filter(milestone__block=block)
    rows = found.select_related("milestone", "source", "by")[:MOST_MOVES]
    texts = filled_in([words(one.milestone, "text") for one in rows], reading)
    return [
        Moved(one.milestone.pk, text, _moved(one), _who(one.by), one.at)
        for one, text in zip(rows, texts, strict=True)
    ]


def log_of_milestone(milestone: Milestone) -> list[Logged]:
    """Everything that happened to a milestone, newest first."""
    moves = [
        Logged(_moved(one), _who(one.by), one.at)
        for one in milestone.moves.select_related("source", "by")
        if one.was  # that it came in stands in its history
    ]
    changes = _changes(milestone.history.select_related("source", "history_user"), _milestone_change)
    return sorted([*moves, *changes], key=lambda one: one.at, reverse=True)


def log_of_target(target: Target) -> list[Logged]:
    """Everything that happened to a target, newest first."""
    rows = target.history.select_related("source", "indicator", "history_user")
    return _changes(rows, _target_change)[::-1]


def _moved(move: MilestoneMove) -> str:
    said = {
        "column": move.get_column_display(),
        "was": move.get_was_display(),
        "day": date_format(move.date, "j F Y"),
        "source": move.source.title,
    }
    if not move.was:
        return gettext("toegevoegd aan “%(column)s” (bron: %(source)s)") % said
    return gettext("verplaatst van “%(was)s” naar “%(column)s”, sinds %(day)s (bron: %(source)s)") % said


def _changes(rows: Any, in_words: Callable[[Any, Any], Logged | None]) -> list[Logged]:
    """The history as changes, oldest first; what changed nothing that a reader sees is left out."""
    found, before = [], None
    for row in rows.order_by("history_date", "history_id"):
        found.append(in_words(before, row))
        before = row
    return [one for one in found if one]


def _milestone_change(old: Any, new: Any) -> Logged | None:
    who, at = _who(new.history_user), new.history_date
    if old is None:
        column = Milestone.Column(new.column).label
        return Logged(gettext("toegevoegd aan “%s”") % column, who, at)
    if new.closed_on and not old.closed_on:
        return Logged(gettext("gesloten"), who, at, why=new.closed_why)
    if old.closed_on and not new.closed_on:
        return Logged(gettext("teruggezet in de tabel"), who, at)
    lines = _lines(
        (gettext("Mijlpaal"), old.text_nl, new.text_nl),
        (gettext("Mijlpaal in het Engels"), old.text_en, new.text_en),
        (gettext("Bron"), old.source.title, new.source.title),
        (gettext("Datum"), _day(old.date), _day(new.date)),
    )
    return Logged(gettext("gewijzigd"), who, at, lines) if lines else None


def _target_change(old: Any, new: Any) -> Logged | None:
    who, at = _who(new.history_user), new.history_date
    if old is None:
        return Logged(gettext("gesteld: %s") % _asked(new), who, at)
    if new.ended_on and not old.ended_on:
        return Logged(gettext("vervallen"), who, at, why=new.ended_why)
    lines = _lines(
        (gettext("Doel"), _asked(old), _asked(new)),
        (gettext("Bron"), old.source.title, new.source.title),
        (gettext("Toelichting"), old.note_nl, new.note_nl),
        (gettext("Toelichting in het Engels"), old.note_en, new.note_en),
    )
    return Logged(gettext("gewijzigd"), who, at, lines) if lines else None


def _who(person: Any) -> str:
    """Who did it; what was loaded nobody did."""
    return gettext("het systeem") if person is None else str(person)


def _asked(row: Any) -> str:
    return wanted(line_of(row), reader_lang())


def _lines(*parts: tuple[str, str, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple(part for part in parts if part[1] != part[2])


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else ""
