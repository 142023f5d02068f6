"""Setting, changing and ending targets; every change stays in the history, with its author."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from buildingblocks.errors import changed_meanwhile
from buildingblocks.models import Source
from regions.models import Region
from regions.text import clean

from ..errors import ReportError
from ..models import Indicator, Target


@dataclass(frozen=True, slots=True)
class Wanted:
    """What people ask of a figure: a number of regions, or every region when `value` is None."""

    value: int | None
    due: date
    source: Source
    note_nl: str = ""
    note_en: str = ""


@transaction.atomic
def set_target(*, by: User, indicator: Indicator, wanted: Wanted) -> Target:
    """Ask something of a figure, by a day that has no target yet."""
    made = Target(indicator=indicator)
    _write(made, wanted)
    _save(by, made)
    return made


@transaction.atomic
def change_target(*, by: User, target: Target, seen: int, wanted: Wanted) -> None:
    """Ask something else, or by another day."""
    locked = _locked(target, seen)
    _write(locked, wanted)
    _save(by, locked)


@transaction.atomic
def end_target(*, by: User, target: Target, seen: int, why: str) -> None:
    """A target no longer holds; why stays known."""
    locked, why = _locked(target, seen), _line(why)
    if not why:
        raise ReportError(_("Geef een reden."))
    locked.ended_on, locked.ended_why = timezone.localdate(), why
    _save(by, locked)


def _locked(target: Target, seen: int) -> Target:
    """The target as it stands now; refuses whoever looked at something older."""
    locked: Target = Target.objects.select_for_update().get(pk=target.pk)
    if locked.revision != seen:
        last = locked.history.first()
        raise changed_meanwhile(last.history_user, last.history_date, locked.revision)
    if locked.ended_on is not None:
        raise ReportError(_("Dit doel is vervallen."))
    return locked


def _write(target: Target, wanted: Wanted) -> None:
    most = Region.objects.count()
    if wanted.value is not None and wanted.value > most:
        raise ReportError(_("Er zijn niet meer dan %(most)d regio’s.") % {"most": most})
    target.value, target.everyone, target.due = wanted.value, wanted.value is None, wanted.due
    target.source, target.note_nl, target.note_en = (
        wanted.source,
        _line(wanted.note_nl),
        _line(wanted.note_en),
    )


def _line(text: str) -> str:
    """A text of one line."""
    return " ".join(clean(text).split())


def _save(by: User, target: Target) -> None:
    target.revision += 1
    target.full_clean()
    target._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    target.save()
