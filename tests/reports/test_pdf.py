"""The PDF: accessible, marked on every page, the same twice, and proof against whatever people type."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pytest
from pypdf import PdfReader

from reports.document.document import (
    ActionRow,
    ActionTable,
    Bullets,
    Chapter,
    Document,
    Heading,
    Paragraph,
    Run,
)
from reports.document.pdf import pdf_text, to_pdf
from reports.errors import ChartMissing
from tests.reports.documents import CHARTS, NASTY, nasty_blocks, note, report, said
from tests.reports.forms import pages_of, squeezed, told

pytestmark = pytest.mark.once
MOMENT = datetime(2030, 3, 1, 12, tzinfo=UTC)
Check = Callable[[bytes], bool]


def pdf_of(document: Document) -> bytes:
    """The document as PDF, at its own moment."""
    return to_pdf(document, CHARTS, moment=MOMENT)


@pytest.fixture
def accessible(tmp_path: Path) -> Check:
    """Whether a PDF passes PDF/UA-1."""

    def check(pdf: bytes) -> bool:
        file = tmp_path / "report.pdf"
        file.write_bytes(pdf)
        return bool(page.validate_pdf(str(file), profile="ua1").is_compliant)

    return check


def links(pdf: bytes) -> list[str]:
    """The addresses that the PDF's links lead to."""
    sheets: Any = PdfReader(BytesIO(pdf)).pages
    marks = [mark.get_object() for sheet in sheets for mark in sheet.get("/Annots", [])]
    return [str(mark["/A"]["/URI"]) for mark in marks if "/A" in mark and "/URI" in mark["/A"]]


def test_a_report_with_every_block_is_accessible_and_says_it_all_in_order(accessible: Check) -> None:
    pdf = pdf_of(report())
    assert accessible(pdf)
    text, at = squeezed("".join(pages_of(pdf))), 0
    for words in told(report()):
        found = text.find(squeezed(pdf_text(words)), at)
        assert found >= 0, words
        at = found
    assert "Noot bij een punt." in "".join(pages_of(pdf))


def test_every_page_says_which_version_it_is_and_that_its_data_are_an_example() -> None:
    pages = pages_of(pdf_of(report()))
    assert len(pages) >= 6
    assert all("Versie 3" in text and "Voorbeeldgegevens" in text for text in pages)
    inside = list(enumerate(pages, 1))[1:]  # the cover has no number
    assert all(f"{number} van {len(pages)}" in text for number, text in inside)


def test_a_report_on_real_answers_carries_no_label() -> None:
    assert not any("Voorbeeldgegevens" in text for text in pages_of(pdf_of(report(label=""))))


def test_an_english_report_speaks_english() -> None:
    reader = PdfReader(BytesIO(pdf_of(report(lang="en"))))
    assert str(reader.root_object["/Lang"]).startswith("en")
    text = "".join(sheet.extract_text() for sheet in reader.pages)
    assert "Contents" in text and "Figure 1" in text and " of " in text and "Inhoud" not in text


def test_bookmarks_follow_chapters_and_sections() -> None:
    def titles(items: list) -> list:
        return [titles(item) if isinstance(item, list) else item.title for item in items]

    assert titles(PdfReader(BytesIO(pdf_of(report()))).outline) == [
        "Inhoud",
        "Samenvatting",
        "4 Stoppen en duurzaam oplossen",
        ["4.1 Eén visie", ["Wat er gemeten is"]],
        "B1 Projecten per regio",
    ]


def test_the_same_version_gives_the_same_bytes() -> None:
    assert pdf_of(report()) == pdf_of(report())


@pytest.mark.parametrize("kind", NASTY)
def test_whatever_people_type_is_told_and_never_run(kind: str, accessible: Check) -> None:
    pdf = pdf_of(report(nasty_blocks(NASTY[kind]), title=NASTY[kind][:60]))
    assert accessible(pdf)
    text = squeezed("".join(pages_of(pdf)))
    assert text.count(squeezed(pdf_text(NASTY[kind]))) >= 10
    assert set(links(pdf)) == {"https://example.org/"}


def test_a_link_to_a_script_is_only_its_text() -> None:
    run = Run("klik hier", kind="link", href="javascript:alert(1)")
    pdf = pdf_of(report(Chapter("A", "a", (Paragraph((run,)),))))
    assert links(pdf) == [] and "klik hier" in "".join(pages_of(pdf))


@pytest.mark.parametrize("letters", ["a" * 100_000, "Een lange dag. " * 6_667], ids=["one word", "words"])
def test_a_hundred_thousand_characters_stay_on_the_paper(letters: str, accessible: Check) -> None:
    blocks = (
        Paragraph((Run(letters), note(letters[:9_000]))),
        Bullets((said(letters[:9_000]),)),
        ActionTable("T", ("a", "b", "c", "d"), (ActionRow("x", (letters[:9_000],), (), ()),)),
    )
    pdf = pdf_of(report(Chapter("Lang", "lang", blocks)))
    assert accessible(pdf)
    assert squeezed("".join(pages_of(pdf))).count("a") >= (letters + 3 * letters[:9_000]).count("a")


def test_a_heading_never_stands_alone_at_the_end_of_a_page() -> None:
    blocks = [
        block
        for n in range(60)
        for block in (
            Heading(2, f"Kop nummer {n}x", ""),
            Paragraph(said(f"Begin {n}y. " + "Tekst. " * (n * 7))),
        )
    ]
    pages = pages_of(pdf_of(report(Chapter("Veel", "veel", tuple(blocks)))))
    for number in range(60):
        sheet = [text for text in pages if f"Kop nummer {number}x" in text][-1]  # the contents come first
        assert f"Begin {number}y" in sheet


def test_a_chart_that_nobody_drew_stops_the_report_with_its_name() -> None:
    with pytest.raises(ChartMissing):
        to_pdf(report(), {}, moment=MOMENT)


def test_letters_that_the_fonts_lack_are_spelled_or_shown_as_unknown() -> None:
    assert pdf_text("10 → 5, ① ﬁn \U0001f600 a\u0336") == "10 › 5, 1 fin ? a"
