"""A project report: the page that saves itself, handing in, settling; and which reports are awaited."""

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gate import person, signed_in, with_deed
from accounts.policy import Deed
from accounts.sent import whole
from accounts.trying import tried
from questionnaires import saving
from questionnaires.actions import Save, Saved
from questionnaires.errors import AnswerError
from questionnaires.form import Field
from questionnaires.history import history_of
from questionnaires.models import Question
from questionnaires.saving import Filling

from ..actions import reporting
from ..actions.chasing import remind_by_hand
from ..errors import PoolError
from ..following.chasing import due_for
from ..following.desk import Desk
from ..following.report_page import ReportPage, field_now, report_for, report_page
from ..forms.following import SettleForm
from ..models import ProjectReport
from ..register.entries import any_made_up
from ..sheet_page import answers_to, questions_of
from .projects import example_of, reading_desk


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """The questions of a report, or for who only reads the answers in words."""
    desk, found = asked(request, key, pk)
    if request.method == "POST" and "HX-Request" in request.headers:
        return _save_one(request, desk, found)
    if request.method == "POST":
        return _save_all(request, desk, found)
    return _shown(request, desk, report_page(found))


def asked(request: HttpRequest, key: str, pk: int) -> tuple[Desk, ProjectReport]:
    """The report that an address names, for who may read it."""
    desk = reading_desk(request, key)
    return desk, report_for(desk, pk)


def _shown(request: HttpRequest, desk: Desk, page: ReportPage, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "desk": desk,
        "page": page,
        "may_fill": desk.may_fill(page.report),
        "token": secrets.token_hex(8),
        "wrong": [field for field in page.fields if field.error or field.conflict],
        "form": SettleForm(),
        "example": example_of(desk),
    }
    fill, read = "projectpool/projects/fill_report.html", "projectpool/projects/read_report.html"
    return render(request, fill if context["may_fill"] else read, context, status=status)


def _filling(request: HttpRequest, report: ProjectReport) -> Filling:
    by = person(request)

    def store(save: Save) -> Saved:
        return reporting.save_answer(by=by, report=report, save=save)

    def stands(question: Question) -> Field:
        return field_now(report.sheet, question)

    return Filling(report.sheet, store, stands, (AnswerError, PoolError))


def _save_one(request: HttpRequest, desk: Desk, report: ProjectReport) -> HttpResponse:
    found = questions_of(report.sheet, request.POST.get("vraag", "") or "-")
    if not found:
        return saving.not_saved(request, _("Deze vraag staat niet in dit verslag."))
    if not desk.may_write:
        raise PermissionDenied
    return saving.save_one(request, _filling(request, report), found[0])


def _save_all(request: HttpRequest, desk: Desk, report: ProjectReport) -> HttpResponseBase:
    """Save every question that was sent, without JavaScript: on to handing in, or back with what is wrong."""
    if not desk.may_write:
        raise PermissionDenied
    wrong = saving.save_sent(_filling(request, report), questions_of(report.sheet), request.POST)
    if not wrong:
        onward = "hand_in_report" if "verder" in request.POST else "report"
        return redirect(f"projectpool:{onward}", key=desk.project.key, pk=report.pk)
    page = report_page(report)
    saving.put_back(page.fields, wrong, request.POST)
    return _shown(request, desk, page, status=422)


@signed_in
@never_cache
@require_safe
def question(request: HttpRequest, key: str, pk: int, question: str) -> HttpResponseBase:
    """One question as it stands now: for who chooses a colleague's answer."""
    desk, found = asked(request, key, pk)
    page = report_page(found)
    field = next((one for one in page.fields if one.key == question), None)
    if field is None or "HX-Request" not in request.headers:
        return redirect(f"{page.address}#vraag-{question}")
    context = {"desk": desk, "page": page, "field": field, "may_fill": desk.may_fill(found)}
    return render(request, "projectpool/projects/question.html", context)


@signed_in
@never_cache
@require_safe
def history(request: HttpRequest, key: str, pk: int, question: str) -> HttpResponseBase:
    """Every change of one answer, old and new in words: a fragment beside the question, or a page."""
    desk, found = asked(request, key, pk)
    questions = questions_of(found.sheet, question)
    if not questions:
        raise Http404(_("Deze vraag staat niet in dit verslag."))
    answer = answers_to(found.sheet, questions).get(questions[0].pk)
    changes = history_of(answer, questions[0]) if answer else []
    context = {"desk": desk, "report": found, "question": questions[0], "changes": changes}
    part = "HX-Request" in request.headers
    name = "questionnaires/history.html" if part else "projectpool/projects/history.html"
    return render(request, name, {**context, "example": example_of(desk)})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """All answers in words, what lacks, and the button that sends them, for the lead's project leader."""
    desk, found = asked(request, key, pk)
    if not desk.may_write:
        raise PermissionDenied
    if request.method == "POST":
        try:
            seen = request.POST.get("gezien", "")
            reporting.hand_in(by=person(request), report=found, seen=seen)
            messages.success(request, _("Het verslag is ingediend. Het programmateam leest het."))
            return redirect("projectpool:project", key=key)
        except PoolError as error:
            messages.error(request, str(error))
    context = {"desk": desk, "page": report_page(found), "example": example_of(desk)}
    return render(request, "projectpool/projects/check_report.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """The programme approves a report, or sends it back with a reason. The form stands on the report's page;
    who comes here without it, for instance in another language, goes there."""
    desk, found = asked(request, key, pk)
    if not desk.may_settle:
        raise PermissionDenied
    if request.method != "POST":
        return redirect("projectpool:report", key=key, pk=pk)
    form, by = SettleForm(request.POST), person(request)
    if tried(form, lambda: _settle(by, found, form)):
        return redirect("projectpool:project", key=key)
    context = {"desk": desk, "page": report_page(found), "form": form, "example": example_of(desk)}
    return render(request, "projectpool/projects/read_report.html", context, status=422)


def _settle(by: Any, report: ProjectReport, form: SettleForm) -> None:
    if form.cleaned_data["verdict"] == "approve":
        reporting.approve(by=by, report=report)
    else:
        reporting.send_back(by=by, report=report, why=form.cleaned_data["why"])


@require_safe
@with_deed(Deed.KEEP_PROJECTS)
def due(request: HttpRequest) -> HttpResponseBase:
    """Which reports are late, with who to call, and which wait to be read."""
    found = due_for(person(request))
    shown = [*(one.report for one in (*found.late, *found.soon)), *found.to_settle]
    context = {"due": found, "example": any_made_up(one.project_id for one in shown)}
    return render(request, "projectpool/projects/due.html", context)


@require_POST
@with_deed(Deed.KEEP_PROJECTS)
def remind(request: HttpRequest) -> HttpResponseBase:
    """Remind the project leaders of late reports by e-mail."""
    sent = [whole(one) for one in request.POST.getlist("verslag")]
    try:
        people = remind_by_hand(by=person(request), reports=sent)
    except PoolError as error:
        messages.error(request, str(error))
    else:
        said = ngettext(
            "%d persoon krijgt een herinnering per e-mail.",
            "%d personen krijgen een herinnering per e-mail.",
            people,
        )
        messages.success(request, said % people)
    return redirect("projectpool:due")
