"""What every answer of the API carries: its version, security headers, CORS, and a mark of its content."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from . import VERSION, deprecation, problems

type Answered = HttpResponse | StreamingHttpResponse
type Answer = Callable[[HttpRequest], Answered]

PAGE = "/api/"  # a page for people, as any other
HEADERS = {
    "API-Version": VERSION,
    "Cache-Control": "no-store",
    "Vary": "Accept, Authorization",  # and neither a cookie nor a browser's language
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Access-Control-Allow-Origin": "*",  # no cookie is ever looked at, so any page may ask
    "Access-Control-Expose-Headers": "API-Version, ETag, Link, Retry-After, Deprecation, Sunset",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, PUT, PATCH, POST, DELETE",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-Match, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ApiMiddleware:
    """For addresses below /api/ only. The API speaks Dutch, whatever a browser asks for, and tells every
    moment in UTC. It stands outside all other middleware, so that its headers are the last word."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Answered:
        """Answer, with what every answer carries."""
        if not request.path_info.startswith("/api/") or request.path_info == PAGE:
            return self.get_response(request)
        with _speaking():
            response = self._answer(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _spoken(iter(response))
        for name, value in HEADERS.items():
            response.headers[name] = value
        for name, value in deprecation.headers(request):
            there = response.headers.get(name)
            response.headers[name] = f"{there}, {value}" if there else value  # a page has links of its own
        return response

    def _answer(self, request: HttpRequest) -> Answered:
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return _nothing(PREFLIGHT)
        response = self.get_response(request)
        if request.method == "OPTIONS" and response.status_code == 405:
            return _nothing(PREFLIGHT | {"Allow": response.headers["Allow"]})
        if response.status_code >= 500 and not _is_problem(response):
            return problems.plain(500, _("Er ging iets mis bij ons. Probeer het later opnieuw."))
        if response.status_code >= 400 and not _is_problem(response):
            return problems.plain(response.status_code, _("Deze vraag kan zo niet worden beantwoord."))
        return _conditional(request, response)


@contextmanager
def _speaking() -> Iterator[None]:
    with translation.override("nl"), timezone.override(UTC):
        yield


def _spoken(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The parts of an answer, each as it is made: long after the request was handled."""
    while True:
        with _speaking():
            part = next(parts, None)
        if part is None:
            return
        yield part


def _nothing(headers: dict[str, str]) -> HttpResponse:
    response = HttpResponse(status=204, headers=headers)
    del response.headers["Content-Type"]
    return response


def _is_problem(response: Answered) -> bool:
    return response.headers.get("Content-Type", "").startswith(problems.CONTENT_TYPE)


def _conditional(request: HttpRequest, response: Answered) -> Answered:
    """A mark of what a reading answered, and 304 for who has it already. An answer may bring its own; one
    that is still being written has none else."""
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    if "ETag" not in response.headers:
        if isinstance(response, StreamingHttpResponse):
            return response
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    mark = response.headers["ETag"]
    # the stubs know no answer that streams
    found: Answered | None = get_conditional_response(request, etag=mark, response=response)  # type: ignore[arg-type]
    return found or response
