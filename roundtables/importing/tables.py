"""The rows of a file, whatever its form: CSV, XLSX or ODS."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from ..errors import BadLine, ImportRefused, RoundError
from .books import Sheet, cell_name, read_book, refused, text_of, wrong_with

BOOKS = (".xlsx", ".ods")
FORMS = (".csv", *BOOKS)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as texts, with the line on which it starts. `cells` names the cells of a sheet; `odd` says of the
    place of a cell what is wrong with it."""

    number: int
    texts: list[str]
    cells: tuple[str, ...] = ()
    odd: dict[int, str] = field(default_factory=dict)

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(text.strip() for text in self.texts) or bool(self.odd)

    def bad(self, reason: str, place: int | None = None) -> BadLine:
        """This row, or one cell of it, as something that is wrong."""
        return BadLine(self.number, reason, self.cells[place] if place is not None and self.cells else "")


def rows_of(path: Path, columns: tuple[str, ...]) -> Iterator[Row | BadLine]:
    """The rows of a file, from its head; ImportRefused when it is no table at all. Of a workbook it is the
    one sheet that has these columns in its head."""
    content = _content(path)
    ending = path.suffix.lower()
    if ending not in BOOKS:
        return _csv_rows(_text(content, columns))
    chosen = _chosen(read_book(content, ending), columns)
    return (row for row in _sheet_rows(chosen) if row.filled)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RoundError(_("Het bestand %s kan niet gelezen worden.") % path) from error


def _text(content: bytes, columns: tuple[str, ...]) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ImportRefused([BadLine(line, _not_utf8())]) from error
    head = text.split("\n", 1)[0]
    if "\0" in head and all(name in head.replace("\0", "") for name in columns):
        raise ImportRefused([BadLine(1, _not_utf8())])  # UTF-16 of plain letters is also UTF-8, with gaps
    return text


def _not_utf8() -> str:
    return _("het bestand is geen UTF-8. Bewaar het als “CSV UTF-8” en probeer het opnieuw.")


def _csv_rows(text: str) -> Iterator[Row | BadLine]:
    """Each row with the line it starts on; a row that is no CSV ends the file."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in head and "," not in head else ","
    )
    number = 1
    try:
        for texts in reader:
            row = Row(number, texts)
            if row.filled:
                yield row
            number = reader.line_num + 1
    except csv.Error:
        yield BadLine(number, _("deze regel is geen CSV; verder is niet gelezen."))


def _chosen(sheets: list[Sheet], columns: tuple[str, ...]) -> Sheet:
    """The sheet with answers."""
    if not sheets:
        raise refused(
            _("alle bladen van het bestand zijn verborgen. Maak het blad met antwoorden zichtbaar.")
        )
    fitting = [sheet for sheet in sheets if _has_head(sheet, columns)]
    if len(fitting) > 1:
        names = ", ".join(f"“{sheet.name}”" for sheet in fitting)
        raise refused(_("meer bladen hebben antwoorden: %s. Zet alle antwoorden op één blad.") % names)
    return (fitting or sheets)[0]


def _has_head(sheet: Sheet, columns: tuple[str, ...]) -> bool:
    first = next((row for row in _sheet_rows(sheet) if row.filled), None)
    return first is not None and set(columns) <= {text.strip() for text in first.texts}


def _sheet_rows(sheet: Sheet) -> Iterator[Row]:
    """The rows of a sheet, without the empty cells that a spreadsheet adds at their end."""
    for number, values in enumerate(sheet.rows):
        odd = {}
        for place, value in enumerate(values):
            reason = wrong_with(value, sheet.scanned.why(number, place))
            if reason:
                odd[place] = reason
        cells = tuple(cell_name(number, place) for place in range(len(values)))
        yield Row(number + 1, [text_of(value) for value in values], cells, odd)
