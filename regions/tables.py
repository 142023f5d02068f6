"""Reads tables and JSON of `fixtures/` strictly: a mistake in one names the file, the line and the reason.

Every room reads its fixtures through this, so that whoever edits a table gets the same sentences back.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from regions.errors import RegionError

YES_OR_NO = {"yes": True, "no": False}


class TableError(RegionError):
    """A table that cannot be taken over; says where, and why."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        place = _("%(file)s, regel %(line)d") % {"file": file, "line": line} if line else file
        super().__init__(f"{place}: {reason}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table. Its readers raise `TableError` with this line when the text does not fit."""

    file: str
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def error(self, reason: str) -> TableError:
        """The error to raise when this line cannot be used."""
        return TableError(self.file, self.line, reason)

    def wrong(self, column: str, reason: str) -> TableError:
        """The error to raise when one cell of this line cannot be used."""
        return self.error(_("kolom %(column)s: %(reason)s.") % {"column": column, "reason": reason})

    def text(self, column: str) -> str:
        """A text that may not be empty."""
        if not self[column]:
            raise self.wrong(column, _("mag niet leeg zijn"))
        return self[column]

    def integer(self, column: str) -> int:
        """A whole number of zero or more."""
        if not (self[column].isascii() and self[column].isdigit()):
            raise self.wrong(column, _("“%(text)s” is geen geheel getal") % {"text": self[column]})
        return int(self[column])

    def integer_or_none(self, column: str) -> int | None:
        """A whole number, or nothing."""
        return self.integer(column) if self[column] else None

    def decimal(self, column: str) -> Decimal | None:
        """A number with a point (`38.6`), or nothing."""
        if not self[column]:
            return None
        try:
            number = Decimal(self[column])
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise self.wrong(column, _("“%(text)s” is geen getal") % {"text": self[column]})
        return number

    def flag(self, column: str) -> bool:
        """`yes` or `no`."""
        return YES_OR_NO[self.choice(column, YES_OR_NO)]

    def choice(self, column: str, allowed: Iterable[str]) -> str:
        """One of the texts that are allowed."""
        known = list(allowed)
        if self[column] not in known:
            said = {"text": self[column], "known": ", ".join(known)}
            raise self.wrong(column, _("“%(text)s” bestaat niet; kies uit %(known)s") % said)
        return self[column]

    def day(self, column: str) -> date | None:
        """A date (`2020-11-01`), or nothing."""
        if not self[column]:
            return None
        try:
            return date.fromisoformat(self[column])
        except ValueError:
            raise self.wrong(column, _("“%(text)s” is geen datum") % {"text": self[column]}) from None

    def parts(self, column: str) -> list[str]:
        """The texts between the bars of `a|b|c`."""
        return [part.strip() for part in self[column].split("|") if part.strip()]


def read_table(path: Path, columns: Sequence[str], *, unique: Sequence[str] = ()) -> list[Row]:
    """The lines of a CSV file with exactly these columns, in any order; `unique` columns name a line."""
    file = _label(path)
    reader = csv.reader(io.StringIO(_read(path), newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(file, header, columns)
        rows = list(_rows(file, reader, header))
    except csv.Error as error:
        raise TableError(file, reader.line_num, _("geen geldige CSV: %(why)s.") % {"why": error}) from error
    _check_unique(rows, unique)
    return rows


def read_json(path: Path) -> Any:
    """The content of a JSON file; a mistake in it names the line."""
    try:
        return json.loads(_read(path))
    except json.JSONDecodeError as error:
        reason = _("geen geldige JSON: %(why)s.") % {"why": error.msg}
        raise TableError(_label(path), error.lineno, reason) from error


def line_of(path: Path, key: str) -> int | None:
    """The first line of a JSON file that names `key` as a key of its own, to point at what is wrong there."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((place for place, line in enumerate(lines, start=1) if f'"key": "{key}"' in line), None)


def _label(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _read(path: Path) -> str:
    """The text of a file in one form of Unicode, without the control characters that break page and PDF."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TableError(_label(path), None, _("het bestand is niet te lezen.")) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TableError(_label(path), line, _("het bestand is niet in UTF-8 bewaard.")) from error
    for number, line_text in enumerate(text.split("\n"), start=1):
        if any(unicodedata.category(letter) == "Cc" for letter in line_text.rstrip("\r").replace("\t", " ")):
            raise TableError(_label(path), number, _("er staat een stuurteken in de tekst."))
    return unicodedata.normalize("NFC", text)


def _check_header(file: str, header: list[str], columns: Sequence[str]) -> None:
    checks = (
        (_("kolom %(names)s ontbreekt."), [name for name in columns if name not in header]),
        (_("onbekende kolom %(names)s."), [name for name in header if name not in columns]),
        (_("kolom %(names)s staat er twee keer."), [name for name in columns if header.count(name) > 1]),
    )
    for sentence, names in checks:
        if names:
            raise TableError(file, 1, sentence % {"names": ", ".join(names)})


def _rows(file: str, reader: Any, header: list[str]) -> Iterable[Row]:
    start = reader.line_num + 1
    for cells in reader:
        if len(cells) != len(header):
            said = {"found": len(cells), "wanted": len(header)}
            raise TableError(file, start, _("%(found)d kolommen in plaats van %(wanted)d.") % said)
        yield Row(file, start, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        start = reader.line_num + 1


def _check_unique(rows: list[Row], columns: Sequence[str]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for row in rows if columns else ():
        key = tuple(row[column] for column in columns)
        if key in seen:
            said = {"key": " / ".join(key), "line": seen[key]}
            raise row.error(_("“%(key)s” staat al op regel %(line)d.") % said)
        seen[key] = row.line
