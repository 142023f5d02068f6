"""The page: the same words as the PDF, headings in order, nothing that runs, and a file that stands alone."""

import json
import re
from html.parser import HTMLParser

import pytest

from reports.document.document import Chapter, Document, Paragraph, Run, canonical, checksum
from reports.document.html import strip, to_html, to_page
from reports.errors import ChartMissing
from tests.reports.documents import CHART, CHARTS, NASTY, PARTS, all_blocks, nasty_blocks, report
from tests.reports.forms import squeezed, text_of, told

pytestmark = pytest.mark.once


class Outline(HTMLParser):
    """The headings, identifiers, links and elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def values(self, name: str) -> list[str]:
        return [value or "" for key, value in self.attributes if key == name]


def assert_says(page: str, document: Document) -> None:
    """The page says everything of the document, in its order."""
    text, at = squeezed(text_of(page)), 0
    for words in told(document):
        found = text.find(squeezed(words), at)
        assert found >= 0, words
        at = found


def test_page_and_file_say_what_the_document_says_in_its_order() -> None:
    assert_says(to_html(report()), report())
    assert_says(to_page(report(), CHARTS), report())


def test_each_chart_has_its_numbers_as_a_table_under_it() -> None:
    page = to_html(report())
    assert f'<img src="/grafieken/{CHART}.svg" alt="Staven: kennis 23 van 28."' in page
    after = page[page.index(CHART) :]
    assert re.search(r"(?s)<details.*?Kennis</th><td class=\"r-num\">23", after)


@pytest.mark.parametrize("title", ["Zesde rapportage", NASTY["html"]])
def test_headings_leave_no_gap_and_no_identifier_stands_twice(title: str) -> None:
    outline = Outline(to_page(report(all_blocks(), nasty_blocks(title[:80]), title=title), CHARTS))
    assert outline.levels[0] == 1 and outline.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))
    identifiers = outline.values("id")
    assert len(identifiers) == len(set(identifiers))
    targets = [href[1:] for href in outline.values("href") if href.startswith("#")]
    assert set(targets) <= set(identifiers) and len(targets) > 8


@pytest.mark.parametrize("kind", NASTY)
def test_whatever_people_type_is_told_and_never_run(kind: str) -> None:
    document = report(nasty_blocks(NASTY[kind]), title=NASTY[kind])
    page = to_page(document, CHARTS)
    outline = Outline(page)
    assert "script" not in outline.tags and not outline.values("onerror")
    assert not any(char in page for char in "\x00\x07\u202e\u200f")
    assert_says(page, document)


def test_nothing_needs_a_style_attribute_so_that_the_policy_can_be_strict() -> None:
    assert Outline(to_html(report())).values("style") == []


def test_a_link_to_a_script_is_only_its_text() -> None:
    run = Run("klik hier", kind="link", href="javascript:alert(1)")
    page = to_html(report(Chapter("A", "a", (Paragraph((run,)),))))
    assert "klik hier" in page and "javascript" not in page


def test_the_file_needs_nothing_else_and_names_its_checksum_label_and_language() -> None:
    page = to_page(report(), CHARTS)
    outline = Outline(page)
    assert f'<meta name="checksum" content="{checksum(report())}">' in page
    assert '<html lang="nl">' in page and "Voorbeeldgegevens" in text_of(page)
    assert outline.values("src") == [] and 'role="img" aria-label="Staven: kennis 23 van 28."' in page
    assert "default-src 'none'" in page
    assert "link" not in outline.tags and "url(/" not in page and "url(http" not in page
    assert page == to_page(report(), CHARTS)


def test_a_chart_that_nobody_drew_stops_the_file_with_its_name() -> None:
    with pytest.raises(ChartMissing):
        to_page(report(), {})


def test_the_kept_json_gives_the_same_page() -> None:
    assert to_html(json.loads(canonical(report()))) == to_html(report())


def test_an_english_report_speaks_english() -> None:
    page = to_html(report(lang="en"))
    assert 'lang="en"' in page and "Contents" in page and "Inhoud" not in page


def test_a_number_leads_to_where_it_came_from_when_the_reader_may_go_there() -> None:
    assert '<span data-ref="figure:mda@2030">elf</span>' in to_html(report())
    page = to_html(report(), number_url=lambda ref: f"/cijfers/{ref.split(':')[1]}/")
    assert '<a class="r-number" href="/cijfers/mda@2030/">elf</a>' in page


def test_a_strip_has_a_cell_per_region_until_there_are_too_many() -> None:
    parts = tuple({"n": part.n, "step": part.step} for part in PARTS)
    assert strip(parts, 28, 28, "x").count("h8.6v13") == 28
    assert strip(parts, 28, 40, "x").startswith('<svg class="r-strip" viewBox="0 0 400 14"')
    assert strip(({"n": 70, "step": 4}, {"n": 30, "step": 1}), 100, 100, "x").count("v13") == 2
