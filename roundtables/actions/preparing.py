"""The questionnaire of a round that is being prepared; every change stands in the round's log."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from questionnaires.actions import versions
from questionnaires.actions.versions import Wording
from questionnaires.models import Question, Section

from ..errors import RoundError
from ..models import Round, Transition
from .changing import note

CHANGED = Transition.What.CHANGED


@transaction.atomic
def change_question(*, by: User, round_: Round, question: Question, wording: Wording) -> bool:
    """Word a question anew; whether it now differs from what regions were asked before."""
    _refuse_begun(round_)
    differs = versions.change_question(by=by, question=question, wording=wording)
    note(round_, CHANGED, by=by, why=_("vraag %s gewijzigd") % question.key)
    return differs


@transaction.atomic
def remove_question(*, by: User, round_: Round, question: Question) -> None:
    """Ask a question no more."""
    _refuse_begun(round_)
    key = question.key
    versions.remove_question(by=by, question=question)
    note(round_, CHANGED, by=by, why=_("vraag %s weggehaald") % key)


@transaction.atomic
def add_question(
    *, by: User, round_: Round, section: Section, key: str, type: str, wording: Wording, succeeds: str = ""
) -> Question:
    """Ask something new, or the successor of an old question whose meaning changed."""
    _refuse_begun(round_)
    made = versions.add_question(
        by=by, section=section, key=key, type=type, wording=wording, succeeds=succeeds
    )
    note(round_, CHANGED, by=by, why=_("vraag %s toegevoegd") % key)
    return made


@transaction.atomic
def judge(*, by: User, round_: Round, question: Question, verdict: str, why: str = "") -> None:
    """Say how answers to a changed question compare with those before."""
    _refuse_begun(round_)
    versions.judge(by=by, question=question, verdict=verdict, note=why)
    words = Question.Verdict(verdict).label
    note(round_, CHANGED, by=by, why=f"{question.key}: {words}. {why}".strip())


def _refuse_begun(round_: Round) -> None:
    """Also when the questionnaire itself is not frozen: what regions see never changes under their hands."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.state != Round.State.PREPARING:
        raise RoundError(_("De ronde is al open. De vragen liggen vast."))
