"""What a chart is: a figure for the engine, and words and a table for everybody."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .text import FACES

BUNDLE = Path(__file__).parents[2] / "static" / "charts" / "plotly-basic.min.js"
SCRIPT = Path(__file__).parent / "print.js"
_DRAWN_BY = (BUNDLE, SCRIPT, Path(__file__).parent / "printing.py", Path(__file__).parent / "cleaning.py")


@dataclass(frozen=True)
class ChartDefinition:
    """One chart for page and print.

    `figure` is Plotly JSON of `width` x `height` pixels without title, subtitle or source: those stand in the
    caption, on the page as in the report. `narrow` is the same data laid out for a telephone. `alt` says in
    words all that is drawn; `columns` and `rows` are the same numbers as a table.
    """

    figure: dict[str, Any]
    title: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: int
    height: int
    narrow: dict[str, Any] | None = None

    @cached_property
    def hash(self) -> str:
        """SHA-256 of what is drawn and what draws it: a better renderer never finds an old drawing."""
        drawn = {"figure": self.figure, "narrow": self.narrow, "width": self.width, "height": self.height}
        return hashlib.sha256(canonical(drawn | {"renderer": renderer()}).encode()).hexdigest()

    @property
    def payload(self) -> dict[str, Any]:
        """What the page's script needs: the figure for wide and for narrow windows."""
        return {"wide": self.figure, "narrow": self.narrow or self.figure}

    def as_json(self) -> dict[str, Any]:
        """All of it as plain data, to keep beside the drawing."""
        names = ("figure", "narrow", "title", "alt", "columns", "rows", "width", "height")
        plain: dict[str, Any] = json.loads(canonical({name: getattr(self, name) for name in names}))
        return plain


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same data always gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@cache
def renderer() -> str:
    """Which bundle, fonts and code draw: another one gives other hashes."""
    mark = hashlib.sha256(version("plotly-print").encode())
    for file in (*_DRAWN_BY, *FACES.values()):
        mark.update(file.read_bytes())
    return mark.hexdigest()[:16]
