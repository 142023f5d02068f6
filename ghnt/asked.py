"""What is looked at in every question before a page sees it, and when no page takes it."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.core.handlers.exception import response_for_exception
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

type Answer = Callable[[HttpRequest], HttpResponse]

API = "/api/"  # tells what is wrong with a question itself, in its own form
NUL = "\0"
ENDLESS = "set_int_max_str_digits"  # in what Python says of a number that is too long to read


class Storable:
    """Refuses what nothing can store or read: NUL in an address, which PostgreSQL takes for a fault, and a
    number without end."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; BadRequest (400) where NUL is asked for."""
        if not request.path_info.startswith(API) and any(
            NUL in value for values in request.GET.lists() for value in (values[0], *values[1])
        ):
            raise BadRequest
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A number of thousands of digits, which Python refuses to read wherever a library meets it, is a
        question that is wrong too (400)."""
        if isinstance(exception, ValueError) and ENDLESS in str(exception):
            return response_for_exception(request, BadRequest())
        return None


class ByButton:
    """A page for who opens what only a button can: after signing in again, or in another language. The button
    is on the page before."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; instead of an empty one that refuses the method (405) a page that says so."""
        response = self.get_response(request)
        if request.method != "GET" or not isinstance(response, HttpResponseNotAllowed):
            return response
        if request.path_info.startswith(API) or response.content:
            return response
        page = render(request, "405.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page
