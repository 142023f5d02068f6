"""Charts are drawn without a browser: the same everywhere, and harmless whatever people typed."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.charts.cleaning import ATTRIBUTES, ELEMENTS
from reports.charts.definition import BUNDLE
from reports.charts.definitions import (
    BarRow,
    RoundStatus,
    StatusPart,
    TileState,
    TrendPoint,
    count_bars,
    status_rounds,
    tile_map,
    trend,
)
from reports.charts.page import on_page
from reports.charts.printing import standalone, to_svg

from .charts import ITEMS, SAMPLES, texts

pytestmark = pytest.mark.once
NASTY = (
    "<script>alert(1)</script>", "<a href=\"javascript:alert(1)\">klik</a>", "javascript:alert(1)",
    "JaVaScRiPt\t:x", "<b style='x'>vet</b>", "<image href='x'/>", "&lt;script&gt;", "%{x}", "$\\frac{1}{2}$",
    "]]>", "\x00\u202e\ud800", "<br>" * 20, "&#60;script&#62;", "🙂", "漢字", "",
)  # fmt: skip
DRAW_IN_ANOTHER_PROCESS = """
import hashlib, json
from tests.reports.charts import SAMPLES
from reports.charts.printing import to_svg
svgs = {name: to_svg(make()) for name, make in SAMPLES.items()}
print(json.dumps({name: hashlib.sha256(svg.encode()).hexdigest() for name, svg in svgs.items()}))
"""


def digests() -> dict[str, str]:
    return {name: hashlib.sha256(to_svg(make("nl")).encode()).hexdigest() for name, make in SAMPLES.items()}


def words(svg: str) -> list[str]:
    """The texts of a drawing, in order."""
    root = ElementTree.fromstring(svg)
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def test_two_processes_draw_the_same_bytes() -> None:
    """Whoever builds the report anew gets the published file again."""
    here = digests()
    command = [sys.executable, "-c", DRAW_IN_ANOTHER_PROCESS]
    there = subprocess.run(command, capture_output=True, text=True, check=True, cwd=BUNDLE.parents[2])
    assert json.loads(there.stdout) == here == digests()


def test_other_kinds_of_xml_change_nothing() -> None:
    """A library that writes sheets takes the empty prefix for its own; drawings stay SVG."""
    here = digests()
    try:
        ElementTree.register_namespace("", "http://voorbeeld.invalid/werkblad")
        assert digests() == here
        assert all(to_svg(make("nl")).startswith("<svg ") for make in SAMPLES.values())
    finally:
        ElementTree.register_namespace("", "http://www.w3.org/2000/svg")


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_child_draws_with_an_engine_of_its_own() -> None:
    """A worker's child draws, also when its parent drew before it was made."""
    here = digests()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, json.dumps(digests()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        there = json.loads(pipe.read())
    assert os.waitpid(child, 0)[1] == 0
    assert there == here


def test_nothing_is_made_on_import() -> None:
    """The web server imports charts and never pays for an engine."""
    code = "import reports.charts.keeping, reports.charts.printing as p; assert p._process.engine is None"
    subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        check=True, cwd=BUNDLE.parents[2], env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )  # fmt: skip


@pytest.mark.parametrize("make", SAMPLES.values(), ids=SAMPLES)
def test_the_drawing_holds_every_text_of_the_figure(make: Any) -> None:
    """Nothing that the figure says is lost on the way."""
    definition = make("nl")
    drawn = words(to_svg(definition))
    assert sorted(drawn) == sorted(text for text, _box in texts(definition.figure))


def assert_harmless(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES | {"viewBox", "role"}
    assert not re.search(r"<script|javascript:|<image|<style", svg, re.IGNORECASE)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(NASTY) | st.text(max_size=60), min_size=4, max_size=4))
@example(list(NASTY[:4]))
@example(list(NASTY[4:8]))
@example(list(NASTY[8:12]))
@example(list(NASTY[12:]))
def test_no_label_becomes_more_than_text(labels: list[str]) -> None:
    """Regions name their own answers; a name is never a script, a link or a picture."""
    one, two, three, four = labels
    definitions = [
        count_bars([BarRow(one, 3, 28, 4), BarRow(two, 1, 28)], three, previous_label=four),
        status_rounds([RoundStatus(one, (StatusPart(two, 3, 4), StatusPart(three, 4, 1)))], four),
        trend([TrendPoint(one, 3, 28, 2, note=two), TrendPoint(three, 3, 26, note=four)], one),
        tile_map([TileState(one, 0, 0, 4, two, changed="up"), TileState(three, 0, 1, 1, four)], one,
                 previous_label=two),
    ]  # fmt: skip
    for definition in definitions:
        svg = to_svg(definition)
        assert_harmless(svg)
        html = on_page(definition, svg)
        assert html.lower().count("<script") == 1, "only the data"
        assert "<image" not in html.lower()


def test_markup_in_a_label_is_drawn_as_it_was_typed() -> None:
    """Plotly reads tags in labels; here a label is what somebody typed."""
    rows = [BarRow("a < b & c > d", 3, 28), BarRow("<b>vet</b>", 3, 28), BarRow("&lt;", 3, 28)]
    assert {"a < b & c > d", "<b>vet</b>", "&lt;"} <= set(words(to_svg(count_bars(rows, "T"))))


def test_real_fonts_stand_in_a_drawing_by_itself() -> None:
    """An image in a page has no letters of the page's."""
    svg = standalone(to_svg(SAMPLES["bars"]("nl")))
    ElementTree.fromstring(svg)
    assert svg.count("@font-face") == 2


def test_the_bundle_is_the_one_that_the_manifest_names() -> None:
    """Page and print use one file, and we know where it came from."""
    manifest = json.loads((BUNDLE.parent / "MANIFEST.json").read_text(encoding="utf-8"))
    for name, entry in manifest.items():
        assert hashlib.sha256((BUNDLE.parent / name).read_bytes()).hexdigest() == entry["sha256"]
    (source,) = manifest[BUNDLE.name]["from"]
    head = BUNDLE.read_text(encoding="utf-8")[:200]
    assert f"v{source['version']}" in head
    assert source["licence"] == "MIT"
    assert (BUNDLE.parent / "LICENSE").exists()


def test_our_own_measure_is_that_of_the_font() -> None:
    """Widths come from the font files that the report is set in."""
    from fontTools.ttLib import TTFont

    from reports.charts.text import FACES, width

    font = TTFont(FACES[False])
    advance = sum(font["hmtx"][font.getBestCmap()[ord(char)]][0] for char in ITEMS[0])
    assert width(ITEMS[0], 1000) == pytest.approx(advance)


def test_typst_sets_the_drawing_in_the_reports_font(tmp_path: Path) -> None:
    """The PDF holds the labels as text, in Source Sans 3, with no font of the machine's."""
    import typst
    from pypdf import PdfReader

    (tmp_path / "chart.svg").write_text(to_svg(SAMPLES["trend"]("nl")), encoding="utf-8")
    (tmp_path / "main.typ").write_text('#image("chart.svg", width: 166mm, alt: "x")')
    fonts = [str(Path(__file__).parents[2] / "reports" / "typst" / "fonts")]
    typst.compile(str(tmp_path / "main.typ"), output=str(tmp_path / "out.pdf"), font_paths=fonts,
                  ignore_system_fonts=True)  # fmt: skip
    page = PdfReader(tmp_path / "out.pdf").pages[0]
    assert "geteld uit antwoorden" in page.extract_text()
    assert "SourceSans3" in str(page["/Resources"].get_object()) or "SourceSans3" in "".join(_fonts(page))


def _fonts(page: Any) -> list[str]:
    found: list[str] = []

    def look(node: Any, depth: int = 0) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, dict) and depth < 6:
            if "/BaseFont" in node:
                found.append(str(node["/BaseFont"]))
            for key, part in node.items():
                if key != "/Parent":
                    look(part, depth + 1)

    look(page["/Resources"])
    return found
