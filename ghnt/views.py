"""Pages that belong to no room: health and accessibility."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import health


@require_safe
@never_cache
def healthy(request: HttpRequest) -> JsonResponse:
    """200 only when database, queue and storage answer; else 503, with a word for each."""
    parts = health.check()
    well = all(word == health.WELL for word in parts.values())
    return JsonResponse(parts, status=200 if well else 503)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The draft of the accessibility statement, which the owner signs."""
    return render(request, "ghnt/accessibility.html")
