"""The list of figures, the page of one figure, and its files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from ..errors import UnknownIndicator
from ..pages.figure.files import COLUMNS, as_json, as_picture, label_of, moment_of, rows
from ..pages.figure.list import listed
from ..pages.figure.page import figure_title
from ..pages.figure.pieces import KINDS, pieces, sides_section
from ..pages.figure.uses import narrower, used_by
from ..reading.reading import IndicatorInfo, Reading, reading_for
from ..shared.cards import words
from .asking import round_asked
from .sending import PICTURE_CSP, kind_of, send, sheet

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
@cache_control(private=True, no_cache=True)
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure in a round: statement, split, series and definition; who stands behind it; who uses it."""
    reading = reading_or_404(request)
    info, round_ = indicator_asked(reading, key), round_asked(request, reading)
    address = request.build_absolute_uri(f"{reverse('reports:figure', args=[key])}?ronde={round_.key}")
    context = {
        "reading": reading,
        "round": round_,
        "title": figure_title(info),
        "line_name": words(info, "line_name"),
        "block_name": words(info, "block_name"),
        **pieces(reading, info, round_, address),
        "sides": sides_section(request.user, reading, info, round_),
        "reports": used_by(key),
        "narrower": narrower(reading, key),
        "example": reading.example,
    }
    return render(request, "reports/figure.html", context)


@require_safe
@csp_override(PICTURE_CSP)
def download(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """The series of a figure as a sheet, as JSON or as a picture: counts, never names."""
    reading = reading_or_404(request)
    info = indicator_asked(reading, key)
    _stem, kind = kind_of(name, {key: set(KINDS)})
    return send(request, made(reading, info, kind), kind, name, inline=kind in ("svg", "json"))


def made(reading: Reading, info: IndicatorInfo, kind: str) -> bytes:
    """The file of a figure."""
    if kind == "svg":
        return as_picture(reading, info)
    if kind == "json":
        return as_json(reading, info)
    label, moment = label_of(reading), moment_of(reading)
    return sheet(kind, COLUMNS, rows(reading, info), moment=moment, label=label, title=info.key)


def reading_or_404(request: HttpRequest) -> Reading:
    """What this reader reads, or a 404 with a sentence."""
    reading = reading_for(request.user)
    if reading is None:
        raise Http404(gettext("Er zijn nog geen cijfers gepubliceerd."))
    return reading


def indicator_asked(reading: Reading, key: str) -> IndicatorInfo:
    """The indicator, or a 404 with a sentence."""
    try:
        return reading.indicator(key)
    except UnknownIndicator:
        raise Http404(gettext("Dit cijfer bestaat niet.")) from None
