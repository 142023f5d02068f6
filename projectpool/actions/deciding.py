"""The programme decides about an application: it grants an amount out of the call, or refuses."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, require
from regions.text import clean

from ..errors import DecidingError
from ..models import Application, ApplicationStep, Call, Decision
from ..money import in_euros
from ..weighing.assessing import NEEDED
from ..weighing.decided import reopened
from .following import LONGEST as LONGEST_PROJECT
from .granting import locked_grant, project_for, take_from_budget
from .telling import tell_decision

State = Application.State
LONGEST, WHY = 8_000, 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided: an amount in eurocents with the first and last day of the project, or nothing. The
    motives, and the conditions of a grant, stand in the letter. `without` says why fewer assessments than
    needed will do."""

    granted: bool
    motives: str
    amount: int = 0
    conditions: str = ""
    first_day: date | None = None
    last_day: date | None = None
    without: str = ""


@transaction.atomic
def decide(*, by: User, application: Application, verdict: Verdict) -> Decision:
    """Grant an application or refuse it, once, after the call closed and two people assessed it. The amount
    is taken from the call in the same transaction, the project is made, the regions get a mail. After an
    objection was upheld a new decision replaces the first, and is never worse for the regions: who objects
    loses nothing, so only the difference is taken from the call."""
    require(by, Deed.RUN_POOL)
    locked = _decidable(application)
    motives = clean(verdict.motives).strip()[:LONGEST]
    if not motives:
        raise DecidingError(_("Schrijf waarom u dit besluit. De motivering staat in de brief."))
    without = _enough(locked, verdict)
    had = locked_grant(locked)
    days = _fits(locked, verdict, had)
    decision = _store(by, locked, verdict, motives)
    if days:
        take_from_budget(locked.call_id, verdict.amount - had)
        project_for(by=by, application=locked, amount=verdict.amount, days=days)
    _settle(by, locked, decision, without)
    tell_decision(decision)
    return decision


def _decidable(application: Application) -> Application:
    locked: Application = (
        Application.objects.select_for_update(of=("self",)).select_related("call__pool").get(pk=application.pk)
    )
    if locked.call.state != Call.State.CLOSED:
        raise DecidingError(_("De openstelling is nog niet gesloten. Besluiten kan daarna."))
    if locked.state != State.SUBMITTED and not reopened(locked):
        raise DecidingError(
            _("Over deze aanvraag kan geen besluit meer: zij is %s.") % locked.get_state_display()
        )
    return locked


def _enough(application: Application, verdict: Verdict) -> str:
    """Why it is decided with fewer assessments than needed; "" when there are enough."""
    finished = application.assessments.finished().count()
    if finished >= NEEDED:
        return ""
    why = clean(verdict.without).strip()
    if not why:
        raise DecidingError(
            _("Deze aanvraag heeft nog geen twee afgeronde beoordelingen. Schrijf waarom u toch besluit.")
        )
    return why


def _store(by: User, application: Application, verdict: Verdict, motives: str) -> Decision:
    """The decision that stands from now on; one before it stays, with its objection and its letter."""
    now = timezone.now()
    application.decisions.standing().update(replaced_at=now)
    conditions = clean(verdict.conditions).strip()[:LONGEST] if verdict.granted else ""
    return Decision.objects.create(
        application=application, granted=verdict.granted, amount=verdict.amount if verdict.granted else 0,
        motives=motives, conditions=conditions, by=by, at=now,
    )  # fmt: skip


def _fits(application: Application, verdict: Verdict, had: int) -> tuple[date, date] | None:
    """The first and last day of what is granted, when amount and days can be; None for a refusal."""
    if not verdict.granted and had:
        raise DecidingError(
            _("Er is al %s toegekend. Na een gegrond bezwaar kan het besluit niet slechter uitvallen.")
            % in_euros(had)
        )
    if not verdict.granted:
        return None
    _within_limits(application, verdict.amount, had)
    return _days(application.call, verdict.first_day, verdict.last_day)


def _days(call: Call, first: date | None, last: date | None) -> tuple[date, date]:
    """The first and last day of a project: it begins in the time that the call is about."""
    if first is None or last is None or last < first:
        raise DecidingError(_("Geef de eerste en de laatste dag van het project, in die volgorde."))
    opened = timezone.localdate(call.opens_at)
    if first < opened or first.year > call.last_year or last.year > first.year + LONGEST_PROJECT:
        said = _(
            "De eerste dag ligt tussen %(opened)s en eind %(year)s, de laatste hoogstens tien jaar daarna. "
            "Kijk de jaren na."
        )
        raise DecidingError(said % {"opened": date_format(opened, "j F Y"), "year": call.last_year})
    return first, last


def _within_limits(application: Application, amount: int, had: int) -> None:
    """What is granted is at most what was asked, and fits the call; never less than what stands."""
    call, asked = application.call, max(application.requested, had)
    if amount > asked:
        raise DecidingError(_("Er is %s gevraagd. U kunt niet meer toekennen.") % in_euros(asked))
    if had and amount < had:
        raise DecidingError(
            _("Er is al %s toegekend. Na een gegrond bezwaar kan het niet minder worden.") % in_euros(had)
        )
    if not max(call.floor, 1) <= amount <= max(call.ceiling, had):
        raise DecidingError(
            _("Per project kan van %(floor)s tot en met %(ceiling)s.")
            % {"floor": in_euros(call.floor), "ceiling": in_euros(call.ceiling)}
        )


def _settle(by: User, application: Application, decision: Decision, without: str) -> None:
    granted = decision.granted
    application.state = State.GRANTED if granted else State.REFUSED
    application.save(update_fields=["state"])
    what = ApplicationStep.What.GRANTED if granted else ApplicationStep.What.REFUSED
    with translation.override(settings.LANGUAGE_CODE):  # what stays is written for everybody
        amount = in_euros(decision.amount) if granted else ""
    said = [amount, without, decision.motives]
    why = " · ".join(part for part in said if part)
    ApplicationStep.objects.create(application=application, what=what, by=by, why=why[:WHY])
