"""Agreeing with an application, handing it in, taking it back, withdrawing it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gate import person, signed_in
from accounts.trying import tried

from ..actions import applying, handing_in
from ..applying.desk import Desk, desk_for
from ..applying.readiness import whole_mark
from ..errors import PoolError
from ..forms.applying import ReasonForm
from ..models import Application, ApplicationRegion
from .parts import region_desk


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who agreed; a partner's project leader reads the whole, and agrees or steps out."""
    desk = region_desk(request, pk)
    doing = request.POST.get("doen", "") if request.method == "POST" else ""
    form = ReasonForm(request.POST if doing == "stoppen" else None)
    if doing and _answered(request, desk, _spoken_for(request, desk), form):
        gone = doing == "stoppen" and not desk_still_mine(desk)
        return redirect("projectpool:applications") if gone else redirect(desk.application)
    context = _context(desk_for(desk.user, pk)) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "projectpool/applications/agreement.html", context, status=status)


def _spoken_for(request: HttpRequest, desk: Desk) -> ApplicationRegion:
    """The region for which this person speaks now."""
    slug = request.POST.get("regio", "")
    part = next((one for one in desk.to_agree if one.region.slug == slug), None)
    if part is None:
        raise PermissionDenied
    return part


def _answered(request: HttpRequest, desk: Desk, part: ApplicationRegion, form: ReasonForm) -> bool:
    """Store the yes or no of a partner; whether that led to something."""
    about: dict[str, Any] = {"by": desk.user, "application": desk.application, "region": part.region}
    if form.is_bound:
        done = tried(form, lambda: applying.step_out(why=form.cleaned_data["why"], **about))
        said = _("%s doet niet meer mee.")
    else:
        done, said = True, _("%s is akkoord.")
        try:
            applying.agree(seen=request.POST.get("gezien", ""), **about)
        except PoolError as error:
            messages.error(request, str(error))
            return False
    if done:
        messages.success(request, said % part.region.name)
    return done


def desk_still_mine(desk: Desk) -> bool:
    """Whether this person still sees the application after a region stepped out."""
    return bool(Application.objects.visible_to(desk.user).filter(pk=desk.application.pk).exists())


def _context(desk: Desk) -> dict[str, Any]:
    """The whole application, with the mark that says what was read."""
    mark = whole_mark(desk.application)
    return {"desk": desk, "mark": mark, "now": timezone.now(), "example": desk.application.call.example}


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The whole application with everything that it lacks, and the button that sends it."""
    desk = _leading(request, pk)
    if request.method == "POST" and desk.application.state == Application.State.SUBMITTED:
        return redirect("projectpool:receipt", pk=pk)  # the button was pressed twice
    context, status = _context(desk), 200
    if request.method == "POST":
        try:
            seen = request.POST.get("gezien", "")
            handing_in.hand_in(by=desk.user, application=desk.application, seen=seen)
            return redirect("projectpool:receipt", pk=pk)
        except PoolError as error:
            context, status = _context(desk_for(desk.user, pk)) | {"refused": str(error)}, 422
    return render(request, "projectpool/applications/hand_in.html", context, status=status)


def _leading(request: HttpRequest, pk: int) -> Desk:
    """The application, for who hands in for the region that leads it."""
    desk = region_desk(request, pk)
    if not desk.leads:
        raise PermissionDenied
    return desk


@require_POST
@signed_in
def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take the application back to change it."""
    desk = _leading(request, pk)
    try:
        handing_in.take_back(by=desk.user, application=desk.application)
        messages.warning(
            request, _("U kunt de aanvraag weer wijzigen. Dien haar daarna opnieuw in, voor de sluiting.")
        )
    except PoolError as error:
        messages.error(request, str(error))
    return redirect(desk.application)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask no longer, with a reason."""
    desk = _leading(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def go() -> None:
        handing_in.withdraw(by=person(request), application=desk.application, why=form.cleaned_data["why"])

    if request.method == "POST" and tried(form, go):
        messages.success(request, _("De aanvraag is ingetrokken."))
        return redirect(desk.application)
    context = {"desk": desk, "form": form, "example": desk.application.call.example}
    return render(request, "projectpool/applications/withdraw.html", context)
