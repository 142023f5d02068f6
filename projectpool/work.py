"""What waits for somebody in the project pool: the lines that "Mijn werk" shows."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.policy import Deed, allowed
from accounts.work import Work
from regions.models import Region

from .applying.asking import regions_of
from .applying.desk import Desk
from .following.work import project_work
from .models import Application, ApplicationRegion, Call
from .models.application import BLOCK
from .moments import to_the_second
from .weighing.work import weighing_work

SOON = 7  # days before the closing moment that a draft is urgent


def work_for(user: User) -> list[Work]:
    """A region's drafts, the agreements that are asked of it and calls that it did not answer yet; the
    programme's calls that nobody knows of yet; what is to be weighed; and what projects that run ask."""
    return [*_of_regions(user), *_of_programme(user), *weighing_work(user), *project_work(user)]


def _of_regions(user: User) -> Iterator[Work]:
    roles = _roles(user)
    if not roles:
        return
    now = timezone.now()
    calls = list(Call.objects.open(now))
    drafts = Application.objects.of_regions(user).drafts().filter(call__in=calls)
    rows = drafts.select_related("call", "sheet").prefetch_related("application_regions__region")
    for application in rows:
        yield from _of_draft(Desk(user, application), roles)
    speaks = regions_of(user, Deed.HAND_IN_APPLICATIONS)
    for call in calls:
        yield from _unanswered(call, speaks, roles)


def _roles(user: User) -> dict[int, str]:
    """This person's role in each region for which they write, in words; who leads is told as such."""
    own = {region.pk for region in regions_of(user)}
    found = user.roles.current().filter(Q(block=None) | Q(block__key=BLOCK), region__in=own)
    rows = found.select_related("region", "block").order_by("kind")
    return {role.region_id: str(role) for role in rows if role.region_id is not None}


def _of_draft(desk: Desk, roles: dict[int, str]) -> Iterator[Work]:
    """A draft for who writes it; for a partner's leader the agreement that it waits for."""
    application, call = desk.application, desk.application.call
    for part in desk.to_agree:
        if part.agreed_at is None:
            yield Work(
                title=_("Akkoord gevraagd: %s") % application.title,
                url=reverse("projectpool:agreement", args=[application.pk]),
                detail=_("Lees de aanvraag en zeg of uw regio meedoet."),
                due=timezone.localdate(call.closes_at),
                urgent=_soon(call),
                role=roles[part.region_id],
            )
    mine = [part for part in desk.regions if part.is_lead and desk.writes_for_lead]
    for part in mine:
        yield Work(
            title=_("Aanvraag %s") % application.title,
            url=application.get_absolute_url(),
            detail=_left(desk),
            due=timezone.localdate(call.closes_at),
            urgent=_soon(call),
            role=roles[part.region_id],
        )


def _left(desk: Desk) -> str:
    number = len(desk.whole.lacks)
    if not number:
        return _("Alles is klaar. Dien de aanvraag in.")
    said = ngettext("Er ontbreekt nog %d ding.", "Er ontbreken nog %d dingen.", number) % number
    until = _("Indienen kan tot %s.") % to_the_second(desk.application.call.closes_at)
    return f"{said} {until}"


def _soon(call: Call) -> bool:
    return (call.closes_at - timezone.now()).days < SOON


def _unanswered(call: Call, regions: list[Region], roles: dict[int, str]) -> Iterator[Work]:
    """Regions that take part in no application to a call that is open."""
    busy = set(ApplicationRegion.objects.filter(application__call=call).values_list("region", flat=True))
    for region in regions:
        if region.pk not in busy:
            yield Work(
                title=_("Openstelling %s") % call.title,
                url=reverse("projectpool:call", args=[call.key]),
                detail=_("Uw regio kan geld vragen tot %s.") % to_the_second(call.closes_at),
                due=timezone.localdate(call.closes_at),
                role=roles[region.pk],
            )


def _of_programme(user: User) -> Iterator[Work]:
    if not allowed(user, Deed.RUN_POOL):
        return
    for call in Call.objects.filter(published_at=None):
        yield Work(
            title=_("Openstelling %s") % call.title,
            url=reverse("projectpool:call", args=[call.key]),
            detail=_("De openstelling is nog niet bekendgemaakt."),
            due=timezone.localdate(call.opens_at),
            role=_("Programmateam"),
        )
