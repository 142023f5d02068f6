"""The access review: every role once a year, roles that manage once a quarter."""

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from .. import actions
from ..gate import person
from ..models import Role
from ..policy import Deed
from .asking import done, may, page_of

FIRST = Case(When(kind__in=Role.PRIVILEGED, then=Value(0)), default=Value(1), output_field=IntegerField())


@require_safe
@may(Deed.MANAGE_PEOPLE)
def access_review(request: HttpRequest) -> HttpResponse:
    """The roles that somebody must look at once more, those that manage first."""
    due = Role.objects.due_for_review().select_related("person", "region", "block")
    page = page_of(request, due.order_by(FIRST, "kind", "region__number", "person__name", "pk"))
    context = {"page": page, "today": timezone.localdate().isoformat()}
    return render(request, "accounts/access_review.html", context)


@require_POST
@may(Deed.MANAGE_PEOPLE)
def confirm_role(request: HttpRequest, pk: int) -> HttpResponse:
    """This role is still right."""
    role = get_object_or_404(Role.objects.select_related("person"), pk=pk)
    said = gettext("Bevestigd: %(person)s, %(role)s.") % {"person": role.person, "role": role}
    done(request, lambda: actions.confirm_role(by=person(request), role=role), said)
    return redirect("accounts:access_review")
