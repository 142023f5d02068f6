"""Who quotes the published report finds the same number in every form of it: API, open data, sheets, web
page, the page of the figure, and PDF."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import Any
from urllib.request import Request, urlopen
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest

from reports.wording import number_word
from tests.reports.forms import pages_of, squeezed

pytestmark = pytest.mark.browser  # a real server; the database under it makes no difference
PARTS = ("nietGeteld", "nietVanToepassing", "nietBeantwoord", "nietGoedgekeurd")
SHEET_PARTS = ("niet_geteld", "niet_van_toepassing", "niet_beantwoord", "niet_goedgekeurd")
WORDS = {number_word(number, "nl").replace("é", "e"): number for number in range(1, 21)}
LINK = re.compile(r'<a class="r-number" href="/cijfers/([\w-]+)/\?ronde=([\w-]+)">([^<]*)</a>')
OF = re.compile(r"([\w’]+) van (?:de|deze) ([\w’]+) regio’s$", re.IGNORECASE)
FIVE = ("Geteld", "Niet geteld", "Niet van toepassing", "Niet beantwoord", "Nog niet goedgekeurd", "Noemer")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"


@dataclass(frozen=True)
class Told:
    """What a form tells of a figure: its value (None: not asked), its base and the four parts beside it."""

    value: int | None
    base: int
    parts: tuple[int, ...]
    statement: str


type Figures = dict[tuple[str, str], Told]


class Report:
    """The published report on a server."""

    def __init__(self, server: str) -> None:
        self.server = server
        about = self.json("/api/v1/rapportages/vijfde")
        (version,) = about["versies"]
        self.checksum, self.round = version["controlegetal"], about["ronde"]
        self.files = {one["naam"]: self.get(one["adres"].removeprefix(server)) for one in about["bestanden"]}
        self.api = dict(self._api())

    def get(self, path: str, **headers: str) -> bytes:
        path = "/" + path.partition("//")[2].partition("/")[2] if "//" in path else path
        with urlopen(Request(self.server + path, headers={"Accept-Language": "nl", **headers})) as said:
            return bytes(said.read())

    def json(self, path: str) -> Any:
        return json.loads(self.get(path))

    def _api(self) -> Iterator[tuple[tuple[str, str], Told]]:
        for line in self.get("/api/v1/cijfers", Accept="application/x-ndjson").splitlines():
            one = json.loads(line)
            parts = tuple(one[part] for part in PARTS)
            yield (
                (one["ronde"], one["indicator"]),
                Told(one["waarde"], one["noemer"], parts, one["uitspraak"]),
            )

    @property
    def page(self) -> str:
        return self.get("/rapportages/vijfde/").decode()


@pytest.fixture(scope="module")
def report(server: str) -> Report:
    return Report(server)


def of_sheet(rows: list[list[str]]) -> Figures:
    """The figures of a sheet: below the label of example data, where it has one."""
    head = next(number for number, row in enumerate(rows) if "ronde" in row)
    found = [dict(zip(rows[head], row, strict=False)) for row in rows[head + 1 :] if any(row)]
    return {
        (row["ronde"], row["cijfer"]): Told(
            int(row["waarde"]) if row["waarde"] else None,
            int(row["noemer"]),
            tuple(int(row[part]) for part in SHEET_PARTS),
            row["uitspraak"],
        )
        for row in found
    }


def of_csv(content: bytes) -> Figures:
    return of_sheet(list(csv.reader(io.StringIO(content.decode(), newline=""))))


def of_xlsx(content: bytes) -> Figures:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return of_sheet([["" if cell is None else str(cell) for cell in row] for row in sheet.values])


def of_ods(content: bytes) -> Figures:
    tree = ElementTree.fromstring(ZipFile(io.BytesIO(content)).read("content.xml"))
    rows = []
    for row in tree.iter(f"{OFFICE % 'table'}table-row"):
        cells: list[str] = []
        for cell in row.iter(f"{OFFICE % 'table'}table-cell"):
            times = int(cell.get(f"{OFFICE % 'table'}number-columns-repeated", 1))
            cells += ["".join(cell.itertext())] * min(times, 99)
        rows.append(cells)
    return of_sheet(rows)


def test_sheets_open_data_and_api_tell_the_same_of_every_figure(report: Report) -> None:
    asked = {place: told for place, told in report.api.items() if told.value is not None}
    for name, read in (("figures.csv", of_csv), ("figures.ods", of_ods), ("figures.xlsx", of_xlsx)):
        assert read(report.files[name]) == asked, f"{name}, which leaves out what was not asked"
    for name, read in (("cijfers.csv", of_csv), ("cijfers.ods", of_ods), ("cijfers.xlsx", of_xlsx)):
        assert read(report.get(f"/data/vijfde/1/{name}")) == report.api, name
    rounds = {place[0] for place in asked}
    assert rounds == {"2018", "2019", "2020"} and len(asked) > 150
    for told in report.api.values():
        assert (told.value or 0) + sum(told.parts) == told.base


def test_each_number_that_the_web_page_links_to_its_figure_is_that_figure(report: Report) -> None:
    links = LINK.findall(unescape(report.page))
    assert len(links) > 60
    of = 0
    for key, round_, words in links:
        told = report.api[round_, key]
        if found := OF.search(words):
            assert [number(found[1]), number(found[2])] == [told.value, told.base], (key, words)
            of += 1
        elif words.startswith("Alle"):
            assert told.value == told.base, (key, words)
        else:  # a trend, or a number alone
            assert told.value in [number(word) for word in re.findall(r"[\w’]+", words)], (key, words)
    assert of > 40


def number(word: str) -> int | None:
    """A number as the report writes it: a word up to and including twenty, digits above."""
    return int(word) if word.isdigit() else WORDS.get(word.lower().replace("é", "e"))


def test_the_pdf_says_what_the_web_page_says(report: Report) -> None:
    pdf = [squeezed(page) for page in pages_of(report.files["report.pdf"])]
    assert json.loads(report.files["manifest.json"])["document"] == report.checksum
    paragraphs = re.findall(r"<p(?: [^>]*)?>(.*?)</p>", report.page, re.DOTALL)
    numbered = [one for one in paragraphs if "r-number" in one or "r-picture__say" in one]
    assert len(numbered) > 30
    for one in numbered:
        for sentence in re.split(r"(?<=[.!?])\s", unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", one))):
            assert stands_in(pdf, squeezed(sentence)), sentence
    shown = re.findall(
        r'r-keys__n">(\d+)</span> <span class="r-keys__of">van (\d+)</span></p>\s*<p[^>]*>([^<]*)<',
        report.page,
    )
    assert len(shown) >= 6
    for value, base, words in shown:
        assert any((told.value, told.base) == (int(value), int(base)) and words.strip() in told.statement
                   for told in report.api.values()), words  # fmt: skip
        assert stands_in(pdf, squeezed(unescape(words)))


def stands_in(pages: list[str], words: str) -> bool:
    """Whether a page has these words, or ends one part of them while the next page has the rest."""
    if any(words in page for page in pages):
        return True
    cuts = [(words[:place], words[place:]) for place in range(1, len(words))]
    return any(
        begin in page and end in following for page, following in pairwise(pages) for begin, end in cuts
    )


def test_the_tables_behind_the_charts_have_the_figures_of_the_api(report: Report) -> None:
    lines = report.get("/api/v1/indicatoren", Accept="application/x-ndjson").splitlines()
    keys: dict[str, list[str]] = {}
    for one in map(json.loads, lines):
        keys.setdefault(one["titel"], []).append(one["sleutel"])
    compared = 0
    for head, rows in tables(report.page):
        if head[:2] != ["Onderdeel", "Regio’s"] or head[-1] != "Van de":
            continue
        for label, value, *before, base in rows:
            found = [report.api[report.round, key] for key in keys.get(label, ())]
            if not found:
                continue
            assert [value, base] in [[str(told.value), str(told.base)] for told in found], label
            if before:
                earlier = [report.api[head[2], key].value for key in keys[label]]
                assert before[0] in ["–" if one is None else str(one) for one in earlier], label
            compared += 1
    assert compared > 25


def tables(page: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Head and rows of each table."""
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        rows = [
            [
                unescape(re.sub(r"<[^>]+>", "", cell)).strip()
                for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
            ]
            for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
        ]
        if rows:
            yield rows[0], rows[1:]


def test_the_page_of_a_figure_splits_its_base_as_the_api_does(report: Report) -> None:
    linked = {(round_, key) for key, round_, _words in LINK.findall(report.page)}
    seen = 0
    for round_, key in sorted(linked)[::3]:
        told = report.api[round_, key]
        page = report.get(f"/cijfers/{key}/?ronde={round_}").decode()
        split = {row[0]: row[1] for _head, rows in tables(page) for row in rows if row[0] in FIVE}
        if split:
            counted, *rest, base = (int(split[name]) for name in FIVE)
            assert (counted, base, tuple(rest)) == (told.value, told.base, told.parts), key
            seen += 1
    assert seen > 15
