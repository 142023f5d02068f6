"""Who may do what with a project, and what one person has before them of it."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from accounts.models import User
from accounts.policy import Deed, reach

from ..models import Project, ProjectReport
from ..models.application import pool_reach

type Reader = User | AnonymousUser


def within_programme(user: Reader, deed: Deed, prefix: str = "") -> Q:
    """The filter on projects (or, with a prefix, on what belongs to one) that are this person's in the
    programme: all, or those with a theme about a building block of theirs."""
    found = reach(user, deed)
    return ~Q(pk__in=()) if found.everywhere else found.within(block=f"{prefix}themes__block")


def of_my_regions(user: Reader, deed: Deed, prefix: str = "") -> Q:
    """The filter on projects in which a region of this person takes part."""
    return pool_reach(user, deed).within(f"{prefix}project_regions__region")


def leading(user: Reader, deed: Deed, prefix: str = "") -> Q:
    """The filter on projects that a region of this person leads."""
    role = Q(**{f"{prefix}project_regions__role": "initiator"})
    return pool_reach(user, deed).within(f"{prefix}project_regions__region") & role


def may_keep(user: Reader, project: Project, deed: Deed = Deed.KEEP_PROJECTS) -> bool:
    """Whether this person settles reports and requests of a project for the programme."""
    found = reach(user, deed)
    blocks = [] if found.everywhere else list(project.themes.values_list("block", flat=True))
    return found.everywhere or any(found.holds(None, block) for block in blocks)


def require_decider(by: User, project: Project) -> None:
    """Raise PermissionDenied unless this person decides for the programme about a project."""
    if not may_keep(by, project) and not reach(by, Deed.RUN_POOL):
        raise PermissionDenied


@dataclass
class Desk:
    """What one reader has before them of a project. That it exists, who carries it out, and what it was
    granted is for everybody; its reports and requests are for its regions and the programme."""

    user: Reader
    project: Project

    @cached_property
    def regions(self) -> tuple[int, ...]:
        """The regions that take part."""
        return tuple(one.region_id for one in self.project.project_regions.all())

    @cached_property
    def lead(self) -> int | None:
        """The region that hands in and answers for the whole."""
        leads = (one.region_id for one in self.project.project_regions.all() if one.role == "initiator")
        return next(leads, None)

    @cached_property
    def may_read(self) -> bool:
        """Whether this person reads its reports and requests."""
        return self._of_region(Deed.READ_APPLICATIONS) or may_keep(self.user, self.project, Deed.SEE_POOL)

    @cached_property
    def may_write(self) -> bool:
        """Whether this person may write in its reports."""
        return self.running and self._of_region(Deed.WRITE_APPLICATIONS)

    @cached_property
    def may_hand_in(self) -> bool:
        """Whether this person hands in reports and asks for changes: the project leader of the lead."""
        mine = pool_reach(self.user, Deed.HAND_IN_APPLICATIONS)
        return self.running and self.lead is not None and mine.holds(self.lead)

    @cached_property
    def may_settle(self) -> bool:
        """Whether this person settles for the programme."""
        return self.project.application_id is not None and may_keep(self.user, self.project)

    @property
    def running(self) -> bool:
        """Whether the project was granted here and goes on."""
        return self.project.application_id is not None and self.project.ended_at is None

    @property
    def granted(self) -> bool:
        """Whether the project was granted here, and so has reports."""
        return self.project.application_id is not None

    def may_fill(self, report: ProjectReport) -> bool:
        """Whether this person may change a report now."""
        return self.may_write and report.with_region

    def _of_region(self, deed: Deed) -> bool:
        mine = pool_reach(self.user, deed)
        return self.granted and any(mine.holds(region) for region in self.regions)
