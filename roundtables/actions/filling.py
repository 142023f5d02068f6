"""A region fills in: saves, takes over last time's answers, hands in, tells of its meeting."""

from collections.abc import Callable, Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, reach
from questionnaires import actions as questionnaires
from questionnaires.actions import Given, Save, Saved
from questionnaires.models import AnswerState, Question
from regions.text import clean

from ..errors import RoundError
from ..filling.handing_in import Check
from ..models import Attendee, Meeting, Response, Round, Submission
from .rounds import changed


@transaction.atomic
def save_answer(*, by: User, response: Response, save: Save, confirm: bool = False) -> Saved:
    """Store one answer of a region, typed or confirmed as it was. Refused when the round is closed, when the
    answer is another's, and, with SaveConflict, when a colleague changed it meanwhile."""
    must_be_open(response)
    require_fill(by, response, [save.given.question])
    state = AnswerState.CONFIRMED if confirm else AnswerState.GIVEN
    saved = questionnaires.save(by=by, save=save, state=state)
    if saved.changed:
        _still_open(response)
    return saved


@transaction.atomic
def carry_over(*, by: User, response: Response, given: Sequence[Given]) -> int:
    """Put last time's answers where nothing stands yet, to be confirmed one by one; how many were put."""
    must_be_open(response)
    require_fill(by, response, [one.question for one in given])
    count = questionnaires.carry_over(by=by, given=given)
    _still_open(response)
    return count


@transaction.atomic
def hand_in(
    *, by: User, response: Response, check: Callable[[], Check], seen: str, agreed_by: str = ""
) -> Submission:
    """Hand in what is complete, and let go of answers to questions that are skipped. `check` says what that
    is while nobody else can change it, `seen` what it was when the region read it (`Check.seen`). `agreed_by`
    is the function that agrees, which some rounds ask for."""
    must_be_open(response)
    if not reach(by, Deed.SUBMIT).holds(response.region_id):
        raise PermissionDenied
    function = clean(agreed_by).strip()
    if response.round.asks_agreement and not function:
        raise RoundError(_("Vul in welke functie akkoord geeft namens de regio."))
    questionnaires.lock(response.sheet)
    found = check()
    if not found.answers:
        raise RoundError(_("Er is niets om in te dienen. Maak eerst een onderdeel af."))
    if found.seen != seen:
        raise RoundError(_("Er is intussen iets gewijzigd. Lees de antwoorden nog eens na en dien dan in."))
    why = _("Deze vraag geldt niet meer door een ander antwoord.")
    questionnaires.drop(by=by, answers=found.dropped, why=why)
    questionnaires.submit(by=by, answers=found.answers)
    blocks = dict.fromkeys(one.section.block.key for one in found.ready)
    _still_open(response)
    changed(response.round)
    return Submission.objects.create(response=response, by=by, agreed_by=function, blocks=list(blocks))


@transaction.atomic
def tell_of_meeting(
    *, by: User, response: Response, meeting: Meeting, attendees: Sequence[tuple[str, str]]
) -> Meeting:
    """Keep when and where the round table was, and which organisations sat at it with which function."""
    must_be_open(response)
    if not reach(by, Deed.SUBMIT).holds(response.region_id):
        raise PermissionDenied
    questionnaires.lock(response.sheet)
    if meeting._state.adding and Meeting.objects.filter(response=response).exists():
        raise RoundError(
            _("Een collega vulde het gesprek zojuist in. Bewaar opnieuw als uw gegevens moeten blijven.")
        )
    meeting.response = response
    meeting.place = clean(meeting.place).strip()
    meeting.save()
    meeting.attendees.all().delete()
    Attendee.objects.bulk_create(
        Attendee(meeting=meeting, organisation=clean(organisation), function=clean(function), position=place)
        for place, (organisation, function) in enumerate(attendees, start=1)
    )
    _still_open(response)
    return meeting


def require_fill(by: User, response: Response, questions: Iterable[Question]) -> None:
    """Raise PermissionDenied unless this person may type in the sections of all these questions."""
    fills = reach(by, Deed.FILL)
    if not all(fills.holds(response.region_id, question.section.block_id) for question in questions):
        raise PermissionDenied


def must_be_open(response: Response) -> None:
    """Say at once that the round is closed."""
    if not response.round.accepts_answers:
        raise RoundError(_("Deze ronde is gesloten. Er kan niets meer worden gewijzigd."))


def _still_open(response: Response) -> None:
    """Raise the round's revision if it is still open, else take everything back. Closing holds this row while
    it makes the snapshot, so no answer slips in between. Last: who saves next waits for this row."""
    accepting = Round.objects.accepting().filter(pk=response.round_id)
    if not accepting.update(revision=F("revision") + 1):
        raise RoundError(_("De ronde is zojuist gesloten. Er kan niets meer worden gewijzigd."))
