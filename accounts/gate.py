"""Who comes in: only who is signed in, or may do something somewhere; and who that is.

A page leads to signing in, a fragment says 401 and keeps what was typed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache

from .models import User
from .policy import Deed, reach

type View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """The view, for people who are signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if "HX-Request" in request.headers:
            return HttpResponse(status=401)
        return redirect_to_login(request.get_full_path())

    return guarded


def with_deed(*deeds: Deed) -> Callable[[View], View]:
    """The view, for people who may do one of these somewhere; others who are signed in are refused. What the
    reach leaves out within the page, the page leaves out."""

    def guard(view: View) -> View:
        @signed_in
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(reach(request.user, deed) for deed in deeds):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard


def person(request: HttpRequest) -> User:
    """Who asks; the gate before the view let nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
