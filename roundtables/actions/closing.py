"""A round closes with a snapshot of what it counts, and opens again to correct."""

import logging
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from questionnaires.models import Answer, AnswerState

from ..errors import RoundError
from ..models import Round, Snapshot, Transition
from ..snapshots import checksum_of, content_of
from ..standing import SectionState, Standing, standing
from .changing import changed, note

log = logging.getLogger(__name__)
What = Transition.What


@dataclass(frozen=True, slots=True)
class Holding:
    """What keeps one region from being ready. `with_region` and `to_review` count sections, `unsettled` the
    answers that nobody approved, those of the register included."""

    slug: str
    name: str
    with_region: int
    to_review: int
    unsettled: int

    @property
    def in_words(self) -> str:
        """Why the region holds up the round."""
        said = []
        if self.with_region:
            said.append(
                ngettext("%d onderdeel bij de regio", "%d onderdelen bij de regio", self.with_region)
                % self.with_region
            )
        if self.to_review:
            said.append(
                ngettext("%d onderdeel te beoordelen", "%d onderdelen te beoordelen", self.to_review)
                % self.to_review
            )
        if not said:
            said.append(
                ngettext(
                    "%d antwoord nog niet goedgekeurd", "%d antwoorden nog niet goedgekeurd", self.unsettled
                )
                % self.unsettled
            )
        return _(" en ").join(said)


def holding_up(round_: Round, now: Standing | None = None) -> list[Holding]:
    """The counted regions that are not ready, by number. Excused and pretend regions hold up nothing. A page
    that knows where everybody stands `now` says so."""
    now = now or standing(round_)
    counted = set(round_.participants.counted().values_list("region__slug", flat=True))
    unsettled = _unsettled(round_)
    found = []
    for region in (one for one in now.data.regions if one.slug in counted):
        cells = now.of_region(region.slug)
        with_region = sum(cell.state.is_with_region for cell in cells)
        to_review = sum(cell.state is SectionState.SUBMITTED for cell in cells)
        found.append(Holding(region.slug, region.name, with_region, to_review, unsettled[region.slug]))
    return [one for one in found if one.with_region or one.to_review or one.unsettled]


def _unsettled(round_: Round) -> Counter[str]:
    """How many answers of each counted region wait, by slug."""
    counted = round_.participants.counted().values("region")
    answers = Answer.objects.filter(
        sheet__response__round=round_, sheet__response__region__in=counted, state__in=AnswerState.waiting()
    )
    return Counter(answers.values_list("sheet__response__region__slug", flat=True))


@transaction.atomic
def close_round(*, by: User, round_: Round, why: str = "", with_gaps: bool = True) -> Snapshot:
    """Close the round and keep what it counts. Refused while answers wait for approval; without `with_gaps`,
    as on the screen, also while a region has not handed in: then it is excused with a reason first. Rounds
    that were read from files may have gaps."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if not locked.accepts_answers:
        raise RoundError(_("De ronde %s is niet open.") % locked.key)
    _refuse_waiting(locked)
    if not with_gaps:
        _refuse_open(locked)
    locked.state = Round.State.CLOSED
    locked.save(update_fields=["state"])
    snapshot = _keep(by, locked, why)
    note(locked, What.CLOSED, by=by, why=why)
    changed(locked)
    round_.refresh_from_db()
    return snapshot


def _refuse_waiting(round_: Round) -> None:
    counted = round_.participants.counted().values("region")
    answers = Answer.objects.filter(
        sheet__response__round=round_, sheet__response__region__in=counted, state__in=AnswerState.waiting()
    )
    waiting = set(answers.values_list("sheet__response__region__name", flat=True))
    if waiting:
        names = ", ".join(sorted(waiting))
        raise RoundError(
            _("De ronde kan nog niet dicht: antwoorden van %s wachten nog op goedkeuring.") % names
        )


def _refuse_open(round_: Round) -> None:
    holding = holding_up(round_)
    if holding:
        names = "; ".join(f"{one.name} ({one.in_words})" for one in holding)
        raise RoundError(
            _("De ronde kan nog niet dicht. Niet klaar: %s. Wacht, of stel een regio vrij met een reden.")
            % names
        )


def _keep(by: User, round_: Round, why: str) -> Snapshot:
    content = content_of(round_)
    return Snapshot.objects.create(
        round=round_,
        number=round_.snapshots.count() + 1,
        made_at=timezone.now(),
        made_by=by,
        why=why,
        content=content,
        checksum=checksum_of(content),
    )


@transaction.atomic
def reopen_round(*, by: User, round_: Round, why: str) -> None:
    """Accept answers again, to correct; closing again makes the next snapshot."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.state != Round.State.CLOSED:
        raise RoundError(_("Alleen een gesloten ronde kan heropend worden."))
    locked.state = Round.State.REOPENED
    locked.save(update_fields=["state"])
    note(locked, What.REOPENED, by=by, why=why)
    transaction.on_commit(lambda: log.info("round %s reopened by %s: %s", locked.key, by.email, why))
    changed(locked)
    round_.refresh_from_db()
