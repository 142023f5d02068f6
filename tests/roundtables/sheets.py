"""Files with answers as people, sheet programs and attackers send them."""

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import odswriter
import openpyxl

HEAD = ("region_slug", "question_id", "option_slug", "value")
CONTENT = "xl/worksheets/sheet1.xml"


def xlsx(
    path: Path, rows: Iterable[Iterable[Any]], change: Callable[[Any], None] = lambda book: None
) -> Path:
    """An Excel file with these rows under the head; `change` may do more to the book."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (HEAD, *rows):
        sheet.append(list(row))
    change(book)
    book.save(path)
    return path


def ods(path: Path, rows: Iterable[Iterable[Any]]) -> Path:
    """An OpenDocument file with these rows under the head."""
    with path.open("wb") as file, odswriter.writer(file) as book:
        book.new_sheet("blad").writerows([HEAD, *rows])
    return path


def changed_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The same file with one part of it changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry.filename, change(content) if entry.filename == name else content)
    path.write_bytes(out.getvalue())
    return path
