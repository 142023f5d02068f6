"""Calls: list and page for everybody, and how the programme makes one, fills it and makes it known."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gate import person, with_deed
from accounts.policy import Deed, allowed, reach
from accounts.trying import tried
from questionnaires.serving import file_of, gives_file

from ..actions import calls as actions
from ..applying.asking import call_page, calls_for
from ..errors import PoolError
from ..forms.calls import CallForm, CriterionForm, DocumentForm, NewCallForm, standing
from ..models import Call, CallDocument, Criterion


@require_safe
@never_cache
def call_list(request: HttpRequest) -> HttpResponseBase:
    """Every call that this reader may know of, the newest first."""
    found = calls_for(request.user)
    context = {
        "calls": found,
        "may_run": allowed(request.user, Deed.RUN_POOL),
        "example": any(call.example for call in found),
    }
    return render(request, "projectpool/calls/calls.html", context)


def call_asked(request: HttpRequest, key: str) -> Call:
    """A call that this reader may know of, or a 404 with a sentence."""
    found: Call | None = Call.objects.select_related("pool", "questionnaire").filter(key=key).first()
    if found is None or (found.published_at is None and not reach(request.user, Deed.SEE_POOL)):
        raise Http404(_("Deze openstelling bestaat niet, of is nog niet bekend."))
    return found


@require_safe
@never_cache
def call(request: HttpRequest, call: str) -> HttpResponseBase:
    """One call: what it is for, the money, the moments, the criteria, what is asked, and how to begin."""
    page = call_page(request.user, call_asked(request, call))
    return render(request, "projectpool/calls/call.html", {"page": page, "example": page.call.example})


@require_safe
@never_cache
def clock(request: HttpRequest, call: str) -> HttpResponseBase:
    """The moment that a call closes beside the server's own time: a fragment that a page renews."""
    found = call_asked(request, call)
    return render(request, "projectpool/calls/clock.html", {"call": found, "now": timezone.now()})


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_POOL)
def new_call(request: HttpRequest) -> HttpResponseBase:
    """Make a call to prepare."""
    form = NewCallForm(request.POST if request.method == "POST" else None)

    def make() -> None:
        data = form.cleaned_data
        actions.make_call(by=person(request), key=data["key"], pool=data["pool"], about=form.about())

    if request.method == "POST" and tried(form, make):
        messages.success(request, _("De openstelling is gemaakt. Niemand ziet haar, tot u haar bekendmaakt."))
        return redirect("projectpool:call", call=form.cleaned_data["key"])
    return render(request, "projectpool/calls/new_call.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_POOL)
def change_call(request: HttpRequest, call: str) -> HttpResponseBase:
    """Change what a call is about, as far as that may still change."""
    found = call_asked(request, call)
    form = CallForm(request.POST if request.method == "POST" else None, initial=standing(found))

    def change() -> None:
        actions.change_call(by=person(request), call=found, about=form.about())

    if request.method == "POST" and tried(form, change):
        messages.success(request, _("Opgeslagen."))
        return redirect("projectpool:call", call=call)
    context = {"call": found, "form": form, "example": found.example}
    return render(request, "projectpool/calls/change_call.html", context)


@require_POST
@with_deed(Deed.RUN_POOL)
def publish_call(request: HttpRequest, call: str) -> HttpResponseBase:
    """Make the call known to everybody."""
    try:
        actions.publish_call(by=person(request), call=call_asked(request, call))
        messages.success(request, _("De openstelling is bekend. Iedereen kan haar nu lezen."))
    except PoolError as error:
        messages.error(request, str(error))
    return redirect("projectpool:call", call=call)


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_POOL)
def add_criterion(request: HttpRequest, call: str) -> HttpResponseBase:
    """Add what assessors look at."""
    return _criterion(request, call_asked(request, call), None)


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_POOL)
def criterion(request: HttpRequest, call: str, pk: int) -> HttpResponseBase:
    """Word and weigh a criterion anew, or take it away."""
    found = call_asked(request, call)
    return _criterion(request, found, get_object_or_404(Criterion, pk=pk, call=found))


def _criterion(request: HttpRequest, call: Call, one: Criterion | None) -> HttpResponseBase:
    doing = request.POST.get("doen", "") if request.method == "POST" else ""
    form = CriterionForm(request.POST if doing == "bewaren" else None, instance=one)
    if one is not None and doing == "weghalen":
        return _removed(request, call, lambda: actions.remove_criterion(by=person(request), criterion=one))

    def put() -> None:
        actions.put_criterion(by=person(request), call=call, criterion=one, **form.cleaned_data)

    if doing == "bewaren" and tried(form, put):
        messages.success(request, _("Opgeslagen."))
        return redirect("projectpool:call", call=call.key)
    context = {"call": call, "criterion": one, "form": form, "example": call.example}
    return render(request, "projectpool/calls/criterion.html", context)


def _removed(request: HttpRequest, call: Call, action: Any) -> HttpResponseBase:
    """Take something away from a call, or say why that cannot be."""
    try:
        action()
        messages.success(request, _("Weggehaald."))
    except PoolError as error:
        messages.error(request, str(error))
    return redirect("projectpool:call", call=call.key)


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_POOL)
def add_document(request: HttpRequest, call: str) -> HttpResponseBase:
    """Put a file beside the call."""
    found = call_asked(request, call)
    posted = request.method == "POST"
    form = DocumentForm(request.POST, request.FILES) if posted else DocumentForm()

    def attach() -> None:
        actions.attach_document(by=person(request), call=found, file=form.cleaned_data["file"])

    if posted and tried(form, attach):
        said = _("Het document staat bij de openstelling.")
        if found.documents.held_back().exists():
            said = f"{said} {_('Het is niet gescand op virussen: kijk het na en geef het vrij.')}"
        messages.success(request, said)
        return redirect("projectpool:call", call=call)
    context = {"call": found, "form": form, "example": found.example}
    return render(request, "projectpool/calls/add_document.html", context)


@require_POST
@with_deed(Deed.RUN_POOL)
def remove_document(request: HttpRequest, call: str, pk: int) -> HttpResponseBase:
    """Take a file away from the call."""
    found = call_asked(request, call)
    document = get_object_or_404(CallDocument, pk=pk, call=found)
    return _removed(request, found, lambda: actions.remove_document(by=person(request), document=document))


@require_POST
@with_deed(Deed.RUN_POOL)
def release_document(request: HttpRequest, call: str, pk: int) -> HttpResponseBase:
    """Let everybody open a file that no scanner has seen."""
    found = get_object_or_404(CallDocument, pk=pk, call=call_asked(request, call))
    actions.release_document(by=person(request), document=found)
    messages.success(request, _("Iedereen kan het document nu openen."))
    return redirect("projectpool:call", call=call)


@gives_file
def document(request: HttpRequest, call: str, pk: int) -> HttpResponseBase:
    """A file of the call, for everybody who may know of it; one that was not scanned once it is released."""
    found = get_object_or_404(CallDocument, pk=pk, call=call_asked(request, call))
    opens = found.for_everybody or bool(reach(request.user, Deed.OPEN_UNSCANNED))
    return file_of(found, opens_unscanned=opens)
