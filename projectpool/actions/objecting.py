"""A region objects to a decision, and the programme answers.

An objection that is upheld does not undo the decision: what a region was granted it keeps, and its project
goes on. It opens the way to a new decision, which replaces the first and is never worse. Until then the first
one stands, so no euro goes back and forth, and nobody else can be given what is spoken for.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, require
from regions.text import clean

from ..errors import DecidingError
from ..models import Application, ApplicationStep, Decision, Objection
from ..weighing.decided import last_day_to_object, may_object
from .telling import tell_answer

What, State = ApplicationStep.What, Objection.State
LONGEST, WHY = 8_000, 500


@transaction.atomic
def file_objection(*, by: User, application: Application, grounds: str) -> Objection:
    """The project leader of the lead region disagrees with the decision, within six weeks and once."""
    decision = _locked(application)
    if not may_object(by, decision):
        raise PermissionDenied
    last = last_day_to_object(decision)
    if timezone.localdate() > last:
        raise DecidingError(
            _("De termijn is voorbij: bezwaar maken kon tot en met %s.") % date_format(last, "j F Y")
        )
    if decision.objections.exists():
        raise DecidingError(_("Tegen dit besluit is al bezwaar gemaakt."))
    text = _required(grounds, _("Schrijf waarom u het niet eens bent met het besluit."))
    made = Objection.objects.create(decision=decision, grounds=text, filed_by=by)
    _step(decision, What.OBJECTED, by, text)
    return made


@transaction.atomic
def answer_objection(*, by: User, objection: Objection, upheld: bool, answer: str) -> Objection:
    """The programme says whether the region is right. When it is, a new decision can be made."""
    require(by, Deed.RUN_POOL)
    _locked(objection.decision.application)
    locked = Objection.objects.select_for_update().get(pk=objection.pk)
    if locked.state != State.OPEN:
        raise DecidingError(_("Op dit bezwaar is al beslist."))
    locked.state = State.UPHELD if upheld else State.REJECTED
    locked.answer = _required(answer, _("Schrijf een antwoord: de regio leest dit."))
    locked.answered_by, locked.answered_at = by, timezone.now()
    locked.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    with translation.override(settings.LANGUAGE_CODE):  # what stays is written for everybody
        why = f"{locked.get_state_display()}: {locked.answer}"
    _step(locked.decision, What.ANSWERED, by, why)
    tell_answer(locked)
    return locked


def _locked(application: Application) -> Decision:
    found = Decision.objects.standing().select_for_update(of=("self",)).select_related("application__call")
    decision = found.filter(application=application).first()
    if decision is None:
        raise DecidingError(_("Over deze aanvraag is nog niet besloten."))
    return decision


def _required(typed: str, otherwise: str) -> str:
    text = clean(typed).strip()[:LONGEST]
    if not text:
        raise DecidingError(otherwise)
    return text


def _step(decision: Decision, what: str, by: User, why: str) -> None:
    ApplicationStep.objects.create(application=decision.application, what=what, by=by, why=why[:WHY])
