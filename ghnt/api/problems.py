"""Every error of the API as problem details (RFC 9457), all faults of a request at once."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.views import set_rollback

CONTENT_TYPE = "application/problem+json"


def titles() -> dict[int, str]:
    """What a status means, in words."""
    return {
        400: _("De vraag klopt niet"),
        401: _("Niet aangemeld"),
        403: _("Geen toegang"),
        404: _("Niet gevonden"),
        405: _("Deze methode kan hier niet"),
        406: _("Deze vorm kan niet"),
        409: _("Past niet bij wat er nu staat"),
        412: _("Intussen gewijzigd"),
        413: _("Te groot"),
        415: _("Deze vorm kan niet"),
        428: _("Zeg welke versie u wijzigt"),
        429: _("Te veel vragen"),
        500: _("Er ging iets mis"),
    }


def _details() -> dict[type[exceptions.APIException], str]:
    """What to do about what goes wrong before a view is asked."""
    return {
        exceptions.NotAuthenticated: _("Hiervoor hebt u een token nodig."),
        exceptions.MethodNotAllowed: _("Dit adres kent deze methode niet. In Allow staat welke het kent."),
        exceptions.NotAcceptable: _(
            "Vraag met Accept om application/json; een lijst ook om text/csv of application/x-ndjson."
        ),
        exceptions.UnsupportedMediaType: _("Stuur JSON, met Content-Type: application/json."),
    }


class TooLarge(exceptions.APIException):
    """More was sent than is read into memory."""

    status_code = 413


def problem(status: int, detail: str, **more: Any) -> dict[str, Any]:
    """Problem details as plain data; `more` are members besides the three that always are there."""
    return {"status": status, "title": titles().get(status, titles()[500]), "detail": detail, **more}


def handle(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Answer an error that a view raised; None for what nobody foresaw, which becomes a 500."""
    if isinstance(error, Http404):
        error = exceptions.NotFound(*(str(part) for part in error.args[:1] if part))
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(*(str(part) for part in error.args[:1] if part))
    elif isinstance(error, RequestDataTooBig):
        error = TooLarge(_("Stuur minder ineens."))
    if not isinstance(error, exceptions.APIException):
        return None
    if error.status_code in (401, 403):  # refused before it was counted
        error = _too_many(context) or error
    set_rollback()
    answer = _answer(_body(error))
    if getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]  # set by the view
    if isinstance(error, exceptions.Throttled):
        answer["Retry-After"] = str(seconds_of(error))
    return answer


def _too_many(context: dict[str, Any]) -> exceptions.Throttled | None:
    try:
        context["view"].check_throttles(context["request"])
    except exceptions.Throttled as error:
        return error
    return None


def _body(error: exceptions.APIException) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        faults = list(_faults(error.detail, ()))
        return problem(400, _("Verbeter wat er bij “errors” staat en probeer het opnieuw."), errors=faults)
    if isinstance(error, exceptions.NotFound) and error.detail == exceptions.NotFound.default_detail:
        return problem(404, _("Dit adres bestaat niet, of het is niet voor u."))
    if isinstance(error, exceptions.Throttled):
        seconds = seconds_of(error)
        said = ngettext(
            "Wacht %d seconde voor u weer iets vraagt.", "Wacht %d seconden voor u weer iets vraagt.", seconds
        )
        return problem(429, said % seconds)
    detail: Any = _details().get(type(error), error.detail)
    if isinstance(error, exceptions.NotAuthenticated) and error.detail != error.default_detail:
        detail = error.detail  # a view knows better what for
    return problem(error.status_code, str(detail))


def seconds_of(error: exceptions.Throttled) -> int:
    """How long who asked too often has to wait, in whole seconds."""
    return int(getattr(error, "wait", None) or 0) + 1


def _faults(detail: Any, path: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """A line for every fault: where it is, and what is wrong."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _faults(inner, (*path, str(name)))
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            nested = isinstance(inner, (dict, list))
            yield from _faults(inner, (*path, str(place)) if nested else path)
    else:
        where = [part for part in path if part != "non_field_errors"]
        yield {"name": ".".join(where) or "body", "reason": str(detail), "code": str(detail.code)}


def plain(status: int, detail: str) -> HttpResponse:
    """Problem details outside a view of the API: an address that is not there, an error nobody foresaw."""
    return _answer(problem(status, detail))


def _answer(body: dict[str, Any]) -> HttpResponse:
    """In this form, whatever form the asker wanted the answer in."""
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=body["status"], content_type=CONTENT_TYPE)


@csrf_exempt  # nothing is done here, and no cookie is looked at
def not_there(request: HttpRequest, path: str = "") -> HttpResponse:
    """An address below /api/ that does not exist; one with a slash at its end is another address."""
    return plain(404, _("Dit adres bestaat niet. Adressen eindigen zonder schuine streep."))
