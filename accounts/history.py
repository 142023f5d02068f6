"""What happened to somebody's roles, in words: from the history that every change leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from .models import Role, User


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed about a role, when, and by whom."""

    at: datetime
    by: str
    role: str
    text: str


def changes_of(person: User) -> list[Change]:
    """Everything that happened to the roles of a person, newest first."""
    rows = Role.history.filter(person=person).select_related("history_user", "region", "block")
    before: dict[int, Any] = {}
    found: list[Change] = []
    for row in rows.order_by("history_date", "history_id"):
        name = str(Role(kind=row.kind, region=row.region, block=row.block))
        who = str(row.history_user) if row.history_user else ""
        found += [Change(row.history_date, who, name, text) for text in _in_words(before.get(row.id), row)]
        before[row.id] = row
    return found[::-1]


def _in_words(old: Any | None, new: Any) -> Iterator[str]:
    if old is None:
        yield gettext("gegeven, vanaf %(date)s") % {"date": _day(new.since)}
        if new.until:
            yield gettext("einddatum %(date)s") % {"date": _day(new.until)}
        return
    if old.until != new.until:
        text = gettext("einddatum %(date)s") if new.until else gettext("einddatum vervallen")
        yield text % {"date": _day(new.until)} if new.until else text
    if old.reviewed_at != new.reviewed_at:
        yield gettext("nagekeken en bevestigd")


def _day(day: Any) -> str:
    return date_format(day, "j F Y")
