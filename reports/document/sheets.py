"""Rows as CSV, ODS and XLSX, in the form in which ministries and researchers read them.

A cell that a spreadsheet would run as a formula is made text, the label of example data stands in the first
row, and the same rows always give the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from regions.sheets import LONGEST, Row, Value, csv_file, ods_file, xlsx_file
from regions.text import FORMULA

from .rendering import tidy

__all__ = ["LONGEST", "Row", "Value", "neutral", "to_csv", "to_ods", "to_xlsx"]


def to_csv(headers: Sequence[str], rows: Iterable[Row], *, label: str = "") -> bytes:
    """UTF-8, RFC 4180, without byte order mark."""
    return csv_file(_table(headers, rows, label))


def to_ods(
    headers: Sequence[str], rows: Iterable[Row], *, moment: datetime, label: str = "", title: str = "cijfers"
) -> bytes:
    """An OpenDocument sheet; `moment` is the version's own time."""
    return ods_file(_table(headers, rows, label), columns=len(headers), moment=moment, title=title)


def to_xlsx(
    headers: Sequence[str], rows: Iterable[Row], *, moment: datetime, label: str = "", title: str = "cijfers"
) -> bytes:
    """An Excel sheet with a frozen head; `moment` is the version's own time."""
    head = 2 if label else 1
    return xlsx_file(_table(headers, rows, label), moment=moment, title=title, label=label, head=head)


def neutral(value: Value) -> Value:
    """The value as a spreadsheet may have it: text that looks like a formula starts with an apostrophe."""
    if not isinstance(value, str):
        return value
    risky = FORMULA.match(value) is not None
    text = tidy(value)
    return f"'{text}" if risky or FORMULA.match(text) else text


def _table(headers: Sequence[str], rows: Iterable[Row], label: str) -> list[list[Value]]:
    """The label's row (as wide as the others), the head and the rows, all neutral."""
    top: list[Row] = [[label, *[""] * (len(headers) - 1)]] if label else []
    return [[neutral(value) for value in row] for row in [*top, headers, *rows]]
