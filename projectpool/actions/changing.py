"""A project asks for other money, more time or other partners; the programme decides, with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from regions.models import Region
from regions.text import clean

from ..errors import PoolError
from ..following.desk import Desk
from ..models import Call, ChangeRequest, Instalment, Project, ProjectRegion, ProjectReport
from ..money import in_euros, shared_out
from .following import LONGEST, plan_reports
from .granting import take_from_budget
from .telling import tell_change

What, State = ChangeRequest.What, ChangeRequest.State


@dataclass(frozen=True, slots=True)
class Wish:
    """What a project asks for: of money the new total in eurocents, of time the new last day, of partners who
    takes part afterwards."""

    what: str
    text: str
    amount: int | None = None
    ends_on: date | None = None
    regions: tuple[Region, ...] = ()


@transaction.atomic
def ask_change(*, by: User, project: Project, wish: Wish) -> ChangeRequest:
    """Ask the programme to change a project; for the project leader of the lead. One request of a kind at a
    time."""
    locked = _locked(project)
    if not Desk(by, locked).may_hand_in:
        raise PermissionDenied
    text = clean(wish.text).strip()
    if not text:
        raise PoolError(_("Schrijf wat er verandert en waarom."))
    if locked.change_requests.filter(what=wish.what, state=State.ASKED).exists():
        raise PoolError(_("Hierover staat al een verzoek open. Wacht het besluit daarover af."))
    _must_fit(locked, wish)
    made = ChangeRequest.objects.create(
        project=locked, what=wish.what, text=text, asked_by=by,
        amount=wish.amount if wish.what == What.MONEY else None,
        ends_on=wish.ends_on if wish.what == What.TIME else None,
    )  # fmt: skip
    if wish.what == What.PARTNERS:
        made.regions.set(wish.regions)
    return made


@transaction.atomic
def decide_change(*, by: User, change: ChangeRequest, approve: bool, why: str) -> ChangeRequest:
    """Approve or refuse what a project asked, with a reason. Approved, it is done at once: money within the
    budget of the call, also when two people decide in the same second; a last day with its reports;
    partners."""
    locked = ChangeRequest.objects.select_for_update(of=("self",)).select_related("project").get(pk=change.pk)
    project = _locked(locked.project)
    if not Desk(by, project).may_settle:
        raise PermissionDenied
    if locked.state != State.ASKED:
        raise PoolError(_("Over dit verzoek is al besloten."))
    reason = clean(why).strip()
    if not reason:
        raise PoolError(_("Schrijf waarom u dit besluit. De regio leest dat."))
    before = list(project.regions.all())
    if approve:
        _carry_out(by, project, locked)
    locked.state = State.APPROVED if approve else State.REFUSED
    locked.decided_by, locked.decided_at, locked.why = by, timezone.now(), reason
    locked.save(update_fields=["state", "decided_by", "decided_at", "why"])
    locked.project = project  # as it is now
    tell_change(locked, before)
    return locked


def _locked(project: Project) -> Project:
    found: Project = Project.objects.select_for_update().get(pk=project.pk)
    return found


def _must_fit(project: Project, wish: Wish) -> None:
    """PoolError, with a sentence, when what is asked cannot be."""
    if project.ended_at is not None:
        raise PoolError(_("Dit project is afgesloten. Er kan niets meer worden gewijzigd."))
    if wish.what == What.MONEY:
        _money_fits(project, wish.amount)
    elif wish.what == What.TIME:
        _time_fits(project, wish.ends_on)
    elif wish.what == What.PARTNERS:
        _partners_fit(project, wish.regions)
    else:
        raise PoolError(_("Kies wat er verandert: geld, tijd of partners."))


def _money_fits(project: Project, amount: int | None) -> None:
    if not amount or amount < 0:
        raise PoolError(_("Geef het nieuwe bedrag voor het hele project."))
    if amount == project.amount:
        raise PoolError(_("Dit is het bedrag dat het project al heeft."))
    call = _call(project)
    if amount > call.ceiling:
        most = in_euros(call.ceiling)
        raise PoolError(_("Een project in deze openstelling krijgt hoogstens %s.") % most)
    asked = Instalment.objects.filter(decision__application=project.application_id)
    bound = asked.aggregate(total=Sum("amount"))["total"] or 0
    if amount < bound:
        raise PoolError(
            _("Er is al voor %s aan termijnen afgesproken. Lager dan dat kan niet.") % in_euros(bound)
        )


def _time_fits(project: Project, ends_on: date | None) -> None:
    if ends_on is None:
        raise PoolError(_("Geef de nieuwe laatste dag."))
    if ends_on == project.ends_on:
        raise PoolError(_("Dit is de laatste dag die het project al heeft."))
    first = project.starts_on
    if first is None or ends_on < first or ends_on.year > first.year + LONGEST:
        raise PoolError(_("De laatste dag ligt na de eerste, en hoogstens tien jaar later."))
    told = project.reports.exclude(state__in=(ProjectReport.State.OPEN, ProjectReport.State.RETURNED))
    if told.filter(kind=ProjectReport.Kind.FINAL).exists():
        raise PoolError(_("Het eindverslag is al ingediend. De laatste dag ligt nu vast."))
    last = told.order_by("period_until").values_list("period_until", flat=True).last()
    if last is not None and ends_on < last:
        day = date_format(last, "j F Y")
        raise PoolError(_("Er is al een verslag tot en met %s. Eerder eindigen kan niet.") % day)


def _partners_fit(project: Project, regions: Iterable[Region]) -> None:
    after = {region.pk for region in regions}
    parts = list(project.project_regions.all())
    lead = next((one.region_id for one in parts if one.role == ProjectRegion.Role.INITIATOR), None)
    if lead not in after:
        raise PoolError(_("De penvoerder blijft meedoen. Kies die regio ook."))
    if after == {one.region_id for one in parts}:
        raise PoolError(_("Dit zijn de regio’s die al meedoen."))


def _call(project: Project) -> Call:
    if project.application is None:
        raise PoolError(_("Dit project is niet hier toegekend. Er kan niets worden gewijzigd."))
    return project.application.call


def _carry_out(by: User, project: Project, change: ChangeRequest) -> None:
    """Do what was asked; once more looked at, for much can have happened since."""
    regions = tuple(change.regions.all())
    _must_fit(project, Wish(change.what, change.text, change.amount, change.ends_on, regions))
    project._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    if change.what == What.MONEY:
        _change_money(project, change.amount or 0)
    elif change.what == What.TIME:
        project.ends_on = change.ends_on
        project.save(update_fields=["ends_on"])
        plan_reports(by=by, project=project)
    else:
        _change_partners(project, regions)


def _change_money(project: Project, amount: int) -> None:
    take_from_budget(_call(project).pk, amount - (project.amount or 0))
    parts = list(project.project_regions.order_by("pk"))
    for part, share in zip(parts, shared_out(amount, [one.amount or 0 for one in parts]), strict=True):
        part.amount = share
        part.save(update_fields=["amount"])
    project.amount = amount
    project.save(update_fields=["amount"])


def _change_partners(project: Project, regions: tuple[Region, ...]) -> None:
    """Who leaves gives its part of the money to the lead; who comes begins with nothing of it."""
    parts = list(project.project_regions.all())
    lead = next(one for one in parts if one.role == ProjectRegion.Role.INITIATOR)
    after, before = {region.pk for region in regions}, {one.region_id for one in parts}
    leaving = [one for one in parts if one.region_id not in after]
    lead.amount = (lead.amount or 0) + sum(one.amount or 0 for one in leaving)
    lead.save(update_fields=["amount"])
    for one in leaving:
        one.delete()
    for region in regions:
        if region.pk not in before:
            ProjectRegion.objects.create(project=project, region=region, amount=0)
    project.joint = Project.Joint.YES if len(after) > 1 else Project.Joint.NO
    project.save(update_fields=["joint"])
