"""A table as a file: whoever makes it, nothing in it runs, and what comes back is what went out."""

import io
import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from regions.sheets import Row, csv_file, ods_file, xlsx_file
from regions.text import cell, returnable, returned

pytestmark = pytest.mark.once
MOMENT = datetime(2030, 3, 1, 12, 30, tzinfo=UTC)
NASTY = [
    "=1+1", "'=1+1", "''@x", "'gewoon", "-", "＝A1", "\tx", "twee\nregels", "twee  spaties", "ü 😀 \u2028",
    '"a", b; c', "<b>&amp;</b>", "_x000D_", "007", "", "'",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_what_went_out_comes_back(text: str) -> None:
    assert returned(returnable(text)) == text
    assert cell(returnable(text)) == returnable(text)


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    assert returned(returnable(text)) == text


def test_a_formula_is_text_in_every_form() -> None:
    table = [["=1+1"]]
    assert csv_file(table) == b"'=1+1\r\n"
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(table, moment=MOMENT, title="x")))
    assert book.worksheets[0]["A1"].value == "'=1+1"
    assert b"<text:p>'=1+1</text:p>" in _content(ods_file(table, columns=1, moment=MOMENT, title="x"))


def _content(sheet: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(sheet)).read("content.xml")


def test_a_sheet_program_reads_every_line_and_space() -> None:
    """ODF makes one space of many, and of a line end, unless they are written as elements."""
    content = _content(ods_file([["een\ntwee  drie"]], columns=1, moment=MOMENT, title="x"))
    assert b'<text:p>een</text:p><text:p>twee<text:s text:c="2"/>drie</text:p>' in content


def test_a_reader_of_sheets_gets_the_texts_as_they_were() -> None:
    table: list[Row] = [[text, 12.5] for text in NASTY]
    for sheet in (
        ods_file(table, columns=2, moment=MOMENT, title="x"),
        xlsx_file(table, moment=MOMENT, title="x"),
    ):
        book = CalamineWorkbook.from_filelike(io.BytesIO(sheet))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        assert [row[0] for row in rows] == [cell(text) for text in NASTY]
        assert {row[1] for row in rows} == {12.5}


def test_the_clock_leaves_no_trace() -> None:
    table: list[Row] = [["a", 1], ["b", None]]
    assert xlsx_file(table, moment=MOMENT, title="x") == xlsx_file(table, moment=MOMENT, title="x")
