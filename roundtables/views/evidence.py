"""Evidence beside an answer: put there, opened by who may, taken away."""

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
from accounts.policy import Deed, reach
from questionnaires.errors import EvidenceError
from questionnaires.evidence_form import EvidenceForm
from questionnaires.models import Evidence, Question

from ..actions.attaching import attach_file, attach_link, take_away
from ..desk import Desk, desk_for
from ..errors import RoundError

FILE_CSP: dict[str, Any] = {"default-src": ["'none'"], "sandbox": True}


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: str, region: str, question: str) -> HttpResponseBase:
    """Put a link or a file beside an answer."""
    desk = desk_for(request.user, key, region)
    asked = question_for(desk, question)
    form = EvidenceForm(request.POST, request.FILES) if request.method == "POST" else EvidenceForm()
    if request.method == "POST" and form.is_valid():
        try:
            _attach(desk, asked, form.cleaned_data)
            return redirect(address_of(desk, asked))
        except (EvidenceError, RoundError) as error:
            form.add_error("file" if form.cleaned_data.get("file") else "url", str(error))
    context = {"desk": desk, "question": asked, "form": form, "back": address_of(desk, asked)}
    return render(
        request, "roundtables/filling/add_evidence.html", {**context, "example": desk.round.example}
    )


def _attach(desk: Desk, question: Question, given: dict[str, Any]) -> None:
    if given.get("file"):
        attach_file(by=desk.user, response=desk.response, question=question, file=given["file"])
    else:
        attach_link(
            by=desk.user,
            response=desk.response,
            question=question,
            url=given["url"],
            name=given.get("name", ""),
        )


def question_for(desk: Desk, key: str) -> Question:
    """A question that this person may fill in; 404 when the round does not ask it."""
    asked = Question.objects.select_related("section__block").filter(
        questionnaire=desk.round.questionnaire_id, key=key, answered_by=Question.AnsweredBy.ROUNDTABLE
    )
    found = get_object_or_404(asked)
    if not desk.may_fill(found.section):
        raise PermissionDenied
    return found


def address_of(desk: Desk, question: Question) -> str:
    """The place on the page where the evidence stands."""
    where = [desk.round.key, desk.response.region.slug, question.section.block.slug]
    return f"{reverse('roundtables:section', args=where)}#bewijs-{question.key}"


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: str, region: str, pk: int) -> HttpResponseBase:
    """Take a piece of evidence away, after asking."""
    desk = desk_for(request.user, key, region)
    found = get_object_or_404(Evidence.objects.standing(), pk=pk, sheet=desk.response.sheet_id)
    asked = question_for(desk, found.question.key)
    if request.method != "POST":
        context = {
            "desk": desk,
            "evidence": found,
            "back": address_of(desk, asked),
            "example": desk.round.example,
        }
        return render(request, "roundtables/filling/remove_evidence.html", context)
    take_away(by=desk.user, response=desk.response, evidence=found)
    return redirect(address_of(desk, asked))


@signed_in
@never_cache
@csp_override(FILE_CSP)
@require_safe
def download(request: HttpRequest, key: str, region: str, pk: int) -> HttpResponseBase:
    """The file, for who may read the answer; one that no scanner has seen, or that was taken away, only for
    the programme."""
    desk = desk_for(request.user, key, region)
    found = get_object_or_404(
        Evidence.objects.select_related("question__section"), pk=pk, sheet=desk.response.sheet_id, url=""
    )
    block = found.question.section.block_id
    if not reach(desk.user, Deed.READ_ANSWERS).holds(desk.response.region_id, block):
        raise PermissionDenied
    if found.erased_at:
        raise Http404(_("Dit bestand is gewist."))
    if found.removed_at and not reach(desk.user, Deed.OPEN_UNSCANNED).holds(desk.response.region_id, block):
        raise Http404(_("Dit bestand is weggehaald."))
    unscanned = found.scan != Evidence.Scan.CLEAN
    if unscanned and not reach(desk.user, Deed.OPEN_UNSCANNED).holds(desk.response.region_id, block):
        raise PermissionDenied(
            _("Dit bestand is niet gescand op virussen. Alleen het programmateam kan het openen.")
        )
    try:
        content = default_storage.open(str(PurePath(found.path)))
    except OSError:
        raise Http404(_("Dit bestand is er niet meer.")) from None
    return FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)
