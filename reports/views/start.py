"""The start page: what this is, and what the newest published report says."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..reading.reading import public_reading
from ..shared.leading import leading_cards


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The newest published report with its leading statements."""
    reading = public_reading()
    version = reading.version if reading else None
    cards = [] if reading is None or version is None else leading_cards(reading, version)
    context = {
        "reading": reading,
        "version": version,
        "cards": cards,
        "example": bool(reading and reading.example),
    }
    return render(request, "reports/start.html", context)
