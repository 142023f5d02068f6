"""The trend of a figure as inline SVG: a dot is counted, a ring is published, both where they agree.

What was not asked is a word, never a zero and never a line through it. An open round is a hollow dot with a
range up to what it can still become. A broken series is not joined.
"""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from .figures import Point, Published, Status, Verdict

TOP, FLOOR = 30.0, 150.0
LEGEND_Y, LEGEND_LINE = 205, 22
WIDE, NARROW = (150, 560), (93, 280)  # units for a round, and at least in all
LETTER = 7  # about the width of a letter


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point of the series stands in the drawing."""

    point: Point
    label: str
    x: float

    def y(self, value: float) -> float:
        """The height of a number of regions, as a share of the base."""
        base = self.point.figure.base_value or self.point.figure.regions or 1
        return round(FLOOR - (FLOOR - TOP) * min(value / base, 1), 1)


def trendline(points: tuple[Point, ...], labels: dict[str, str], description: str) -> SafeString:
    """The drawing, for a wide and for a narrow window; a page shows one of the two. `labels` names each
    round, `description` says everything in it in words."""
    wide = drawing(points, labels, description, "wide", *WIDE)
    return wide + drawing(points, labels, description, "narrow", *NARROW)


def drawing(
    points: tuple[Point, ...], labels: dict[str, str], description: str, kind: str, per_round: int, least: int
) -> SafeString:
    """The drawing for one kind of window."""
    width = max(least, per_round * len(points))
    step = width / max(len(points), 1)
    places = [
        Place(point, labels.get(point.figure.round, point.figure.round), round(step * (index + 0.5), 1))
        for index, point in enumerate(points)
    ]
    explained, height = legend(points, width)
    marks = frame(width) + "".join(joined(places)) + "".join(mark(place) for place in places) + explained
    return format_html(
        '<svg class="g-trend g-trend--{}" width="{}" height="{}" viewBox="0 0 {} {}" role="img"'
        ' aria-label="{}">{}</svg>',
        *(kind, width, height, width, height, description),
        mark_safe(marks),  # numbers, fixed names and escaped words only
    )


def stated(point: Point) -> Published | None:
    """The published number that belongs in the drawing: one that was stated as a number."""
    return next((one for one in point.published if one.value is not None and one.kind == "stated"), None)


def word(x: float, y: float, text: str, kind: str = "t-mid") -> str:
    """A word in the drawing."""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def frame(width: int) -> str:
    """The floor, and the line that all regions of the base would reach."""
    floor = f'<path class="t-axis" d="M10 {FLOOR:g}H{width - 10}"/>'
    top = f'<path class="t-all" d="M10 {TOP:g}H{width - 10}"/>'
    return floor + top + word(10, TOP - 8, gettext("alle regio’s in de noemer"), "t-start")


def joined(places: list[Place]) -> list[str]:
    """Lines between neighbouring measurements of closed rounds that may be compared."""
    lines = []
    for before, after in pairwise(places):
        values = before.point.figure.value, after.point.figure.value
        if None in values or before.point.open or after.point.open or after.point.verdict is Verdict.BREAK:
            continue
        start, end = before.y(values[0] or 0), after.y(values[1] or 0)
        lines.append(f'<path class="t-line" d="M{before.x:g} {start:g}L{after.x:g} {end:g}"/>')
    return lines


def mark(place: Place) -> str:
    """One round: its name, and a dot, a ring, a range or the words that nobody was asked."""
    name = word(place.x, FLOOR + 22, place.label, "t-mid t-round")
    figure, published = place.point.figure, stated(place.point)
    if place.point.open and figure.value is not None:
        return name + running(place)
    ring = ring_of(place, published) if published else ""
    if figure.value is None:
        return name + (ring or word(place.x, FLOOR - 8, gettext("niet gevraagd")))
    y = place.y(figure.value)
    dot = f'<circle class="t-dot" cx="{place.x:g}" cy="{y:g}" r="5"/>'
    if figure.status is Status.INCOMPLETE:
        return name + dot + word(place.x, y - 18, gettext("onvolledig"))
    return name + ring + dot + word(place.x, y - 18, of_base(figure.value, figure.base_value), "t-mid t-big")


def ring_of(place: Place, published: Published) -> str:
    """What was published; with its number where there is no count beside it, or another one."""
    value = published.value or 0
    y = place.y(value)
    ring = f'<circle class="t-ring" cx="{place.x:g}" cy="{y:g}" r="9.5"/>'
    if value == place.point.figure.value:
        return ring
    return ring + word(place.x + 14, y + 5, str(value), "t-start t-big")


def running(place: Place) -> str:
    """An open round: counted so far, and what it becomes at most."""
    split, value = place.point.figure.split, place.point.figure.value or 0
    most = value + split.not_answered + split.not_approved
    low, high = place.y(value), place.y(most)
    span = f'<path class="t-range" d="M{place.x:g} {low:g}V{high:g}m-6 0h12"/>'
    dot = f'<circle class="t-open" cx="{place.x:g}" cy="{low:g}" r="5.5"/>'
    above = word(place.x - 12, high + 4, gettext("hoogstens %(most)d") % {"most": most}, "t-end")
    return (
        span
        + dot
        + above
        + word(place.x - 12, low + 4, gettext("%(value)d tot nu toe") % {"value": value}, "t-end")
    )


def of_base(value: int, base: int) -> str:
    """A count with its base: "9 van de 26"."""
    return gettext("%(value)d van de %(base)d") % {"value": value, "base": base}


def legend(points: tuple[Point, ...], width: int) -> tuple[str, int]:
    """What dot, ring and hollow dot mean, only those that occur; and how high the drawing becomes."""
    entries = []
    if any(stated(point) for point in points):
        entries.append(('<circle class="t-ring" cx="{x}" cy="{y}" r="7"/>', gettext("gepubliceerd")))
    if any(point.figure.value is not None and not point.open for point in points):
        entries.append(('<circle class="t-dot" cx="{x}" cy="{y}" r="5"/>', gettext("geteld uit antwoorden")))
    if any(point.open for point in points):
        entries.append(('<circle class="t-open" cx="{x}" cy="{y}" r="5"/>', gettext("ronde loopt nog")))
    x, y, drawn = 18, LEGEND_Y, []
    for shape, text in entries:
        wanted = 22 + LETTER * len(text)
        if x > 18 and x + wanted > width:
            x, y = 18, y + LEGEND_LINE
        drawn.append(shape.format(x=x, y=y - 4) + word(x + 13, y, text, "t-start"))
        x += wanted + 18
    return "".join(drawn), y + 11
