"""Pages that belong to no room: what waits for somebody, managing, health and accessibility."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User

from . import api_examples, health
from .navigation import managing
from .work import desk_of


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


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """The API for people: how to get a token, and examples that work here."""
    return render(request, "ghnt/api.html", api_examples.told())


@require_safe
@login_required
def my_work(request: HttpRequest) -> HttpResponse:
    """What waits for this person, in every role they have."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return render(request, "ghnt/my_work.html", {"desk": desk_of(request.user)})


@require_safe
@login_required
def manage(request: HttpRequest) -> HttpResponse:
    """The pages for managing that this person may open."""
    tasks = managing(request.user)
    if not tasks:
        raise PermissionDenied
    return render(request, "ghnt/manage.html", {"tasks": tasks})
