"""Strips that show the place of one region among all: the cells of the nation, and a mark under its own."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from ...shared.strips import BAR_WIDTH, CELL, CELLS_UP_TO, GAP, PITCH, bars, cells
from .standing import Part

HEIGHT = 11
MARK = 7.0  # height of the mark below the cells, in units of the drawing


def place_strip(parts: Sequence[Part], region: str) -> SafeString:
    """The strip as SVG; empty when there is nobody to draw. Words say where the region stands."""
    total = sum(part.number for part in parts)
    if not total:
        return mark_safe("")
    draw, where = (cells, _in_cells) if total <= CELLS_UP_TO else (bars, _in_bars)
    width, paths = draw([(part.ink, part.number) for part in parts], HEIGHT)
    return format_html(
        '<svg class="g-strip g-strip--place" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        f"{width:g}",
        f"{HEIGHT + MARK:g}",
        in_words(parts, region),
        mark_safe(paths),  # built from numbers and fixed names only
        mark_safe(_mark(where(parts, total), total)),  # numbers only
    )


def in_words(parts: Sequence[Part], region: str) -> str:
    """The strip for those who do not see it: "6 structureel; 12 pilot, ook Drenthe"."""
    told = []
    for part in parts:
        words = f"{part.number} {part.label}"
        own = gettext("%(part)s (hier staat %(region)s)") % {"part": words, "region": region}
        told.append(own if part.here else words)
    return "; ".join(told)


def _in_cells(parts: Sequence[Part], _total: int) -> float | None:
    """The middle of the region's own cell: the first of its part."""
    x = 0.5
    for part in parts:
        if part.here:
            return x + CELL / 2
        x += part.number * PITCH + GAP
    return None


def _in_bars(parts: Sequence[Part], total: int) -> float | None:
    """The middle of its part."""
    x = 0.5
    for part in parts:
        width = (BAR_WIDTH - 1) * part.number / total
        if part.here:
            return x + width / 2
        x += width
    return None


def _mark(x: float | None, total: int) -> str:
    """A triangle that points to the cell, and a frame around it; of a bar there is no cell to frame."""
    if x is None:
        return ""
    mark = f'<path class="p-mark" d="M{x:.2f} {HEIGHT + 1:g}l4 {MARK - 1:g}h-8z"/>'
    frame = f'<path class="p-here" d="M{x - CELL / 2:.2f} .5h{CELL:g}v{HEIGHT - 1}h-{CELL:g}z"/>'
    return mark + frame if total <= CELLS_UP_TO else mark
