"""A drawing surface in pixels that becomes a Plotly figure.

Charts are laid out here, with the real font's widths, rather than by Plotly's automatic margins: the same in
every engine, nothing clipped. Data traces keep their own units; `x` and `y` say how those map to pixels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from .look import FAMILY, GREY, INK, SMALL, TEXT, WHITE, Ink
from .text import drawable, escaped, width
from .words import SEPARATORS

Figure = dict[str, Any]
Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]  # x, y, width, height in pixels
Points = tuple[tuple[float, float], ...]
_POSITIONS = {"start": "middle right", "middle": "middle center", "end": "middle left"}
_STYLES = ("size", "color", "weight")
_SWATCH = 14


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis: `zero` is the pixel of value 0, `unit` the pixels of 1 (negative upwards)."""

    zero: float = 0.0
    unit: float = 1.0

    def value(self, pixel: float) -> float:
        """The value that is drawn at the pixel."""
        return round((pixel - self.zero) / self.unit, 5)

    def pixel(self, value: float) -> float:
        """Where the value is drawn."""
        return self.zero + value * self.unit


@dataclass
class Canvas:
    """Collects shapes, texts and traces; `figure` writes them as Plotly JSON."""

    width: int
    language: str = "nl"
    height: int = 0
    x: Scale = field(default_factory=Scale)
    y: Scale = field(default_factory=Scale)
    _shapes: list[tuple[list[Points], str, Figure]] = field(default_factory=list)
    _texts: list[tuple[float, float, str, Figure]] = field(default_factory=list)
    _turned: list[Figure] = field(default_factory=list)
    _traces: list[Figure] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: int = TEXT,
        color: str = INK,
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> Box:
        """One line of text, its middle at `y`; the box that it takes."""
        style = {"size": size, "color": color, "weight": 700 if bold else 400, "anchor": anchor}
        drawn = drawable(text)
        self._texts.append((x, y, drawn, style))
        wide = width(drawn, size, bold)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        return left, y - size * 0.55, wide, size * 1.1

    def turned(self, x: float, y: float, text: str) -> None:
        """A line of text that reads upwards and ends at `y`; both scales must be set."""
        self._turned.append({
            "x": self.x.value(x), "y": self.y.value(y), "xanchor": "center", "yanchor": "top", "borderpad": 0,
            "text": escaped(drawable(text)), "textangle": -90, "showarrow": False,
            "font": {"size": SMALL, "color": INK, "family": FAMILY},
        })  # fmt: skip

    def lines(
        self, segments: Iterable[Box], color: str, width: float = 1.0, *, dash: str = "", above: bool = False
    ) -> None:
        """Straight lines, each from (x0, y0) to (x1, y1), as one shape."""
        runs: list[Points] = [((x0, y0), (x1, y1)) for x0, y0, x1, y1 in segments]
        line = {"color": color, "width": width} | ({"dash": dash} if dash else {})
        self._add(runs, "", {"line": line, "layer": "above" if above else "below"})

    def boxes(
        self,
        boxes: Iterable[Box],
        fill: str,
        outline: str = "",
        *,
        dash: str = "",
        line: float = 1.0,
        above: bool = False,
    ) -> None:
        """Rectangles of one kind, as one shape. An outline lies inside its rectangle."""
        inset = line / 2 if outline else 0
        runs = [_corners(box, inset) for box in boxes]
        stroke = {"color": outline or fill, "width": line if outline else 0} | (
            {"dash": dash} if dash else {}
        )
        self._add(runs, "Z", {"fillcolor": fill, "line": stroke, "layer": "above" if above else "below"})

    def polygon(
        self, points: Sequence[tuple[float, float]], fill: str, outline: str = "", *, above: bool = True
    ) -> None:
        """A filled shape, above the rest unless told otherwise."""
        line = {"width": 1 if outline else 0, "color": outline or fill}
        self._add(
            [tuple(points)], "Z", {"fillcolor": fill, "line": line, "layer": "above" if above else "below"}
        )

    def inked(self, ink: Ink, boxes: Sequence[Box], gap: float = 5.0) -> None:
        """Rectangles in the ink of a status, with its pattern, whose lines are `gap` apart."""
        if not boxes:
            return
        self.boxes(boxes, ink.fill)
        if ink.pattern == "dots":
            self.boxes((dot for box in boxes for dot in dots(box, gap)), ink.mark)
        elif ink.pattern:
            hatch = diagonals if ink.pattern == "diagonal" else horizontals
            self.lines((one for box in boxes for one in hatch(box, gap)), ink.mark, 1.3 if gap < 6 else 1.6)
        if ink.outline:
            self.boxes(boxes, "rgba(0,0,0,0)", ink.outline, dash=ink.dash)

    def swatch(self, x: float, y: float, ink: Ink) -> None:
        """A legend's sample, its middle at `y`."""
        self.inked(ink, [(x, y - _SWATCH / 2, _SWATCH, _SWATCH)], 4.5)

    def trace(self, **trace: Any) -> None:
        """A Plotly trace in the data's own units, which says nothing on hover: its numbers are drawn."""
        self._traces.append({"hoverinfo": "skip", "showlegend": False, **trace})

    def figure(self) -> Figure:
        """Data and layout as Plotly JSON."""
        axis = {"visible": False, "fixedrange": True, "zeroline": False, "showgrid": False, "type": "linear"}
        layout = {
            "width": self.width, "height": self.height, "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "paper_bgcolor": WHITE, "plot_bgcolor": "rgba(0,0,0,0)", "showlegend": False, "hovermode": False,
            "dragmode": False, "separators": SEPARATORS.get(self.language, ",."), "barmode": "overlay",
            "font": {"family": FAMILY, "size": TEXT, "color": INK},
            "xaxis": {**axis, "range": [self.x.value(0), self.x.value(self.width)]},
            "yaxis": {**axis, "range": [self.y.value(self.height), self.y.value(0)]},
            "shapes": [self._shape(*one) for one in self._shapes], "annotations": self._turned,
        }  # fmt: skip
        return {"data": [*self._traces, *self._text_trace()], "layout": layout}

    def _text_trace(self) -> list[Figure]:
        """All texts as one trace: its text keeps to its anchor whatever the engine thinks of its width."""
        if not self._texts:
            return []
        styles = [style for *_place, style in self._texts]
        return [{
            "type": "scatter", "mode": "text", "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
            "x": [self.x.value(x) for x, *_rest in self._texts],
            "y": [self.y.value(y) for _x, y, *_rest in self._texts],
            "text": [escaped(text) for _x, _y, text, _style in self._texts],
            "textposition": [_POSITIONS[style["anchor"]] for style in styles],
            "textfont": {"family": FAMILY, **{name: [s[name] for s in styles] for name in _STYLES}},
        }]  # fmt: skip

    def _add(self, runs: list[Points], end: str, shape: Figure) -> None:
        if runs:
            self._shapes.append((runs, end, shape))

    def _shape(self, runs: list[Points], end: str, shape: Figure) -> Figure:
        """Points in pixels as a Plotly path in values; known only when both scales are."""
        paths = ("M" + "L".join(self._at(*point) for point in run) + end for run in runs)
        return {"type": "path", "path": "".join(paths), **shape}

    def _at(self, x: float, y: float) -> str:
        return f"{self.x.value(x):.6g},{self.y.value(y):.6g}"


def _corners(box: Box, inset: float) -> Points:
    x, y, wide, high = box
    left, top, right, bottom = x + inset, y + inset, x + wide - inset, y + high - inset
    return (left, top), (right, top), (right, bottom), (left, bottom)


def diagonals(box: Box, gap: float) -> list[Box]:
    """Lines at 45 degrees within the box, rising to the right."""
    x, y, wide, high = box
    found, start = [], gap
    while start < wide + high:
        x0, y0 = x + max(0.0, start - high), y + min(start, high)
        x1, y1 = x + min(start, wide), y + max(0.0, start - wide)
        found.append((x0, y0, x1, y1))
        start += gap * 1.4
    return found


def horizontals(box: Box, gap: float) -> list[Box]:
    """Horizontal lines within the box."""
    x, y, wide, high = box
    count = max(1, int(high / gap))
    step = high / (count + 1)
    return [(x, y + step * n, x + wide, y + step * n) for n in range(1, count + 1)]


def dots(box: Box, gap: float) -> list[Box]:
    """Small squares in quincunx within the box."""
    x, y, wide, high = box
    size = 2.6 if gap >= 7 else 2.0 if gap >= 6 else 1.6
    found = []
    for row in range(max(1, int((high - size) / gap))):
        start = gap / 2 if row % 2 == 0 else gap * 1.25
        middle = (high - (max(1, int((high - size) / gap)) - 1) * gap) / 2 + row * gap
        columns = int((wide - start - size / 2) / (gap * 1.5)) + 1
        found += [
            (x + start + gap * 1.5 * n, y + middle - size / 2, size, size) for n in range(max(0, columns))
        ]
    return [one for one in found if one[0] + size <= x + wide - 1]


def legend(canvas: Canvas, entries: Sequence[tuple[Ink, str]], top: float) -> float:
    """Samples with their words, flowing over the width; the pixel below them."""
    x, y = 0.0, top + 10
    for ink, label in entries:
        drawn = drawable(label)
        wide = _SWATCH + 6 + width(drawn, TEXT)
        if x and x + wide > canvas.width:
            x, y = 0.0, y + 22
        canvas.swatch(x, y, ink)
        canvas.text(x + _SWATCH + 6, y, label)
        x += wide + 20
    return y + 12 if entries else top


def spread(
    centres: Sequence[float], widths: Sequence[float], low: float, high: float, gap: float = 6.0
) -> list[float]:
    """Middles for labels that would stand at `centres`, moved as little as needed so that none overlap."""
    left = [centre - wide / 2 for centre, wide in zip(centres, widths, strict=True)]
    edge = low
    for n, wide in enumerate(widths):
        left[n] = max(left[n], edge)
        edge = left[n] + wide + gap
    edge = high
    for n in range(len(left) - 1, -1, -1):
        left[n] = min(left[n], edge - widths[n])
        edge = left[n] - gap
    return [start + wide / 2 for start, wide in zip(left, widths, strict=True)]


def note_lines(canvas: Canvas, lines: Iterable[str], top: float) -> float:
    """Lines of quiet text below a chart; the pixel below them."""
    for line in lines:
        top += 18
        canvas.text(0, top - 9, line, size=SMALL, color=GREY)
    return top
