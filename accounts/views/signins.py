"""The audit of sign-ins, for who manages people."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..forms.people import SignInFilter, tidy
from ..models import SignIn
from ..policy import Deed
from .asking import may, page_of


@require_safe
@may(Deed.MANAGE_PEOPLE)
def sign_ins(request: HttpRequest) -> HttpResponse:
    """What happened at the door, newest first."""
    form = SignInFilter(request.GET)
    asked = tidy(form)
    lines = SignIn.objects.select_related("person")
    if text := asked.get("zoek"):
        known = Q(person__email__icontains=text) | Q(person__name__icontains=text)
        lines = lines.filter(Q(email__icontains=text) | known)
    if what := asked.get("wat"):
        lines = lines.filter(what=what)
    return render(request, "accounts/sign_ins.html", {"find": form, "page": page_of(request, lines)})
