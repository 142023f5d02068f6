"""Applications: the list, the page of one with what it still lacks, and the beginning of a new one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gate import person, signed_in, with_deed
from accounts.policy import Deed
from accounts.trying import tried

from ..actions import applying
from ..applying.asking import application_list, may_list, regions_of
from ..applying.desk import desk_for
from ..forms.applying import BeginForm
from ..models import Application, Call
from .calls import call_asked


@signed_in
@never_cache
@require_safe
def applications(request: HttpRequest) -> HttpResponseBase:
    """What this reader may see: applications of their regions, and for the programme what was handed in."""
    if not may_list(person(request)):
        raise PermissionDenied
    chosen = {name: request.GET.get(name, "") for name in ("openstelling", "stand")}
    found = application_list(person(request), call=chosen["openstelling"], state=chosen["stand"])
    context = {
        "found": found,
        "chosen": chosen,
        "states": Application.State.choices,
        "example": any(one.application.call.example for one in found.lines),
    }
    return render(request, "projectpool/applications/applications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.WRITE_APPLICATIONS)
def new_application(request: HttpRequest, call: str) -> HttpResponseBase:
    """A region begins an application."""
    found = call_asked(request, call)
    regions = {region.slug: region for region in regions_of(request.user)}
    if not regions:
        raise PermissionDenied
    form = BeginForm(request.POST if request.method == "POST" else None, regions=list(regions.values()))
    made: list[Application] = []

    def begin() -> None:
        data = form.cleaned_data
        about: dict[str, Any] = {"region": regions[data["region"]], "title": data["title"]}
        made.append(applying.begin(by=person(request), call=found, **about))

    if request.method == "POST" and tried(form, begin):
        return redirect(made[0])
    open_now = found.state == Call.State.OPEN
    context = {"call": found, "form": form, "open": open_now, "example": found.example}
    return render(request, "projectpool/applications/new_application.html", context)


@signed_in
@never_cache
@require_safe
def application(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How far an application is, what it lacks, who agreed, and the clock; once handed in, all it says."""
    desk = desk_for(person(request), pk)
    context = {"desk": desk, "now": timezone.now(), "example": desk.application.call.example}
    return render(request, "projectpool/applications/application.html", context)


@signed_in
@never_cache
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """That it was received, when to the second, and under which number."""
    desk = desk_for(person(request), pk)
    context = {"desk": desk, "example": desk.application.call.example}
    return render(request, "projectpool/applications/receipt.html", context)
