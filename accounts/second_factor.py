"""Whether this session was opened with two factors, and what still has to be done."""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from .models import User
from .policy import needs_second_factor

EXAMPLE = "example"
SINCE, SEEN = "since", "seen"  # in the session: when it began, and when it was last noted as in use


def records_of(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """How somebody came in with this session, oldest first, as allauth keeps it."""
    return list(get_authentication_records(request, user))


def methods_of(request: HttpRequest, user: User) -> list[str]:
    """The ways in which somebody proved who they are in this session."""
    return [str(record["method"]) for record in records_of(request, user)]


def has_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session has a second factor: a code or passkey, single sign-on that asks its own, or the
    example's one click."""
    enough = {"mfa", EXAMPLE} | ({"socialaccount"} if settings.OIDC_IS_SECOND_FACTOR else set())
    return bool(enough & set(methods_of(request, user)))


def missing_step(request: HttpRequest, user: User) -> str | None:
    """The address where somebody shows or sets up a second factor first; None when nothing is missing."""
    if not needs_second_factor(user, regions_too=settings.SECOND_FACTOR_FOR_REGIONS):
        return None
    if has_second_factor(request, user):
        return None
    return reverse("mfa_reauthenticate" if is_mfa_enabled(user) else "mfa_index")


def signed_in_within(request: HttpRequest, user: User, *, seconds: int) -> bool:
    """Whether somebody came in, or showed again who they are, that recently."""
    records = records_of(request, user)
    return bool(records) and time.time() - float(records[-1]["at"]) < seconds
