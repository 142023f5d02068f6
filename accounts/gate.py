"""Only for who is signed in: a page leads to signing in, a fragment says 401 and keeps what was typed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

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
