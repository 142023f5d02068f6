"""Rows as CSV, ODS and XLSX, in the form in which ministries and researchers read them.

A cell that a spreadsheet would run as a formula is made text, the label of example data stands in the first
row, and the same rows always give the same bytes.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal

import odswriter
import xlsxwriter

from .rendering import tidy

Value = str | int | float | Decimal | bool | None
Row = Sequence[Value]
# What a spreadsheet takes for the start of a formula, also in its full-width form.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
LONGEST = 32_767  # characters in a cell of XLSX; more would be left out without a word
OLDEST = datetime(1980, 1, 1, tzinfo=UTC)  # before it a ZIP file knows no time


def to_csv(headers: Sequence[str], rows: Iterable[Row], *, label: str = "") -> bytes:
    """UTF-8, RFC 4180, without byte order mark."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(_table(headers, rows, label))
    return out.getvalue().encode()


def to_ods(
    headers: Sequence[str], rows: Iterable[Row], *, moment: datetime, label: str = "", title: str = "cijfers"
) -> bytes:
    """An OpenDocument sheet; `moment` is the version's own time."""
    out = io.BytesIO()
    with odswriter.writer(out) as book:
        book.new_sheet(_sheet_name(title), cols=max(len(headers), 1)).writerows(_table(headers, rows, label))
    return _dated(out.getvalue(), moment)


def to_xlsx(
    headers: Sequence[str], rows: Iterable[Row], *, moment: datetime, label: str = "", title: str = "cijfers"
) -> bytes:
    """An Excel sheet with a frozen head; `moment` is the version's own time."""
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, settings) as book:
        naive = moment.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": title, "comments": label, "created": naive})
        sheet = book.add_worksheet(_sheet_name(title))
        for number, row in enumerate(_table(headers, rows, label)):
            _write(sheet, number, row)
        head = 2 if label else 1
        sheet.set_row(head - 1, None, book.add_format({"bold": True}))
        sheet.freeze_panes(head, 0)
    return _dated(out.getvalue(), moment)


def neutral(value: Value) -> Value:
    """The value as a spreadsheet may have it: text that looks like a formula starts with an apostrophe."""
    if not isinstance(value, str):
        return value
    risky = _FORMULA.match(value) is not None
    text = tidy(value)
    return f"'{text}" if risky or _FORMULA.match(text) else text


def _table(headers: Sequence[str], rows: Iterable[Row], label: str) -> list[list[Value]]:
    """The label's row (as wide as the others), the head and the rows, all neutral."""
    top: list[Row] = [[label, *[""] * (len(headers) - 1)]] if label else []
    return [[neutral(value) for value in row] for row in [*top, headers, *rows]]


def _write(sheet: xlsxwriter.worksheet.Worksheet, number: int, row: Row) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            short = value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
            sheet.write_string(number, column, short)
        elif value is not None:
            sheet.write(number, column, value)


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
