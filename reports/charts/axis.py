"""Labels of rounds below a plot: whole, in as few levels as they need."""

from collections.abc import Sequence

from .canvas import Canvas
from .look import GREY, HAIR, SMALL, TEXT
from .text import fits, width, wrap

Labels = Sequence[tuple[str, str]]  # a label, and a quiet line below it or nothing
_LEVELS = (1, 2, 3)


def label_levels(labels: Labels, step: float) -> int:
    """On how many levels the labels stand so that none touches the next; 0 when they must be turned."""
    for levels in _LEVELS:
        room = step * levels - 8
        if all(fits(text, room, TEXT, lines=2) and width(under, SMALL) <= room for text, under in labels):
            return levels
    return 0


def draw_labels(canvas: Canvas, labels: Labels, floor: float, left: float, step: float) -> float:
    """Draws the labels below `floor`, the first in the middle of the first step; the pixel below them."""
    levels = label_levels(labels, step)
    if not levels:
        return _turned(canvas, labels, floor, left, step)
    room = step * levels - 8
    high = 17 * max((len(wrap(text, room, TEXT, lines=2)) for text, _under in labels), default=1)
    high += 17 if any(under for _text, under in labels) else 0
    for place, (text, under) in enumerate(labels):
        level = place % levels
        x, y = left + step * (place + 0.5), floor + 16 + level * (high + 6)
        if level:
            canvas.lines([(x, floor + 3, x, y - 10)], HAIR)
        _label(canvas, x, y, wrap(text, room, TEXT, lines=2), under)
    return floor + 8 + levels * (high + 6)


def _label(canvas: Canvas, x: float, y: float, lines: Sequence[str], under: str) -> None:
    widest = max([width(line, TEXT) for line in lines] + [width(under, SMALL)], default=0)
    middle = min(max(x, widest / 2 + 1), canvas.width - widest / 2 - 1)
    for place, line in enumerate(lines):
        canvas.text(middle, y + 17 * place, line, anchor="middle")
    if under:
        canvas.text(middle, y + 17 * len(lines), under, size=SMALL, color=GREY, anchor="middle")


def _turned(canvas: Canvas, labels: Labels, floor: float, left: float, step: float) -> float:
    """Labels that read upwards, for many rounds with long names."""
    texts = [wrap(" ".join(filter(None, pair)), 130, SMALL, lines=1)[0] for pair in labels]
    for place, text in enumerate(texts):
        canvas.turned(left + step * (place + 0.5), floor + 6, text)
    return floor + 10 + max((width(text, SMALL) for text in texts), default=0)
