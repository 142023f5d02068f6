"""The tile map: a tile per region, where it lies; lightness, pattern and words say how it stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .canvas import Box, Canvas, Figure
from .definition import ChartDefinition
from .look import CHANGED, INK, NARROW, SMALL, TEXT, WHITE, WIDE, Ink, ink_of
from .text import drawable, fits, tidy, width, wrap
from .words import number, regions, word

_LARGEST, _GAP = 96.0, 3.0  # px from tile to tile, and between them
_ASIDE = 26.0  # px from the map to the legend beside it
_DIRECTIONS = {"up": ("further", "further_than"), "down": ("back", "back_from")}


@dataclass(frozen=True, slots=True)
class TileState:
    """A region on the map. `label` words its status; `code` is a short name for small tiles; `changed` says
    whether it stands further or back since the round before."""

    name: str
    row: int
    col: int
    step: int = 0
    label: str = ""
    special: str = ""
    changed: Literal["up", "down", ""] = ""
    code: str = ""

    @property
    def ink(self) -> Ink:
        """How it is drawn."""
        return ink_of(self.step, self.special)


def tile_map(
    tiles: Sequence[TileState],
    title: str,
    *,
    previous_label: str = "",
    language: str = "nl",
    width: int = WIDE,
) -> ChartDefinition:
    """The regions where they lie. `previous_label` names the round that changes are measured from."""
    tiles = tuple(tiles)
    name = tidy(previous_label)
    figure, narrow = (_Map(tiles, name, language, wide).draw() for wide in (width, NARROW))
    columns = [word(language, "region"), word(language, "state")]
    compared = bool(name) or any(tile.changed for tile in tiles)
    if compared:
        columns.append(word(language, "change"))
    rows = tuple(_cells(tile, language)[: len(columns)] for tile in tiles)
    alt = _alt(tiles, title, name, language)
    return ChartDefinition(
        figure, tidy(title), alt, tuple(columns), rows, width, figure["layout"]["height"], narrow
    )


def _cells(tile: TileState, language: str) -> tuple[str, ...]:
    change = word(language, _DIRECTIONS[tile.changed][0] if tile.changed else "same")
    return tidy(tile.name), tidy(tile.label), change


def _alt(tiles: Sequence[TileState], title: str, name: str, language: str) -> str:
    """Every region by its status, then who moved."""
    parts = []
    for _ink, label, members in _groups(tiles):
        names = ", ".join(tidy(tile.name) for tile in members)
        parts.append(f"{label} ({number(language, len(members))}): {names}")
    for direction in _DIRECTIONS:
        moved = [tidy(tile.name) for tile in tiles if tile.changed == direction]
        if moved:
            parts.append(
                f"{_moved(direction, name, language)} ({number(language, len(moved))}): {', '.join(moved)}"
            )
    words = "; ".join(parts) or word(language, "none")
    return f"{tidy(title).rstrip('.')}. {regions(language, len(tiles))}. {words}."


def _groups(tiles: Sequence[TileState]) -> list[tuple[Ink, str, list[TileState]]]:
    """Tiles by ink and label, the furthest first."""
    found: dict[tuple[str, str], tuple[Ink, str, list[TileState]]] = {}
    for tile in sorted(tiles, key=lambda one: one.ink.rank):
        found.setdefault((tile.ink.key, tidy(tile.label)), (tile.ink, tidy(tile.label), []))[2].append(tile)
    return list(found.values())


def _moved(direction: str, name: str, language: str) -> str:
    short, long = _DIRECTIONS[direction]
    return word(language, long, round=name) if name else word(language, short)


class _Map:
    """The drawing of one width."""

    def __init__(self, tiles: Sequence[TileState], name: str, language: str, wide: int) -> None:
        self.tiles, self.name, self.language = tiles, name, language
        self.canvas = Canvas(wide, language)
        self.rows = sorted({tile.row for tile in tiles}) or [0]
        self.cols = sorted({tile.col for tile in tiles}) or [0]
        across = self.cols[-1] - self.cols[0] + 1
        self.pitch = min(_LARGEST, (wide - 1) / across)
        self.size = self.pitch - min(_GAP, self.pitch * 0.12)
        self.entries = self._entries()
        room = wide - across * self.pitch - _ASIDE - 20
        self.beside = room >= 90 and all(fits(drawable(label), room, TEXT) for _kind, label in self.entries)

    def draw(self) -> Figure:
        """The whole figure."""
        across = (self.cols[-1] - self.cols[0] + 1) * self.pitch
        top = 1.0 if self.beside else self._legend(0, 0) + 10
        lowest = self._legend(across + _ASIDE, 0) if self.beside else top
        boxes = [self._box(tile, top) for tile in self.tiles]
        groups: dict[str, tuple[Ink, list[Box]]] = {}
        for tile, box in zip(self.tiles, boxes, strict=True):
            groups.setdefault(tile.ink.key, (tile.ink, []))[1].append(box)
        for ink, members in groups.values():
            self.canvas.inked(ink, members, max(4.0, min(9.0, self.size / 9)))
        self._names(boxes)
        for tile, box in zip(self.tiles, boxes, strict=True):
            if tile.changed:
                self._changed(box, tile.changed)
        lowest = max(lowest, top + (self.rows[-1] - self.rows[0] + 1) * self.pitch)
        self.canvas.height = int(lowest + 2)
        return self.canvas.figure()

    def _box(self, tile: TileState, top: float) -> Box:
        x = (tile.col - self.cols[0]) * self.pitch
        return x, top + (tile.row - self.rows[0]) * self.pitch, self.size, self.size

    # --- legend

    def _entries(self) -> list[tuple[Ink | str, str]]:
        """Statuses with their number of regions, then who moved."""
        counts: Counter[str] = Counter(tile.changed for tile in self.tiles)
        found: list[tuple[Ink | str, str]] = [
            (ink, f"{number(self.language, len(members))} {label}".strip())
            for ink, label, members in _groups(self.tiles)
        ]
        for way in _DIRECTIONS:
            if counts[way]:
                label = f"{number(self.language, counts[way])} {_moved(way, self.name, self.language)}"
                found.append((way, label))
        return found

    def _legend(self, left: float, top: float) -> float:
        """Flows over the width above the map, or stands as a column beside it."""
        x, y = left, top + 10
        for kind, label in self.entries:
            for place, line in enumerate(wrap(drawable(label), self.canvas.width - left - 20, TEXT, lines=3)):
                wide = 20 + width(line, TEXT)
                if place or (x > left and (self.beside or x + wide > self.canvas.width)):
                    x, y = left, y + (18 if place else 24 if self.beside else 22)
                if not place:
                    self._sample(kind, x, y)
                color = CHANGED if isinstance(kind, str) else INK
                self.canvas.text(x + 20, y, line, color=color)
                x += wide + 20
        return y + 12

    def _sample(self, kind: Ink | str, x: float, y: float) -> None:
        if isinstance(kind, Ink):
            self.canvas.swatch(x, y, kind)
        else:
            self._changed((x, y - 7, 14, 14), kind)

    # --- tiles

    def _names(self, boxes: Sequence[Box]) -> None:
        """Names where most of them fit, else codes, else nothing: the table has them all."""
        room, lines = self.size - 10, max(1, int((self.size - 10) / 16))
        names = [drawable(tile.name) for tile in self.tiles]
        codes = [drawable(tile.code) or _code(name) for tile, name in zip(self.tiles, names, strict=True)]
        whole = [fits(name, room, SMALL, lines=lines) for name in names]
        if sum(whole) < len(names) * 0.75:
            whole = [False] * len(names)
            if any(width(code, SMALL) > self.size - 5 for code in codes) or len(set(codes)) < len(codes):
                return
        for tile, box, name, code, fit in zip(self.tiles, boxes, names, codes, whole, strict=True):
            self._name(tile, box, wrap(name, room, SMALL, lines=lines) if fit else (code,))

    def _name(self, tile: TileState, box: Box, lines: Sequence[str]) -> None:
        x, y, wide, high = box
        start = y + high / 2 - 8 * (len(lines) - 1)
        if tile.ink.fill == WHITE and tile.ink.pattern:
            widest = max(width(line, SMALL) for line in lines)
            self.canvas.boxes(
                [(x + (wide - widest) / 2 - 3, start - 9, widest + 6, 16 * len(lines) + 2)], WHITE
            )
        for place, line in enumerate(lines):
            self.canvas.text(
                x + wide / 2, start + 16 * place, line, size=SMALL, color=tile.ink.text, anchor="middle"
            )

    def _changed(self, box: Box, direction: str) -> None:
        """A heavy frame with a corner: top right is further, bottom right is back."""
        x, y, wide, high = box
        thick = 4.0 if wide > 50 else 2.5
        self.canvas.boxes([box], "rgba(0,0,0,0)", CHANGED, line=thick, above=True)
        if wide > 24:
            inner = (x + thick, y + thick, wide - 2 * thick, high - 2 * thick)
            self.canvas.boxes([inner], "rgba(0,0,0,0)", WHITE, line=1.5, above=True)
        corner = 18.0 if wide > 50 else 12.0 if wide > 24 else wide * 0.6
        edge, out = (y, 1) if direction == "up" else (y + high, -1)
        right = x + wide
        if wide > 24:
            self.canvas.polygon(
                [(right - corner - 3, edge), (right, edge), (right, edge + out * (corner + 3))], WHITE
            )
        self.canvas.polygon([(right - corner, edge), (right, edge), (right, edge + out * corner)], CHANGED)


def _code(name: str) -> str:
    """Three letters: a name's initials or its first letters; a number at the end says enough."""
    ending = name.split()[-1:]
    if ending and ending[0].isdigit():
        return ending[0]
    words = [part for part in name.replace("-", " ").replace("–", " ").replace("’", "").split() if part]
    if len(words) >= 3:
        return "".join(part[0] for part in words[:3]).upper()
    if len(words) == 2:
        return (words[0][:2] + words[1][:1]).upper()
    return name[:3].upper()
