"""The drawing of a flow, for one width."""

from collections.abc import Sequence

from .canvas import Canvas, Figure
from .flow_data import Band, Stop
from .look import CHANGED, GREY, HAIR, NARROW_BELOW, TEXT, TRACK
from .text import drawable, width, wrap
from .words import number

_STRIP = 18.0
_LINE = 17.0
_GAP = 10.0  # px between the parts of a strip
_HIGH = 340.0  # px for all regions together
_TALLEST = 14.0  # px for one region
_BAND_OF_CHANGE = "#fdebd9"
_READABLE = 12.0  # px: a band from this height carries its number
_STEPS = 12  # of a curve

type Slot = tuple[float, float, tuple[str, ...]]  # top and height of a part of a strip, and its label


class FlowDrawing:
    """Strips left and right with the bands between them. Labels stand beside the strips, on a telephone
    within them, where there is no room for the numbers on the bands: those stand in the table."""

    def __init__(
        self,
        stops: tuple[Sequence[Stop], Sequence[Stop]],
        bands: Sequence[Band],
        labels: tuple[str, str],
        language: str,
        wide: int,
    ) -> None:
        self.stops, self.bands, self.labels, self.language = stops, bands, labels, language
        self.canvas = Canvas(wide, language)
        self.beside = wide >= NARROW_BELOW
        self.room = 190.0 if self.beside else wide / 2 - _STRIP - 12
        self.left = self.room + 12 if self.beside else 0.0
        self.right = wide - self.left - _STRIP
        total = max(sum(stop.n for stop in stops[0]), 1)
        self.unit = min(_TALLEST, _HIGH / total)

    def draw(self) -> Figure:
        """The whole figure."""
        top = self._heads()
        sides = [self._slots(side, top) for side in self.stops]
        self._bands(sides)
        for slots, stops, x in zip(sides, self.stops, (self.left, self.right), strict=True):
            for slot, stop in zip(slots, stops, strict=True):
                self.canvas.inked(stop.ink, [(x, slot[0], _STRIP, max(stop.n * self.unit, 2))], 5)
        for place, slots in enumerate(sides):
            self._names(slots, first=not place)
        self.canvas.height = int(max((top, *(at + high for slots in sides for at, high, _n in slots))) + 4)
        return self.canvas.figure()

    def _heads(self) -> float:
        x, y = (self.left + _STRIP, self.right) if self.beside else (0.0, float(self.canvas.width))
        self.canvas.text(x, 9, self.labels[0], bold=True, anchor="end" if self.beside else "start")
        self.canvas.text(y, 9, self.labels[1], bold=True, anchor="start" if self.beside else "end")
        return 28.0

    def _slots(self, stops: Sequence[Stop], top: float) -> list[Slot]:
        """Where each part stands: as high as its regions, or as its label needs."""
        found: list[Slot] = []
        for stop in stops:
            count = number(self.language, stop.n)
            room = self.room - width(count, TEXT, True) - 8
            lines = wrap(drawable(stop.label), room, TEXT, lines=3)
            high = max(stop.n * self.unit, _LINE * len(lines), 2)
            found.append((top, high, lines))
            top += high + _GAP
        return found

    def _names(self, slots: list[Slot], *, first: bool) -> None:
        """The number bold nearest to the strip, the label beside it."""
        stops = self.stops[0] if first else self.stops[1]
        outward = first == self.beside
        edge = (
            (self.left - 10 if first else self.right + _STRIP + 10)
            if self.beside
            else (self.left + _STRIP + 6 if first else self.right - 6)
        )
        for (top, _high, lines), stop in zip(slots, stops, strict=True):
            count = number(self.language, stop.n)
            middle = top + max(stop.n * self.unit, 2) / 2
            start = max(middle - _LINE * (len(lines) - 1) / 2, top + _LINE / 2)
            self.canvas.text(edge, start, count, bold=True, anchor="end" if outward else "start")
            step = width(count, TEXT, True) + 8
            x = edge - step if outward else edge + step
            for place, line in enumerate(lines):
                self.canvas.text(x, start + _LINE * place, line, anchor="end" if outward else "start")

    def _bands(self, sides: list[list[Slot]]) -> None:
        """Unmoved regions first, so that who moved lies on top."""
        starts, ends = self._edges(sides[0], out=True), self._edges(sides[1], out=False)
        numbered = []
        for band in self.bands:
            high = band.n * self.unit
            y0, y1 = starts[band.before, band.after], ends[band.before, band.after]
            fill, outline = (_BAND_OF_CHANGE, CHANGED) if band.moved else (TRACK, HAIR)
            self.canvas.polygon(self._curve(y0, y1, high), fill, outline, above=False)
            if self.beside and high >= _READABLE:
                numbered.append((y0 + high / 2, band))
        for y, band in numbered:
            self.canvas.text(
                self.left + _STRIP + 8, y, number(self.language, band.n), bold=band.moved,
                color=CHANGED if band.moved else GREY,
            )  # fmt: skip

    def _edges(self, slots: list[Slot], *, out: bool) -> dict[tuple[int, int], float]:
        """The top of each band at one side, in an order in which bands cross as little as can be."""
        tops = {place: slot[0] for place, slot in enumerate(slots)}
        found = {}
        for band in sorted(self.bands, key=lambda one: (one.before, one.after)):
            here = band.before if out else band.after
            found[band.before, band.after] = tops[here]
            tops[here] += band.n * self.unit
        return found

    def _curve(self, y0: float, y1: float, high: float) -> list[tuple[float, float]]:
        """A band that leaves and arrives level."""
        x0, x1 = self.left + _STRIP, self.right
        shares = [step / _STEPS for step in range(_STEPS + 1)] if abs(y0 - y1) > 0.5 else [0.0, 1.0]
        edge = [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t * t * (3 - 2 * t)) for t in shares]
        return [*edge, *((x, y + high) for x, y in reversed(edge))]
