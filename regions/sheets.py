"""Writes a table as CSV, ODS or XLSX: the same table always gives the same bytes.

A cell that a spreadsheet would run as a formula is made text, whoever made the table.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import odswriter
import xlsxwriter

from .text import UNSTORABLE, cell

Value = str | int | float | Decimal | bool | None
Row = Sequence[Value]
Table = Iterable[Row]
LONGEST = 32_767  # characters in a cell of XLSX; more would be left out without a word
OLDEST = datetime(1980, 1, 1, tzinfo=UTC)  # before it a ZIP file knows no time
SPACES = re.compile(r" {2,}")


def csv_file(table: Table) -> bytes:
    """UTF-8, RFC 4180, without byte order mark."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(_safe(table))
    return out.getvalue().encode()


def ods_file(table: Table, *, columns: int, moment: datetime, title: str) -> bytes:
    """An OpenDocument sheet; `moment` is the time in its archive."""
    out = io.BytesIO()
    with odswriter.writer(out) as book:
        book.new_sheet(_sheet_name(title), cols=max(columns, 1)).writerows(_safe(table))
        _keep_layout(book.dom)
    return _dated(out.getvalue(), moment)


def xlsx_file(table: Table, *, moment: datetime, title: str, label: str = "", head: int = 1) -> bytes:
    """An Excel sheet with the rows up to `head` frozen; `label` stands in its properties."""
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, settings) as book:
        naive = moment.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": title, "comments": label, "created": naive})
        sheet = book.add_worksheet(_sheet_name(title))
        for number, row in enumerate(_safe(table)):
            _write(sheet, number, row)
        sheet.set_row(head - 1, None, book.add_format({"bold": True}))
        sheet.freeze_panes(head, 0)
    return _dated(out.getvalue(), moment)


def _safe(table: Table) -> Iterable[list[Value]]:
    return ([_fit(value) if isinstance(value, str) else value for value in row] for row in table)


def _fit(text: str) -> str:
    return cell(text.translate(UNSTORABLE))


def _write(sheet: xlsxwriter.worksheet.Worksheet, number: int, row: Row) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            short = value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
            sheet.write_string(number, column, short)
        elif value is not None:
            sheet.write(number, column, value)


def _keep_layout(dom: Any) -> None:
    """Lines become paragraphs and runs of spaces their own element, as the format wants; a program that opens
    the sheet would otherwise make one space of each."""
    for paragraph in list(dom.getElementsByTagName("text:p")):
        text = "".join(node.data for node in paragraph.childNodes)
        if "\n" not in text and not SPACES.search(text) and text == text.strip():
            continue
        for line in text.split("\n"):
            paragraph.parentNode.insertBefore(_paragraph(dom, line), paragraph)
        paragraph.parentNode.removeChild(paragraph)


def _paragraph(dom: Any, line: str) -> Any:
    made = dom.createElement("text:p")
    for part in re.split(r"(^ +| +$| {2,})", line):
        if part and not part.strip(" "):
            space = dom.createElement("text:s")
            space.setAttribute("text:c", str(len(part)))
            made.appendChild(space)
        elif part:
            made.appendChild(dom.createTextNode(part))
    return made


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31] or "cijfers"


def _dated(archive: bytes, moment: datetime) -> bytes:
    """The same archive with one time in it, so that the clock leaves no trace."""
    at = max(moment.astimezone(UTC), OLDEST).timetuple()[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            fresh = zipfile.ZipInfo(entry.filename, date_time=at)
            fresh.compress_type = entry.compress_type
            fresh.create_system = 3
            target.writestr(fresh, source.read(entry))
    return out.getvalue()
