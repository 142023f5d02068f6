"""The plan of an application: the questions of the call, on a page that saves itself."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gate import signed_in
from questionnaires import saving
from questionnaires.actions import Save, Saved
from questionnaires.errors import AnswerError
from questionnaires.form import Field
from questionnaires.history import history_of
from questionnaires.models import Question
from questionnaires.saving import Filling

from ..actions.applying import save_answer
from ..applying.desk import Desk
from ..errors import PoolError
from ..sheet_page import SheetPage, answers_to, fields_of, page_of, questions_of
from .parts import region_desk


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All questions. A post of one question, by the page itself, answers with its state; one of the whole
    form goes on to the application's page or says what is wrong."""
    desk = region_desk(request, pk)
    if request.method == "POST" and "HX-Request" in request.headers:
        asked = questions_of(desk.application.sheet, request.POST.get("vraag", "") or "-")
        if not asked:
            return saving.not_saved(request, _("Deze vraag staat niet in de aanvraag."))
        return saving.save_one(request, filling_of(desk), asked[0])
    if request.method == "POST":
        return save_all(request, desk)
    context = context_of(desk, page_for(desk))
    return render(request, "projectpool/applications/plan.html", context)


def page_for(desk: Desk) -> SheetPage:
    """The questions with what stands there."""
    address = reverse("projectpool:plan", args=[desk.application.pk])
    return page_of(desk.application.sheet, address)


def context_of(desk: Desk, page: SheetPage) -> dict[str, Any]:
    """What the page needs."""
    return {
        "desk": desk,
        "page": page,
        "may_fill": desk.may_write,
        "token": secrets.token_hex(8),
        "wrong": [field for field in page.fields if field.error or field.conflict],
        "example": desk.application.call.example,
    }


def filling_of(desk: Desk) -> Filling:
    """The application's sheet, as this person fills it in."""

    def store(save: Save) -> Saved:
        return save_answer(by=desk.user, application=desk.application, save=save)

    def stands(question: Question) -> Field:
        return fields_of(desk.application.sheet, [question])[0]

    return Filling(desk.application.sheet, store, stands, (AnswerError, PoolError))


def save_all(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Save every question that was sent, without JavaScript. What could not be saved still stands in its
    field, with why."""
    sheet = desk.application.sheet
    wrong = saving.save_sent(filling_of(desk), questions_of(sheet), request.POST)
    if not wrong:
        return redirect(desk.application)
    page = page_for(desk)
    saving.put_back(page.fields, wrong, request.POST)
    context = context_of(desk, page)
    return render(request, "projectpool/applications/plan.html", context, status=422)


@signed_in
@never_cache
@require_safe
def question(request: HttpRequest, pk: int, question: str) -> HttpResponseBase:
    """One question as it stands now: for who chooses a colleague's answer."""
    desk = region_desk(request, pk)
    page = page_for(desk)
    field = next((one for one in page.fields if one.key == question), None)
    if "HX-Request" not in request.headers or field is None:
        return redirect(f"{page.address}#vraag-{question}")
    context = {"desk": desk, "page": page, "field": field, "may_fill": desk.may_write}
    return render(request, "projectpool/applications/question.html", context)


@signed_in
@never_cache
@require_safe
def history(request: HttpRequest, pk: int, question: str) -> HttpResponseBase:
    """Every change of one answer, old and new in words: a fragment beside the question, or a page."""
    desk = region_desk(request, pk)
    asked = questions_of(desk.application.sheet, question)
    if not asked:
        raise Http404(_("Deze vraag staat niet in de aanvraag."))
    answer = answers_to(desk.application.sheet, asked).get(asked[0].pk)
    changes = history_of(answer, asked[0]) if answer else []
    context = {"desk": desk, "question": asked[0], "changes": changes}
    part = "HX-Request" in request.headers
    name = "questionnaires/history.html" if part else "projectpool/applications/history.html"
    return render(request, name, {**context, "example": desk.application.call.example})
