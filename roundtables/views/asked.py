"""What an address asks for: the sheet of a region in a round, or a 404 with a sentence."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from ..models import Response, Round


def response_asked(key: str, region: str) -> Response:
    """What a region answers in a round that regions were asked to answer."""
    found = Response.objects.select_related("round__questionnaire", "region", "sheet")
    begun = found.exclude(round__state=Round.State.PREPARING)
    response = begun.filter(round__key=key, region__slug=region).first()
    if response is None:
        raise Http404(_("Deze regio doet niet mee aan deze ronde, of de ronde bestaat niet."))
    return response


def in_place(request: HttpRequest) -> bool:
    """Whether a page asks to renew a part of itself."""
    return "HX-Request" in request.headers
