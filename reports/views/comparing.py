"""Two rounds side by side: the page and its picture."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from ..charts.keeping import ensure
from ..charts.page import drawn_later, head
from ..charts.picture import picture
from ..charts.printing import standalone
from ..pages.comparing.chart import chart_of
from ..pages.comparing.page import choices, compared, overview
from ..reading.movement import Movement
from ..reading.reading import Reading, RoundInfo, reading_for
from ..shared.cards import words
from ..shared.definitions import question_text
from ..shared.kept import kept
from .asking import round_named
from .sending import PICTURE_CSP, kind_of, send

OFFERED = {"vergelijking": {"svg"}, "grafiek": {"svg"}}
Two = tuple[RoundInfo, RoundInfo]
NOTHING: dict[str, object] = {
    "reading": None, "two": None, "asked": None, "detail": "", "chart_head": "", "problem": "",
    "example": False,
}  # fmt: skip


@require_safe
@cache_control(private=True, no_cache=True)
def comparing(request: HttpRequest) -> HttpResponse:
    """How regions moved between two rounds: in all questions with a scale, or in the one that is chosen."""
    reading = reading_for(request.user)
    two = rounds_asked(request, reading) if reading else None
    if reading is None or two is None:
        problem = gettext("Er is nog maar één ronde. Vergelijken kan zodra er twee zijn.") if reading else ""
        return render(request, "reports/comparing.html", NOTHING | {"reading": reading, "problem": problem})
    key = request.GET.get("vraag", "")
    moved = reading.movement(key, two[1].key, two[0].key) if key else None
    context = NOTHING | {
        "reading": reading,
        "two": two,
        "key": key,
        "choices": choices(reading, *two),
        "groups": overview(reading, *two) if moved is None else (),
        "problem": problem_of(reading, two, key, moved),
        "example": any(round_.example for round_ in two),
    }
    shown = shown_of(reading, two, moved) if moved else {}
    return render(request, "reports/comparing.html", context | shown)


def shown_of(reading: Reading, two: Two, moved: Movement) -> dict[str, object]:
    """What the page shows of one question."""
    key = ("comparing", two, moved.question.key)
    return {
        "asked": words(moved.question, "text"),
        "detail": kept(reading, key, lambda shared: detail_of(shared, two, moved)),
        "chart_head": head(),
    }


def detail_of(reading: Reading, two: Two, moved: Movement) -> SafeString:
    """One question in two rounds; its picture is drawn when the browser asks for it."""
    title = gettext("Antwoorden in ronde %(one)s en in ronde %(other)s") % {
        "one": two[0].label,
        "other": two[1].label,
    }
    query = "?" + urlencode({"van": two[0].key, "tot": two[1].key, "vraag": moved.question.key})
    definition = chart_of(reading, moved, title)
    address = reverse("reports:comparing_file", args=["grafiek.svg"])
    context = {
        "page": compared(reading, moved),
        "two": two,
        "chart": drawn_later(definition, address + query),
        "query": query,
    }
    return render_to_string("reports/comparing_question.html", context)


@require_safe
@csp_override(PICTURE_CSP)
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """The picture of a question in two rounds: the one that the page shows this reader."""
    stem, kind = kind_of(name, OFFERED)
    reading, key = reading_for(request.user), request.GET.get("vraag", "")
    two = rounds_asked(request, reading) if reading else None
    moved = reading.movement(key, two[1].key, two[0].key) if reading and two and key else None
    if reading is None or two is None or moved is None:
        raise Http404(gettext("Deze vraag is niet in beide rondes gesteld."))
    content = drawing(reading, two, moved, stem)
    return send(request, content, kind, f"{stem}-{two[0].key}-{two[1].key}-{key}.svg", inline=True)


def drawing(reading: Reading, two: Two, moved: Movement, stem: str) -> bytes:
    """The picture: bare for the page, which has the words around it, or whole to take along."""
    page, asked = compared(reading, moved), question_text(moved.question)
    definition = chart_of(reading, moved, page.sentence or asked)
    svg = ensure([definition])[definition.hash]
    if stem == "grafiek":
        return standalone(svg).encode()
    label = gettext("Voorbeeldgegevens") if any(round_.example for round_ in two) else ""
    source = gettext("Geweld hoort nergens thuis, rondes %(one)s en %(other)s.") % {
        "one": two[0].label,
        "other": two[1].label,
    }
    return picture(definition, svg, [asked, source], label=label).encode()


def rounds_asked(request: HttpRequest, reading: Reading) -> Two | None:
    """The two rounds of `?van=` and `?tot=`, the earlier one first; by default the newest closed one and the
    one before it. None when there are no two."""
    order = list(reading.rounds)
    if len(order) < 2:
        return None
    until = round_named(reading, request.GET.get("tot", ""))
    place = max(order.index(until), 1)
    since = round_named(reading, request.GET["van"]) if request.GET.get("van") else order[place - 1]
    if since == until:
        other = order[place - 1] if until is not order[0] else order[1]
        since = other
    one, other = sorted((since, until), key=order.index)
    return one, other


def problem_of(reading: Reading, two: Two, key: str, moved: Movement | None) -> str:
    """Why a question that was asked for is not shown, in a sentence; 404 when no round ever put it."""
    if not key or moved is not None:
        return ""
    if not any(reading.question(key, round_.key) for round_ in reading.rounds):
        raise Http404(gettext("Deze vraag bestaat niet."))
    return gettext("Deze vraag is niet in beide rondes gesteld.")
