"""The first page of the project pool; for everybody."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..overview import overview


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponseBase:
    """What is open, what waits for the reader, and where everything is."""
    found = overview(request.user)
    example = any(call.example for call in (*found.open, *found.announced))
    return render(request, "projectpool/overview.html", {"page": found, "example": example})
