"""Two questions against each other: the page, its picture and its files."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from ..building.files import EXAMPLE_LABEL
from ..charts.keeping import ensure
from ..charts.page import drawn_later, head
from ..charts.picture import picture
from ..charts.printing import standalone
from ..pages.crossing.chart import chart_of
from ..pages.crossing.counting import Crossing
from ..pages.crossing.files import REGIONS, TABLE, moment_of, region_rows, table_rows
from ..pages.crossing.page import (
    chosen,
    crossing_of,
    crossing_page,
    hidden,
    offered,
    problem,
    refusal,
    statements,
)
from ..reading.reading import Reading, RoundInfo, reading_for
from ..shared.definitions import question_text
from ..shared.kept import kept
from .asking import round_asked
from .sending import PICTURE_CSP, kind_of, send, sheet

SHEETS = {"csv", "ods", "xlsx"}
NOTHING: dict[str, object] = {
    "reading": None, "round": None, "problem": "", "table": "", "crossed": "", "chart_head": "",
}  # fmt: skip
OFFERED = {"kruising": SHEETS | {"svg"}, "regios": SHEETS, "grafiek": {"svg"}}


@require_safe
@cache_control(private=True, no_cache=True)
def crossing(request: HttpRequest) -> HttpResponse:
    """Choose two questions of a round, and see how many regions gave which pair of answers."""
    reading = reading_for(request.user)
    if reading is None:
        return render(request, "reports/crossing.html", NOTHING)
    round_, keys = round_asked(request, reading), asked(request)
    refused, options = refusal(reading, round_, keys), offered(reading, round_)
    found = crossing_of(reading, round_, *keys) if all(keys) and not refused else None
    context = NOTHING | {
        "reading": reading,
        "round": round_,
        "firsts": chosen(options, keys[0]),
        "seconds": chosen(options, keys[1]),
        "hidden": hidden(reading, round_),
        "first": keys[0],
        "second": keys[1],
        "problem": refused or (problem(reading, round_, *keys) if all(keys) else ""),
        "example": round_.example,
    }
    shown = shown_of(reading, round_, found) if found else {}
    return render(request, "reports/crossing.html", context | shown, status=403 if refused else 200)


def shown_of(reading: Reading, round_: RoundInfo, found: Crossing) -> dict[str, object]:
    """What the page shows of a crossing."""
    first, second = found.first.question, found.second.question
    key = ("crossing", round_, first.key, second.key)
    return {
        "crossed": f"{question_text(first)} × {question_text(second)}",
        "table": kept(reading, key, lambda shared: table_of(shared, round_, found)),
        "chart_head": head(),
    }


def table_of(reading: Reading, round_: RoundInfo, found: Crossing) -> SafeString:
    """The table with its sentences and its picture, which is drawn when the browser asks for it."""
    query = urlencode({"ronde": round_.key, "a": found.first.question.key, "b": found.second.question.key})
    address = reverse("reports:crossing_file", args=["grafiek.svg"])
    context = {
        "page": crossing_page(reading, round_, found),
        "round": round_,
        "chart": drawn_later(chart_of(found), f"{address}?{query}"),
        "query": f"?{query}",
    }
    return render_to_string("reports/crossing_table.html", context)


@require_safe
@csp_override(PICTURE_CSP)
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """A crossing as a sheet or a picture; only what the page would show this reader."""
    stem, kind = kind_of(name, OFFERED)
    reading = reading_for(request.user)
    if reading is None:
        raise Http404(gettext("Er zijn nog geen cijfers gepubliceerd."))
    round_, keys = round_asked(request, reading), asked(request)
    refused = refusal(reading, round_, keys)
    if refused:
        raise PermissionDenied(refused)
    found = crossing_of(reading, round_, *keys)
    if found is None:
        raise Http404(problem(reading, round_, *keys))
    content = drawing(found, round_, stem) if kind == "svg" else rows(reading, round_, found, stem, kind)
    return send(
        request, content, kind, f"{stem}-{round_.key}-{keys[0]}-{keys[1]}.{kind}", inline=kind == "svg"
    )


def rows(reading: Reading, round_: RoundInfo, found: Crossing, stem: str, kind: str) -> bytes:
    """The table, or a row per region."""
    by_region = stem == "regios"
    made = region_rows(reading, round_, found) if by_region else table_rows(round_, found)
    label = EXAMPLE_LABEL if round_.example else ""
    return sheet(
        kind, REGIONS if by_region else TABLE, made, moment=moment_of(round_), label=label, title="kruising"
    )


def drawing(found: Crossing, round_: RoundInfo, stem: str) -> bytes:
    """The picture: bare for the page, which has the words around it, or whole to take along."""
    said = statements(found, so_far=round_.open)
    definition = chart_of(found, said[0].text if said else "")
    svg = ensure([definition])[definition.hash]
    if stem == "grafiek":
        return standalone(svg).encode()
    label = gettext("Voorbeeldgegevens") if round_.example else ""
    source = gettext("Geweld hoort nergens thuis, ronde %s.") % round_.label
    return picture(definition, svg, [source], label=label).encode()


def asked(request: HttpRequest) -> tuple[str, str]:
    """The keys of the two questions; empty where none was chosen."""
    return request.GET.get("a", ""), request.GET.get("b", "")
