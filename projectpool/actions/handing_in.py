"""An application is handed in, taken back to change it, or withdrawn."""

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed
from questionnaires import actions as questionnaires
from regions.text import clean

from ..applying.readiness import whole_mark, whole_of
from ..errors import ApplicationError, NotReady
from ..models import Application, ApplicationStep, Call
from .applying import held, must_be_open, note, require_one_of
from .mailing import send_receipt, tell_withdrawn

What = ApplicationStep.What
NUMBER = re.compile(r"\d{4}-(\d+)")


@transaction.atomic
def hand_in(*, by: User, application: Application, seen: str) -> Application:
    """Hand in what the lead's project leader read (`seen`), and give it a number. Refused after the closing
    moment with that moment, and before it with everything that lacks."""
    now = _of_lead(by, application)
    if not now.is_draft:
        raise ApplicationError(
            _("Deze aanvraag is %(state)s. Zij kan niet nog eens worden ingediend.")
            % {"state": now.get_state_display()}
        )
    at = timezone.now()
    must_be_open(now.call, at, late=_("U kunt niet meer indienen. Alles wat u typte, blijft bewaard."))
    lacks = [lack.sentence for lack in whole_of(now).lacks]
    if lacks:
        raise NotReady(_("De aanvraag is nog niet compleet."), lacks)
    if whole_mark(now) != seen:
        raise ApplicationError(_("Er is intussen iets gewijzigd. Lees de aanvraag na en dien dan in."))
    now.number = now.number or next_number(now.call)
    now.state, now.submitted_by, now.submitted_at = Application.State.SUBMITTED, by, at
    now.save(update_fields=["number", "state", "submitted_by", "submitted_at"])
    now.application_regions.filter(is_lead=True).update(agreed_by=by, agreed_at=at)
    questionnaires.submit(by=by, answers=now.sheet.answers.all())
    note(now, What.SUBMITTED, by=by)
    send_receipt(now)
    return now


def _of_lead(by: User, application: Application) -> Application:
    """The application, held, for who hands in for the region that leads it."""
    now = held(application)
    require_one_of(by, Deed.HAND_IN_APPLICATIONS, [now.lead.pk])
    return now


def next_number(call: Call) -> str:
    """The next number of the year in which the call opened, such as 2020-007. All calls of that year are held
    meanwhile, so that two that are handed in at once never get the same."""
    year = timezone.localtime(call.opens_at).year
    list(Call.objects.select_for_update().filter(opens_at__year=year).order_by("pk").values_list("pk"))
    taken = Application.objects.filter(number__startswith=f"{year}-").values_list("number", flat=True)
    last = max((int(found[1]) for one in taken if (found := NUMBER.fullmatch(one))), default=0)
    return f"{year}-{last + 1:03}"


@transaction.atomic
def take_back(*, by: User, application: Application) -> Application:
    """Take an application back to change it, while the call is open. It keeps its number, and must be handed
    in again."""
    now = _of_lead(by, application)
    if now.state != Application.State.SUBMITTED:
        raise ApplicationError(_("Alleen een ingediende aanvraag kunt u terugnemen."))
    must_be_open(now.call, late=_("U kunt de aanvraag niet meer terugnemen. Intrekken kan nog wel."))
    if now.assessments.exists():
        raise ApplicationError(_("De aanvraag is al bij een beoordelaar. Vraag het programmateam om raad."))
    now.state, now.submitted_by, now.submitted_at = Application.State.DRAFT, None, None
    now.save(update_fields=["state", "submitted_by", "submitted_at"])
    note(now, What.REOPENED, by=by)
    return now


@transaction.atomic
def withdraw(*, by: User, application: Application, why: str) -> Application:
    """Ask no longer: the lead's project leader says why. Until there is a decision, also after closing."""
    now = _of_lead(by, application)
    reason = clean(why).strip()
    if now.state not in (Application.State.DRAFT, Application.State.SUBMITTED):
        raise ApplicationError(
            _("Deze aanvraag is %(state)s. Zij kan niet meer worden ingetrokken.")
            % {"state": now.get_state_display()}
        )
    if not reason:
        raise ApplicationError(_("Schrijf waarom u de aanvraag intrekt."))
    now.state = Application.State.WITHDRAWN
    now.save(update_fields=["state"])
    note(now, What.WITHDRAWN, by=by, why=reason)
    tell_withdrawn(now, by=by, why=reason)
    return now
