"""Evidence beside an answer of a project report: put there, opened by who may, taken away."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gate import signed_in
from questionnaires.evidence_form import EvidenceForm
from questionnaires.models import Evidence

from ..actions.reporting import attach_file, attach_link, take_away
from ..following import Desk
from ..models import ProjectReport
from ..sheet_page import questions_of
from .asked import person, tried
from .projects import example_of
from .reporting import asked

FILE_CSP: dict[str, Any] = {"default-src": ["'none'"], "sandbox": True}


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
    if request.method == "POST" and tried(form, lambda: _attach(form.cleaned_data, about)):
        return redirect(address_of(report, question))
    context = {"desk": desk, "report": report, "question": found[0], "form": form}
    context |= {"back": address_of(report, question), "example": example_of(desk)}
    return render(request, "projectpool/projects/add_evidence.html", context)


def _attach(given: dict[str, Any], about: dict[str, Any]) -> None:
    if given.get("file"):
        attach_file(**about, file=given["file"])
    else:
        attach_link(**about, url=given["url"], name=given.get("name", ""))


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
@never_cache
@csp_override(FILE_CSP)
@require_safe
def download(request: HttpRequest, key: str, pk: int, evidence: int) -> HttpResponseBase:
    """The file, for who may read the report; one that no scanner has seen only for the programme."""
    desk, report = asked(request, key, pk)
    found = get_object_or_404(Evidence, pk=evidence, sheet=report.sheet_id, url="")
    if found.erased_at or found.removed_at:
        raise Http404(_("Dit bestand is weggehaald."))
    if found.scan != Evidence.Scan.CLEAN and not desk.may_settle:
        raise PermissionDenied(
            _("Dit bestand is niet gescand op virussen. Alleen het programmateam kan het openen.")
        )
    try:
        content = default_storage.open(str(PurePath(found.path)))
    except OSError:
        raise Http404(_("Dit bestand is er niet meer.")) from None
    return FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)
