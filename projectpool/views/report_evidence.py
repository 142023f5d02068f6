"""Evidence beside an answer of a project report: put there, opened by who may, taken away."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.gate import person, signed_in
from questionnaires.evidence_form import EvidenceForm
from questionnaires.models import Evidence
from questionnaires.serving import file_of, gives_file

from ..actions.reporting import attach_file, attach_link, take_away
from ..following.desk import Desk
from ..models import ProjectReport
from ..sheet_page import questions_of
from .projects import example_of
from .reporting import asked


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: str, pk: int, question: str) -> HttpResponseBase:
    """Put a link or a file beside an answer."""
    desk, report = filling_in(request, key, pk)
    found = questions_of(report.sheet, question)
    if not found:
        raise Http404(_("Deze vraag staat niet in dit verslag."))
    form = EvidenceForm(request.POST, request.FILES) if request.method == "POST" else EvidenceForm()
    about = {"by": person(request), "report": report, "question": found[0]}
    if request.method == "POST" and form.kept(file=attach_file, link=attach_link, **about):
        return redirect(address_of(report, question))
    context = {"desk": desk, "report": report, "question": found[0], "form": form}
    context |= {"back": address_of(report, question), "example": example_of(desk)}
    return render(request, "projectpool/projects/add_evidence.html", context)


def filling_in(request: HttpRequest, key: str, pk: int) -> tuple[Desk, ProjectReport]:
    """A report that this person may change now."""
    desk, report = asked(request, key, pk)
    if not desk.may_fill(report):
        raise PermissionDenied
    return desk, report


def address_of(report: ProjectReport, question: str) -> str:
    """The place on the page where the evidence stands."""
    page = reverse("projectpool:report", args=[report.project.key, report.pk])
    return f"{page}#bewijs-{question}"


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: str, pk: int, evidence: int) -> HttpResponseBase:
    """Take a piece of evidence away, after asking."""
    desk, report = filling_in(request, key, pk)
    found = get_object_or_404(Evidence.objects.standing(), pk=evidence, sheet=report.sheet_id)
    back = address_of(report, found.question.key)
    if request.method == "POST":
        take_away(by=person(request), report=report, evidence=found)
        return redirect(back)
    context = {"desk": desk, "report": report, "evidence": found, "back": back, "example": example_of(desk)}
    return render(request, "projectpool/projects/remove_evidence.html", context)


@signed_in
@gives_file
def download(request: HttpRequest, key: str, pk: int, evidence: int) -> HttpResponseBase:
    """The file, for who may read the report; one that no scanner has seen only for the programme."""
    desk, report = asked(request, key, pk)
    found = get_object_or_404(Evidence, pk=evidence, sheet=report.sheet_id, url="")
    if found.erased_at or found.removed_at:
        raise Http404(_("Dit bestand is weggehaald."))
    return file_of(found, opens_unscanned=desk.may_settle)
