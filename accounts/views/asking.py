"""What the views of this room share: who may come in, pages of a list, doing something with a sentence."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from ..errors import AccountError
from ..policy import Deed, reach

type View = Callable[..., HttpResponseBase]
PER_PAGE = 25


def may(deed: Deed) -> Callable[[View], View]:
    """Only for who may do this somewhere; others are asked to sign in, or told that it is not for them."""

    def wrap(view: View) -> View:
        @login_required
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not reach(request.user, deed):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return asked

    return wrap


def site(request: HttpRequest) -> str:
    """The address of this installation, for links in mail."""
    return request.build_absolute_uri("/")


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page of a list that somebody asks for; the nearest one when there is no such page."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))


def done(request: HttpRequest, action: Callable[[], object], said: str) -> bool:
    """Do it and say so; or say why it could not be done."""
    try:
        action()
    except AccountError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, said)
    return True


def back(request: HttpRequest, otherwise: str) -> str:
    """Where somebody came from, when that is one of our pages."""
    wanted = request.POST.get("next", "")
    fits = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if fits else otherwise
