"""The conversation on one question, from both sides: by itself, or as the part of a page that renews."""

import dataclasses

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.gate import person, signed_in
from accounts.policy import Deed, require
from questionnaires.casework import findings
from questionnaires.models import Question

from ..actions import talking
from ..errors import RoundError
from ..models import Response
from ..threads import Thread, threads
from .asked import in_place, response_asked

REFUSED = 422


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, key: str, region: str, question: str) -> HttpResponseBase:
    """A region reads the conversation on a question, or adds to it."""
    return _talk(request, response_asked(key, region), question, from_programme=False)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, key: str, region: str, question: str) -> HttpResponseBase:
    """The programme does the same from its own pages."""
    return _talk(request, response_asked(key, region), question, from_programme=True)


def _talk(request: HttpRequest, response: Response, key: str, *, from_programme: bool) -> HttpResponse:
    question = _question(response, key)
    deed = Deed.REVIEW if from_programme else Deed.READ_ANSWERS
    require(request.user, deed, region=response.region, block=question.section.block)
    tried = _tried(request, response, question, from_programme) if request.method == "POST" else None
    if request.method == "POST" and tried is None and not in_place(request):
        return redirect(f"{_page(response, question, from_programme)}#gesprek-{key}")
    thread = threads(response, [question], request.user, from_programme=from_programme)[key]
    if request.method != "POST":
        thread = dataclasses.replace(thread, writing=True)
    if tried is not None:
        thread = dataclasses.replace(
            thread, text=tried.text, error=tried.error, findings=tried.findings, writing=True
        )
    return _answer(request, response, question, thread, _page(response, question, from_programme))


def _question(response: Response, key: str) -> Question:
    asked = Question.objects.filter(questionnaire=response.round.questionnaire_id, key=key)
    found = asked.select_related("section__block").first()
    if found is None:
        raise Http404(_("Deze vraag staat niet in de vragenlijst van deze ronde."))
    return found


def _tried(
    request: HttpRequest, response: Response, question: Question, from_programme: bool
) -> Thread | None:
    """Add what was written; what is wrong with it, or None when it stands. What looks like somebody's details
    is asked about once more, never refused."""
    text = request.POST.get("bericht", "")
    doubts = () if "toch" in request.POST else tuple(findings(text))
    error = ""
    if not doubts:
        try:
            talking.say(
                by=person(request), response=response, question=question, text=text,
                from_programme=from_programme,
            )  # fmt: skip
            return None
        except RoundError as refused:
            error = str(refused)
    return Thread(question.key, (), can_speak=True, url="", text=text, error=error, findings=doubts)


def _answer(
    request: HttpRequest, response: Response, question: Question, thread: Thread, back: str
) -> HttpResponse:
    status = REFUSED if thread.error or thread.findings else 200
    if in_place(request):
        return render(request, "roundtables/thread.html", {"thread": thread}, status=status)
    context = {
        "thread": thread,
        "question": question,
        "round": response.round,
        "region": response.region,
        "back": back,
        "wrong": thread.error or "".join(thread.findings[:1]),
        "example": response.round.example,
    }
    return render(request, "roundtables/talking.html", context, status=status)


def _page(response: Response, question: Question, from_programme: bool) -> str:
    """The page on which this side sees the question."""
    place = [response.round.key, response.region.slug]
    slug = question.section.block.slug
    if from_programme:
        return f"{reverse('roundtables:review', args=place)}?bouwsteen={slug}"
    return reverse("roundtables:section", args=[*place, slug])
