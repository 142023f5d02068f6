"""The parts of an application that are sent with a button: title, themes and regions; and the budget."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.gate import person, signed_in
from regions.models import Region

from ..actions import applying
from ..applying.budget import budget_of
from ..applying.desk import Desk, desk_for
from ..applying.readiness import about_mark, budget_mark
from ..errors import Overtaken, PoolError
from ..forms.applying import AboutForm, BudgetForm


def region_desk(request: HttpRequest, pk: int) -> Desk:
    """The application, for readers of its own regions; the programme reads the whole on its page."""
    desk = desk_for(person(request), pk)
    if not desk.of_my_region:
        raise PermissionDenied
    return desk


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def regions(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Title, themes, and which regions take part."""
    desk = region_desk(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = AboutForm(posted, application=desk.application, leads=desk.writes_for_lead)

    def change(seen: str) -> list[Region]:
        data = form.cleaned_data
        return applying.change_about(
            by=desk.user, application=desk.application, seen=seen, title=data["title"],
            themes=list(data["themes"]), parts=form.chosen(),
        )  # fmt: skip

    overtaken = _sent(request, form, change)
    if posted is not None and form.is_valid():
        return redirect(desk.application)
    fresh = desk_for(desk.user, pk)
    context = {"desk": fresh, "form": form, "overtaken": overtaken, "mark": about_mark(fresh.application)}
    context |= {"example": desk.application.call.example}
    status = 422 if form.errors else 200
    return render(request, "projectpool/applications/regions.html", context, status=status)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def budget(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The money per region and year. While somebody types, the page asks for the sum and stores nothing."""
    desk = region_desk(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = BudgetForm(posted, budget=budget_of(desk.application))
    if posted is not None and "HX-Request" in request.headers:
        form.is_valid()
        return _sum(request, desk, form)

    def change(seen: str) -> list[Region]:
        return applying.change_budget(
            by=desk.user, application=desk.application, seen=seen, lines=form.lines()
        )

    overtaken = _sent(request, form, change)
    if posted is not None and form.is_valid():
        messages.info(request, budget_of(desk_for(desk.user, pk).application).verdict)
        return redirect("projectpool:budget", pk=pk)
    fresh = desk_for(desk.user, pk)
    shown = budget_of(fresh.application, form.lines() if posted is not None else None)
    context = {"desk": fresh, "form": form, "overtaken": overtaken, "mark": budget_mark(fresh.application)}
    context |= {"budget": shown, "stands": budget_of(fresh.application)}
    context |= {"example": desk.application.call.example}
    status = 422 if form.errors else 200
    return render(request, "projectpool/applications/budget.html", context, status=status)


def _sum(request: HttpRequest, desk: Desk, form: BudgetForm) -> HttpResponseBase:
    """The sum of what stands in the fields now."""
    context: dict[str, Any] = {
        "budget": budget_of(desk.application, form.lines()), "unread": len(form.errors), "typed": True,
    }  # fmt: skip
    return render(request, "projectpool/applications/sum.html", context)


def _sent(request: HttpRequest, form: BaseForm, change: Callable[[str], list[Region]]) -> Overtaken | None:
    """Store what was sent. What was refused stands on the form with everything typed; who was overtaken by a
    colleague sees what stands beside it, and can send it once more."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        again = change(request.POST.get("gezien", ""))
    except Overtaken as error:
        form.add_error(None, str(error))
        return error
    except PoolError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("Opgeslagen."))
    if again:
        names = ", ".join(region.name for region in again)
        messages.warning(request, _("Gaf al akkoord en is opnieuw gevraagd: %s.") % names)
    return None
