"""A project reports: its regions write, the project leader of the lead hands in, the programme settles."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from questionnaires import actions as questionnaires
from questionnaires.actions import Save, Saved
from questionnaires.models import Evidence, Question
from regions.text import clean

from ..errors import PoolError
from ..following.desk import Desk
from ..following.report_page import given_answers, report_page, void_answers
from ..models import Project, ProjectReport
from .telling import tell_settled

State = ProjectReport.State
LONGEST_WHY = 500


@transaction.atomic
def save_answer(*, by: User, report: ProjectReport, save: Save) -> Saved:
    """Store one answer of a report. Refused once it is handed in, and, with SaveConflict, when a colleague
    changed the answer meanwhile."""
    _require_writer(by, _with_region(report))
    return questionnaires.save(by=by, save=save)


@transaction.atomic
def attach_link(*, by: User, report: ProjectReport, question: Question, url: str, name: str = "") -> Evidence:
    """Put a link beside an answer of a report."""
    _require_writer(by, _with_region(report))
    return questionnaires.attach_link(by=by, sheet=report.sheet, question=question, url=url, name=name)


def attach_file(
    *, by: User, report: ProjectReport, question: Question, file: "UploadedFile[Any]"
) -> Evidence:
    """Put a file beside an answer of a report. No transaction is open while it is scanned."""
    with transaction.atomic():
        _require_writer(by, _with_region(report))

    def still_with_region() -> None:
        _with_region(report)

    return questionnaires.attach_file(
        by=by, sheet=report.sheet, question=question, file=file, last=still_with_region
    )


@transaction.atomic
def take_away(*, by: User, report: ProjectReport, evidence: Evidence) -> None:
    """No longer show a piece of evidence of a report."""
    _require_writer(by, _with_region(report))
    questionnaires.take_away(by=by, evidence=evidence)


@transaction.atomic
def hand_in(*, by: User, report: ProjectReport, seen: str) -> ProjectReport:
    """Hand in a report for the lead region. `seen` is what stood on the sheet when the project leader read it
    (`ReportPage.seen`). Refused while a question that applies lacks an answer: the traffic light and a delay
    need their reason."""
    locked = _with_region(report)
    if not Desk(by, locked.project).may_hand_in:
        raise PermissionDenied
    questionnaires.lock(locked.sheet)
    page = report_page(locked)
    if page.lacking:
        first = page.lacking[0].question.text
        raise PoolError(_("Het verslag is nog niet af. Beantwoord eerst de vraag “%s”") % first)
    if page.seen != seen:
        raise PoolError(_("Er is intussen iets gewijzigd. Lees het verslag nog eens na en dien dan in."))
    why = _("Deze vraag geldt niet meer door een ander antwoord.")
    questionnaires.drop(by=by, answers=void_answers(page), why=why)
    questionnaires.submit(by=by, answers=given_answers(page))
    locked.state, locked.submitted_by, locked.submitted_at = State.SUBMITTED, by, timezone.now()
    locked.save(update_fields=["state", "submitted_by", "submitted_at"])
    return locked


@transaction.atomic
def approve(*, by: User, report: ProjectReport) -> ProjectReport:
    """Settle a report that was handed in: from now on it counts, and the lesson of a final report is for
    everybody."""
    locked = _submitted(by, report)
    questionnaires.approve(by=by, answers=locked.sheet.answers.all())
    return _settled(locked, State.APPROVED, by)


@transaction.atomic
def send_back(*, by: User, report: ProjectReport, why: str) -> ProjectReport:
    """Ask the region to look at a report once more, with a reason."""
    locked = _submitted(by, report)
    reason = clean(why).strip()
    if not reason:
        raise PoolError(_("Schrijf waarom het verslag teruggaat. De regio leest dat."))
    if len(reason) > LONGEST_WHY:
        raise PoolError(_("De reden is te lang: gebruik hoogstens %d tekens.") % LONGEST_WHY)
    return _settled(locked, State.RETURNED, by, reason)


@transaction.atomic
def close_project(*, by: User, project: Project, how: str) -> Project:
    """End a project of which the final report was approved, with how it ended."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if not Desk(by, locked).may_settle:
        raise PermissionDenied
    if locked.ended_at is not None:
        raise PoolError(_("Dit project is al afgesloten."))
    if not locked.reports.approved().filter(kind=ProjectReport.Kind.FINAL).exists():
        raise PoolError(_("Keur eerst het eindverslag goed. Daarna kan het project worden afgesloten."))
    if locked.change_requests.filter(state="asked").exists():
        raise PoolError(_("Er staat nog een wijzigingsverzoek open. Besluit daar eerst over."))
    told = clean(how).strip()
    if not told:
        raise PoolError(_("Schrijf hoe het project eindigde."))
    if len(told) > LONGEST_WHY:
        raise PoolError(_("De tekst is te lang: gebruik hoogstens %d tekens.") % LONGEST_WHY)
    locked.ended_at, locked.ended_why = timezone.now(), told
    locked._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    locked.save(update_fields=["ended_at", "ended_why"])
    return locked


def _locked(report: ProjectReport) -> ProjectReport:
    """The report as it stands, held until this is done: saving, handing in and settling take turns."""
    found: ProjectReport = (
        ProjectReport.objects.select_for_update(of=("self",))
        .select_related("project", "sheet")
        .get(pk=report.pk)
    )
    return found


def _with_region(report: ProjectReport) -> ProjectReport:
    locked = _locked(report)
    if locked.project.ended_at is not None:
        raise PoolError(_("Dit project is afgesloten. Er kan niets meer worden gewijzigd."))
    if not locked.with_region:
        raise PoolError(_("Dit verslag is al ingediend. Het kan nu niet worden gewijzigd."))
    return locked


def _require_writer(by: User, report: ProjectReport) -> None:
    if not Desk(by, report.project).may_write:
        raise PermissionDenied


def _submitted(by: User, report: ProjectReport) -> ProjectReport:
    locked = _locked(report)
    if not Desk(by, locked.project).may_settle:
        raise PermissionDenied
    if locked.state != State.SUBMITTED:
        raise PoolError(_("Dit verslag is niet ingediend, of een collega handelde het zojuist af."))
    return locked


def _settled(report: ProjectReport, state: str, by: User, why: str = "") -> ProjectReport:
    """The report as it is settled now; its regions get a mail."""
    report.state, report.settled_by, report.settled_at, report.why = state, by, timezone.now(), why
    report.save(update_fields=["state", "settled_by", "settled_at", "why"])
    tell_settled(report)
    return report
