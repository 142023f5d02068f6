"""Deciding about an application, objections to it, and how a grant is paid."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.gate import person, signed_in, with_deed
from accounts.policy import Deed, allowed, require
from accounts.sent import whole
from accounts.trying import tried

from ..actions.deciding import decide as settle
from ..actions.objecting import answer_objection, file_objection
from ..actions.paying import drop_instalment, mark_paid, plan_instalment, planned
from ..errors import PoolError
from ..forms.weighing import UPHELD, AnswerForm, DecisionForm, InstalmentForm, ObjectionForm, begin_and_end
from ..models import Application, Call, Decision, Instalment, Objection
from ..weighing.assessing import Weighing, seen_by_programme, story_of, weighing_of
from ..weighing.decided import (
    can_object,
    decisions_for,
    instalments_of,
    last_day_to_object,
    may_object,
    objections_of,
    reopened,
    standing_grant,
)
from ..weighing.ranking import Ranking
from .assessing import application_weighed


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.SEE_POOL)
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An application with its assessments, the money and the spread; the manager decides."""
    application = application_weighed(person(request), pk)
    weighing = weighing_of(application, application.call.criteria.all(), request.user)
    if request.method == "POST":
        require(request.user, Deed.RUN_POOL)
    form = _form(request, application, weighing)
    if request.method == "POST" and tried(
        form, lambda: settle(by=person(request), application=application, verdict=form.verdict())
    ):
        messages.success(request, _("Het besluit is genomen. De projectleiders krijgen een bericht."))
        return redirect("projectpool:decide", pk=pk)
    return render(request, "projectpool/weighing/decide.html", _context(request, application, weighing, form))


def _form(request: HttpRequest, application: Application, weighing: Weighing) -> DecisionForm:
    """The form as it stands: what was asked as amount, the years of the budget as days."""
    years = [line.year for line in application.budget_lines.all() if line.amount]
    initial = {"amount": application.requested, **begin_and_end(years)}
    return DecisionForm(request.POST or None, initial=initial, enough=weighing.enough)


def _context(
    request: HttpRequest, application: Application, weighing: Weighing, form: DecisionForm
) -> dict[str, Any]:
    again = reopened(application)
    waits = application.state == Application.State.SUBMITTED or again
    closed = application.call.state == Call.State.CLOSED
    may_run = allowed(request.user, Deed.RUN_POOL)
    return {
        "application": application,
        "call": application.call,
        "weighing": weighing,
        "form": form if may_run and ((waits and closed) or form.is_bound) else None,
        "decision": application.decision,
        "granted": standing_grant(application),
        "again": again,
        "closed": closed,
        "may_run": may_run,
        "story": story_of(application),
        "ranking": Ranking(application.call, person(request)),
        "example": application.call.example,
    }


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Objections to a decision: the lead region makes one, the manager answers; their readers read along."""
    decisions = decisions_for(person(request), pk)
    if not decisions:
        raise Http404(_("Over deze aanvraag is nog geen besluit, of het is niet voor u."))
    decision = decisions[0]
    filed = list(objections_of(decision.application).select_related("filed_by", "answered_by", "decision"))
    waiting = next((one for one in filed if one.state == Objection.State.OPEN), None)
    form = _objecting(request, decision, waiting)
    if request.method == "POST" and form is None:
        return _heard_before(request, decision)
    if request.method == "POST" and form and _heard(request, decision, waiting, form):
        return redirect("projectpool:objection", pk=pk)
    context = {
        "decision": decision,
        "application": decision.application,
        "filed": filed,
        "form": form,
        "answers": isinstance(form, AnswerForm),
        "last_day": last_day_to_object(decision),
        "can_object": can_object(person(request), decision),
        "of_programme": seen_by_programme(person(request)).filter(pk=pk).exists(),
        "example": decision.application.call.example,
    }
    return render(request, "projectpool/weighing/objection.html", context)


def _heard_before(request: HttpRequest, decision: Decision) -> HttpResponseBase:
    """The button was pressed twice, or a colleague was first; a 403 for who has no say in it."""
    if may_object(person(request), decision):
        messages.error(request, _("Tegen dit besluit is al bezwaar gemaakt."))
    elif allowed(request.user, Deed.RUN_POOL):
        messages.error(request, _("Er wacht geen bezwaar op antwoord."))
    else:
        raise PermissionDenied
    return redirect("projectpool:objection", pk=decision.application_id)


def _objecting(
    request: HttpRequest, decision: Decision, waiting: Objection | None
) -> AnswerForm | ObjectionForm | None:
    """What this reader can do here: answer what waits, or object."""
    data = request.POST or None
    if waiting is not None:
        return AnswerForm(data) if allowed(request.user, Deed.RUN_POOL) else None
    return ObjectionForm(data) if may_object(person(request), decision) else None


def _heard(
    request: HttpRequest,
    decision: Decision,
    waiting: Objection | None,
    form: AnswerForm | ObjectionForm,
) -> bool:
    by = person(request)

    def hear() -> None:
        given = form.cleaned_data
        if waiting is None:
            file_objection(by=by, application=decision.application, grounds=given["grounds"])
        else:
            upheld = given["outcome"] == UPHELD
            answer_objection(by=by, objection=waiting, upheld=upheld, answer=given["answer"])

    if not tried(form, hear):
        return False
    said = _("Uw bezwaar is ingediend.") if waiting is None else _("De regio leest uw antwoord.")
    messages.success(request, said)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.SEE_POOL)
def instalments(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How a grant is paid: planned, paid, and what is left to plan."""
    application = application_weighed(person(request), pk)
    decision = application.decision
    if decision is None or not decision.granted:
        raise Http404(_("Deze aanvraag is niet toegekend."))
    if request.method == "POST":
        require(request.user, Deed.RUN_POOL)
    form = InstalmentForm(request.POST if request.POST.get("doen") == "plannen" else None)
    if request.method == "POST" and _changed(request, decision, form):
        return redirect("projectpool:instalments", pk=pk)
    granted, sure = standing_grant(application), planned(decision)
    context = {
        "application": application,
        "rows": list(instalments_of(application).select_related("paid_by")),
        "granted": granted,
        "planned": sure,
        "room": granted - sure,
        "form": form if allowed(request.user, Deed.RUN_POOL) else None,
        "example": application.call.example,
    }
    return render(request, "projectpool/weighing/instalments.html", context)


def _changed(request: HttpRequest, decision: Decision, form: InstalmentForm) -> bool:
    by, doing = person(request), request.POST.get("doen", "")
    if doing == "plannen":
        return tried(form, lambda: plan_instalment(by=by, decision=decision, **form.cleaned_data))
    mine = instalments_of(decision.application)
    found: Instalment = get_object_or_404(mine, pk=whole(request.POST.get("termijn", "")))
    try:
        (mark_paid if doing == "betaald" else drop_instalment)(by=by, instalment=found)
    except PoolError as error:
        messages.error(request, str(error))
    return True
