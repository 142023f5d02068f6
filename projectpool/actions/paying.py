"""A grant is paid in instalments, planned by the programme and marked when paid."""

from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, require

from ..errors import DecidingError
from ..models import Decision, Instalment
from ..money import in_euros
from .granting import locked_grant


@transaction.atomic
def plan_instalment(*, by: User, decision: Decision, due_on: date, amount: int) -> Instalment:
    """Plan a payment. All payments together are never more than what is granted."""
    locked = _granted(by, decision)
    if amount <= 0:
        raise DecidingError(_("Een termijn is meer dan nul."))
    if due_on < timezone.localdate(locked.at):
        raise DecidingError(_("De datum ligt voor het besluit. Kies een latere dag."))
    room = locked_grant(locked.application) - planned(locked)
    if amount > room:
        raise DecidingError(
            _("De termijnen zijn samen hoogstens de toekenning. U kunt nog %s plannen.") % in_euros(room)
        )
    return Instalment.objects.create(decision=locked, due_on=due_on, amount=amount)


@transaction.atomic
def mark_paid(*, by: User, instalment: Instalment) -> None:
    """The money went out; a payment that is marked stands."""
    locked = _unpaid(by, instalment)
    locked.paid_at, locked.paid_by = timezone.now(), by
    locked.save(update_fields=["paid_at", "paid_by"])


@transaction.atomic
def drop_instalment(*, by: User, instalment: Instalment) -> None:
    """Take a planned payment away, to plan another."""
    _unpaid(by, instalment).delete()


def planned(decision: Decision) -> int:
    """What is planned or paid so far of a grant, in eurocents, under this decision and those it replaced."""
    found = Instalment.objects.filter(decision__application=decision.application_id)
    return int(found.aggregate(total=Sum("amount"))["total"] or 0)


def _granted(by: User, decision: Decision) -> Decision:
    """The decision that stands by now, locked: another may have taken the place of the one that was read."""
    require(by, Deed.RUN_POOL)
    found = Decision.objects.standing().select_for_update(of=("self",)).select_related("application")
    locked = found.get(application=decision.application_id)
    if not locked.granted:
        raise DecidingError(_("Deze aanvraag is afgewezen: er is niets te betalen."))
    return locked


def _unpaid(by: User, instalment: Instalment) -> Instalment:
    _granted(by, instalment.decision)
    locked = Instalment.objects.select_for_update().filter(pk=instalment.pk).first()
    if locked is None:
        raise DecidingError(_("Deze termijn is er niet meer."))
    if locked.paid_at is not None:
        raise DecidingError(_("Deze termijn is al betaald en wijzigt niet meer."))
    return locked
