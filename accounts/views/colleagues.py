"""Colleagues of a region: whom a project leader asked to fill in a part."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from regions.models import Region

from .. import actions, gate
from ..errors import AccountError
from ..forms.people import ColleagueForm
from ..models import Role, User
from ..policy import Deed, reach, require
from .asking import done, may, site


def _regions(request: HttpRequest) -> Any:
    """The regions for which this person may invite colleagues."""
    within = reach(request.user, Deed.INVITE_COLLEAGUES).within(region="pk")
    return Region.with_pretend.filter(within).order_by("number")


def _contributors(regions: Any) -> Any:
    going = Q(until=None) | Q(until__gt=timezone.localdate())
    found = Role.objects.filter(going, kind=Role.Kind.CONTRIBUTOR, region__in=regions, person__is_active=True)
    return found.select_related("person", "region", "block")


@require_http_methods(["GET", "HEAD", "POST"])
@may(Deed.INVITE_COLLEAGUES)
def colleagues(request: HttpRequest) -> HttpResponse:
    """Who works along in my region, and asking one more."""
    regions = _regions(request)
    form = ColleagueForm(request.POST or None, regions=regions)
    if form.is_valid():
        try:
            _ask(request, form)
            messages.success(request, gettext("Uw collega kan nu meewerken."))
            return redirect("accounts:colleagues")
        except AccountError as error:
            form.add_error("email", str(error))
    context = {"form": form, "roles": _contributors(regions), "regions": regions}
    return render(request, "accounts/colleagues.html", context)


def _refuse_other(email: str) -> None:
    """A closed account and one of a machine get the same sentence: a leader need not know which it is."""
    if User.objects.filter(Q(is_active=False) | Q(is_service=True), email=email.strip().lower()).exists():
        raise AccountError(gettext("Dit e-mailadres kan niet. Vraag het programmateam om hulp."))


@transaction.atomic
def _ask(request: HttpRequest, form: ColleagueForm) -> None:
    given = form.cleaned_data
    _refuse_other(given["email"])
    person = actions.find_or_invite(
        by=gate.person(request), email=given["email"], name=given["name"], site=site(request)
    )
    where = {"region": given["region"], "block": given["block"]}
    actions.give_role(by=gate.person(request), person=person, kind=Role.Kind.CONTRIBUTOR, **where)


@require_POST
@may(Deed.INVITE_COLLEAGUES)
def end_colleague(request: HttpRequest, pk: int) -> HttpResponse:
    """A colleague no longer works along, from today on."""
    role = get_object_or_404(Role.objects.select_related("region"), pk=pk, kind=Role.Kind.CONTRIBUTOR)
    require(request.user, Deed.INVITE_COLLEAGUES, region=role.region)
    said = gettext("Uw collega werkt niet meer mee aan dit onderdeel.")
    done(request, lambda: actions.end_role(by=gate.person(request), role=role), said)
    return redirect("accounts:colleagues")
