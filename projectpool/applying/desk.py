"""What one person has before them of an application: what they may do, and how far it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from accounts.policy import Deed
from regions.models import Region

from ..models import Application, ApplicationRegion, ApplicationStep, Call
from ..models.application import BLOCK, pool_reach
from .readiness import Whole, whole_of


@dataclass
class Desk:
    """An application before one reader."""

    user: User
    application: Application

    @cached_property
    def regions(self) -> list[ApplicationRegion]:
        """Who takes part, the lead first."""
        return list(self.application.application_regions.all())

    def _may(self, deed: Deed, part: ApplicationRegion) -> bool:
        return pool_reach(self.user, deed).holds(part.region_id)

    @cached_property
    def of_my_region(self) -> bool:
        """Whether a region of this person takes part."""
        return any(self._may(Deed.READ_APPLICATIONS, part) for part in self.regions)

    @cached_property
    def writes(self) -> bool:
        """Whether this person writes for a region that takes part."""
        return any(self._may(Deed.WRITE_APPLICATIONS, part) for part in self.regions)

    @cached_property
    def leads(self) -> bool:
        """Whether this person hands in for the region that leads."""
        return any(self._may(Deed.HAND_IN_APPLICATIONS, part) for part in self.regions if part.is_lead)

    @cached_property
    def writes_for_lead(self) -> bool:
        """Whether this person writes for the region that leads, and so says who takes part."""
        return any(self._may(Deed.WRITE_APPLICATIONS, part) for part in self.regions if part.is_lead)

    @cached_property
    def open(self) -> bool:
        """Whether the call takes applications now."""
        return self.application.call.state_at(timezone.now()) == Call.State.OPEN

    @property
    def may_write(self) -> bool:
        """Whether this person can change the application now."""
        return self.writes and self.application.is_draft and self.open

    @property
    def may_hand_in(self) -> bool:
        """Whether this person can hand it in now, complete or not."""
        return self.leads and self.application.is_draft and self.open

    @property
    def may_take_back(self) -> bool:
        """Whether this person can take it back to change it."""
        return self.leads and self.application.state == Application.State.SUBMITTED and self.open

    @property
    def may_withdraw(self) -> bool:
        """Whether this person can withdraw it."""
        waiting = (Application.State.DRAFT, Application.State.SUBMITTED)
        return self.leads and self.application.state in waiting

    @cached_property
    def partners(self) -> list[ApplicationRegion]:
        """Who takes part besides the lead."""
        return [part for part in self.regions if not part.is_lead]

    @cached_property
    def agreed(self) -> list[ApplicationRegion]:
        """The partners whose agreement a change would undo."""
        return [part for part in self.partners if part.agreed_at is not None]

    @cached_property
    def to_agree(self) -> list[ApplicationRegion]:
        """The partners for which this person speaks."""
        return [part for part in self.partners if self._may(Deed.HAND_IN_APPLICATIONS, part)]

    @cached_property
    def whole(self) -> Whole:
        """Everything that it says."""
        return whole_of(self.application)

    @cached_property
    def steps(self) -> list[ApplicationStep]:
        """What happened to it, the newest first. Who assesses is nothing for its regions; how they came to
        what they handed in is nothing for others."""
        what = ApplicationStep.What
        assessing, asking = (what.ASSIGNED, what.ASSESSED, what.GIVEN_BACK), (what.CHANGED, what.STEPPED_OUT)
        inner = assessing if self.of_my_region else asking
        found = self.application.steps.exclude(what__in=inner).select_related("by")
        return list(found.order_by("-at", "-pk"))

    @cached_property
    def colleagues(self) -> list[tuple[Region, list[str]]]:
        """Who writes along today, by region."""
        kinds = (Role.Kind.PROJECT_LEADER, Role.Kind.CONTRIBUTOR)
        roles = Role.objects.current().filter(region__in=[part.region_id for part in self.regions])
        here = roles.filter(Q(block=None) | Q(block__key=BLOCK), kind__in=kinds).select_related("person")
        found: dict[int, list[str]] = {}
        for role in here.order_by("-kind", "person__name"):
            found.setdefault(role.region_id or 0, []).append(str(role.person))
        return [(part.region, found.get(part.region_id, [])) for part in self.regions]

    @property
    def tasks(self) -> list["Task"]:
        """What is done and what is left, part by part."""
        return list(_tasks(self))


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the application on the task page: how far it is, in words."""

    name: str
    url: str
    said: str
    done: bool


def _tasks(desk: Desk) -> Iterator[Task]:
    whole, pk = desk.whole, desk.application.pk
    regions = ", ".join(part.region.name for part in desk.regions)
    yield Task(_("Titel, thema’s en regio’s"), _to("regions", pk), regions, bool(whole.themes))
    asked = [field for field in whole.plan.shown if field.question.required]
    left = len(whole.plan.unanswered)
    about = {"done": len(asked) - left, "all": len(asked)}
    said = _("%(done)s van de %(all)s vragen beantwoord") % about
    yield Task(_("Het plan"), _to("plan", pk), said, not left)
    budget = whole.budget
    yield Task(_("Begroting"), _to("budget", pk), budget.verdict, budget.fits and not budget.without_money)
    if desk.partners:
        waiting = len(desk.partners) - len(desk.agreed)
        said = ngettext("Nog %d akkoord nodig", "Nog %d akkoorden nodig", waiting) % waiting
        agreed = _("Alle partners zijn akkoord")
        yield Task(_("Akkoord van partners"), _to("agreement", pk), said if waiting else agreed, not waiting)


def _to(name: str, pk: int) -> str:
    return reverse(f"projectpool:{name}", args=[pk])


def desk_for(user: User, pk: int) -> Desk:
    """An application that this person may see, or a 404 with a sentence."""
    found: Application | None = (
        Application.objects.visible_to(user)
        .filter(pk=pk)
        .select_related("call__pool", "sheet", "submitted_by")
        .prefetch_related("application_regions__region", "application_regions__agreed_by")
        .first()
    )
    if found is None:
        raise Http404(_("Deze aanvraag bestaat niet, of is niet voor u."))
    return Desk(user, found)
