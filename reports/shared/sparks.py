"""Small drawings beside a figure, as inline SVG without style attributes: its course, and a change.

Courses on one page share a scale from 0 to all regions, so that slopes compare. A dot is counted, a hollow
dot an open round with what it can still become, a dash was not asked.
"""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from ..figures import Point, Verdict
from ..reading.reading import RoundInfo

SHOWN = 4  # rounds in a course: the newest up to the one of the page
PITCH, EDGE = 46.0, 20.0
TOP, FLOOR, HIGH = 16.0, 36.0, 58
CHANGE_WIDE, CHANGE_EDGE = 300.0, 6.0


def course(
    points: Sequence[Point], rounds: Sequence[RoundInfo], here: str, goal: int | None = None
) -> SafeString:
    """A figure over the last rounds up to `here`, with a line at its target; empty when fewer than two of
    them measured it."""
    place = next(place for place, point in enumerate(points) if point.figure.round == here)
    shown = list(zip(points, rounds, strict=True))[max(place + 1 - SHOWN, 0) : place + 1]
    if sum(point.figure.value is not None for point, _round in shown) < 2:
        return mark_safe("")
    wide = EDGE * 2 + PITCH * (len(shown) - 1)
    level = y_of(shown[-1][0], goal) if goal else 0
    marks = f'<path class="t-goal" d="M2 {level:g}H{wide - 2:g}"/>' if goal else ""
    marks += "".join(lines([point for point, _round in shown]))
    marks += "".join(
        mark(point, x_of(index), short(round_, rounds), here) for index, (point, round_) in enumerate(shown)
    )
    return format_html(
        '<svg class="g-spark" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">'
        '<path class="t-axis" d="M2 {3}H{4}"/>{5}</svg>',
        *(f"{wide:g}", HIGH, described(shown), f"{FLOOR:g}", f"{wide - 2:g}"),
        mark_safe(marks),  # numbers, fixed names and escaped words only
    )


def x_of(index: int) -> float:
    """Where a round stands."""
    return EDGE + PITCH * index


def y_of(point: Point, value: int) -> float:
    """The height of a number of regions."""
    return round(FLOOR - (FLOOR - TOP) * min(value / (point.figure.regions or 1), 1), 1)


def lines(points: Sequence[Point]) -> list[str]:
    """Between neighbouring measurements of closed rounds that may be compared."""
    drawn = []
    for index, (before, after) in enumerate(pairwise(points)):
        was, now = before.figure.value, after.figure.value
        if was is None or now is None or before.open or after.open or after.verdict is Verdict.BREAK:
            continue
        start, end = y_of(before, was), y_of(after, now)
        drawn.append(f'<path class="t-line" d="M{x_of(index):g} {start:g}L{x_of(index + 1):g} {end:g}"/>')
    return drawn


def mark(point: Point, x: float, name: str, here: str) -> str:
    """One round: its name, and its number above a dot, or a dash."""
    is_here = point.figure.round == here
    label = f'<text class="t-mid" x="{x:g}" y="52">{escape(name)}</text>'
    value = point.figure.value
    if value is None:
        return f'{label}<text class="t-mid" x="{x:g}" y="{FLOOR - 4:g}">–</text>'
    y, kind = y_of(point, value), "t-open" if point.open else "t-dot"
    weight = "t-mid t-here" if is_here else "t-mid"
    dot = f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{4 if is_here else 3.2:g}"/>'
    return f'{label}{dot}<text class="{weight}" x="{x:g}" y="{y - 7:g}">{value}</text>'


def short(round_: RoundInfo, rounds: Sequence[RoundInfo]) -> str:
    """A round in a few letters: its year, with the month where another round has the same year."""
    years = [one.date.year for one in rounds]
    year = f"{round_.date.year}"
    return year if years.count(round_.date.year) == 1 else f"{round_.date.month}-{year[2:]}"


def described(shown: Sequence[tuple[Point, RoundInfo]]) -> str:
    """The course in words."""
    told = [
        f"{round_.label}: {gettext('niet gevraagd') if point.figure.value is None else point.figure.value}"
        for point, round_ in shown
    ]
    return f"{gettext('Verloop')}. {', '.join(told)}."


def change_line(was: int, now: int, of: int) -> SafeString:
    """From a ring to a dot, on a line from none to all regions."""
    step = (CHANGE_WIDE - 2 * CHANGE_EDGE) / max(of, 1)
    start, end = round(CHANGE_EDGE + was * step, 1), round(CHANGE_EDGE + now * step, 1)
    return format_html(
        '<svg class="g-strip" viewBox="0 0 {0} 14" aria-hidden="true" focusable="false">'
        '<path class="t-all" d="M{1} 7H{2}"/><path class="t-moved" d="M{3} 7H{4}"/>'
        '<circle class="t-ring" cx="{3}" cy="7" r="4"/><circle class="t-dot" cx="{4}" cy="7" r="4.8"/></svg>',
        *(CHANGE_WIDE, CHANGE_EDGE, CHANGE_WIDE - CHANGE_EDGE, start, end),
    )
