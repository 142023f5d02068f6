"""What the XML of a sheet says before anybody reads it: how far it reaches, how much text stands in it, and
in which cells stands something else than what the sender sees.

A few hundred bytes can name a cell in row 1,048,576, repeat a text a million times or point a million cells
at one long text. So all of that is counted first. A document type, with which XML can also grow without end,
has no place in these files.
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

ROWS = 100_000
CELLS = 1_000_000  # as a rectangle from A1: that is how a sheet is read
TEXT = 64 * 1024 * 1024  # characters
MERGED = 1_000  # groups of cells
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
PERCENT = {9, 10}  # number formats that every spreadsheet has
type Starts = Callable[[str, dict[str, str]], None]


class TooLarge(Exception):
    """More than is read."""


class Doctype(Exception):
    """The file brings rules for its own XML."""


@dataclass(slots=True)
class Scanned:
    """A sheet: what stands in a cell beside its value (row and column from 0), and which cells are merged
    (first row, first column, last row, last column)."""

    odd: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    height: int = 0
    width: int = 0
    text: int = 0

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """These cells are one."""
        self.merged.append((top, left, bottom, right))
        if len(self.merged) > MERGED:
            raise TooLarge

    def why(self, row: int, column: int) -> str:
        """What is odd about a cell; "" when nothing is."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return "merged"
        return self.odd.get((row, column), "")

    def holds(self, row: int, column: int, text: int = 0) -> None:
        """Something stands as far as here; TooLarge when that is too far, or too much."""
        self.height, self.width = max(self.height, row + 1), max(self.width, column + 1)
        self.text += text
        if self.height > ROWS or self.height * self.width > CELLS or self.text > TEXT:
            raise TooLarge


def _parse(content: bytes, start: Starts, end: Callable[[str], None], text: Callable[[str], None]) -> None:
    """Walk through a part; names come without their namespace."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attrs: start(
        _local(name), {_local(k): v for k, v in attrs.items()}
    )
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text

    def doctype(*_about: Any) -> None:
        raise Doctype

    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(content, True)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _nothing(*_about: str) -> None:
    return None


def scan_xlsx(parts: dict[str, bytes]) -> dict[str, Scanned]:
    """The sheets of an Excel workbook by name."""
    targets = _targets(parts["xl/_rels/workbook.xml.rels"])
    names: dict[str, str] = {}

    def sheet(name: str, attrs: dict[str, str]) -> None:
        if name == "sheet":
            names[attrs["name"]] = targets[attrs["id"]]

    _parse(parts["xl/workbook.xml"], sheet, _nothing, _nothing)
    lengths = [
        length for name in parts if name.lower() == "xl/sharedstrings.xml" for length in _lengths(parts[name])
    ]
    percent = _percent_styles(parts.get("xl/styles.xml", b"<none/>"))
    worksheets = {name: path for name, path in names.items() if path in parts}
    found = {name: _ExcelSheet(lengths, percent).scan(parts[path]) for name, path in worksheets.items()}
    if sum(one.text for one in found.values()) > TEXT:
        raise TooLarge
    return found


def _targets(rels: bytes) -> dict[str, str]:
    """Which part each relation of the workbook leads to."""
    found: dict[str, str] = {}

    def relation(name: str, attrs: dict[str, str]) -> None:
        if name == "Relationship":
            found[attrs["Id"]] = posixpath.normpath(posixpath.join("/xl", attrs["Target"])).lstrip("/")

    _parse(rels, relation, _nothing, _nothing)
    return found


def _lengths(strings: bytes) -> list[int]:
    """How long each shared text is."""
    found: list[int] = []

    def start(name: str, _attrs: dict[str, str]) -> None:
        if name == "si":
            found.append(0)

    def text(piece: str) -> None:
        if found:
            found[-1] += len(piece)

    _parse(strings, start, _nothing, text)
    return found


def _percent_styles(styles: bytes) -> set[int]:
    """The cell styles that show a number as a percentage."""
    formats, found, within, place = set(PERCENT), set(), False, 0

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal within, place
        if name == "numFmt" and "%" in attrs.get("formatCode", ""):
            formats.add(int(attrs["numFmtId"]))
        elif name == "cellXfs":
            within = True
        elif name == "xf" and within:
            if int(attrs.get("numFmtId", "0")) in formats:
                found.add(place)
            place += 1

    def end(name: str) -> None:
        nonlocal within
        within = within and name != "cellXfs"

    _parse(styles, start, end, _nothing)
    return found


def _place(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference such as B14."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


class _ExcelSheet:
    """Walks through a worksheet of Excel."""

    def __init__(self, lengths: list[int], percent: set[int]) -> None:
        self.lengths, self.percent = lengths, percent
        self.found = Scanned()
        self.row = self.column = -1
        self.kind, self.value, self.in_value = "", "", False

    def scan(self, content: bytes) -> Scanned:
        """What was found."""
        _parse(content, self._start, self._end, self._text)
        return self.found

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        if name == "row":
            self.row, self.column = int(attrs["r"]) - 1 if "r" in attrs else self.row + 1, -1
        elif name == "c":
            self._cell(attrs)
        elif name == "f":
            self.found.odd[self.row, self.column] = "formula"
            self.found.holds(self.row, self.column)
        elif name in ("v", "t"):
            self.value, self.in_value = "", True
        elif name == "mergeCell":
            first, _colon, last = attrs["ref"].partition(":")
            self.found.merge(*_place(first), *_place(last or first))

    def _cell(self, attrs: dict[str, str]) -> None:
        self.row, self.column = _place(attrs["r"]) if "r" in attrs else (self.row, self.column + 1)
        self.kind = attrs.get("t", "n")
        if self.kind == "e":
            self.found.odd[self.row, self.column] = "error"
        elif self.kind == "n" and int(attrs.get("s", "0")) in self.percent:
            self.found.odd[self.row, self.column] = "percent"

    def _text(self, piece: str) -> None:
        if self.in_value:
            self.value += piece

    def _end(self, name: str) -> None:
        if name in ("v", "t"):
            shared = name == "v" and self.kind == "s"
            self.found.holds(
                self.row, self.column, self.lengths[int(self.value)] if shared else len(self.value)
            )
            self.in_value = False


def scan_ods(parts: dict[str, bytes]) -> dict[str, Scanned]:
    """The sheets of an OpenDocument spreadsheet by name."""
    walk = _OpenSheets()
    _parse(parts["content.xml"], walk.start, walk.end, walk.text)
    if sum(one.text for one in walk.sheets.values()) > TEXT:
        raise TooLarge
    return walk.sheets


class _OpenSheets:
    """Walks through the sheets of an OpenDocument file, in which cells and rows can be repeated."""

    def __init__(self) -> None:
        self.sheets: dict[str, Scanned] = {}
        self.now = Scanned()
        self.depth = self.row = self.column = 0
        self.rows = self.columns = 1
        self.filled, self.length = False, 0
        self.odd, self.span = "", (1, 1)

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """An element opens."""
        if name == "table":
            self.depth += 1
            if self.depth > 1:
                raise ValueError("a table within a table")
            self.now = self.sheets[attrs["name"]] = Scanned()
            self.row = 0
        elif name == "table-row":
            self.rows, self.column = int(attrs.get("number-rows-repeated", "1")), 0
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(attrs)
        elif name == "s":
            self.length += min(int(attrs.get("c", "1")), TEXT)
        if name == "p":
            self.filled, self.length = True, self.length + 1

    def _cell(self, attrs: dict[str, str]) -> None:
        self.columns = int(attrs.get("number-columns-repeated", "1"))
        kind = attrs.get("value-type", "")
        self.filled, self.length = bool(kind), 0
        self.odd = "formula" if "formula" in attrs else "percent" if kind == "percentage" else ""
        self.span = int(attrs.get("number-rows-spanned", "1")), int(attrs.get("number-columns-spanned", "1"))

    def text(self, piece: str) -> None:
        """Characters, of a cell or between cells."""
        self.length += len(piece)

    def end(self, name: str) -> None:
        """An element closes."""
        if name == "table":
            self.depth -= 1
        elif name == "table-row":
            self.row += self.rows
        elif name in ("table-cell", "covered-table-cell"):
            if self.filled or self.odd == "formula":
                self._found()
            self.column += self.columns

    def _found(self) -> None:
        times = self.rows * self.columns
        last_row, last_column = self.row + self.rows - 1, self.column + self.columns - 1
        self.now.holds(last_row, last_column, self.length * times)
        if self.odd:
            for place in range(times):
                self.now.odd[self.row + place // self.columns, self.column + place % self.columns] = self.odd
        if self.span != (1, 1):
            down, right = self.span
            self.now.merge(self.row, self.column, self.row + down - 1, self.column + right - 1)
