"""The start page: what this is, and what the newest published report says."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..leading import leading_cards
from ..models import ReportVersion
from ..reading import reading_for


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The newest published report with its leading statements."""
    reading = reading_for(request.user)
    version = None if reading is None else reading.version or newest_version()
    cards = [] if reading is None or version is None else leading_cards(reading, version)
    context = {
        "reading": reading,
        "version": version,
        "cards": cards,
        "example": bool(reading and reading.example),
    }
    return render(request, "reports/start.html", context)


def newest_version() -> ReportVersion | None:
    """The version that the public reads now, for readers who read live."""
    versions = ReportVersion.objects.published().select_related("report")
    return versions.order_by("-report__round__reference_date", "-number").first()
