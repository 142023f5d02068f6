"""The writing side: keeping the table of actions. A change has its author in the history, a move its day and
source; and whoever looks at something older than what stands is told so before anything is kept."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from buildingblocks.errors import BlockError, changed_meanwhile
from buildingblocks.models import BuildingBlock, Milestone, MilestoneMove, Source
from regions.text import clean


@dataclass(frozen=True, slots=True)
class MilestoneText:
    """What people write of a milestone: its words, the publication that says so, and the day it gives."""

    nl: str
    en: str
    source: Source
    date: date | None


@transaction.atomic
def add(*, by: AbstractBaseUser, block: BuildingBlock, column: str, text: MilestoneText) -> Milestone:
    """Put a milestone at the end of a column."""
    _hold(block)
    if block.milestones.standing().filter(text_nl=_line(text.nl)).exists():
        raise BlockError(_("Deze mijlpaal staat al bij deze bouwsteen."))
    made = Milestone(block=block, column=column, position=_last(block, column) + 1)
    _write(made, text)
    _save(by, made)
    MilestoneMove.objects.create(
        milestone=made, column=column, date=timezone.localdate(), source=text.source, by_id=by.pk
    )
    return made


@transaction.atomic
def change(*, by: AbstractBaseUser, milestone: Milestone, seen: int, text: MilestoneText) -> None:
    """Change the words of a milestone, its source or its day."""
    locked = _locked(milestone, seen)
    _write(locked, text)
    _save(by, locked)


@transaction.atomic
def move(
    *, by: AbstractBaseUser, milestone: Milestone, seen: int, column: str, source: Source, day: date
) -> MilestoneMove:
    """Put a milestone at the end of another column, since a day that a source gives."""
    locked = _locked(milestone, seen)
    if column == locked.column:
        raise BlockError(_("De mijlpaal staat al in deze kolom."))
    if day > timezone.localdate():
        raise BlockError(_("Deze dag moet nog komen. Verplaats de mijlpaal als het zover is."))
    was, locked.column, locked.position = locked.column, column, _last(locked.block, column) + 1
    _save(by, locked)
    return MilestoneMove.objects.create(
        milestone=locked, was=was, column=column, date=day, source=source, by_id=by.pk
    )


@transaction.atomic
def close(*, by: AbstractBaseUser, milestone: Milestone, seen: int, why: str) -> None:
    """Take a milestone out of the table, with a reason; what happened to it stays known."""
    locked = _locked(milestone, seen)
    if not _line(why):
        raise BlockError(_("Geef een reden."))
    locked.closed_on, locked.closed_why = timezone.localdate(), _line(why)
    _save(by, locked)


@transaction.atomic
def reopen(*, by: AbstractBaseUser, milestone: Milestone, seen: int) -> None:
    """Put a closed milestone back, at the end of the column that it stood in."""
    locked = _held(milestone, seen)
    locked.closed_on, locked.closed_why = None, ""
    locked.position = _last(locked.block, locked.column) + 1
    _save(by, locked)


@transaction.atomic
def shift(*, milestone: Milestone, seen: int, up: bool) -> None:
    """Let a milestone change places with the one above or below it in its column. An order is no change of
    what a milestone says, so a colleague who writes in one of them is not in the way."""
    locked = _locked(milestone, seen)
    column = list(locked.block.milestones.standing().filter(column=locked.column).order_by("position", "pk"))
    place = [one.pk for one in column].index(locked.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(column):
        return
    column[place], column[other] = column[other], column[place]
    for position, one in enumerate(column, start=1):
        Milestone.objects.filter(pk=one.pk).update(position=position)


@transaction.atomic
def add_source(*, title: str, publisher: str, day: date) -> Source:
    """A publication that no report named before; the one that is there already when it is the same."""
    title, publisher = _line(title), _line(publisher)
    same = Source.objects.filter(title_nl=title, publisher=publisher, date=day).first()
    if same is not None:
        return same
    made = Source(key=_free_key(title), title_nl=title, publisher=publisher, date=day)
    for language in ("nl", "en"):
        with override(language):
            setattr(made, f"date_{language}", date_format(day, "j F Y"))
    made.full_clean()
    made.save()
    return made


def _free_key(title: str) -> str:
    stem, taken = slugify(title)[:40].strip("-") or "bron", set(Source.objects.values_list("key", flat=True))
    tried = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(key for key in tried if key not in taken)


def _hold(block: BuildingBlock) -> None:
    """Changes in the table of one block take turns."""
    BuildingBlock.objects.select_for_update().get(pk=block.pk)


def _held(milestone: Milestone, seen: int) -> Milestone:
    """The milestone as it stands now; refuses whoever looked at something older."""
    _hold(milestone.block)
    locked: Milestone = Milestone.objects.select_related("block").get(pk=milestone.pk)
    if locked.revision != seen:
        last = locked.history.first()
        raise changed_meanwhile(last.history_user, last.history_date, locked.revision)
    return locked


def _locked(milestone: Milestone, seen: int) -> Milestone:
    locked = _held(milestone, seen)
    if locked.closed_on is not None:
        raise BlockError(_("Deze mijlpaal is gesloten. Zet de mijlpaal eerst terug in de tabel."))
    return locked


def _write(milestone: Milestone, text: MilestoneText) -> None:
    milestone.text_nl, milestone.text_en = _line(text.nl), _line(text.en)
    milestone.source, milestone.date = text.source, text.date


def _last(block: BuildingBlock, column: str) -> int:
    found = block.milestones.standing().filter(column=column).aggregate(last=Max("position"))
    return found["last"] or 0


def _line(text: str) -> str:
    """A text of one line."""
    return " ".join(clean(text).split())


def _save(by: AbstractBaseUser, milestone: Milestone) -> None:
    milestone.revision += 1
    milestone.full_clean()
    milestone._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    milestone.save()
