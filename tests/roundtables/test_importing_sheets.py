"""Answers come in as XLSX and ODS too: what a sheet shows is what is read, and no file fills the memory."""

import contextlib
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from questionnaires.models import Answer
from roundtables.errors import ImportRefused
from roundtables.importing import import_answers, read_lines
from roundtables.importing.books import cell_name
from tests.roundtables.sheets import CONTENT, HEAD, changed_part, ods, xlsx
from tests.roundtables.story import Story, begin
from tests.roundtables.test_importing import rows

pytestmark = [pytest.mark.django_db, pytest.mark.once]
GOOD = (
    ("drenthe", "plan", "yes", None),
    ("drenthe", "reach", None, 12.5),
    ("twente", "remark", None, "Ja\nen nee"),
)
WRITERS = pytest.mark.parametrize("write", [xlsx, ods])


@pytest.fixture
def story() -> Story:
    return begin()


def refused(story: Story, path: Path) -> dict[tuple[int, str], str]:
    """Read a file that is refused; what is said, by line and cell. Nothing may be left behind."""
    before = rows()
    with pytest.raises(ImportRefused) as caught:
        import_answers(by=story.by, path=path, key="2030")
    assert rows() == before
    return {(bad.line, bad.cell): bad.reason for bad in caught.value.lines}


def why(story: Story, path: Path) -> str:
    """The one reason why a whole file is refused."""
    (said,) = refused(story, path).values()
    return said


def place(write: Callable[..., Path], folder: Path) -> Path:
    """Where a file of this form goes."""
    return folder / f"antwoorden.{write.__name__}"


@WRITERS
def test_answers_come_from_a_sheet(story: Story, tmp_path: Path, write: Callable[..., Path]) -> None:
    done = import_answers(by=story.by, path=write(place(write, tmp_path), GOOD), key="2030")
    assert (done.regions, done.answers) == (2, 3)
    assert Answer.objects.get(question__key="remark").text == "Ja\nen nee"
    assert str(Answer.objects.get(question__key="reach").number) == "12.5000"


def test_the_command_takes_a_sheet(story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_answers", ods(tmp_path / "a.ods", GOOD), "--round=2030")
    assert "antwoorden: 3, regio’s: 2" in capsys.readouterr().out


@WRITERS
def test_a_fault_names_its_cell(story: Story, tmp_path: Path, write: Callable[..., Path]) -> None:
    bad = [
        ("atlantis", "plan", "yes", None),
        ("drenthe", "hoop", "yes", None),
        ("drenthe", "reach", None, "veel"),
    ]
    found = refused(story, write(place(write, tmp_path), [*GOOD[:1], *bad]))
    assert list(found) == [(3, "A3"), (4, "B4"), (5, "D5")]
    assert "“veel” is geen getal" in found[5, "D5"]


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (16383, "XFD1")]
)
def test_a_cell_is_named_as_a_sheet_does(column: int, name: str) -> None:
    assert cell_name(0, column) == name


@WRITERS
@pytest.mark.parametrize(
    ("value", "said"),
    [(date(2020, 1, 2), "datum"), (True, "waar of onwaar"), (12.345, "geen getal"), (-3, "geen getal")],
)
def test_a_cell_that_is_no_number(
    story: Story, tmp_path: Path, write: Callable[..., Path], value: Any, said: str
) -> None:
    found = refused(story, write(place(write, tmp_path), [("drenthe", "reach", None, value)]))
    assert list(found) == [(2, "D2")]
    assert said in found[2, "D2"]


def test_a_whole_number_has_no_decimals_and_a_text_keeps_its_zeros(story: Story, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [("drenthe", "reach", None, 1200), ("drenthe", "remark", None, "007")])
    import_answers(by=story.by, path=path, key="2030")
    assert str(Answer.objects.get(question__key="reach").number) == "1200.0000"
    assert Answer.objects.get(question__key="remark").text == "007"


def test_a_percentage_is_not_taken_for_a_fraction(story: Story, tmp_path: Path) -> None:
    def percent(book: Any) -> None:
        book.worksheets[0]["D2"].number_format = "0.0%"

    found = refused(story, xlsx(tmp_path / "a.xlsx", [("drenthe", "reach", None, 0.5)], percent))
    assert "percentage" in found[2, "D2"]
    path = ods(tmp_path / "a.ods", [("drenthe", "reach", None, 0.5)])
    changed_part(
        path, "content.xml", lambda text: text.replace(b'value-type="float"', b'value-type="percentage"')
    )
    assert "percentage" in refused(story, path)[2, "D2"]


def test_a_formula_is_never_believed(story: Story, tmp_path: Path) -> None:
    found = refused(story, xlsx(tmp_path / "a.xlsx", [("drenthe", "reach", None, "=1+1")]))
    assert "formule" in found[2, "D2"]
    path = ods(tmp_path / "a.ods", [("drenthe", "reach", None, 2)])
    changed_part(
        path,
        "content.xml",
        lambda text: text.replace(b'office:value="2"', b'office:value="2" table:formula="of:=1+1"'),
    )
    assert "formule" in refused(story, path)[2, "D2"]


def test_an_error_of_a_sheet_is_told(story: Story, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [("drenthe", "reach", None, 7)])
    changed_part(
        path, CONTENT, lambda text: text.replace(b'<c r="D2" t="n"><v>7</v>', b'<c r="D2" t="e"><v>#N/A</v>')
    )
    assert "fout" in refused(story, path)[2, "D2"]


def test_a_merged_cell_counts_for_no_other_line(story: Story, tmp_path: Path) -> None:
    rows_ = [("drenthe", "plan", "yes", None), (None, "remark", None, "Ja")]
    path = xlsx(tmp_path / "a.xlsx", rows_, lambda book: book.worksheets[0].merge_cells("A2:A3"))
    found = refused(story, path)
    assert list(found) == [(2, "A2"), (3, "A3")]
    assert "samengevoegd" in found[3, "A3"]


def test_what_stands_beside_the_columns_does_not_matter(story: Story, tmp_path: Path) -> None:
    def beside(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet["G2"], sheet["H2"], sheet["G1"] = "=NOW()", date(2020, 1, 1), "notitie"

    path = xlsx(tmp_path / "a.xlsx", GOOD, beside)
    assert import_answers(by=story.by, path=path, key="2030").answers == 3


def test_a_second_sheet(story: Story, tmp_path: Path) -> None:
    def notes(book: Any) -> None:
        book.create_sheet("toelichting", 0).append(["Lees dit eerst"])

    path = xlsx(tmp_path / "a.xlsx", GOOD, notes)
    assert import_answers(by=story.by, path=path, key="2030").answers == 3

    def answers(book: Any) -> None:
        book.create_sheet("meer").append(list(HEAD))

    assert "“Sheet”, “meer”" in why(story, xlsx(tmp_path / "b.xlsx", GOOD, answers))


def test_a_hidden_sheet_is_left_alone(story: Story, tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        sheet = book.create_sheet("oud")
        sheet.append(list(HEAD))
        sheet.append(["drenthe", "plan", "no"])
        sheet.sheet_state = "hidden"

    path = xlsx(tmp_path / "a.xlsx", GOOD, hide)
    assert import_answers(by=story.by, path=path, key="2030").answers == 3
    assert [option.slug for option in Answer.objects.get(question__key="plan").options.all()] == ["yes"]


def test_hidden_rows_are_part_of_the_file(story: Story, tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].row_dimensions[2].hidden = True

    assert import_answers(by=story.by, path=xlsx(tmp_path / "a.xlsx", GOOD, hide), key="2030").answers == 3


def test_a_million_empty_rows_are_nothing(story: Story, tmp_path: Path) -> None:
    cells = b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    empty = b'<table:table-row table:number-rows-repeated="1048000">' + cells
    path = ods(tmp_path / "a.ods", GOOD)
    changed_part(path, "content.xml", lambda text: text.replace(b"</table:table>", empty + b"</table:table>"))
    assert import_answers(by=story.by, path=path, key="2030").answers == 3
    last = b'<row r="1048576"><c r="A1048576"/><c r="XFD1048576"/></row></sheetData>'
    path = xlsx(tmp_path / "a.xlsx", [("zeeland", "plan", "yes", None)])
    changed_part(path, CONTENT, lambda text: text.replace(b"</sheetData>", last))
    assert import_answers(by=story.by, path=path, key="2030").answers == 1


def _far(path: Path) -> Path:
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    return changed_part(xlsx(path, GOOD), CONTENT, lambda text: text.replace(b"</sheetData>", far))


def _repeated(path: Path) -> Path:
    many = b'office:value-type="string" table:number-columns-repeated="16384"'
    path = ods(path.with_suffix(".ods"), GOOD)
    return changed_part(
        path,
        "content.xml",
        lambda text: text.replace(b'office:value-type="string"', many).replace(
            b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">'
        ),
    )


def _one_long_text(path: Path) -> Path:
    return xlsx(path, [("x" * 30_000,) * 4] * 700)


def _wide_zip(path: Path) -> Path:
    xlsx(path, GOOD)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"<a>" + b" " * 70_000_000 + b"</a>")
    return path


def _many_parts(path: Path) -> Path:
    xlsx(path, GOOD)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(3_000):
            archive.writestr(f"xl/{number}.xml", b"<a/>")
    return path


def _lying_zip(path: Path) -> Path:
    """Says of a part that it is small, in both places where a ZIP says so."""
    _wide_zip(path)
    content, size = path.read_bytes(), (70_000_007).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, (100).to_bytes(4, "little")))
    return path


@pytest.mark.parametrize("make", [_far, _repeated, _one_long_text, _wide_zip, _many_parts, _lying_zip])
def test_a_small_file_that_is_huge_inside(story: Story, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path / "a.xlsx")
    assert path.stat().st_size < 1_000_000
    said = why(story, path)
    assert "te groot" in said or "beschadigd" in said


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500, b"region_slug,question_id,option_slug\n"]
)
def test_a_file_that_is_no_sheet(story: Story, tmp_path: Path, ending: str, content: bytes) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content)
    assert "beschadigd" in why(story, path)


def test_xml_with_rules_of_its_own_is_not_read(story: Story, tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'

    def laugh(text: bytes) -> bytes:
        return re.sub(rb"(<\?xml[^>]*\?>)?", lambda found: (found[0] or b"") + laughs, text, count=1)

    assert "beschadigd" in why(story, changed_part(xlsx(tmp_path / "a.xlsx", GOOD), CONTENT, laugh))
    assert "beschadigd" in why(story, changed_part(ods(tmp_path / "a.ods", GOOD), "content.xml", laugh))


@WRITERS
def test_a_broken_file_is_refused_and_never_a_crash(tmp_path: Path, write: Callable[..., Path]) -> None:
    """Bytes of the sheet itself go wrong, in a file that still unpacks."""
    chance = random.Random(2030)

    def break_it(text: bytes) -> bytes:
        broken = bytearray(text)
        for _time in range(chance.randint(1, 20)):
            broken[chance.randrange(len(broken))] = chance.choice(b'<>"=/09AZ az&;')
        return bytes(broken)

    part = CONTENT if write is xlsx else "content.xml"
    for _time in range(100):
        path = changed_part(write(place(write, tmp_path), GOOD), part, break_it)
        with contextlib.suppress(ImportRefused):
            read_lines(path)
