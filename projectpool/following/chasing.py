"""Reports of projects that are awaited, late or waiting to be read, with who to call about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Role, User
from accounts.policy import Deed
from regions.models import Region

from ..models import ProjectRegion, ProjectReport
from .desk import within_programme

SOON = timedelta(days=14)  # a report stands on the list, and its region hears of it, from so long before
WEEKLY = 7
type Leaders = dict[int, tuple[User, ...]]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A report that is with its region. `leaders` are the project leaders of the lead region: who to call."""

    report: ProjectReport
    region: Region | None
    leaders: tuple[User, ...]
    days_late: int

    @property
    def days_left(self) -> int:
        """Days until it is due."""
        return max(0, -self.days_late)


@dataclass(frozen=True, slots=True)
class Due:
    """What the programme has to chase and to read: late ones first, the longest first."""

    late: tuple[Awaited, ...]
    soon: tuple[Awaited, ...]
    to_settle: tuple[ProjectReport, ...]


def due_for(user: User, today: date | None = None) -> Due:
    """The reports of the projects that are this person's in the programme."""
    day = today or timezone.localdate()
    mine = within_programme(user, Deed.KEEP_PROJECTS, "project__")
    ours = ProjectReport.objects.filter(mine).distinct()
    found = awaited(ours.filter(due_on__lte=day + SOON), day)
    waiting = ours.filter(state=ProjectReport.State.SUBMITTED).select_related("project", "submitted_by")
    return Due(
        late=tuple(one for one in found if one.days_late > 0),
        soon=tuple(one for one in found if one.days_late <= 0),
        to_settle=tuple(waiting.order_by("submitted_at")),
    )


def awaited(reports: "QuerySet[ProjectReport]", day: date) -> list[Awaited]:
    """Those of these reports that are with their region, in projects that run; the longest late first."""
    rows = reports.filter(
        state__in=(ProjectReport.State.OPEN, ProjectReport.State.RETURNED),
        project__ended_at=None, project__application__isnull=False,
    ).select_related("project").order_by("due_on", "pk")  # fmt: skip
    found = list(rows)
    leads = _leads(one.project_id for one in found)
    people = leaders_of({region.pk for region in leads.values()})
    made = []
    for report in found:
        region = leads.get(report.project_id)
        who = people.get(region.pk, ()) if region else ()
        made.append(Awaited(report, region, who, (day - report.due_on).days))
    return made


def _leads(projects: Iterable[int]) -> dict[int, Region]:
    rows = ProjectRegion.objects.filter(project__in=set(projects), role=ProjectRegion.Role.INITIATOR)
    return {one.project_id: one.region for one in rows.select_related("region")}


def leaders_of(regions: Iterable[int]) -> Leaders:
    """The project leaders that these regions have today."""
    roles = Role.objects.current().filter(
        kind=Role.Kind.PROJECT_LEADER, region__in=list(regions), person__is_service=False
    )
    found: Leaders = {}
    for role in roles.select_related("person").order_by("person__name", "pk"):
        found[role.region_id or 0] = (*found.get(role.region_id or 0, ()), role.person)
    return found


def is_reminded_on(report: ProjectReport, day: date) -> bool:
    """Whether the calendar reminds a region of a report on a day: two weeks before it is due, the day after,
    and each week after that."""
    late = (day - report.due_on).days
    return late == -SOON.days or (late > 0 and late % WEEKLY == 1)
