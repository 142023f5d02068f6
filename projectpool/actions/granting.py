"""Giving money of a call away, and the project that comes of it; only in the transaction of a decision."""

from datetime import date

from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from questionnaires.models import Answer
from regions.models import Region

from ..errors import DecidingError
from ..models import Application, Call, Project, ProjectRegion
from ..money import in_euros
from ..weighing.decided import shares_of
from .following import plan_reports

SUMMARY = "application-summary"
KEY = 40


def take_from_budget(call: int, amount: int) -> None:
    """Give away so many eurocents of a call, or refuse with what is left. One conditional update: of two
    managers in the same second the database lets the second look at what the first left."""
    room = Call.objects.filter(pk=call, granted_total__lte=F("budget") - amount)
    if not room.update(granted_total=F("granted_total") + amount):
        left = Call.objects.get(pk=call).left
        raise DecidingError(
            _("Dit past niet meer in het budget. Er is nog %(left)s over; dit vraagt %(amount)s.")
            % {"left": in_euros(left), "amount": in_euros(amount)}
        )


def locked_grant(application: Application) -> int:
    """What an application has been granted by now, in eurocents; nobody changes it until this is done."""
    project = Project.objects.select_for_update().filter(application=application).first()
    return int(project.amount or 0) if project is not None else 0


def project_for(*, by: User, application: Application, amount: int, days: tuple[date, date]) -> Project:
    """The project of a granted application, with its regions, their shares and its reports. One that runs
    already, because this decision replaces another, goes on with the new amount and days."""
    project = Project.objects.filter(application=application).first()
    if project is None:
        project = _new_project(application, amount, *days)
    else:
        project.amount, (project.starts_on, project.ends_on) = amount, days
        project.save(update_fields=["amount", "starts_on", "ends_on"])
    _share(project, application)
    plan_reports(by=by, project=project)
    return project


def _new_project(application: Application, amount: int, first: date, last: date) -> Project:
    pool = application.call.pool
    place = Project.objects.filter(pool=pool).aggregate(last=Max("position"))["last"] or 0
    regions = list(application.application_regions.all())
    made: Project = Project.objects.create(
        pool=pool, key=_key(application), title_nl=application.title, summary_nl=_summary(application),
        application=application, amount=amount, starts_on=first, ends_on=last, position=place + 1,
        joint=Project.Joint.YES if len(regions) > 1 else Project.Joint.NO,
    )  # fmt: skip
    made.themes.set(application.themes.all())
    roles = ProjectRegion.Role
    ProjectRegion.objects.bulk_create(
        ProjectRegion(
            project=made,
            region_id=one.region_id,
            role=roles.INITIATOR if one.is_lead else roles.PARTICIPANT,
            partial=bool(one.partial_nl),
        )
        for one in regions
    )
    return made


def _key(application: Application) -> str:
    """The title as a key; with the application's own number when another project has it."""
    base = slugify(application.title)[:KEY].strip("-") or "project"
    return f"{base}-{application.pk}" if Project.objects.filter(key=base).exists() else base


def _summary(application: Application) -> str:
    told = Answer.objects.filter(sheet=application.sheet_id, question__key=SUMMARY).first()
    return (told.text if told else "") or application.title


def _share(project: Project, application: Application) -> None:
    """Each region's part of the grant, as its part of what was asked."""
    parts = {one.region_id: one for one in project.project_regions.all()}
    regions = Region.with_pretend.filter(pk__in=parts).order_by("number")
    for region, share in shares_of(application, list(regions), project.amount or 0):
        parts[region.pk].amount = share
    ProjectRegion.objects.bulk_update(parts.values(), ["amount"])
