"""One section of a round: the page that saves itself, and works with a button where nothing else does."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
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
from questionnaires.models import AnswerState, Question, Section
from questionnaires.saving import Filling

from ..actions.filling import save_answer
from ..errors import RoundError
from ..filling.desk import Desk, desk_for
from ..filling.presence import others_on
from ..filling.section_page import (
    Page,
    add_signals,
    answers_to,
    carriable,
    fields_of,
    page_for,
    question_to_save,
    questions_of,
    section_for,
)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, key: str, region: str, section: str) -> HttpResponseBase:
    """The questions of one section. A post of one question, by the page itself, answers with its state; one
    of the whole form goes on to the next page or says what is wrong."""
    desk = desk_for(request.user, key, region)
    if request.method == "POST" and "HX-Request" in request.headers:
        return save_one(request, desk, section)
    found = section_for(desk, section)
    if request.method == "POST":
        return save_all(request, desk, found)
    context = context_of(desk, page_for(desk, found), found)
    return render(request, "roundtables/filling/section.html", context)


def context_of(desk: Desk, page: Page, found: Section) -> dict[str, Any]:
    """What the page needs."""
    return {
        "desk": desk,
        "page": page,
        "section": found,
        "may_fill": desk.may_fill(found),
        "token": secrets.token_hex(8),
        "wrong": [field for field in page.fields if field.error or field.conflict],
        "example": desk.round.example,
    }


def filling_of(desk: Desk) -> Filling:
    """The region's sheet, as this person fills it in."""

    def store(save: Save) -> Saved:
        return save_answer(by=desk.user, response=desk.response, save=save)

    def stands(question: Question) -> Field:
        return fields_of(desk, [question])[0]

    return Filling(desk.response.sheet, store, stands, (AnswerError, RoundError))


def save_one(request: HttpRequest, desk: Desk, section: str) -> HttpResponse:
    """Save the question that the page sends, or take over last time's answer to it."""
    question = question_to_save(desk, section, request.POST.get("vraag", ""))
    if question is None:
        return saving.not_saved(request, _("Deze vraag staat niet in dit onderdeel."))
    if request.POST.get("overnemen") == question.key:
        return confirm_one(request, desk, question.section, question)
    return saving.save_one(request, filling_of(desk), question)


def confirm_one(request: HttpRequest, desk: Desk, found: Section, question: Question) -> HttpResponse:
    """Take over last time's answer, or confirm the one that stands; the whole question comes back."""
    try:
        confirm(desk, question, request.POST)
    except (AnswerError, RoundError) as error:
        answer = saving.not_saved(request, str(error))
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#status-{question.key}", "innerHTML"
        return answer
    return render(request, "roundtables/filling/question.html", question_context(desk, found, question))


def confirm(desk: Desk, question: Question, data: QueryDict) -> None:
    """Confirm an answer that came back or was carried over; else take over last time's."""
    field = fields_of(desk, [question])[0]
    if field.state in (AnswerState.SUBMITTED, AnswerState.APPROVED):
        return  # nothing to confirm any more
    if field.state in (AnswerState.CARRIED_OVER, AnswerState.RETURNED):
        given = field.standing(desk.response.sheet)
    else:
        found = carriable(desk, [question])
        if not found:
            raise AnswerError(_("Er is geen antwoord van de vorige ronde om over te nemen."))
        given = found[0]
    save = Save(given, seen=saving.seen(data, question.key), page=data.get("page", "")[: saving.PAGE])
    save_answer(by=desk.user, response=desk.response, save=save, confirm=True)


def question_context(desk: Desk, found: Section, question: Question) -> dict[str, Any]:
    """One question as the page shows it."""
    page = page_for(desk, found)
    field = next(one for one in page.fields if one.key == question.key)
    return {"desk": desk, "section": found, "field": field, "may_fill": desk.may_fill(found), "page": page}


def save_all(request: HttpRequest, desk: Desk, found: Section) -> HttpResponse:
    """Save every question that was sent, without JavaScript: on to where the button says, or back with what
    is wrong. What could be saved is saved; what could not still stands in its field."""

    def taken_over(question: Question) -> bool:
        if request.POST.get("overnemen") != question.key:
            return False
        confirm(desk, question, request.POST)
        return True

    wrong = saving.save_sent(filling_of(desk), questions_of(found), request.POST, taken_over)
    if not wrong:
        return redirect(_onward(request, desk, found))
    page = page_for(desk, found)
    saving.put_back(page.fields, wrong, request.POST)
    context = context_of(desk, page, found)
    return render(request, "roundtables/filling/section.html", context, status=422)


def _onward(request: HttpRequest, desk: Desk, found: Section) -> str:
    """The same page, the next section, or the task list."""
    where = {"key": desk.round.key, "region": desk.response.region.slug}
    if "verder" in request.POST:
        after = page_for(desk, found).after
        if after is not None:
            return reverse("roundtables:section", kwargs={**where, "section": after.block.slug})
    if "verder" in request.POST or "overzicht" in request.POST:
        return reverse("roundtables:task_list", kwargs=where)
    return request.path


@signed_in
@never_cache
@require_safe
def question(request: HttpRequest, key: str, region: str, section: str, question: str) -> HttpResponseBase:
    """One question as it stands now: for who chooses a colleague's answer."""
    desk = desk_for(request.user, key, region)
    found = section_for(desk, section)
    asked = questions_of(found, [question])
    if "HX-Request" not in request.headers or not asked:
        address = reverse("roundtables:section", kwargs={"key": key, "region": region, "section": section})
        return redirect(f"{address}#vraag-{question}")
    return render(request, "roundtables/filling/question.html", question_context(desk, found, asked[0]))


@signed_in
@never_cache
@require_safe
def history(request: HttpRequest, key: str, region: str, section: str, question: str) -> HttpResponseBase:
    """Every change of one answer, old and new in words: a fragment beside the question, or a page."""
    desk = desk_for(request.user, key, region)
    found = section_for(desk, section)
    asked = questions_of(found, [question])
    answer = answers_to(desk.response, asked).get(asked[0].pk) if asked else None
    changes = history_of(answer, asked[0]) if answer else []
    context = {"desk": desk, "section": found, "question": asked[0] if asked else None, "changes": changes}
    part = "HX-Request" in request.headers
    name = "questionnaires/history.html" if part else "roundtables/filling/history.html"
    return render(request, name, {**context, "example": desk.round.example})


@signed_in
@never_cache
@require_safe
def signals(request: HttpRequest, key: str, region: str, section: str, question: str) -> HttpResponseBase:
    """What is unlikely about the answer as it stands now, and what in its texts looks like a person."""
    desk = desk_for(request.user, key, region)
    asked = questions_of(section_for(desk, section), [question])
    fields = fields_of(desk, asked)
    add_signals(desk, fields)
    context = {"field": fields[0] if fields else None}
    return render(request, "roundtables/filling/signals.html", context)


@signed_in
@never_cache
@require_safe
def presence(request: HttpRequest, key: str, region: str, section: str) -> HttpResponseBase:
    """Who else is on this page; asking says that you are."""
    desk = desk_for(request.user, key, region)
    found = section_for(desk, section)
    others = others_on(f"{key}/{region}/{found.pk}", desk.user)
    return render(request, "roundtables/filling/presence.html", {"others": others})
