"""One role: let it end on a day, or hand the region over."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from .. import actions
from ..errors import AccountError
from ..forms.people import HandOverForm, UntilForm
from ..gate import person
from ..models import Role
from ..policy import Deed
from .asking import back, may, site


def _role(pk: int) -> Role:
    return get_object_or_404(Role.objects.select_related("person", "region", "block"), pk=pk)


def _page(
    request: HttpRequest, role: Role, end: forms.Form | None = None, over: forms.Form | None = None
) -> HttpResponse:
    leads = role.kind == Role.Kind.PROJECT_LEADER
    context = {
        "role": role,
        "end": end or UntilForm(initial={"until": role.until} if role.until else None),
        "over": (over or HandOverForm()) if leads else None,
        "wrong": end or over,
    }
    return render(request, "accounts/role.html", context)


@require_safe
@may(Deed.MANAGE_PEOPLE)
def role(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be done with a role."""
    return _page(request, _role(pk))


@require_POST
@may(Deed.MANAGE_PEOPLE)
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a role end on a day; with `next` straight from a list, today."""
    found, form = _role(pk), UntilForm(request.POST)
    if form.is_valid():
        try:
            actions.end_role(by=person(request), role=found, until=form.cleaned_data["until"])
            messages.success(request, gettext("De einddatum is bewaard."))
            return redirect(back(request, found.person_url))
        except AccountError as error:
            form.add_error("until", str(error))
    if "next" in request.POST:
        messages.error(request, " ".join(str(error) for error in form.errors.get("until", [])))
        return redirect(back(request, found.person_url))
    return _page(request, found, end=form)


@require_POST
@may(Deed.MANAGE_PEOPLE)
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a region another leader from a day on."""
    found, form = _role(pk), HandOverForm(request.POST)
    if form.is_valid():
        email, name, since = (form.cleaned_data[field] for field in ("email", "name", "since"))
        try:
            with transaction.atomic():
                to = actions.find_or_invite(by=person(request), email=email, name=name, site=site(request))
                given = actions.hand_over(by=person(request), role=found, to=to, on=since)
            messages.success(request, gettext("De regio is overgedragen."))
            return redirect(given.person_url)
        except AccountError as error:
            form.add_error("email", str(error))
    return _page(request, found, over=form)
