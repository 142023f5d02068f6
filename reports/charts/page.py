"""A chart as a page shows it: drawn by the server, drawn anew by the page's script, and as a table."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .definition import ChartDefinition


@dataclass(frozen=True, slots=True)
class ShownChart:
    """What `reports/chart.html` needs. `svg` is the kept drawing, which stands in the page itself: it has the
    page's letters and needs no script. `level` is that of its heading."""

    title: str
    alt: str
    svg: SafeString
    payload: dict[str, Any]
    data_id: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: int
    note: str = ""
    level: int = 3


def shown(definition: ChartDefinition, svg: str, *, note: str = "", level: int = 3) -> ShownChart:
    """The chart for a template. `svg` comes from `keeping.ensure` and from nowhere else."""
    return ShownChart(
        definition.title, definition.alt, mark_safe(svg), definition.payload, f"chart-{definition.hash[:12]}",
        definition.columns, definition.rows, definition.width, note, level,
    )  # fmt: skip


def head() -> SafeString:
    """What a page with charts loads: the scripts, and Plotly's styles, which it may not insert itself."""
    return render_to_string("reports/chart_head.html")


def on_page(definition: ChartDefinition, svg: str, *, note: str = "", level: int = 3) -> SafeString:
    """The chart as HTML, for a page with `head()`; without scripts the drawing of the server stands."""
    return render_to_string("reports/chart.html", {"chart": shown(definition, svg, note=note, level=level)})


def drawn_later(definition: ChartDefinition, address: str, *, note: str = "", level: int = 3) -> SafeString:
    """The chart as HTML with its drawing at an address of its own: for charts of which there are too many to
    draw beforehand, so that nobody waits for one. The browser asks for it only when it shows."""
    image = format_html(
        '<img src="{}" alt="" width="{}" height="{}" loading="lazy">',
        address, definition.width, definition.height,
    )  # fmt: skip
    return on_page(definition, image, note=note, level=level)
