"""What is asked of every request of somebody who signed in: is the session still young, is the second factor
there?"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

from . import audit
from .models import SignIn, User
from .second_factor import EXAMPLE, SEEN, SINCE, methods_of, missing_step

type Answer = Callable[[HttpRequest], HttpResponse]

TOUCH = 300  # seconds between two notes that a session is in use: not every request writes
# What somebody may open who still has to show or set up a second factor.
OPEN = {
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
    "mfa_download_recovery_codes", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "account_reauthenticate", "account_logout", "set_language", "health", "accessibility",
}  # fmt: skip


class SessionAge:
    """Ends a session that was not used for some hours, or is older than a working day."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End what is too old; a page for one person is kept in no cache."""
        if isinstance(request.user, User):
            self.look(request, request.user)
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def look(self, request: HttpRequest, person: User) -> None:
        """End the session when it is too old, or came from an example that is off; else note its use."""
        now, session = time.time(), request.session
        since, seen = session.setdefault(SINCE, now), session.setdefault(SEEN, now)
        stale = now - since > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE_AGE
        if stale or (EXAMPLE in methods_of(request, person) and not settings.EXAMPLE):
            audit.note(SignIn.What.OUT, request=request, person=person, method="expired")
            logout(request)
            messages.info(request, gettext("U was een tijd niet actief en bent uitgelogd. Log opnieuw in."))
        elif now - seen > TOUCH and not _asked_by_itself(request):
            session[SEEN] = now


def _asked_by_itself(request: HttpRequest) -> bool:
    """Whether a page that lies open asks this, every few seconds: nobody may be there any more."""
    try:
        return resolve(request.path_info).view_name in settings.SESSION_POLLS
    except Resolver404:
        return False


class SecondFactor:
    """Leads whoever needs a second factor to it, before anything else opens."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; views are looked at one by one below."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Let through what is open; lead the rest to the missing step."""
        person, match = request.user, request.resolver_match
        if not isinstance(person, User) or (match and match.view_name in OPEN):
            return None
        step = missing_step(request, person)
        if step is None:
            return None
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": step})
        if request.method != "GET":
            messages.warning(request, gettext("Stel eerst uw tweede stap in. Er is niets veranderd."))
        return redirect(step)
