"""One's own account."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import gate
from ..policy import needs_second_factor

LAST = 10


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, what I may do until when, how I come in, and when that happened last."""
    person = gate.person(request)
    context = {
        "person": person,
        "roles": person.roles.select_related("region", "block").order_by("until", "kind"),
        "factors": Authenticator.objects.filter(user=person).exclude(type="recovery_codes").count(),
        "needs_factor": needs_second_factor(person, regions_too=settings.SECOND_FACTOR_FOR_REGIONS),
        "sessions": len(UserSession.objects.purge_and_list(person)),
        "tokens": person.api_tokens.valid().count(),
        "lines": person.sign_ins.select_related("person")[:LAST],
    }
    return render(request, "accounts/account.html", context)
