"""The list of figures and the page of one figure."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ..errors import UnknownIndicator
from ..figure_page import figure_page
from ..listing import listed
from ..reading import IndicatorInfo, Reading, reading_for
from .asking import round_asked

LONGEST_SEARCH = 100


@require_safe
def figure_list(request: HttpRequest) -> HttpResponse:
    """All figures of a round; `?zoek=` narrows the list."""
    reading = reading_for(request.user)
    if reading is None:
        return render(request, "reports/figures.html", {"reading": None})
    round_ = round_asked(request, reading)
    search = request.GET.get("zoek", "").strip()[:LONGEST_SEARCH]
    number, lines = listed(reading, round_, search)
    context = {"reading": reading, "round": round_, "search": search, "list": lines, "number": number}
    return render(request, "reports/figures.html", context | {"example": reading.example})


@require_safe
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure in a round: statement, split, series and definition."""
    reading = reading_for(request.user)
    if reading is None:
        raise Http404(gettext("Er zijn nog geen cijfers gepubliceerd."))
    info, round_ = indicator_asked(reading, key), round_asked(request, reading)
    page = figure_page(reading, info, round_)
    context = {
        "reading": reading,
        "round": round_,
        "page": page,
        "placeholder": f"{{{key}}}",
        "placeholder_before": f"{{{key}:value@previous}}",
        "example": reading.example,
    }
    return render(request, "reports/figure.html", context)


def indicator_asked(reading: Reading, key: str) -> IndicatorInfo:
    """The indicator, or a 404 with a sentence."""
    try:
        return reading.indicator(key)
    except UnknownIndicator:
        raise Http404(gettext("Dit cijfer bestaat niet.")) from None
