"""Evidence beside an answer: put there, opened by who may, taken away."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.gate import signed_in
from accounts.policy import Deed, reach
from questionnaires.evidence_form import EvidenceForm
from questionnaires.models import Evidence, Question
from questionnaires.serving import file_of, gives_file

from ..actions.attaching import attach_file, attach_link, take_away
from ..filling.desk import Desk, desk_for


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: str, region: str, question: str) -> HttpResponseBase:
    """Put a link or a file beside an answer."""
    desk = desk_for(request.user, key, region)
    asked = question_for(desk, question)
    form = EvidenceForm(request.POST, request.FILES) if request.method == "POST" else EvidenceForm()
    about = {"by": desk.user, "response": desk.response, "question": asked}
    if request.method == "POST" and form.kept(file=attach_file, link=attach_link, **about):
        return redirect(address_of(desk, asked))
    context = {"desk": desk, "question": asked, "form": form, "back": address_of(desk, asked)}
    return render(
        request, "roundtables/filling/add_evidence.html", {**context, "example": desk.round.example}
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
@gives_file
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
    of_programme = reach(desk.user, Deed.OPEN_UNSCANNED).holds(desk.response.region_id, block)
    if found.erased_at:
        raise Http404(_("Dit bestand is gewist."))
    if found.removed_at and not of_programme:
        raise Http404(_("Dit bestand is weggehaald."))
    return file_of(found, opens_unscanned=of_programme)
