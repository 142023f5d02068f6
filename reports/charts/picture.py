"""A chart as a file of its own: the drawing with its title, its source and, for made-up data, its label.

On a page and in a report those stand around the chart; a picture that travels alone takes them along.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from .definition import ChartDefinition
from .look import GREY, INK, LARGE, SMALL, WHITE
from .printing import font_faces
from .text import drawable, tidy, wrap

MARGIN = 24
LINE = {LARGE: 22, SMALL: 18}
BACKGROUND, _BAND = "#fff3c9", 32


def picture(definition: ChartDefinition, svg: str, notes: Sequence[str], *, label: str = "") -> str:
    """The whole file. `svg` comes from `keeping.ensure`; `notes` are quiet lines below the drawing, `label`
    stands above it on a background of its own."""
    room = definition.width
    parts, y = [], float(MARGIN)
    if label:
        parts.append(f'<rect x="0" y="0" width="{room + 2 * MARGIN}" height="{_BAND}" fill="{BACKGROUND}"/>')
        parts.append(_line(21, label, SMALL, INK, bold=True))
        y += _BAND
    for line in wrap(drawable(definition.title), room, LARGE, bold=True, lines=3):
        y += LINE[LARGE]
        parts.append(_line(y, line, LARGE, INK, bold=True))
    y += 16
    parts.append(svg.replace("<svg ", f'<svg x="{MARGIN}" y="{y:g}" ', 1))
    y += definition.height + 8
    for note in notes:
        for line in wrap(drawable(note), room, SMALL, lines=3):
            y += LINE[SMALL]
            parts.append(_line(y, line, SMALL, GREY))
    return _whole(definition, "".join(parts), room + 2 * MARGIN, round(y + MARGIN))


def _whole(definition: ChartDefinition, inside: str, wide: int, high: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f' role="img"><title>{escape(tidy(definition.title))}</title><desc>{escape(definition.alt)}</desc>'
        f'<style>{font_faces()}</style><rect width="{wide}" height="{high}" fill="{WHITE}"/>{inside}</svg>'
    )


def _line(y: float, text: str, size: int, color: str, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    family = "font-family=\"'Source Sans 3', system-ui, sans-serif\""
    return (
        f'<text x="{MARGIN}" y="{y:g}" {family} font-size="{size}" fill="{color}"{weight}>'
        f"{escape(drawable(text))}</text>"
    )
