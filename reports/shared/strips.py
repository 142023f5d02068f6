"""Strips: one cell per region, in the five parts of the honest base, as inline SVG without style attributes.

A cell is a region up to 60 regions; above that the strip becomes a bar in proportion. Regions outside the
base stand after a gap, as thin outlines that are never part of the sum.
"""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext_lazy

from ..figures import Figure, Split

PARTS = ("counted", "not_counted", "not_applicable", "not_answered", "not_approved")
PART_NAMES = {
    "counted": pgettext_lazy("deel van de noemer", "geteld"),
    "not_counted": pgettext_lazy("deel van de noemer", "niet geteld"),
    "not_applicable": pgettext_lazy("deel van de noemer", "niet van toepassing"),
    "not_answered": pgettext_lazy("deel van de noemer", "niet beantwoord"),
    "not_approved": pgettext_lazy("deel van de noemer", "nog niet goedgekeurd"),
    "outside": pgettext_lazy("deel van de noemer", "buiten de noemer"),
}
CELLS_UP_TO = 60
PITCH, CELL, GAP = 10.0, 8.4, 2.4  # of a cell and between parts, in units of the drawing
BAR_WIDTH = 292.0


def parts_of(split: Split, outside: int = 0) -> list[tuple[str, int]]:
    """The parts that hold regions, in their fixed order, each with its number of regions."""
    sizes = [(part, getattr(split, part)) for part in PARTS] + [("outside", outside)]
    return [(part, size) for part, size in sizes if size]


def in_words(split: Split, outside: int = 0) -> str:
    """The parts in words, for those who do not see the strip: "9 geteld, 17 niet geteld"."""
    return ", ".join(f"{size} {PART_NAMES[part]}" for part, size in parts_of(split, outside))


def strip(figure: Figure, height: int = 11) -> SafeString:
    """The strip of a figure; empty when nobody was asked."""
    if figure.value is None or not figure.base_value:
        return mark_safe("")
    outside = max(figure.regions - figure.base_value, 0)
    return drawn(figure.split, outside, height, get_language() or "nl")


@lru_cache(maxsize=4096)
def drawn(split: Split, outside: int, height: int, language: str) -> SafeString:
    """A strip as SVG. `language` is only a key here: the words in it follow the active language."""
    draw = cells if split.total + outside <= CELLS_UP_TO else bars
    width, paths = draw(parts_of(split, outside), height)
    return format_html(
        '<svg class="g-strip" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        f"{width:g}",
        height,
        in_words(split, outside) or gettext("geen regio’s"),
        mark_safe(paths),  # built from numbers and fixed names only
    )


def cells(parts: list[tuple[str, int]], height: int) -> tuple[float, str]:
    """A path per part with a square per region; always as wide, so that strips below each other line up."""
    x, paths = 0.5, []
    for part, size in parts:
        one = f"h{CELL:g}v{height - 1}h-{CELL:g}z"
        steps = f"m{PITCH:g} 0{one}" * (size - 1)
        paths.append(f'<path class="p-{part}" d="M{x:g} .5{one}{steps}"/>')
        x += size * PITCH + GAP
    total, gaps = sum(size for _part, size in parts), max(len(PARTS), len(parts) - 1)
    return round(total * PITCH + gaps * GAP, 1), "".join(paths)


def bars(parts: list[tuple[str, int]], height: int) -> tuple[float, str]:
    """A bar per part, in proportion to its number of regions."""
    total = sum(size for _part, size in parts)
    x, drawn_bars = 0.5, []
    for part, size in parts:
        width = (BAR_WIDTH - 1) * size / total
        path = f"M{x:.2f} .5h{width:.2f}v{height - 1}h-{width:.2f}z"
        drawn_bars.append(f'<path class="p-{part}" d="{path}"/>')
        x += width
    return BAR_WIDTH, "".join(drawn_bars)
