"""XLSX and ODS as rows of texts, read safely: what would fill the memory, or would be read otherwise than the
sender sees it, is found before anything is read.

Such a file is a ZIP of XML. Each part is unpacked here up to a limit and scanned for how large the sheets in
it are; only what passed is given to the reader, in a fresh archive that it cannot unpack further.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from xml.parsers.expat import ExpatError

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ..errors import BadLine, ImportRefused
from .scanning import Doctype, Scanned, TooLarge, scan_ods, scan_xlsx

UNPACKED = 64 * 1024 * 1024  # bytes
PARTS = 2_000
CHUNK = 64 * 1024
LETTERS = 26
BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, LookupError, ValueError,
    OverflowError, RuntimeError, ExpatError, Doctype, CalamineError,
)  # fmt: skip
type Value = Any  # what the reader makes of a cell: str, float, int, bool, date, time, timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that its sender can see: rows of values from A1, and what was found about its cells."""

    name: str
    rows: list[list[Value]]
    scanned: Scanned


def cell_name(row: int, column: int) -> str:
    """Row and column, both from 0, as a spreadsheet says them: B14."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def read_book(content: bytes, ending: str) -> list[Sheet]:
    """The sheets of an XLSX or ODS file; ImportRefused with a sentence when it cannot be read safely."""
    try:
        parts = _unpack(content)
        found = (scan_xlsx if ending == ".xlsx" else scan_ods)(parts)
        return list(_sheets(_packed(parts), found))
    except TooLarge:
        raise refused(
            _("het bestand is te groot om in te lezen. Verdeel de regio’s over meer bestanden.")
        ) from None
    except BROKEN as error:
        raise _broken() from error


def refused(reason: str) -> ImportRefused:
    """The refusal of a file as a whole."""
    return ImportRefused([BadLine(1, reason)])


def _broken() -> ImportRefused:
    return refused(
        _("het bestand is beschadigd, beveiligd met een wachtwoord of geen XLSX of ODS. Bewaar het opnieuw.")
    )


def _unpack(content: bytes) -> dict[str, bytes]:
    """The parts that hold cells, really unpacked: what an archive says of its own size may be a lie."""
    parts: dict[str, bytes] = {}
    left = UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > PARTS or sum(entry.file_size for entry in entries) > UNPACKED:
            raise TooLarge
        for entry in entries:
            if not entry.filename.endswith((".xml", ".rels")) or entry.filename in parts:
                continue
            with archive.open(entry) as part:
                parts[entry.filename] = _read(part, left)
            left -= len(parts[entry.filename])
    return parts


def _read(part: Any, left: int) -> bytes:
    out = bytearray()
    while piece := part.read(CHUNK):
        out += piece
        if len(out) > left:
            raise TooLarge
    return bytes(out)


def _packed(parts: dict[str, bytes]) -> io.BytesIO:
    """The same parts without compression."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if "content.xml" in parts:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, content in parts.items():
            archive.writestr(name, content)
    out.seek(0)
    return out


def _sheets(packed: io.BytesIO, found: dict[str, Scanned]) -> Iterator[Sheet]:
    """Sheets that are hidden are left alone: nobody who sent the file saw them."""
    try:
        with CalamineWorkbook.from_filelike(packed) as book:
            for about in book.sheets_metadata:
                if about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet:
                    rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
                    yield Sheet(about.name, rows, found[about.name])
    except BaseException as error:  # what the reader did not expect is no Exception when it comes from Rust
        if type(error).__name__ != "PanicException":
            raise
        raise CalamineError(str(error)) from None


def text_of(value: Value) -> str:
    """A cell as the text that somebody would have typed."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def wrong_with(value: Value, why: str) -> str:
    """What is wrong with a cell of which the text matters; "" when nothing is."""
    if isinstance(value, bool):
        return _("in deze cel staat waar of onwaar. Maak er tekst van.")
    if isinstance(value, date | time | timedelta):
        return _("in deze cel staat een datum of tijd. Maak er een tekst of een getal van.")
    return {
        "formula": _("in deze cel staat een formule. Plak er de waarde in."),
        "percent": _("in deze cel staat een percentage. Maak er een gewoon getal van."),
        "error": _("in deze cel staat een fout. Vul de waarde in."),
        "merged": _("deze cel is samengevoegd met andere. Splits hem en vul elke cel in."),
    }.get(why, "")
