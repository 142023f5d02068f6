"""Assessing: what was given to somebody, one assessment, who assesses, and a call in order of its scores."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gate import person, with_deed
from accounts.models import User
from accounts.policy import Deed, allowed
from accounts.sent import whole
from accounts.trying import tried

from ..actions.assessing import assign as ask
from ..actions.assessing import declare_no_interest, finish, release, save_scores
from ..errors import PoolError
from ..forms.weighing import AssignForm, ScoreForm
from ..models import Application, Assessment, Call
from ..weighing.assessing import candidates_for, gave_back, seen_by_programme, story_of, weighing_of
from ..weighing.ranking import Ranking


def application_weighed(reader: User, pk: int) -> Application:
    """An application that was handed in, for who sees the pool; else a 404 with a sentence."""
    found = seen_by_programme(reader).select_related("call", "sheet__questionnaire", "project")
    rows = found.prefetch_related(
        "application_regions__region", "themes", "budget_lines__region", "decisions__objections",
        "assessments__assessor", "assessments__scores", "project__project_regions",
    )  # fmt: skip
    application: Application | None = rows.filter(pk=pk).first()
    if application is None:
        raise Http404(_("Deze aanvraag is er niet, of is niet voor u."))
    return application


@require_safe
@with_deed(Deed.ASSESS)
def assessments(request: HttpRequest) -> HttpResponseBase:
    """What was given to this person: what waits first."""
    mine = Assessment.objects.filter(assessor=person(request)).select_related("application__call")
    rows = mine.prefetch_related("application__application_regions__region").order_by("assigned_at", "pk")
    waiting = [one for one in rows if one in mine.waiting()]
    context = {
        "waiting": waiting,
        "done": [one for one in rows if one not in waiting],
        "example": any(one.application.call.example for one in rows),
    }
    return render(request, "projectpool/weighing/assessments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.ASSESS)
def assessment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One assessment, for its assessor: declaring, scoring as one goes, and when done what others gave."""
    mine = Assessment.objects.filter(assessor=person(request)).select_related("application__call")
    found = get_object_or_404(mine, pk=pk)
    criteria = list(found.application.call.criteria.all())
    form = ScoreForm(request.POST or None, assessment=found, criteria=criteria)
    if request.method == "POST" and (led_to := _sent(request, found, form)):
        return redirect(led_to) if led_to == "projectpool:assessments" else redirect(led_to, pk=pk)
    context = {
        "assessment": found,
        "application": found.application,
        "form": form if found.no_interest_at and not found.finished_at else None,
        "story": story_of(found.application),
        "weighing": weighing_of(found.application, criteria, request.user) if found.finished_at else None,
        "example": found.application.call.example,
    }
    return render(request, "projectpool/weighing/assessment.html", context)


def _sent(request: HttpRequest, found: Assessment, form: ScoreForm) -> str:
    """Where to go after what was sent; "" to stay, with what was typed."""
    doing = request.POST.get("doen", "")
    try:
        if doing == "teruggeven":
            release(by=person(request), assessment=found)
            messages.success(request, _("U hebt de aanvraag teruggegeven."))
            return "projectpool:assessments"
        if doing == "verklaren":
            declare_no_interest(by=person(request), assessment=found)
            return "projectpool:assessment"
    except PoolError as error:
        messages.error(request, str(error))
        return "projectpool:assessment"
    if not _scored(request, found, form, done=doing == "afronden"):
        return ""
    messages.success(request, _("De beoordeling is afgerond.") if doing == "afronden" else _("Bewaard."))
    return "projectpool:assessment"


def _scored(request: HttpRequest, found: Assessment, form: ScoreForm, *, done: bool) -> bool:
    """Keep what is whole, also when something else on the page is not; then finish when that was asked."""
    whole = form.is_valid()
    try:
        advice = form.cleaned_data.get("advice", found.advice)
        save_scores(by=person(request), assessment=found, given=form.given(), advice=advice)
        if whole and done:
            finish(by=person(request), assessment=found)
    except PoolError as error:
        form.add_error(None, str(error))
    return form.is_valid()


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_POOL)
def assign(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who assesses an application: asking two people, a third when they differ, and taking it back."""
    application = application_weighed(person(request), pk)
    if request.POST.get("doen") == "weghalen":
        return _taken_back(request, application)
    able, partial = candidates_for(application)
    weighing = weighing_of(application, application.call.criteria.all(), request.user)
    form = AssignForm(request.POST or None, people=able)
    if request.method == "POST" and tried(
        form,
        lambda: ask(
            by=person(request), application=application, assessors=form.chosen(), third=weighing.asks_third
        ),
    ):
        messages.success(request, _("De beoordelaars krijgen een bericht."))
        return redirect("projectpool:assign", pk=pk)
    context = {"application": application, "form": form, "partial": partial, "weighing": weighing}
    return render(request, "projectpool/weighing/assign.html", context | _around(application))


def _taken_back(request: HttpRequest, application: Application) -> HttpResponseBase:
    found = get_object_or_404(application.assessments, pk=whole(request.POST.get("beoordeling", "")))
    try:
        release(by=person(request), assessment=found)
        messages.success(request, _("Deze beoordelaar is niet meer gevraagd."))
    except PoolError as error:
        messages.error(request, str(error))
    return redirect("projectpool:assign", pk=application.pk)


def _around(application: Application) -> dict[str, Any]:
    given = list(application.assessments.all())
    return {
        "given": given,
        "back": gave_back(application),
        "closed": application.call.state == Call.State.CLOSED,
        "open": application.state == Application.State.SUBMITTED,
        "example": application.call.example,
    }


@require_safe
@with_deed(Deed.SEE_POOL)
def ranking(request: HttpRequest, call: str) -> HttpResponseBase:
    """A call in the order of its scores, with the money and the spread beside it."""
    found = get_object_or_404(Call.objects.select_related("pool"), key=call)
    context = {
        "call": found,
        "ranking": Ranking(found, person(request), request.GET.get("thema", "")),
        "may_run": allowed(request.user, Deed.RUN_POOL),
        "example": found.example,
    }
    return render(request, "projectpool/weighing/ranking.html", context)
