"""Who takes part in a round: let in, given more time, excused with a reason, let in again."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from questionnaires.models import AnswerSheet
from regions.models import Region
from regions.text import clean

from ..errors import RoundError
from ..models import Participant, Response, Round, Transition
from .changing import changed, note

What = Transition.What


def take_part(*, round_: Round, region: Region, pretend: bool = False) -> Response:
    """Let a region take part, with an empty sheet. The region to practise with never counts."""
    pretend = pretend or region.pretend
    Participant.objects.get_or_create(round=round_, region=region, defaults={"pretend": pretend})
    found = Response.objects.filter(round=round_, region=region).first()
    if found is not None:
        return found
    sheet = AnswerSheet.objects.create(questionnaire=round_.questionnaire)
    return Response.objects.create(round=round_, region=region, sheet=sheet)


@transaction.atomic
def choose_participants(*, by: User, round_: Round, regions: Iterable[Region]) -> None:
    """Let exactly these regions take part, before the round opens. Afterwards a region is excused instead:
    that it took no part must be visible."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.state != Round.State.PREPARING:
        raise RoundError(_("De ronde is al open. Stel een regio vrij in plaats van de regio weg te halen."))
    wanted = {region.pk: region for region in regions}
    there = set(locked.participants.values_list("region", flat=True))
    gone = locked.responses.exclude(region__in=wanted)
    sheets = list(gone.values_list("sheet", flat=True))
    gone.delete()
    AnswerSheet.objects.filter(pk__in=sheets).delete()
    locked.participants.exclude(region__in=wanted).delete()
    for pk in sorted(wanted.keys() - there):
        take_part(round_=locked, region=wanted[pk])
    if there != wanted.keys():
        note(locked, What.CHANGED, by=by, why=_("deelnemers gekozen"))


@transaction.atomic
def excuse(*, by: User, participant: Participant, why: str) -> None:
    """Leave a region out of every base of the round, with a reason."""
    _refuse_closed(participant)
    participant.excused, participant.excused_why = True, clean(why).strip()
    _save(by, participant)
    note(participant.round, What.EXCUSED, by=by, region=participant.region, why=why)
    changed(participant.round)


@transaction.atomic
def include_again(*, by: User, participant: Participant, why: str) -> None:
    """Take an excused region back into every base, with a reason."""
    _refuse_closed(participant)
    _refuse_no_reason(why)
    participant.excused, participant.excused_why = False, ""
    _save(by, participant)
    note(participant.round, What.INCLUDED, by=by, region=participant.region, why=why)
    changed(participant.round)


@transaction.atomic
def extend(*, by: User, participant: Participant, until: date, why: str) -> None:
    """Give one region until a later day, with a reason; the others keep their date."""
    _refuse_closed(participant)
    _refuse_no_reason(why)
    general = participant.round.deadline
    if general is None or until <= general:
        raise RoundError(_("Kies een dag na de uiterste datum van de ronde."))
    participant.extended_to, participant.extended_why = until, clean(why).strip()
    _save(by, participant)
    note(participant.round, What.EXTENDED, by=by, region=participant.region, why=f"{until}: {why}")
    changed(participant.round)


def _refuse_closed(participant: Participant) -> None:
    if participant.round.state == Round.State.CLOSED:
        raise RoundError(_("De ronde is gesloten. Heropen de ronde om nog iets te wijzigen."))


def _refuse_no_reason(why: str) -> None:
    if not why.strip():
        raise RoundError(_("Geef een reden."))


def _save(by: User, participant: Participant) -> None:
    participant.full_clean()
    participant._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    participant.save()
