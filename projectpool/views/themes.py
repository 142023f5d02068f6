"""The table of themes and regions of one pool; for everybody."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..models import Project
from ..register.entries import any_made_up
from ..tables.themes_page import themes_page


@require_safe
def themes(request: HttpRequest, pool: str) -> HttpResponseBase:
    """Which region takes part in which theme, as printed or as granted here, with what does not agree."""
    granted = Project.objects.filter(pool__key=pool).values_list("pk", flat=True)
    context = {"page": themes_page(pool), "example": any_made_up(granted)}
    return render(request, "projectpool/themes/table.html", context)
