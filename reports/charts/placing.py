"""Finds a free place for a number beside its mark: clear of lines, marks and other numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .canvas import Box

Segment = tuple[float, float, float, float]
# Right, left, above and below as seen from the mark, in the order in which they read best.
ABOVE = ((0, -1), (1, -1), (-1, -1), (0, 1), (1, 0), (-1, 0), (1, 1), (-1, 1))
BELOW = ((0, 1), (1, 1), (-1, 1), (1, 0), (-1, 0), (0, -1), (1, -1), (-1, -1))


@dataclass
class Places:
    """What is taken already, within `room` (left, top, right, bottom)."""

    room: Box
    segments: list[Segment] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    texts: list[Box] = field(default_factory=list)

    def mark(self, x: float, y: float, radius: float) -> None:
        """A round mark."""
        self.marks.append((x - radius, y - radius, 2 * radius, 2 * radius))

    def place(
        self,
        at: tuple[float, float],
        size: tuple[float, float],
        clear: float,
        order: Sequence[tuple[int, int]],
    ) -> tuple[float, float]:
        """The middle of a text of `size` beside a mark of radius `clear` at `at`; takes the place."""
        (x, y), (wide, high) = at, size
        tries = []
        for rank, (dx, dy, further) in enumerate((*one, more) for more in (0, 12) for one in order):
            aside = (clear + further) * (0.35 if dy else 1) + wide / 2
            middle = (x + dx * aside, y + dy * (clear + further + high / 2 - 1))
            box = (middle[0] - wide / 2, middle[1] - high / 2, wide, high)
            tries.append((self._trouble(box, (x, y)) + rank * 0.1, middle, box))
        _trouble, middle, box = min(tries)
        self.texts.append(box)
        return middle

    def _trouble(self, box: Box, own: tuple[float, float]) -> float:
        x, y, wide, high = box
        left, top, right, bottom = self.room
        out = x < left or y < top or x + wide > right or y + high > bottom
        lines = sum(crosses(line, box) for line in self.segments)
        marks = sum(overlap(one, box) for one in self.marks if not _around(one, own))
        return 10.0 * out + 3 * lines + 3 * marks + 5 * sum(overlap(one, box) for one in self.texts)


def _around(box: Box, point: tuple[float, float]) -> bool:
    x, y, wide, high = box
    return abs(x + wide / 2 - point[0]) < 0.5 and abs(y + high / 2 - point[1]) < 0.5


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]


def crosses(line: Segment, box: Box) -> bool:
    """Whether any of the line lies within the box."""
    x0, y0, x1, y1 = line
    low, high = 0.0, 1.0
    for start, change, edge, far in (
        (x0, x1 - x0, box[0], box[0] + box[2]),
        (y0, y1 - y0, box[1], box[1] + box[3]),
    ):
        if change == 0:
            if not edge < start < far:
                return False
            continue
        first, last = sorted(((edge - start) / change, (far - start) / change))
        low, high = max(low, first), min(high, last)
    return low < high


def free_of(start: float, end: float, y: float, boxes: Sequence[Box]) -> list[Segment]:
    """The parts of a horizontal line that no text stands on."""
    pieces = [(start, end)]
    for x, top, wide, high in boxes:
        if top - 1 <= y <= top + high + 1:
            low, far = x - 4, x + wide + 4
            pieces = [
                cut
                for a, b in pieces
                for cut in ((a, min(b, low)), (max(a, far), b))
                if cut[1] - cut[0] > 0.5
            ]
    return [(a, y, b, y) for a, b in pieces]
