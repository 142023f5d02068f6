"""Sheets: what a ministry opens holds the numbers, runs nothing and is the same each time."""

import csv
import io
import time
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from reports.document.sheets import LONGEST, neutral, to_csv, to_ods, to_xlsx

pytestmark = pytest.mark.once
MOMENT = datetime(2030, 3, 1, 12, 30, tzinfo=UTC)
HEADERS = ("ronde", "cijfer", "waarde")
ROWS: list[list[Any]] = [
    ["2030", 'mda, "plus"', 6],
    ["2030", '=HYPERLINK("x")', -2],
    ["2029", "nul\x00 é", None],
]
TELLING = [["2030", 'mda, "plus"', "6"], ["2030", '\'=HYPERLINK("x")', "-2"], ["2029", "nul é", ""]]


def ods_rows(sheet: bytes) -> list[list[str]]:
    """The texts of an ODS sheet."""
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    content = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(sheet)).read("content.xml"))
    return [
        ["".join(cell.itertext()) for cell in row.iter(f"{table}table-cell")]
        for row in content.iter(f"{table}table-row")
    ]


def xlsx_rows(sheet: bytes) -> list[list[Any]]:
    """The values of an XLSX sheet."""
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def test_a_researcher_reads_the_same_rows_in_every_form() -> None:
    text = to_csv(HEADERS, ROWS).decode()
    assert not text.startswith("\ufeff") and text.count("\r\n") == 4
    assert list(csv.reader(io.StringIO(text, newline=""))) == [list(HEADERS), *TELLING]
    assert ods_rows(to_ods(HEADERS, ROWS, moment=MOMENT)) == [list(HEADERS), *TELLING]
    assert xlsx_rows(to_xlsx(HEADERS, ROWS, moment=MOMENT)) == [
        list(HEADERS),
        ["2030", 'mda, "plus"', 6],
        ["2030", '\'=HYPERLINK("x")', -2],
        ["2029", "nul é", None],
    ]


def test_example_data_say_so_in_the_first_row() -> None:
    label = "Voorbeeldgegevens"
    assert to_csv(HEADERS, ROWS, label=label).decode().startswith("Voorbeeldgegevens,,\r\nronde,")
    assert ods_rows(to_ods(HEADERS, ROWS, moment=MOMENT, label=label))[0][0] == label
    sheet = to_xlsx(HEADERS, ROWS, moment=MOMENT, label=label)
    assert xlsx_rows(sheet)[0][0] == label
    assert openpyxl.load_workbook(io.BytesIO(sheet)).properties.description == label


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\x00=", "＝", "\u202e="])
def test_text_that_a_spreadsheet_would_run_is_made_text(start: str) -> None:
    assert str(neutral(f"{start}cmd|' /C calc'!A0")).startswith("'")


def test_numbers_and_ordinary_words_stay_as_they_are() -> None:
    assert [neutral(value) for value in (-3, Decimal("-1.5"), None, True, "a=b", "– geen")] == [
        -3,
        Decimal("-1.5"),
        None,
        True,
        "a=b",
        "– geen",
    ]


def test_no_formula_reaches_a_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(HEADERS, ROWS, moment=MOMENT)))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}


def test_a_text_that_is_too_long_for_a_cell_is_cut_visibly() -> None:
    (_head, row) = xlsx_rows(to_xlsx(["tekst"], [["x" * 100_000]], moment=MOMENT))
    assert len(row[0]) == LONGEST and row[0].endswith("…")


def test_the_clock_and_the_time_zone_leave_no_trace() -> None:
    elsewhere = MOMENT.astimezone(timezone(timedelta(hours=5)))
    first = [make(HEADERS, ROWS, moment=MOMENT) for make in (to_ods, to_xlsx)]
    time.sleep(1.1)
    assert [make(HEADERS, ROWS, moment=elsewhere) for make in (to_ods, to_xlsx)] == first
    for archive in first:
        entries = zipfile.ZipFile(io.BytesIO(archive)).infolist()
        assert {entry.date_time for entry in entries} == {(2030, 3, 1, 12, 30, 0)}
    assert zipfile.ZipFile(io.BytesIO(first[0])).infolist()[0].filename == "mimetype"
