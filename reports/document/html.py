"""The report as a web page: a fragment for a screen of the product, and a file that needs nothing else.

Both are made from the same prepared tree as the PDF and say the same in the same order. No style attributes
anywhere, so that the fragment lives under a strict content policy.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..errors import ChartMissing
from .document import Document, checksum
from .rendering import Tree, blocks_of, prepared

Address = Callable[[str], str]
Draw = Callable[[Tree], SafeString]
FILLS = {4: "#0a3260", 3: "#3a78b0", 2: "#a3c4e1", 1: "#eaeff5"}
HATCH, EMPTY, EDGE = "url(#r-hatch)", "#ffffff", "#6b7a8a"
CELLS_UP_TO = 60  # above that a strip becomes a bar in proportion
PITCH, CELL, BAR_WIDTH = 10.0, 8.6, 280.0


def chart_address(hash_: str) -> str:
    """Where a screen of the product finds a chart."""
    return f"/grafieken/{hash_}.svg"


def to_html(
    document: Document | Mapping[str, Any],
    *,
    chart_url: Address = chart_address,
    number_url: Address = lambda ref: "",
) -> SafeString:
    """The report's body for a screen that has the title as its h1. `number_url` says where a number's ref
    leads, or nothing; a document may also be given as the JSON that was kept of it."""
    return render_to_string(
        "reports/document/body.html", _context(document, lambda chart: _image(chart, chart_url), number_url)
    )


def to_page(document: Document, charts: Mapping[str, str]) -> str:
    """The report as one accessible HTML file with its charts (SVG by hash) and its style inside.

    The drawings are ours, without scripts; the file's own policy forbids them as well.
    """
    context = _context(document, lambda chart: _drawing(chart, charts), lambda ref: "")
    extra = {"checksum": checksum(document), "css": mark_safe(style_sheet())}
    return render_to_string("reports/document/page.html", context | extra)


def _image(chart: Tree, chart_url: Address) -> SafeString:
    image = '<img src="{}" alt="{}" width="{}" height="{}">'
    return format_html(image, chart_url(chart["hash"]), chart["alt"], chart["width"], chart["height"])


def _drawing(chart: Tree, charts: Mapping[str, str]) -> SafeString:
    """In the page itself, so that it has the page's letters."""
    if chart["hash"] not in charts:
        raise ChartMissing(chart["hash"])
    svg = mark_safe(charts[chart["hash"]])
    return format_html('<div class="r-drawing" role="img" aria-label="{}">{}</div>', chart["alt"], svg)


@cache
def style_sheet() -> str:
    """The style of reports and its letters; every token has a value of its own to fall back on."""
    faces = "".join(_face(weight) for weight in (400, 700))
    return faces + _static("css/report.css").read_text(encoding="utf-8")


def _face(weight: int) -> str:
    letters = b64encode(_static(f"fonts/source-sans-3-latin-{weight}-normal.woff2").read_bytes()).decode()
    source = f'url("data:font/woff2;base64,{letters}") format("woff2")'
    return f'@font-face{{font-family:"Source Sans 3";font-weight:{weight};src:{source}}}\n'


def _static(name: str) -> Path:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found)


def _context(document: Document | Mapping[str, Any], draw: Draw, number_url: Address) -> Tree:
    tree = prepared(document)
    notes = [note for block in blocks_of(tree) for note in _notes(block)]
    for chapter in tree["chapters"]:
        chapter["figures"] = [_key_figure(figure, tree["cells"]) for figure in chapter["figures"]]
        chapter["blocks"] = [_drawn(block, tree["cells"], draw) for block in chapter["blocks"]]
    shown = [{"nr": note["nr"], "text": _runs(note["note"], tree["words"], number_url)} for note in notes]
    tree["scale"] = [scale | {"swatch": swatch(scale["step"])} for scale in tree["scale"]]
    for block in blocks_of(tree):
        _word(block, tree["words"], number_url)
    return {"doc": tree, "words": tree["words"], "notes": shown}


def _notes(value: Any) -> list[Tree]:
    if isinstance(value, dict):
        own = [value] if value.get("kind") == "note" else []
        return own + [note for part in value.values() for note in _notes(part)]
    return [note for part in value for note in _notes(part)] if isinstance(value, tuple | list) else []


def _drawn(block: Tree, most: int, draw: Draw) -> Tree:
    """The block with its template, and with what a template cannot draw."""
    block["template"] = f"reports/document/{block['t']}.html"
    match block["t"]:
        case "regional_picture":
            block["strip"] = strip(block["parts"], block["of"], most, block["alt"])
            block["parts"] = [part | {"swatch": swatch(part["step"])} for part in block["parts"]]
        case "key_figures":
            block["entries"] = [_key_figure(item, most) for item in block["items"]]
        case "chart":
            block["drawing"] = draw(block)
            block["table"] = _by_column(block["table"])
        case "table":
            _by_column(block)
    return block


def _by_column(table: Tree) -> Tree:
    """The table with each cell beside its column, so that a template knows which are numbers."""
    table["rows"] = [list(zip(table["columns"], row, strict=False)) for row in table["rows"]]
    return table


def _key_figure(figure: Tree, most: int) -> Tree:
    drawn = strip(figure["parts"], figure["base"], most, figure["alt"]) if figure["parts"] else ""
    return figure | {"strip": drawn}


def _word(block: Tree, fixed: dict[str, str], number_url: Address) -> None:
    """Turn the texts of a block into HTML."""
    match block["t"]:
        case "paragraph" | "call_out":
            block["text"] = _runs(block["text"], fixed, number_url)
        case "bullets":
            block["entries"] = [_runs(item, fixed, number_url) for item in block["items"]]
        case "text_box":
            block["paragraphs"] = [_runs(text, fixed, number_url) for text in block["paragraphs"]]
        case "project_box":
            block["note"] = _runs(block["note"], fixed, number_url)


def _runs(runs: tuple[Tree, ...], fixed: dict[str, str], number_url: Address) -> SafeString:
    return format_html_join("", "{}", ((_run(run, fixed, number_url),) for run in runs))


def _run(run: Tree, fixed: dict[str, str], number_url: Address) -> SafeString:
    text = mark_safe("<br>".join(conditional_escape(line) for line in run["text"].split("\n")))
    match run["kind"]:
        case "strong":
            return format_html("<strong>{}</strong>", text)
        case "link":
            return format_html('<a class="r-a" href="{}">{}</a>', run["href"], text)
        case "number" if address := number_url(run["ref"]):
            return format_html('<a class="r-number" href="{}">{}</a>', address, text)
        case "number":
            return format_html('<span data-ref="{}">{}</span>', run["ref"], text)
        case "note":
            mark = '{}<sup class="r-ref"><a id="noot-{}-ref" href="#noot-{}" aria-label="{} {}">{}</a></sup>'
            return format_html(mark, text, run["nr"], run["nr"], fixed["note"], run["nr"], run["nr"])
    return text


def swatch(step: int) -> SafeString:
    """A step of the scale as a small square; the words beside it say what it is."""
    return format_html(
        '<svg class="r-swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">'
        '<rect x=".5" y=".5" width="11" height="11" fill="{}" stroke="{}"/></svg>',
        _fill(step), _edge(step),
    )  # fmt: skip


def strip(parts: tuple[Tree, ...], of: int, most: int, alt: str) -> SafeString:
    """One cell per region, the parts in their own step; `most` cells are the full width."""
    steps = [part["step"] for part in parts for _region in range(part["n"])]
    steps += [None] * (of - len(steps))
    widest = max(most, len(steps), 1)
    pitch, cell = (PITCH, CELL) if widest <= CELLS_UP_TO else (BAR_WIDTH / widest, BAR_WIDTH / widest)
    return format_html(
        '<svg class="r-strip" viewBox="0 0 {} 14" role="img" aria-label="{}">{}</svg>',
        f"{widest * pitch:g}", alt, mark_safe("".join(_paths(steps, pitch, cell))),
    )  # fmt: skip


def _paths(steps: list[int | None], pitch: float, cell: float) -> list[str]:
    """A path per run of equal cells: squares, or one bar when there are too many."""
    at, paths = 0, []
    for step, same in groupby(steps):
        size = len(list(same))
        one = f"h{cell:g}v13h-{cell:g}z" if cell < pitch else f"h{size * pitch:.2f}v13h-{size * pitch:.2f}z"
        more = f"m{pitch:g} 0{one}" * (size - 1) if cell < pitch else ""
        fill = f'fill="{_fill(step)}" stroke="{_edge(step)}" stroke-width=".6"'
        paths.append(f'<path {fill} d="M{at * pitch + 0.5:g} .5{one}{more}"/>')
        at += size
    return paths


def _fill(step: int | None) -> str:
    return EMPTY if step is None else FILLS.get(step, HATCH)


def _edge(step: int | None) -> str:
    if step is None:
        return "#bcc6d1"
    return FILLS[step] if step in (4, 3, 2) else EDGE
