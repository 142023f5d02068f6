"""How regions stand, round by round: a square per region, or bars in proportion above sixty regions."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Box, Canvas, Figure, legend, spread
from .definition import ChartDefinition
from .look import GREY, NARROW, NARROW_BELOW, QUIET, SMALL, TEXT, WIDE, Ink, ink_of
from .text import drawable, tidy, width, wrap
from .words import number, regions, word

SQUARES_UP_TO = 60
_GAP = 6.0  # px between parts
_SMALLEST = 6.0  # px from square to square: smaller ones cannot be counted


@dataclass(frozen=True, slots=True)
class StatusPart:
    """`n` regions at a step: 4 (furthest) to 1 (not begun), 0 (not answered); or a special part of the base:
    counted, not_counted, na, unanswered, unapproved."""

    label: str
    n: int
    step: int = 0
    special: str = ""

    @property
    def ink(self) -> Ink:
        """How it is drawn."""
        return ink_of(self.step, self.special)


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """A round with its parts, furthest first; no parts when nobody was asked."""

    label: str
    parts: tuple[StatusPart, ...]

    @property
    def total(self) -> int:
        """The number of regions in it."""
        return sum(part.n for part in self.parts)


def status_rounds(
    rounds: Sequence[RoundStatus], title: str, *, language: str = "nl", width: int = WIDE, head: str = ""
) -> ChartDefinition:
    """The distribution over statuses in every round, oldest first; `head` says what the rows are when they
    are no rounds."""
    rounds = tuple(rounds)
    labels = list(dict.fromkeys(tidy(part.label) for part in _in_order(rounds)))
    rows = tuple(_row(one, labels, language) for one in rounds)
    figure, narrow = _draw(rounds, language, width), _draw(rounds, language, NARROW)
    columns = (tidy(head) or word(language, "round"), *labels, word(language, "value"))
    alt = " ".join([f"{tidy(title).rstrip('.')}.", *(_sentence(one, language) for one in rounds)])
    return ChartDefinition(figure, tidy(title), alt, columns, rows, width, figure["layout"]["height"], narrow)


def _in_order(rounds: Sequence[RoundStatus]) -> list[StatusPart]:
    return sorted((part for one in rounds for part in one.parts), key=lambda part: part.ink.rank)


def _row(one: RoundStatus, labels: Sequence[str], language: str) -> tuple[str, ...]:
    if not one.parts:
        return (tidy(one.label), *("–" for _label in labels), word(language, "not_asked"))
    counts = dict.fromkeys(labels, 0)
    for part in one.parts:
        counts[tidy(part.label)] += part.n
    return (tidy(one.label), *(number(language, n) for n in counts.values()), number(language, one.total))


def _sentence(one: RoundStatus, language: str) -> str:
    if not one.parts:
        return f"{tidy(one.label)}: {word(language, 'not_asked')}."
    parts = ", ".join(f"{number(language, part.n)} {tidy(part.label)}" for part in one.parts)
    base = word(language, "of", n=regions(language, one.total))
    return f"{tidy(one.label)}: {parts}; {base}."


def _draw(rounds: Sequence[RoundStatus], language: str, wide: int) -> Figure:
    canvas = Canvas(wide, language)
    top = legend(canvas, _legend(rounds), 0) + 10
    beside = wide >= NARROW_BELOW
    left = _label_room(rounds, wide, language) if beside else 0.0
    most = max((one.total for one in rounds), default=0)
    gaps = _GAP * max((sum(part.n > 0 for part in one.parts) - 1 for one in rounds), default=0)
    pitch = min(24.0, (wide - left - max(gaps, 0)) / max(most, 1))
    squares = most <= SQUARES_UP_TO and pitch >= _SMALLEST
    if not squares:
        pitch = (wide - left - 2) / max(most, 1)
    roomy = len(rounds) <= 8
    drawn: dict[str, tuple[Ink, list[Box]]] = {}
    for one in rounds:
        top = _draw_round(canvas, one, language, (left, top), pitch, squares, drawn)
        top += 16 if roomy else 10
    for ink, boxes in drawn.values():
        canvas.inked(ink, boxes, 4.5 if squares else 6)
    canvas.height = int(top + 1)
    return canvas.figure()


def _legend(rounds: Sequence[RoundStatus]) -> list[tuple[Ink, str]]:
    """An entry per ink that occurs; a status that was renamed shows both names."""
    found: dict[str, tuple[Ink, list[str]]] = {}
    for part in _in_order(rounds):
        names = found.setdefault(part.ink.key, (part.ink, []))[1]
        if part.label not in names and part.n:
            names.append(part.label)
    return [(ink, " / ".join(names)) for ink, names in found.values() if names]


def _label_room(rounds: Sequence[RoundStatus], wide: int, language: str) -> float:
    names = max((width(drawable(one.label), TEXT, True) for one in rounds), default=0)
    bases = max((width(regions(language, one.total), SMALL) for one in rounds), default=0)
    return min(max(names, bases, 60), wide * 0.3) + 20


def _draw_round(
    canvas: Canvas,
    one: RoundStatus,
    language: str,
    at: tuple[float, float],
    pitch: float,
    squares: bool,
    drawn: dict[str, tuple[Ink, list[Box]]],
) -> float:
    """One round with its label; the pixel below it. Boxes are collected per ink and drawn at the end."""
    left, top = at
    base = regions(language, one.total) if one.parts else word(language, "not_asked")
    bottom = top
    if left:
        names = wrap(drawable(one.label), left - 16, TEXT, bold=True, lines=2)
        for line in names:
            canvas.text(0, bottom + 9, line, bold=True)
            bottom += 18
        canvas.text(0, bottom + 8, base, size=SMALL, color=GREY)
        bottom += 18
    else:
        box = canvas.text(0, top + 9, one.label, bold=True)
        canvas.text(box[2] + 8, top + 9, base, size=SMALL, color=GREY)
        top += 22
    if not one.parts:
        return max(bottom, top)
    high = min(pitch * 0.86, 20.0) if squares else 20.0
    _draw_parts(canvas, one, language, (left, top), (pitch, high), squares, drawn)
    return max(bottom, top + 18 + high)


def _draw_parts(
    canvas: Canvas,
    one: RoundStatus,
    language: str,
    at: tuple[float, float],
    size: tuple[float, float],
    squares: bool,
    drawn: dict[str, tuple[Ink, list[Box]]],
) -> None:
    (x, top), (pitch, high) = at, size
    parts = [part for part in one.parts if part.n]
    spans, wides = [], _in_proportion(parts, pitch)
    for part, wide in zip(parts, wides, strict=True):
        boxes = _squares(x, top + 18, part.n, pitch, high) if squares else [(x, top + 18, wide, high)]
        drawn.setdefault(part.ink.key, (part.ink, []))[1].extend(boxes)
        end = boxes[-1][0] + boxes[-1][2]
        spans.append((x, end))
        x = end + (pitch * 0.14 + _GAP if squares else 0)
    counts = [number(language, part.n) for part in parts]
    middles = [(start + end) / 2 for start, end in spans]
    widths = [width(count, TEXT, True) for count in counts]
    places = spread(middles, widths, at[0], max(canvas.width, at[0]))
    for count, middle, place in zip(counts, middles, places, strict=True):
        canvas.text(place, top + 8, count, bold=True, anchor="middle")
        if abs(place - middle) > 6:
            canvas.lines([(place, top + 15, middle, top + 18)], QUIET)


def _squares(x: float, y: float, n: int, pitch: float, high: float) -> list[Box]:
    return [(x + pitch * place, y, pitch * 0.86, high) for place in range(n)]


def _in_proportion(parts: Sequence[StatusPart], pitch: float) -> list[float]:
    """The width of each part, at least two pixels: few regions are never none. The largest makes room."""
    wides = [max(part.n * pitch, 2.0) for part in parts]
    if parts:
        wides[wides.index(max(wides))] -= sum(wides) - sum(part.n for part in parts) * pitch
    return wides
