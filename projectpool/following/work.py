"""What waits for somebody about projects that run: reports to write and to read, requests to decide on."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from accounts.policy import Deed, reach
from accounts.work import Work

from ..models import ChangeRequest, ProjectReport
from .chasing import SOON, due_for
from .desk import of_my_regions, within_programme


def project_work(user: User) -> list[Work]:
    """The lines of "Mijn werk" about projects."""
    return [*_of_regions(user), *_of_programme(user)]


def _of_regions(user: User) -> Iterator[Work]:
    """Reports that are due within two weeks, late or sent back, of projects that this person writes in; under
    the role in the region that takes part."""
    roles = {
        role.region_id: role
        for role in user.roles.current()
        .filter(kind__in=(Role.Kind.PROJECT_LEADER, Role.Kind.CONTRIBUTOR))
        .select_related("region", "block")
        .order_by("-kind")  # a contributor's stands first, so who leads decides
    }
    if not roles:
        return
    mine = of_my_regions(user, Deed.WRITE_APPLICATIONS, "project__")
    today = timezone.localdate()
    reports = ProjectReport.objects.to_do().filter(
        mine, due_on__lte=today + SOON, project__ended_at=None, project__application__isnull=False
    )
    for report in reports.select_related("project").prefetch_related("project__project_regions").distinct():
        taking_part = [one.region_id for one in report.project.project_regions.all()]
        role = next((roles[region] for region in taking_part if region in roles), None)
        yield _report(report, str(role) if role else "")


def _report(report: ProjectReport, role: str) -> Work:
    returned = report.state == ProjectReport.State.RETURNED
    said = _("Het verslag kwam terug: %s") % report.why if returned else _("Dit verslag is nog bij u.")
    if report.is_late and not returned:
        said = _("Dit verslag is te laat.")
    about = {"kind": report.get_kind_display().capitalize(), "project": report.project}
    return Work(
        title=_("%(kind)s: %(project)s") % about,
        url=reverse("projectpool:report", args=[report.project.key, report.pk]),
        detail=said,
        due=report.due_on,
        urgent=returned or report.is_late,
        role=role,
    )


def _of_programme(user: User) -> Iterator[Work]:
    if not reach(user, Deed.KEEP_PROJECTS):
        return
    due, role = due_for(user), _("Programmateam")
    if due.to_settle:
        number = len(due.to_settle)
        yield Work(
            title=_("Verslagen van projecten lezen"),
            url=reverse("projectpool:due"),
            detail=ngettext("%d ingediend verslag wacht.", "%d ingediende verslagen wachten.", number)
            % number,
            count=number,
            role=role,
        )
    if due.late:
        number = len(due.late)
        yield Work(
            title=_("Verslagen van projecten die te laat zijn"),
            url=reverse("projectpool:due"),
            detail=ngettext(
                "%d verslag is te laat. Bel of herinner.",
                "%d verslagen zijn te laat. Bel of herinner.",
                number,
            )
            % number,
            urgent=True,
            count=number,
            role=role,
        )
    yield from _requests(user, role)


def _requests(user: User, role: str) -> Iterator[Work]:
    asked = ChangeRequest.objects.filter(
        within_programme(user, Deed.KEEP_PROJECTS, "project__"), state=ChangeRequest.State.ASKED
    )
    for one in asked.select_related("project").distinct():
        yield Work(
            title=_("Wijzigingsverzoek: %s") % one.project,
            url=reverse("projectpool:change", args=[one.project.key, one.pk]),
            detail=_("Het project vraagt om een wijziging: %s.") % one.get_what_display(),
            role=role,
        )
