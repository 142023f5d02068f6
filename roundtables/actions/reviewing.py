"""The programme settles what regions answered: approves it, or asks to look again, with a reason."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, reach
from questionnaires import actions as questionnaires
from questionnaires.models import Answer, AnswerState, Remark
from regions.text import clean

from ..errors import RoundError
from ..models import Response, Round
from .rounds import changed

LONGEST_REASON = 500
RETURNABLE = (AnswerState.SUBMITTED, AnswerState.APPROVED)


@transaction.atomic
def approve(
    *,
    by: User,
    response: Response,
    questions: Iterable[str] | None = None,
    why: str = "",
    seen: Mapping[str, int] | None = None,
) -> int:
    """Settle the answers of one region: all that this person may settle, or those to the questions named; how
    many were settled. `seen` is the revision of each answer on the reviewer's page: an answer that changed
    after that is not approved unseen, and then nothing is."""
    answers = [one for one in _taken(by, response, questions, seen) if one.state in AnswerState.waiting()]
    count = questionnaires.approve(by=by, answers=answers, why=clean(why).strip())
    changed(response.round)
    return count


@transaction.atomic
def send_back(
    *,
    by: User,
    response: Response,
    questions: Iterable[str],
    why: str,
    seen: Mapping[str, int] | None = None,
) -> int:
    """Ask the region to look again at these answers; how many went back. The reason stands in the history of
    each answer and in the conversation on its question, where the region reads it."""
    reason = checked_reason(why)
    answers = [one for one in _taken(by, response, questions, seen) if one.state in RETURNABLE]
    count = questionnaires.send_back(by=by, answers=answers, why=reason)
    Remark.objects.bulk_create(
        Remark(sheet=response.sheet, question=one.question, by=by, from_programme=True, text=reason)
        for one in answers
    )
    changed(response.round)
    return count


def checked_reason(why: str) -> str:
    """The reason as it is kept; RoundError when there is none, or far too much of it."""
    reason = clean(why).strip()
    if not reason:
        raise RoundError(_("Vertel de regio waarom u het antwoord terugstuurt."))
    if len(reason) > LONGEST_REASON:
        raise RoundError(_("Gebruik hoogstens %s tekens voor de reden.") % LONGEST_REASON)
    return reason


def settles(by: User, response: Response) -> frozenset[int] | None:
    """The building blocks that this person settles in this region, by primary key; None for all of them. A
    service account acts for whoever started the import."""
    return None if by.is_service else reach(by, Deed.REVIEW).blocks(response.region_id)


def _taken(
    by: User, response: Response, questions: Iterable[str] | None, seen: Mapping[str, int] | None
) -> list[Answer]:
    """The answers that are settled now, with their sheet and their round held until that is done."""
    questionnaires.lock(response.sheet)
    _hold_open(response)
    found = response.sheet.answers.select_related("question__section")
    if questions is not None:
        found = found.filter(question__key__in=set(questions))
    answers = _within(settles(by, response), list(found), named=questions is not None)
    if seen is not None and any(seen.get(one.question.key) != one.revision for one in answers):
        raise RoundError(
            _("Een antwoord is gewijzigd nadat u deze pagina opende. Er is niets gedaan; bekijk het opnieuw.")
        )
    return answers


def _hold_open(response: Response) -> None:
    """Whoever closes the round waits until this is done, so that its snapshot holds all of it or nothing."""
    held = Round.objects.select_for_update().get(pk=response.round_id)
    if not held.accepts_answers:
        raise RoundError(_("De ronde %s is niet open: er kan niets meer beoordeeld worden.") % held.label)


def _within(blocks: frozenset[int] | None, answers: list[Answer], *, named: bool) -> list[Answer]:
    """Only what this person may settle; naming anything else is refused."""
    if blocks is None:
        return answers
    mine = [one for one in answers if one.question.section.block_id in blocks]
    if not blocks or (named and len(mine) < len(answers)):
        raise PermissionDenied
    return mine
