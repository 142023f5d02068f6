"""The text of a piece of a Word document, as its reader sees it: what was typed in a change that is tracked
counts, what was deleted in one does not. Names are read without their namespace: Word has two of them."""

from collections.abc import Callable, Iterator
from typing import Any

type Node = Any
SKIPPED = {
    "del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText",
    "tblPr", "tblGrid", "trPr", "tcPr", "sectPr",
}  # fmt: skip
PICTURES = {"drawing", "pict", "object"}
SPELLED = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
}  # fmt: skip
# Word keeps a character of a picture font by its number; these are boxes, arrows and the like.
SYMBOLS = {
    0xF0FE: "☒", 0xF0FD: "☒", 0xF078: "☒", 0xF054: "☒", 0xF053: "☒", 0xF0FC: "✓", 0xF050: "✓", 0xF0FB: "✗",
    0xF0A8: "☐", 0xF06F: "☐", 0xF071: "☐", 0xF0E0: "→", 0xF0E8: "→", 0xF0DF: "←", 0xF04A: "☺", 0xF0D8: "➢",
}  # fmt: skip
type Beside = Callable[[Node], None]


def kind(node: Node) -> str:
    """What a piece is, such as p, tbl or t; "" for a comment or instruction in the XML."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(node: Node, name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((str(said) for key, said in node.attrib.items() if key.rpartition("}")[2] == name), "")


def child(node: Node, *path: str) -> Node | None:
    """The piece at a path of names; None when there is none."""
    for name in path:
        node = next((one for one in node if kind(one) == name), None)
        if node is None:
            return None
    return node


def blocks(node: Node) -> Iterator[Node]:
    """The paragraphs and tables of a body or cell, also those in a content control or a tracked change."""
    for one in node:
        if kind(one) in ("p", "tbl"):
            yield one
        elif kind(one) not in SKIPPED:
            yield from blocks(one)


def rows(table: Node) -> Iterator[Node]:
    """The rows of a table that were not deleted."""
    for one in table:
        if kind(one) == "tr":
            if child(one, "trPr", "del") is None:
                yield one
        elif kind(one) not in SKIPPED:
            yield from rows(one)


def cells(row: Node) -> Iterator[Node]:
    """The cells of a row that were not deleted."""
    for one in row:
        if kind(one) == "tc":
            if child(one, "tcPr", "cellDel") is None:
                yield one
        elif kind(one) not in SKIPPED:
            yield from cells(one)


def lines_of(part: Node, beside: Beside) -> list[str]:
    """The lines of a body, cell or text box. `beside` is given what is no text: pictures and text boxes."""
    lines: list[str] = []
    open_line = False
    for block in blocks(part):
        if kind(block) == "tbl":
            found = table_lines(block, beside)
            open_line = False
        else:
            found = paragraph(block, beside).split("\n")
            if open_line:  # the end of the paragraph before was deleted
                lines[-1] += found.pop(0)
            open_line = _end_deleted(block)
        lines += found
    return lines


def table_lines(table: Node, beside: Beside) -> list[str]:
    """A table as text: a line for each row."""
    return [line for row in rows(table) for line in row_lines(row, beside)]


def row_lines(row: Node, beside: Beside) -> list[str]:
    """A row as text: one cell as it is, more of them on one line."""
    found = [lines_of(cell, beside) for cell in cells(row)]
    if len(found) < 2:
        return found[0] if found else []
    return [" | ".join(" ".join(filter(None, (line.strip() for line in lines))) for lines in found)]


def paragraph(block: Node, beside: Beside) -> str:
    """The text of one paragraph; of a list with a dash before it."""
    return ("- " if _listed(block) else "") + "".join(_typed(block, beside))


def _typed(node: Node, beside: Beside) -> Iterator[str]:
    for one in node:
        name = kind(one)
        if name == "t":
            yield one.text or ""
        elif name in SPELLED:
            yield SPELLED[name]
        elif name == "sym":
            yield _symbol(value(one, "char"))
        elif name in PICTURES or name in ("footnoteReference", "endnoteReference"):
            beside(one)
        elif name not in SKIPPED:
            yield from _typed(one, beside)


def _symbol(code: str) -> str:
    try:
        return SYMBOLS.get(int(code, 16) | 0xF000, "•")
    except ValueError:
        return ""


def _listed(block: Node) -> bool:
    number = child(block, "pPr", "numPr", "numId")
    return number is not None and value(number, "val") != "0"


def _end_deleted(block: Node) -> bool:
    about = child(block, "pPr", "rPr")
    return about is not None and any(kind(one) in ("del", "moveFrom") for one in about)


def boxes(node: Node) -> Iterator[Node]:
    """The text boxes in a picture, each once: Word writes them twice, for old and new programs."""
    for one in node:
        if kind(one) == "txbxContent":
            yield one
        elif kind(one) != "Fallback":
            yield from boxes(one)
