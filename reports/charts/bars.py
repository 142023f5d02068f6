"""How many regions, item by item: horizontal bars with the number on them and last time's beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Anchor, Canvas, Figure, Scale
from .definition import ChartDefinition
from .look import BLUE, CHANGED, GREY, INK, NARROW, NARROW_BELOW, SMALL, TEXT, TRACK, WHITE, WIDE
from .text import drawable, tidy, width, wrap
from .words import number, regions, word

_BAR = 22
_VALUE = 15  # px, type of the value


@dataclass(frozen=True, slots=True)
class BarRow:
    """`value` of `of` regions; `previous` is the value of the round before, None when it was not asked."""

    label: str
    value: int
    of: int
    previous: int | None = None


def count_bars(
    rows: Sequence[BarRow], title: str, *, previous_label: str = "", language: str = "nl", width: int = WIDE
) -> ChartDefinition:
    """Bars in the order given. `previous_label` names the round before; without it no comparison is drawn."""
    rows = tuple(rows)
    name = tidy(previous_label) if any(row.previous is not None for row in rows) else ""
    figure, narrow = (_Bars(rows, name, language, wide).draw() for wide in (width, NARROW))
    columns = tuple(
        filter(None, (word(language, "item"), word(language, "value"), name, word(language, "of_all")))
    )
    table = tuple(_cells(row, name, language) for row in rows)
    alt = _alt(rows, title, name, language)
    return ChartDefinition(
        figure, tidy(title), alt, columns, table, width, figure["layout"]["height"], narrow
    )


def _cells(row: BarRow, name: str, language: str) -> tuple[str, ...]:
    was = "–" if row.previous is None else number(language, row.previous)
    value, of = number(language, row.value), number(language, row.of)
    return (tidy(row.label), value, was, of) if name else (tidy(row.label), value, of)


def _alt(rows: Sequence[BarRow], title: str, name: str, language: str) -> str:
    same = len({row.of for row in rows}) == 1
    base = f" ({word(language, 'of', n=regions(language, rows[0].of))})" if same else ""
    parts = []
    for row in rows:
        of = "" if same else f" {word(language, 'of', n=number(language, row.of))}"
        asked = word(language, "not_asked") if row.previous is None else number(language, row.previous)
        parts.append(
            f"{tidy(row.label)} {number(language, row.value)}{of}" + (f" ({name}: {asked})" if name else "")
        )
    return f"{tidy(title).rstrip('.')}{base}: {'; '.join(parts) or word(language, 'none')}."


class _Bars:
    """The drawing of one width."""

    def __init__(self, rows: Sequence[BarRow], name: str, language: str, wide: int) -> None:
        self.rows, self.name, self.language, self.wide = rows, name, language, wide
        self.beside = wide >= NARROW_BELOW  # labels beside the bars, not above them
        self.same_base = len({row.of for row in rows}) <= 1
        self.names = drawable(name)
        self.left = self._label_room() if self.beside else 0.0
        self.right = wide - self._was_room() - self._of_room()
        most = max((max(row.of, row.value, row.previous or 0) for row in rows), default=0) or 1
        self.canvas = Canvas(wide, language, x=Scale(self.left, (self.right - self.left) / most))

    def draw(self) -> Figure:
        """The whole figure."""
        top = self._heads()
        places = []
        for row in self.rows:
            places.append(self._row_place(row, top))
            top = places[-1][1]
        bars = [middle for middle, _below in places]
        self._bars(bars)
        for row, middle in zip(self.rows, bars, strict=True):
            self._numbers(row, middle)
        self.canvas.height = int(top + 2)
        return self.canvas.figure()

    def _label_room(self) -> float:
        # Browsers that place letters on whole pixels make a text a little wider than it measures.
        widest = max((width(drawable(row.label), TEXT) * 1.05 for row in self.rows), default=0)
        return min(widest, self.wide * 0.36) + 12

    def _was_room(self) -> float:
        if not self.name:
            return 0.0
        numbers = [width(self._count(row.previous), TEXT, True) for row in self.rows]
        return max(min(width(self.names, SMALL), 90.0), *numbers) + 18

    def _of_room(self) -> float:
        if self.same_base:
            return 0.0
        return max(width(self._of(row), SMALL) for row in self.rows) + 10

    def _count(self, value: int | None) -> str:
        return "–" if value is None else number(self.language, value)

    def _of(self, row: BarRow) -> str:
        return word(self.language, "of", n=number(self.language, row.of))

    def _heads(self) -> float:
        """What the columns are: the base at the end of the tracks, the round before at the right."""
        lines = wrap(self.names, 90, SMALL, lines=3) if self.name else ()
        color = CHANGED if self._any_changed() else GREY
        top = max(len(lines), 1) * 16.0
        if self.same_base and self.rows:
            base = regions(self.language, self.rows[0].of)
            self.canvas.text(self.right, top - 7, base, size=SMALL, color=GREY, anchor="end")
        for place, line in enumerate(lines):
            y = top - 7 - 16 * (len(lines) - 1 - place)
            self.canvas.text(self.wide, y, line, size=SMALL, color=color, anchor="end")
        return top + 4 if self.same_base or lines else 0.0

    def _any_changed(self) -> bool:
        return any(row.previous not in (None, row.value) for row in self.rows)

    def _row_place(self, row: BarRow, top: float) -> tuple[float, float]:
        """Writes the row's label; the middle of its bar and the pixel below the row."""
        room = self.left - 12 if self.beside else self.wide
        lines = wrap(drawable(row.label), room, TEXT, lines=3)
        if self.beside:
            high = max(36.0, 17 * len(lines) + 12)
            middle = top + high / 2
            for place, line in enumerate(lines):
                y = middle + 17 * (place - (len(lines) - 1) / 2)
                self.canvas.text(self.left - 12, y, line, anchor="end")
            return middle, top + high
        for place, line in enumerate(lines):
            self.canvas.text(0, top + 10 + 17 * place, line)
        middle = top + 17 * len(lines) + 4 + _BAR / 2
        return middle, middle + _BAR / 2 + 10

    def _bars(self, middles: list[float]) -> None:
        scale = self.canvas.x
        tracks = [
            (self.left, middle - _BAR / 2, scale.pixel(row.of) - self.left, _BAR)
            for row, middle in zip(self.rows, middles, strict=True)
        ]
        self.canvas.boxes(tracks, TRACK)
        self.canvas.trace(
            type="bar", orientation="h", x=[row.value for row in self.rows], y=middles, width=_BAR,
            marker={"color": BLUE, "line": {"width": 0}},
        )  # fmt: skip
        marks = [(self._mark(row), middle) for row, middle in zip(self.rows, middles, strict=True)]
        ticks = [(x, y - _BAR / 2 - 4, x, y + _BAR / 2 + 4) for x, y in marks if x is not None]
        if ticks:
            self.canvas.lines(ticks, WHITE, 5.5, above=True)
            self.canvas.lines(ticks, CHANGED, 3, above=True)

    def _numbers(self, row: BarRow, middle: float) -> None:
        x, anchor, color = self._value_place(row)
        value = number(self.language, row.value)
        self.canvas.text(x, middle, value, size=_VALUE, color=color, bold=True, anchor=anchor)
        if not self.same_base:
            self.canvas.text(self.right + 10, middle, self._of(row), size=SMALL, color=GREY)
        if self.name:
            changed = row.previous not in (None, row.value)
            color, was = CHANGED if changed else GREY, self._count(row.previous)
            self.canvas.text(self.wide, middle, was, color=color, bold=changed, anchor="end")

    def _value_place(self, row: BarRow) -> tuple[float, Anchor, str]:
        """Inside the bar's end where it fits and the mark does not cross it, else beside bar or mark."""
        scale, wide = self.canvas.x, width(number(self.language, row.value), _VALUE, True)
        end, mark = scale.pixel(row.value), self._mark(row)
        inside, outside = end - 6 - wide, end + 6
        tries = [(inside, WHITE), (outside, INK)]
        if mark is not None:
            tries.append((mark + 8, INK) if mark >= end else (mark - 8 - wide, WHITE))
        for start, color in tries:
            crossed = mark is not None and start - 6 < mark < start + wide + 6
            low = self.left + 4 if color == WHITE else self.left
            if low <= start and start + wide <= self.right and not crossed:
                return start, "start", color
        return outside, "start", INK

    def _mark(self, row: BarRow) -> float | None:
        """Where last time's value is marked; None when nothing changed or nobody was asked."""
        if not self.name or row.previous in (None, row.value):
            return None
        return self.canvas.x.pixel(row.previous or 0)
