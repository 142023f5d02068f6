"""A round's life: prepared and opened here, closed with a snapshot and reopened by the module beside it."""

import logging
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from questionnaires.actions import versions
from questionnaires.comparing import waiting_for_verdict
from questionnaires.models import Questionnaire
from regions.models import Region

from ..errors import RoundError
from ..models import Round, Transition
from .changing import changed, note, raise_revision
from .closing import close_round, reopen_round
from .participants import excuse, take_part

__all__ = [
    "begin_round",
    "change_round",
    "changed",
    "check_key",
    "close_round",
    "excuse",
    "lacking",
    "open_round",
    "prepare_round",
    "raise_revision",
    "reopen_round",
    "take_part",
]

log = logging.getLogger(__name__)
KEY = re.compile(r"[a-zA-Z0-9_-]{1,50}")
RESERVED = ("nieuw",)  # an address of its own beside the rounds
What = Transition.What


@transaction.atomic
def prepare_round(
    *,
    by: User,
    key: str,
    questionnaire: Questionnaire,
    reference_date: date,
    regions: Iterable[Region],
    copy_questionnaire: bool = False,
    **about: Any,
) -> Round:
    """Make a round that nobody can fill in yet. With `copy_questionnaire` it gets a version of its own, to
    change before it opens. `about`: the other fields of a Round."""
    check_key(key)
    if Round.objects.filter(key=key).exists():
        raise RoundError(_("De ronde %s bestaat al.") % key)
    asked = versions.clone(questionnaire, _free_version(key)) if copy_questionnaire else questionnaire
    names = {"label_nl": about.pop("label_nl", "") or key, "label_en": about.pop("label_en", "")}
    round_ = Round.objects.create(
        key=key, questionnaire=asked, reference_date=reference_date, **names, **about
    )
    for region in regions:
        take_part(round_=round_, region=region)
    note(round_, What.MADE, by=by)
    return round_


def _free_version(key: str) -> str:
    """A name for the copied questionnaire: the round's, which a questionnaire may have already."""
    taken = set(Questionnaire.objects.filter(version__startswith=key).values_list("version", flat=True))
    number = 2
    version = key
    while version in taken:
        version, number = f"{key}-{number}"[:50], number + 1
    return version


@transaction.atomic
def change_round(*, by: User, round_: Round, **about: Any) -> None:
    """Change names, dates or reminders; the key stays, because addresses and reports hold it."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.state == Round.State.CLOSED:
        raise RoundError(_("De ronde is gesloten. Heropen de ronde om nog iets te wijzigen."))
    fresh = {name: value for name, value in about.items() if getattr(locked, name) != value}
    if not fresh:
        return
    for name, value in fresh.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save(update_fields=list(fresh))
    # each is a field of the model itself, and none a relation from elsewhere, which has no name
    words = [str(Round._meta.get_field(name).verbose_name) for name in fresh]  # type: ignore[union-attr]
    note(locked, What.CHANGED, by=by, why=", ".join(words))
    changed(locked)
    round_.refresh_from_db()


def lacking(round_: Round) -> list[str]:
    """What must be done before the round can open, in sentences; nothing when it can."""
    said = []
    if not round_.participants.counted().exists():
        said.append(_("Kies ten minste één regio die meedoet."))
    if round_.deadline is None:
        said.append(_("Kies een uiterste datum."))
    elif round_.deadline < timezone.localdate():
        said.append(_("De uiterste datum is voorbij. Kies een andere."))
    if not round_.questionnaire.questions.exists():
        said.append(_("Zet ten minste één vraag in de vragenlijst."))
    waiting = len(waiting_for_verdict(round_.questionnaire))
    if waiting:
        said.append(
            ngettext(
                "Zeg van %d gewijzigde vraag hoe vergelijkbaar de antwoorden zijn.",
                "Zeg van %d gewijzigde vragen hoe vergelijkbaar de antwoorden zijn.",
                waiting,
            )
            % waiting
        )
    return said


@transaction.atomic
def begin_round(*, by: User, round_: Round, why: str = "", as_read: bool = False) -> None:
    """Let the regions in; the questionnaire is frozen from now on. Refused while something lacks, unless the
    round was read from files (`as_read`)."""
    locked = Round.objects.select_for_update().select_related("questionnaire").get(pk=round_.pk)
    if locked.state != Round.State.PREPARING:
        raise RoundError(_("De ronde %s is al open geweest.") % locked.key)
    lacks = [] if as_read else lacking(locked)
    if lacks:
        raise RoundError(_("De ronde kan nog niet open.") + " " + " ".join(lacks))
    Questionnaire.objects.filter(pk=locked.questionnaire_id, frozen_at=None).update(frozen_at=timezone.now())
    locked.state = Round.State.OPEN
    locked.save(update_fields=["state"])
    note(locked, What.OPENED, by=by, why=why)
    transaction.on_commit(lambda: log.info("round %s opened by %s", locked.key, by.email))
    changed(locked)
    round_.refresh_from_db()


@transaction.atomic
def open_round(
    *,
    by: User,
    key: str,
    questionnaire: Questionnaire,
    reference_date: date,
    regions: Iterable[Region],
    label_nl: str = "",
    label_en: str = "",
    deadline: date | None = None,
    example: bool = False,
) -> Round:
    """Make a round that accepts answers at once, with a questionnaire as it was read from files."""
    round_ = prepare_round(
        by=by, key=key, questionnaire=questionnaire, reference_date=reference_date, regions=regions,
        label_nl=label_nl or key, label_en=label_en or label_nl or key, deadline=deadline, example=example,
    )  # fmt: skip
    begin_round(by=by, round_=round_, as_read=True)
    questionnaire.refresh_from_db()
    return round_


def check_key(key: str) -> None:
    """Raise RoundError unless `key` can be a round's key, which stands in addresses."""
    if not KEY.fullmatch(key) or key in RESERVED:
        reason = _("“%s” kan geen sleutel zijn. Gebruik letters, cijfers en streepjes: 2021-voorjaar.")
        raise RoundError(reason % key.encode("ascii", "replace").decode()[:60])
