"""Regions write an application: they begin it, say what it is about, answer, budget, and agree with it.

Every change takes the answer sheet first, so that colleagues take turns, and then looks at the clock: what
comes after the closing moment is refused, and what was stored before it stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed
from questionnaires import actions as questionnaires
from questionnaires.actions import Save, Saved
from questionnaires.models import AnswerSheet
from regions.models import Region
from regions.text import clean, line

from ..applying.budget import Lines, Money
from ..applying.readiness import about_mark, budget_mark, whole_mark
from ..errors import ApplicationError, Overtaken, TooLate
from ..models import Application, ApplicationRegion, ApplicationStep, BudgetLine, Call, Theme
from ..models.application import pool_reach
from ..moments import to_the_second
from .mailing import ask_agreement

What = ApplicationStep.What
WHY = 500


@dataclass(frozen=True, slots=True)
class Part:
    """A region that takes part, and which part of it; "" for the whole."""

    region: Region
    partial: str = ""


@transaction.atomic
def begin(*, by: User, call: Call, region: Region, title: str) -> Application:
    """Begin an application for a region, which leads it. Others see nothing of it until it is handed in."""
    require_one_of(by, Deed.WRITE_APPLICATIONS, [region.pk])
    must_be_open(call)
    sheet = AnswerSheet.objects.create(questionnaire=call.questionnaire)
    made = Application(call=call, sheet=sheet, title=_titled(title), begun_by=by)
    made.save()
    ApplicationRegion.objects.create(application=made, region=region, is_lead=True)
    note(made, What.BEGUN, by=by)
    return made


def _titled(title: str) -> str:
    found = line(title)
    if not found:
        raise ApplicationError(_("Geef de aanvraag een titel."))
    return found[:160]


@transaction.atomic
def save_answer(*, by: User, application: Application, save: Save) -> Saved:
    """Store one answer. Refused after the closing moment, when it was handed in, and, with SaveConflict, when
    a colleague changed it meanwhile. Partners that agreed are asked again."""
    now = to_write(by, application)
    saved = questionnaires.save(by=by, save=save)
    if saved.changed:
        ask_again(now, by)
    return saved


@transaction.atomic
def save_answers(*, by: User, application: Application, saves: Iterable[Save]) -> int:
    """Store several answers, all of them or none, each refused as in `save_answer`; how many changed."""
    return sum(save_answer(by=by, application=application, save=one).changed for one in saves)


@transaction.atomic
def change_about(
    *,
    by: User,
    application: Application,
    seen: str,
    title: str,
    themes: Sequence[Theme],
    parts: Sequence[Part] | None = None,
) -> list[Region]:
    """Change title, themes and, for who writes for the lead, the regions that take part. `seen` is the mark
    of what the page showed: Overtaken when somebody changed it since. The regions that must agree anew."""
    now = to_write(by, application)
    _refuse_overtaken(now, seen, about_mark(now))
    if any(theme not in now.call.themes.all() for theme in themes):
        raise ApplicationError(_("Kies thema’s van deze openstelling."))
    now.title = _titled(title)
    now.themes.set(themes)
    added = _take_part(by, now, parts) if parts is not None else []
    now.save(update_fields=["title"])
    if about_mark(now) == seen:
        return []
    _changed(now, by, _("titel, thema’s en regio’s"))
    ask_agreement(now, added, by=by, again=False)
    return ask_again(now, by)


def _take_part(by: User, application: Application, parts: Sequence[Part]) -> list[Region]:
    """Let these regions take part, the lead always; which ones are new. With a region goes its money."""
    rows = {one.region_id: one for one in application.application_regions.all()}
    lead = next(one for one in rows.values() if one.is_lead)
    require_one_of(by, Deed.WRITE_APPLICATIONS, [lead.region_id])
    wanted = {part.region.pk: part for part in parts}
    leaving = [pk for pk in rows if pk not in wanted and pk != lead.region_id]
    application.budget_lines.filter(region__in=leaving).delete()
    application.application_regions.filter(region__in=leaving).delete()
    added = []
    for pk, part in wanted.items():
        row = rows.get(pk) or ApplicationRegion(application=application, region=part.region)
        added += [part.region] if row._state.adding else []
        row.partial_nl = line(part.partial)[:120]
        row.save()
    return added


@transaction.atomic
def change_budget(*, by: User, application: Application, seen: str, lines: Lines) -> list[Region]:
    """Store what is asked per region and year, whether or not it fits the call: nothing typed is lost, and
    handing in looks at the sum. Overtaken as in `change_about`. The regions that must agree anew."""
    now = to_write(by, application)
    _refuse_overtaken(now, seen, budget_mark(now))
    regions = {one.region_id for one in now.application_regions.all()}
    if any(region not in regions or year not in now.call.years for region, year in lines):
        raise ApplicationError(
            _("Een bedrag hoort bij een regio die meedoet en een jaar van de openstelling.")
        )
    now.budget_lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(
            application=now, region_id=region, year=year, amount=money.amount, cofinance=money.cofinance
        )
        for (region, year), money in lines.items()
        if money != Money()
    )
    if budget_mark(now) == seen:
        return []
    _changed(now, by, _("begroting"))
    return ask_again(now, by)


@transaction.atomic
def agree(*, by: User, application: Application, region: Region, seen: str) -> None:
    """A partner agrees, by its own project leader, with the application as they read it (`seen`)."""
    now = to_write(by, application)
    part = _partner(by, now, region)
    if whole_mark(now) != seen:
        raise ApplicationError(
            _("Er is intussen iets gewijzigd. Lees de aanvraag nog eens na, en geef dan akkoord.")
        )
    if part.agreed_at is None:
        part.agreed_by, part.agreed_at = by, timezone.now()
        part.save(update_fields=["agreed_by", "agreed_at"])
        note(now, What.AGREED, by=by, why=region.name)


@transaction.atomic
def step_out(*, by: User, application: Application, region: Region, why: str) -> list[Region]:
    """A partner does not take part, or no longer; its money leaves the budget. The regions asked anew."""
    now = to_write(by, application)
    part = _partner(by, now, region)
    now.budget_lines.filter(region=region).delete()
    part.delete()
    _changed(now, by, f"{region.name}: {clean(why).strip()}", What.STEPPED_OUT)
    return ask_again(now, by)


def _partner(by: User, application: Application, region: Region) -> ApplicationRegion:
    require_one_of(by, Deed.HAND_IN_APPLICATIONS, [region.pk])
    part: ApplicationRegion | None = application.application_regions.filter(
        region=region, is_lead=False
    ).first()
    if part is None:
        raise ApplicationError(_("%s doet niet als partner mee aan deze aanvraag.") % region.name)
    return part


def to_write(by: User, application: Application) -> Application:
    """The application as it stands, held for who may write it; refused when it was handed in or the call is
    closed."""
    now = held(application)
    parts = now.application_regions.all()
    require_one_of(by, Deed.WRITE_APPLICATIONS, [one.region_id for one in parts])
    if not now.is_draft:
        said = {"state": now.get_state_display()}
        raise ApplicationError(_("Deze aanvraag is %(state)s. Er kan nu niets worden gewijzigd.") % said)
    must_be_open(now.call)
    return now


def held(application: Application) -> Application:
    """The application as it stands, with nobody else writing it: its sheet first, as every save takes it."""
    questionnaires.lock(AnswerSheet(pk=application.sheet_id))
    found: Application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("call", "sheet")
        .get(pk=application.pk)
    )
    return found


def must_be_open(call: Call, at: datetime | None = None, late: str = "") -> None:
    """Refuse, with the moment to the second, unless regions can write now; `late` says what that means."""
    state = call.state_at(at or timezone.now())
    if state == Call.State.CLOSED:
        said = _("De openstelling sloot op %s.") % to_the_second(call.closes_at)
        stays = _("Dit is niet meer opgeslagen. Wat eerder is opgeslagen, blijft.")
        raise TooLate(f"{said} {late or stays}")
    if state != Call.State.OPEN:
        raise ApplicationError(_("De openstelling opent op %s.") % to_the_second(call.opens_at))


def require_one_of(by: User, deed: Deed, regions: Iterable[int]) -> None:
    """Raise PermissionDenied unless this person may do this for one of these regions (primary keys)."""
    found = pool_reach(by, deed)
    if not any(found.holds(region) for region in regions):
        raise PermissionDenied


def note(application: Application, what: ApplicationStep.What, *, by: User, why: str = "") -> None:
    """Write down what happened: who, when and why."""
    ApplicationStep.objects.create(application=application, what=what, by=by, why=clean(why).strip()[:WHY])


def _changed(application: Application, by: User, why: str, what: ApplicationStep.What = What.CHANGED) -> None:
    application.revision += 1
    application.save(update_fields=["revision"])
    note(application, what, by=by, why=why)


def _refuse_overtaken(application: Application, seen: str, now: str) -> None:
    """Nothing of a colleague is overwritten unseen: who saves over it first reads what stands."""
    if seen == now:
        return
    steps = application.steps.filter(what__in=(What.CHANGED, What.STEPPED_OUT, What.BEGUN))
    last = steps.select_related("by").last()
    by, at = (last.by, last.at) if last else (application.begun_by, application.begun_at)
    when = date_format(timezone.localtime(at), "j F H:i")
    said = _("%(by)s wijzigde dit op %(when)s, nadat u deze pagina opende. Uw versie is nog niet opgeslagen.")
    raise Overtaken(said % {"by": by, "when": when}, by=by, at=at)


def ask_again(application: Application, by: User) -> list[Region]:
    """Partners that agreed did so with something else: ask them once more. Which ones."""
    agreed = list(application.application_regions.exclude(agreed_at=None).select_related("region"))
    application.application_regions.exclude(agreed_at=None).update(agreed_by=None, agreed_at=None)
    regions = [one.region for one in agreed if not one.is_lead]
    ask_agreement(application, regions, by=by, again=True)
    return regions
