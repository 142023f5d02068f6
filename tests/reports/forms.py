"""What a document says, in reading order, to lay beside what a form of it says."""

import html
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from reports.document.rendering import Tree, prepared

_SPACES = re.compile(r"[\s\u00ad\u200b\u00a0-]+")


def squeezed(text: str) -> str:
    """The text without spaces and hyphens, which line ends change."""
    return _SPACES.sub("", text)


def pages_of(pdf: bytes) -> list[str]:
    """The text layer of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def text_of(page: str) -> str:
    """What an HTML page says, without its head and drawings."""
    body = re.sub(r"(?s)<head>.*?</head>|<style>.*?</style>|<svg.*?</svg>|<nav.*?</nav>", "", page)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def told(document: Any) -> list[str]:
    """Every text of the document from the colophon on, in reading order; notes and chart tables left out."""
    tree = prepared(document)
    front = [part for line in tree["colophon"] for part in (line["label"], *line["text"].split("\n"))]
    return front + [text for chapter in tree["chapters"] for text in _chapter(chapter) if text.strip()]


def _chapter(chapter: Tree) -> Iterator[str]:
    yield from (chapter["title"], chapter["intro"])
    sections = [part for section in chapter["sections"] for part in (section["number"], section["text"])]
    del sections  # the opening page lists them; they are headings further on
    for figure in chapter["figures"]:
        yield from (figure["value"], figure["of"], figure["text"])
    for block in chapter["blocks"]:
        yield from _block(block)


def _block(block: Tree) -> Iterator[str]:
    hidden = (
        "t",
        "anchor",
        "hash",
        "alt",
        "refs",
        "ref",
        "table",
        "direction",
        "kind",
        "href",
        "nr",
        "level",
    )
    for name, value in _ordered(block):
        if name not in hidden:
            yield from _texts(value)


def _ordered(block: Tree) -> list[tuple[str, Any]]:
    """The fields in the order in which both forms show them."""
    first = {
        "regional_picture": ["base", "lead", "rest", "parts", "trend"],
        "table": ["title", "note", "columns", "rows"],
        "project_box": ["note", "title", "projects"],
        "cross_table": ["title", "note", "rows", "totals"],
        "key_figures": ["items"],
        "chart": ["title", "note"],
        "heading": ["text"],
    }
    return [(name, block[name]) for name in first.get(block["t"], block)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, dict):
        names = (
            "value",
            "of",
            "label",
            "text",
            "title",
            "regions",
            "summary",
            "block",
            "realised",
            "running",
            "next",
        )
        for name in names:
            if isinstance(value.get(name), str | tuple):
                yield from _texts(value[name])
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _texts(part)
