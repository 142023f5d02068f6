"""What is looked at in every question before a page sees it."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

type Answer = Callable[[HttpRequest], HttpResponse]

API = "/api/"  # tells what is wrong with a question itself, in its own form
NUL = "\0"


class Storable:
    """Refuses an address that asks for NUL: no text of ours holds it, and PostgreSQL takes it for a fault."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; BadRequest (400) where NUL is asked for."""
        if not request.path_info.startswith(API) and any(
            NUL in value for values in request.GET.lists() for value in (values[0], *values[1])
        ):
            raise BadRequest
        return self.get_response(request)
