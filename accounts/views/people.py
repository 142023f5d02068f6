"""Everybody, for who manages people: the list, one person, inviting and closing."""

from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import actions, gate
from ..errors import AccountError
from ..forms.people import FindForm, InviteForm, RoleForm, tidy
from ..history import changes_of
from ..models import Role, User
from ..policy import Deed
from .asking import done, may, page_of, site

LAST = 10


def _roles_now() -> "Prefetch[Any]":
    going = Role.objects.filter(Q(until=None) | Q(until__gt=timezone.localdate()))
    return Prefetch("roles", going.select_related("region", "block"), to_attr="roles_now")


@require_safe
@may(Deed.MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with their roles, to search and filter."""
    form = FindForm(request.GET)
    asked = tidy(form)
    found = User.objects.people(asked.get("zoek", ""), asked.get("rol", ""), asked.get("regio"))
    context = {
        "find": form,
        "page": page_of(request, found.prefetch_related(_roles_now())),
        "due": Role.objects.due_for_review().count(),
    }
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may(Deed.MANAGE_PEOPLE)
def invite(request: HttpRequest) -> HttpResponse:
    """Somebody new: an address, what they are, and a first role."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            with transaction.atomic():
                who = {name: form.cleaned_data[name] for name in ("email", "name")}
                found = actions.invite(by=gate.person(request), site=site(request), **who)
                actions.give_role(by=gate.person(request), person=found, **form.role)
        except AccountError as error:
            form.add_error("email", str(error))
        else:
            done(request, lambda: None, gettext("De uitnodiging is verstuurd."))
            return redirect("accounts:person", pk=found.pk)
    return render(request, "accounts/invite.html", {"form": form})


@require_safe
@may(Deed.MANAGE_PEOPLE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles, what happened to them, and sign-ins."""
    return render(request, "accounts/person.html", _about(pk) | {"form": RoleForm()})


def _about(pk: int) -> dict[str, Any]:
    found = get_object_or_404(User, pk=pk, is_service=False)
    roles = found.roles.select_related("region", "block", "given_by").order_by("until", "kind")
    return {
        "person": found,
        "roles": roles,
        "changes": changes_of(found),
        "lines": found.sign_ins.select_related("person")[:LAST],
        "waiting": found.is_active and not found.last_login and not found.has_usable_password(),
    }


@require_POST
@may(Deed.MANAGE_PEOPLE)
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """One more role for a person."""
    context = _about(pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            actions.give_role(by=gate.person(request), person=context["person"], **form.role)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            done(request, lambda: None, gettext("De rol is gegeven."))
            return redirect("accounts:person", pk=pk)
    return render(request, "accounts/person.html", context | {"form": form})


@require_POST
@may(Deed.MANAGE_PEOPLE)
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the invitation once more, with a new link."""
    found = get_object_or_404(User, pk=pk, is_service=False)
    said = gettext("De uitnodiging is opnieuw verstuurd.")
    done(
        request,
        lambda: actions.send_invitation(by=gate.person(request), person=found, site=site(request)),
        said,
    )
    return redirect("accounts:person", pk=pk)


@require_POST
@may(Deed.MANAGE_PEOPLE)
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    found = get_object_or_404(User, pk=pk, is_service=False)
    said = gettext("Het account is afgesloten en overal uitgelogd.")
    done(request, lambda: actions.deactivate(by=gate.person(request), person=found), said)
    return redirect("accounts:person", pk=pk)


@require_POST
@may(Deed.MANAGE_PEOPLE)
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    found = get_object_or_404(User, pk=pk, is_service=False)
    said = gettext("Het account is weer open. Geef zelf opnieuw een rol.")
    done(request, lambda: actions.reactivate(by=gate.person(request), person=found), said)
    return redirect("accounts:person", pk=pk)
