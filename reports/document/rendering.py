"""What every form of a report needs and none should work out by itself.

Page and PDF are made from one prepared tree: figures, tables and notes are numbered here, links are judged
here and headings lose their gaps here, so that both forms say the same in the same order.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from .document import Document
from .words import words

Tree = dict[str, Any]
Clean = Callable[[str], str]
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
# Direction controls can make a sentence read otherwise than it is written.
DIRECTION_CONTROLS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CODES = frozenset({"t", "kind", "lang", "hash", "ref", "refs", "href", "anchor", "direction"})


def tidy(text: str) -> str:
    """The text in composed form, without control and direction characters, which no form can show."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in composed if c in "\n\t" or _printable(c))


def prepared(document: Document | Mapping[str, Any], clean: Clean = tidy) -> Tree:
    """The document (or the JSON that was kept of it) as plain data, cleaned and numbered, with its words."""
    data = dataclasses.asdict(document) if isinstance(document, Document) else dict(document)
    tree: Tree = _cleaned(data, clean)
    tree["words"] = words(tree["lang"]) | tree["words"]
    tree["cells"] = max((strip for strip in _strips(tree)), default=0)
    _judge_runs(tree)
    _number(tree)
    return tree


def safe_link(address: str) -> str:
    """The address when it leads to a web page or a mailbox, else nothing: no script, no file."""
    stripped = address.strip()
    try:
        parts = urlsplit(stripped)
    except ValueError:
        return ""
    complete = parts.path if parts.scheme == "mailto" else parts.netloc
    odd = any(c.isspace() or not c.isprintable() for c in stripped)
    return stripped if parts.scheme in SAFE_SCHEMES and complete and not odd else ""


def blocks_of(tree: Tree) -> Iterator[Tree]:
    """All blocks of all chapters, in reading order."""
    for chapter in tree["chapters"]:
        yield from chapter["blocks"]


def _printable(char: str) -> bool:
    return char not in DIRECTION_CONTROLS and unicodedata.category(char) not in ("Cc", "Cs", "Cn")


def _cleaned(value: Any, clean: Clean, name: str = "") -> Any:
    if isinstance(value, str):
        return (tidy if name in _CODES else clean)(value)
    if isinstance(value, dict):
        return {key: _cleaned(part, clean, key) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return tuple(_cleaned(part, clean, name) for part in value)
    return value


def _strips(tree: Tree) -> Iterator[int]:
    """How many regions each strip counts; the widest sets the scale, so that a smaller base is shorter."""
    items = [item for chapter in tree["chapters"] for item in chapter["figures"]]
    for block in blocks_of(tree):
        if block["t"] == "regional_picture":
            yield block["of"]
        items += block["items"] if block["t"] == "key_figures" else ()
    yield from (item["base"] for item in items)


def _judge_runs(value: Any) -> None:
    """A link that leads elsewhere than a page or mailbox becomes plain text; a note holds its own text."""
    if isinstance(value, tuple):
        for part in value:
            _judge_runs(part)
    elif isinstance(value, dict):
        if value.get("kind") == "link":
            value["href"] = safe_link(value["href"])
            value["kind"] = "link" if value["href"] else "plain"
        elif value.get("kind") == "note":
            _flatten_note(value)
        for part in value.values():
            _judge_runs(part)


def _flatten_note(run: Tree) -> None:
    if not run["note"]:
        run["note"], run["text"] = ({**run, "kind": "plain"},), ""
    run["note"] = tuple({**part, "kind": "plain"} if part["kind"] == "note" else part for part in run["note"])


def _number(tree: Tree) -> None:
    figures, tables, notes = count(1), count(1), count(1)
    anchors: set[str] = set()
    for chapter in tree["chapters"]:
        chapter["anchor"] = _anchor(chapter["anchor"] or chapter["title"], anchors)
        chapter["sections"] = _sections(chapter, anchors)
        for block in chapter["blocks"]:
            if block["t"] == "chart":
                block["nr"] = next(figures)
            elif block["t"] in ("table", "action_table", "cross_table"):
                block["nr"] = next(tables)
            _number_notes(block, notes)


def _number_notes(value: Any, notes: "count[int]") -> None:
    if isinstance(value, dict):
        if value.get("kind") == "note":
            value["nr"] = next(notes)
        value = tuple(value.values())
    if isinstance(value, tuple):
        for part in value:
            _number_notes(part, notes)


def _sections(chapter: Tree, anchors: set[str]) -> list[Tree]:
    """The chapter's sections; a subsection before the first one is raised, so that no level is skipped."""
    sections: list[Tree] = []
    for block in chapter["blocks"]:
        if block["t"] == "heading":
            block["anchor"] = _anchor(block["anchor"] or block["text"], anchors)
            block["level"] = block["level"] if sections else 2
            if block["level"] == 2:
                sections.append(block)
    return sections


def _anchor(name: str, taken: set[str]) -> str:
    """An anchor that may stand in an address and is used once."""
    base = re.sub(r"[^\w-]+", "-", name.lower()).strip("-")[:80] or "deel"
    anchor = next(a for n in count(1) if (a := base if n == 1 else f"{base}-{n}") not in taken)
    taken.add(anchor)
    return anchor
