"""The report as an accessible, reproducible PDF (PDF/UA-1 and PDF/A-2a), typeset by Typst.

Text reaches Typst as data, never as source. Compile only where no process is forked afterwards: a child that
is forked after its parent compiled hangs. Nothing is compiled when this module is imported.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from ..errors import ChartMissing, TypesettingFailed
from .document import Document
from .rendering import Tree, blocks_of, prepared, tidy

SOURCES = Path(__file__).parents[1] / "typst"
FONTS = SOURCES / "fonts"
UNKNOWN = "?"
# What people type and the fonts lack, said with what they have.
SPELLED = {
    "→": "›", "⇒": "›", "●": "•", "▪": "•", "‐": "-", "\u2011": "-", "≥": ">=", "≤": "<=", "✓": "+", "✔": "+",
}  # fmt: skip
# Longer stretches get places where a line may end, so that no word runs out of its column.
_LONG_WORD = re.compile(r"\S{66,}")
_LONG_CELL_WORD = re.compile(r"\S{35,}")
_EXACT = frozenset({"hash", "href", "ref", "refs", "t", "kind", "anchor", "alt", "lang"})
_IN_CELLS = ("table", "action_table", "project_box", "cross_table", "key_figures")


def to_pdf(document: Document, charts: Mapping[str, str], *, moment: datetime) -> bytes:
    """The PDF's bytes. `charts` holds an SVG per hash; `moment` is the version's own time, so that the same
    version always gives the same bytes."""
    return compile_pdf("main.typ", inputs_of(document, charts), moment=moment)


def inputs_of(document: Document, charts: Mapping[str, str]) -> dict[str, str]:
    """What Typst gets: the document and its charts as JSON, never as source."""
    tree = prepared(document, pdf_text)
    _make_breakable(tree)
    return {"data": json.dumps(tree, ensure_ascii=False), "charts": _used_charts(tree, charts)}


def compiler(main: str, inputs: Mapping[str, str]) -> typst.Compiler:
    """Typst, with one of the files here, its data and only the shipped fonts."""
    return typst.Compiler(
        str(SOURCES / main), root=str(SOURCES), font_paths=[str(FONTS)], ignore_system_fonts=True,
        sys_inputs=dict(inputs),
    )  # fmt: skip


def compile_pdf(main: str, inputs: Mapping[str, str], *, moment: datetime) -> bytes:
    """Compile one of the Typst files here with its data."""
    at = int(moment.timestamp())
    try:
        pdf = compiler(main, inputs).compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=at)
    except typst.TypstError as error:
        raise TypesettingFailed(str(error)) from error
    if not isinstance(pdf, bytes):
        raise TypesettingFailed("no pages")
    return pdf


def pdf_text(text: str) -> str:
    """The text with only characters that every shipped font can draw: one other stops the whole report."""
    return "".join(_drawable(char) for char in tidy(text))


def readable(value: Any) -> Any:
    """Plain data with only characters that the fonts can draw, and places where a long word may break."""
    if isinstance(value, str):
        return _LONG_CELL_WORD.sub(_with_breaks, pdf_text(value))
    if isinstance(value, dict):
        return {key: readable(part) for key, part in value.items()}
    return [readable(part) for part in value] if isinstance(value, list) else value


@cache
def coverage() -> frozenset[int]:
    """The characters that all shipped weights have."""
    return frozenset.intersection(*(_characters(face) for face in FONTS.glob("*.ttf")))


def _characters(face: Path) -> frozenset[int]:
    with TTFont(face) as font:
        return frozenset(font.getBestCmap())


@cache
def _drawable(char: str) -> str:
    if char in "\n\t" or ord(char) in coverage():
        return char
    if char in SPELLED:
        return SPELLED[char]
    if unicodedata.category(char) in ("Cf", "Mn", "Me", "Co"):
        return ""
    simpler = unicodedata.normalize("NFKC", char)
    return simpler if all(ord(c) in coverage() for c in simpler) else UNKNOWN


def _used_charts(tree: Tree, charts: Mapping[str, str]) -> str:
    hashes = [block["hash"] for block in blocks_of(tree) if block["t"] == "chart"]
    missing = [chart for chart in hashes if chart not in charts]
    if missing:
        raise ChartMissing(missing[0])
    return json.dumps({chart: charts[chart] for chart in hashes}, ensure_ascii=False)


def _make_breakable(tree: Tree) -> None:
    for name, value in tree.items():
        tree[name] = _broken(value, _LONG_WORD, name)


def _broken(value: Any, long: re.Pattern[str], name: str = "") -> Any:
    if isinstance(value, str):
        return value if name in _EXACT else long.sub(_with_breaks, value)
    if isinstance(value, dict):
        inside = _LONG_CELL_WORD if value.get("t") in _IN_CELLS else long
        return {key: _broken(part, inside, key) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_broken(part, long, name) for part in value]
    return value


def _with_breaks(word: re.Match[str]) -> str:
    return "\u200b".join(re.findall(r".{1,10}", word[0]))
