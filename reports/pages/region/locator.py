"""Where a region lies: the tile map with one tile filled, as inline SVG."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from regions.counts import tiles

PITCH, SIZE = 10, 9


def locator(slug: str, name: str) -> SafeString:
    """The map, with the tile of this region filled."""
    found = tiles()
    rows, cols = max((tile.row for tile in found), default=0), max((tile.col for tile in found), default=0)
    drawn = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        (
            ("t-own" if tile.slug == slug else "t-tile", tile.col * PITCH, tile.row * PITCH, SIZE, SIZE)
            for tile in found
        ),
    )
    return format_html(
        '<svg class="g-locator" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        cols * PITCH + SIZE, rows * PITCH + SIZE, gettext("%s op de tegelkaart") % name, drawn,
    )  # fmt: skip
