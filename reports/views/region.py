"""The list of regions, the page of one, and its fact sheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.policy import Deed, reach
from regions.models import Region

from ..pages.region.factsheet import factsheet, sheet_of
from ..pages.region.list import region_lines
from ..pages.region.page import region_page
from ..reading.reading import Reading, public_reading, reading_for
from .asking import round_asked

LONGEST_SEARCH = 100
PUBLIC = "openbaar"


@require_safe
def region_list(request: HttpRequest) -> HttpResponse:
    """Every region, on the map and by name; `?zoek=` narrows the list."""
    search = request.GET.get("zoek", "").strip()[:LONGEST_SEARCH]
    everyone = region_lines()
    context = {
        "tiles": sorted(everyone, key=lambda line: (line.row, line.col)),
        "lines": region_lines(search) if search else everyone,
        "search": search,
        "makes_sheets": bool(reach(request.user, Deed.READ_OPEN)),
    }
    return render(request, "reports/regions.html", context)


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """One region beside the nation, in a round."""
    found = get_object_or_404(Region, slug=slug)
    reading = reading_for(request.user)
    round_ = round_asked(request, reading) if reading else None
    context = {
        "reading": reading,
        "round": round_,
        "page": region_page(found, reading, round_),
        "own_sheet": reading is not None and reading.version is None,
        "public_sheet": published_rounds(reading),
        "example": bool(reading and reading.example),
    }
    return render(request, "reports/region.html", context)


def published_rounds(reading: Reading | None) -> frozenset[str]:
    """The rounds of which everybody may read the fact sheet."""
    public = reading if reading and reading.version else public_reading()
    return frozenset(round_.key for round_ in public.rounds) if public else frozenset()


@require_safe
@never_cache
def region_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The fact sheet of a region as this reader may know it; `?voor=openbaar` as everybody may."""
    found = get_object_or_404(Region, slug=slug)
    everybody = request.GET.get("voor") == PUBLIC
    reading = public_reading() if everybody else reading_for(request.user)
    if reading is None:
        raise Http404(gettext("Er zijn nog geen cijfers gepubliceerd."))
    round_ = round_asked(request, reading)
    sheet = sheet_of(reading, found, round_)
    answer = HttpResponse(factsheet(sheet), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{sheet.file_name}"'
    return answer
