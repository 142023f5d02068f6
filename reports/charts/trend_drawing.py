"""Draws a trend: the line, its marks and numbers, and the words around them."""

from collections.abc import Sequence

from .axis import draw_labels
from .canvas import Canvas, Figure, Scale, note_lines
from .look import BLUE, GREY, HAIR, INK, LARGE, NARROW_BELOW, OUTLINE, QUIET, SMALL, TEXT, WHITE
from .placing import ABOVE, BELOW, Places, free_of
from .text import drawable, width, wrap
from .trend_data import TrendPoint
from .words import number, regions, word

_DOT, _RING = 10, 18  # px across
_HEAD = 36.0  # px above the line of all regions, for numbers


class TrendDrawing:
    """The drawing of one width."""

    def __init__(self, points: Sequence[TrendPoint], language: str, wide: int) -> None:
        self.points, self.language, self.wide = points, language, wide
        self.bases = [one.of for one in points if one.of]
        self.same_base = len(set(self.bases)) <= 1
        self.most = max([1, *self.bases, *(max(one.shown or 0, one.upper or 0) for one in points)])
        self.left = max(width(line, SMALL) for line in self._all_words()) + 12
        self.step = (wide - self.left - 4) / max(len(points), 1)
        self.canvas = Canvas(wide, language)
        self.samples: list[tuple[str, float, float]] = []  # marks of the legend, drawn with their kind
        self.places = Places((self.left, 0.0, wide, 0.0))

    def draw(self) -> Figure:
        """The whole figure."""
        top = self._legend()
        high = 230.0 if self.wide >= NARROW_BELOW else 190.0
        self.floor = top + _HEAD + high
        self.canvas.x = Scale(self.left + self.step / 2, self.step)
        self.canvas.y = Scale(self.floor, -high / self.most)
        self.places.room = (self.left, top + 2, self.wide, self.floor - 2)
        self._breaks(top)
        self._lines()
        self._all_marks()
        for place, one in enumerate(self.points):
            self._numbers(place, one)
        self._all_regions()
        self.canvas.lines([(self.left, self.floor, self.wide, self.floor)], OUTLINE)
        below = draw_labels(self.canvas, self._labels(), self.floor, self.left, self.step)
        self.canvas.height = int(note_lines(self.canvas, self._notes(), below + 4) + 4)
        return self.canvas.figure()

    # --- words around the plot

    def _all_words(self) -> tuple[str, ...]:
        if self.same_base and self.bases:
            return word(self.language, "all"), regions(self.language, self.bases[0])
        return wrap(word(self.language, "all_base"), 60, SMALL)

    def _labels(self) -> list[tuple[str, str]]:
        """Round labels, each with its base where bases differ."""
        return [
            (drawable(one.label), "" if self.same_base or not one.of else self._of(one))
            for one in self.points
        ]

    def _of(self, one: TrendPoint) -> str:
        return word(self.language, "of", n=number(self.language, one.of))

    def _notes(self) -> list[str]:
        notes = [f"{drawable(one.label)}: {drawable(one.note)}" for one in self.points if one.note]
        measured = [one for one in self.points if one.shown is not None]
        if len(measured) == 1:
            notes.insert(0, word(self.language, "first_asked", round=drawable(measured[0].label)))
        return [line for note in notes for line in wrap(note, self.wide, SMALL, lines=4)]

    def _legend(self) -> float:
        """What dot, ring and dash mean; only those that occur."""
        x, y = 0.0, 10.0
        for kind, key in self._kinds():
            for line in wrap(word(self.language, key), self.wide - 24, TEXT, lines=2):
                wide = 24 + width(line, TEXT)
                if x and x + wide > self.wide:
                    x, y = 0.0, y + 22
                self._sample(kind, x + 9, y)
                self.canvas.text(x + 24, y, line)
                x, kind = x + wide + 20, ""
        return y + 12

    def _kinds(self) -> list[tuple[str, str]]:
        points = self.points
        ranged = any(one.open and one.upper is not None for one in points)
        occurs = [
            ("dot", "closed_count", any(one.value is not None and not one.open for one in points)),
            ("ring", "published", any(one.published is not None for one in points)),
            ("open", "open_range" if ranged else "open", any(one.open for one in points)),
            ("dash", "not_asked", any(one.shown is None for one in points)),
            ("break", "break", any(one.break_before for one in points[1:])),
        ]
        return [(kind, key) for kind, key, use in occurs if use]

    def _sample(self, kind: str, x: float, y: float) -> None:
        if kind == "dash":
            self.canvas.lines([(x - 6, y, x + 6, y)], QUIET, 2)
        elif kind == "break":
            self.canvas.lines([(x, y - 8, x, y + 8)], QUIET, 1.5, dash="3px,3px")
        elif kind:
            self.samples.append((kind, x, y))

    # --- lines and marks

    def _middle(self, place: int) -> float:
        return self.left + self.step * (place + 0.5)

    def _breaks(self, top: float) -> None:
        places = [place for place, one in enumerate(self.points) if place and one.break_before]
        lines = [
            (x, top + 8, x, self.floor) for x in (self._middle(place) - self.step / 2 for place in places)
        ]
        self.canvas.lines(lines, QUIET, 1.5, dash="3px,3px")
        self.places.segments += lines

    def _lines(self) -> None:
        """The line from measurement to measurement; never over a break, a gap or an open round."""
        xs: list[int | None] = []
        ys: list[int | None] = []
        for place, one in enumerate(self.points):
            joined = one.shown is not None and not one.open
            if one.break_before or not joined:
                xs, ys = [*xs, None], [*ys, None]
            if joined:
                xs, ys = [*xs, place], [*ys, one.shown]
        self.canvas.trace(
            type="scatter", mode="lines", x=xs, y=ys, connectgaps=False, cliponaxis=False,
            line={"color": BLUE, "width": 2.5},
        )  # fmt: skip
        x, y = self.canvas.x.pixel, self.canvas.y.pixel
        for x0, y0, x1, y1 in zip(xs, ys, xs[1:], ys[1:], strict=False):
            if x0 is not None and y0 is not None and x1 is not None and y1 is not None:
                self.places.segments.append((x(x0), y(y0), x(x1), y(y1)))

    def _all_marks(self) -> None:
        points = list(enumerate(self.points))
        self._marks("ring", _RING, WHITE, 1.5, [(place, one.published) for place, one in points])
        self._marks("dot", _DOT, BLUE, 0, [(place, one.value) for place, one in points if not one.open])
        self._marks("open", _DOT, WHITE, 1.5, [(place, one.value) for place, one in points if one.open])

    def _marks(
        self, kind: str, size: int, fill: str, line: float, places: Sequence[tuple[int, int | None]]
    ) -> None:
        canvas = self.canvas
        shown = [(float(place), float(value)) for place, value in places if value is not None]
        for x, y in shown:
            self.places.mark(canvas.x.pixel(x), canvas.y.pixel(y), size / 2)
        shown += [(canvas.x.value(x), canvas.y.value(y)) for one, x, y in self.samples if one == kind]
        outline = {"color": QUIET if kind == "open" else BLUE, "width": line}
        if shown:
            canvas.trace(
                type="scatter", mode="markers", cliponaxis=False,
                x=[x for x, _y in shown], y=[y for _x, y in shown],
                marker={"size": size, "color": fill, "opacity": 1, "line": outline},
            )  # fmt: skip

    def _all_regions(self) -> None:
        """The line of all regions: where bases differ, a step per round; numbers stay free of it."""
        first = next((place for place, one in enumerate(self.points) if one.of), 0)
        for place, one in enumerate(self.points):
            base = (self.bases or [self.most])[0] if self.same_base else one.of
            if base:
                start = self.left if place == 0 else self._middle(place) - self.step / 2
                end = self.wide if place == len(self.points) - 1 else self._middle(place) + self.step / 2
                y = self.canvas.y.pixel(base)
                self.canvas.lines(free_of(start, end, y, self.places.texts), HAIR, 1.2)
        words = self._all_words()
        beside = self.left if self.same_base or first == 0 else self._middle(first) - self.step / 2
        y = self.canvas.y.pixel((self.bases or [self.most])[0])
        for place, line in enumerate(words):
            height = y + 15 * (place - (len(words) - 1) / 2)
            self.canvas.text(beside - 8, height, line, size=SMALL, color=GREY, anchor="end")
        self.canvas.text(self.left - 8, self.floor, "0", size=SMALL, color=GREY, anchor="end")

    # --- numbers

    def _numbers(self, place: int, one: TrendPoint) -> None:
        if one.open:
            self._open(place, one)
        elif one.shown is None:
            self._not_asked(place)
        else:
            self._closed(place, one)

    def _not_asked(self, place: int) -> None:
        x, y = self._middle(place), self.floor - 12
        text = word(self.language, "not_asked")
        if width(text, SMALL) + 8 <= self.step:
            self.canvas.text(x, y, text, size=SMALL, color=GREY, anchor="middle")
            y -= 15
        self.canvas.lines([(x - 7, y, x + 7, y)], QUIET, 2)

    def _open(self, place: int, one: TrendPoint) -> None:
        """A range from what is counted so far to what it can become."""
        x, low = self._middle(place), self.canvas.y.pixel(one.value or 0)
        if one.upper is not None and one.upper > (one.value or 0):
            high = self.canvas.y.pixel(one.upper)
            start = low - (_DOT / 2 if one.value is not None else 0)
            lines = [(x, high, x, start), (x - 8, high, x + 8, high)]
            self.canvas.lines(lines, QUIET, 1.5)
            self.places.segments += lines
            self._worded(x, high, "at_most", one.upper, ABOVE)
        if one.value is not None:
            self._worded(x, low, "so_far", one.value, BELOW)

    def _worded(self, x: float, y: float, key: str, value: int, order: Sequence[tuple[int, int]]) -> None:
        """A number with its word where the round has room for it, else the number alone."""
        short = number(self.language, value)
        text = word(self.language, key, n=short)
        fits = min(self.step + 12, 2 * (self.wide - x)) >= width(text, SMALL)
        self._beside(
            (x, y), text if fits else short, order, size=SMALL, color=GREY, clear=8 if key == "so_far" else 5
        )

    def _closed(self, place: int, one: TrendPoint) -> None:
        """The number of the line's mark, and what was published where that differs."""
        last = place == max(
            n for n, other in enumerate(self.points) if other.shown is not None and not other.open
        )
        size = LARGE if self.step >= 40 else TEXT
        x, shown = self._middle(place), one.shown or 0
        y = self.canvas.y.pixel(shown)
        differs = one.value is not None and one.published not in (None, one.value)
        lower = differs and shown < (one.published or 0)
        clear = _DOT / 2 + 3 if differs or one.published is None else _RING / 2 + 2
        self._beside(
            (x, y), number(self.language, shown), BELOW if lower else ABOVE, size=size, bold=last, clear=clear
        )
        if differs:
            ring, text = self.canvas.y.pixel(one.published or 0), number(self.language, one.published or 0)
            self._beside(
                (x, ring), text, ABOVE if lower else BELOW, size=SMALL, color=BLUE, clear=_RING / 2 + 2
            )

    def _beside(
        self,
        at: tuple[float, float],
        text: str,
        order: Sequence[tuple[int, int]],
        *,
        size: int,
        clear: float,
        color: str = INK,
        bold: bool = False,
    ) -> None:
        room = (width(text, size, bold) + 2, size * 1.05)
        x, y = self.places.place(at, room, clear, order)
        self.canvas.text(x, y, text, size=size, color=color, bold=bold, anchor="middle")
