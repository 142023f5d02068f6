"""Charts as SVG without a browser: plotly.js in V8, on plotly-print's micro-DOM, with the real font's widths.

The engine is made when the first chart is drawn, never on import, and once per process: a child that was
forked makes its own. The same definition gives the same bytes in every process.
"""

import asyncio
import atexit
import base64
import ctypes
import json
import os
import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext as _
from py_mini_racer import JSEvalException, mini_racer

from reports.errors import ReportError

from .cleaning import cleaned
from .definition import BUNDLE, SCRIPT, ChartDefinition
from .text import metrics

WEB_FONTS = Path(__file__).parents[2] / "static" / "fonts"
_LONGEST = 60  # seconds a drawing may take
_RENEW_AFTER = 500  # charts; then the engine is made anew, so that its memory never grows without end


class Unprintable(ReportError):
    """A chart that the engine could not draw."""


class Engine:
    """V8 with plotly.js; about 0.2 seconds and 100 MB, so one per process."""

    def __init__(self) -> None:
        self.drawn = 0
        # Its own event loop: it would tie itself to one that the caller runs, and then takes no time limit.
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=_run, args=(self._loop,), name="charts", daemon=True)
        self._thread.start()
        self._context = mini_racer(self._loop)
        self._v8 = self._context.__enter__()
        self._v8.eval(
            f"globalThis.window = globalThis.self = globalThis; globalThis.chartFonts = {_fonts()}; 0"
        )
        self._v8.eval(_micro_dom().read_text(encoding="utf-8") + "\n;0")
        self._v8.eval(BUNDLE.read_text(encoding="utf-8") + "\n;0")
        self._v8.eval(SCRIPT.read_text(encoding="utf-8") + "\n;0")

    def draw(self, definition: ChartDefinition) -> str:
        """The engine's own SVG, with ids made at random."""
        self.drawn += 1
        figure = json.dumps(definition.figure)
        try:
            return str(self._v8.eval(f"drawChart(JSON.parse({json.dumps(figure)}))", timeout_sec=_LONGEST))
        except JSEvalException as error:
            raise Unprintable(_("De grafiek “%s” is niet te tekenen.") % definition.title) from error

    def close(self) -> None:
        """Gives back its memory and threads."""
        self._context.__exit__(None, None, None)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()


def _run(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()


class _Process:
    """What this process draws with. After a fork all is new: V8's threads stay behind in the parent."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.engine: Engine | None = None

    def draw(self, definition: ChartDefinition) -> str:
        """One at a time: V8 has one thread."""
        with self.lock:
            if self.engine is not None and self.engine.drawn >= _RENEW_AFTER:
                self.close()
            if self.engine is None:
                self.engine = Engine()
            return self.engine.draw(definition)

    def close(self) -> None:
        """Ends the engine while its threads still run: at the interpreter's end it would wait for ever."""
        engine, self.engine = self.engine, None
        if engine is not None:
            engine.close()

    def forked(self) -> None:
        """Leaves the parent's engine alone: the child has none of its threads, so closing it would hang."""
        if self.engine is not None:
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self.engine))
        self.lock, self.engine = threading.Lock(), None


_process = _Process()
atexit.register(_process.close)
os.register_at_fork(after_in_child=_process.forked)


def to_svg(definition: ChartDefinition) -> str:
    """The chart as SVG: reproducible, without scripts, links, images or style attributes.

    It may stand in a page as it is; there and in the report the text around it says `definition.alt`.
    """
    return cleaned(_process.draw(definition), width=definition.width, height=definition.height)


def standalone(svg: str) -> str:
    """The SVG with its fonts inside: a drawing that is opened or shown as an image has no others."""
    head, rest = svg.split(">", 1)
    return f"{head}><style>{font_faces()}</style>{rest}"


@cache
def font_faces() -> str:
    """The fonts of charts as style rules that need no other file."""
    faces = []
    for weight in (400, 700):
        file = WEB_FONTS / f"source-sans-3-latin-{weight}-normal.woff2"
        data = base64.b64encode(file.read_bytes()).decode()
        source = f"url(data:font/woff2;base64,{data})"
        faces.append(f'@font-face{{font-family:"Source Sans 3";font-weight:{weight};src:{source}}}')
    return "".join(faces)


@cache
def _fonts() -> str:
    faces = {}
    for name, bold in (("regular", False), ("bold", True)):
        widths, ascent, descent = metrics(bold)
        faces[name] = {"widths": widths, "ascent": ascent, "descent": descent}
    return json.dumps(faces)


def _micro_dom() -> Path:
    """The micro-DOM within plotly-print, which is not imported itself: it would ask for another engine."""
    spec = find_spec("plotly_print")
    if spec is None or not spec.submodule_search_locations:
        raise Unprintable("plotly-print")
    return Path(spec.submodule_search_locations[0]) / "js" / "micro_dom.js"
