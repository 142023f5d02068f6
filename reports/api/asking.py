"""What the views of this room share: the reading of who asks, and a round by its key."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request

from roundtables.models import Round

from ..reading.reading import Reading, RoundInfo, reading_for


def reading_of(request: Request) -> Reading:
    """What this reader reads; 404 with a sentence when nothing is published yet."""
    found = reading_for(request.user)
    if found is None:
        raise Http404(_("Er is nog geen rapportage gepubliceerd."))
    return found


NOTHING = Round.objects.none()  # what a list holds while the OpenAPI document is made


def is_schema(view: Any) -> bool:
    """Whether the OpenAPI document is being made: nobody asks anything then."""
    return bool(getattr(view, "swagger_fake_view", False))


def round_of(reading: Reading, key: str) -> RoundInfo:
    """A round by its key; 404 when this reader does not have it."""
    found = next((one for one in reading.rounds if one.key == key), None)
    if found is None:
        raise Http404(_("Deze ronde bestaat niet, of is nog niet openbaar."))
    return found


def rounds_asked(reading: Reading, key: str) -> list[RoundInfo]:
    """The round that a list was asked for, or all; 404 when this reader does not have it."""
    return [round_of(reading, key)] if key else list(reading.rounds)
