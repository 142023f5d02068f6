"""Charts on a page, in a real browser with the product's own strict policy."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from reports.charts.page import head, on_page
from reports.charts.printing import to_svg
from tests.browsing import Axe, until

from .charts import SAMPLES, texts

pytestmark = pytest.mark.browser
STATIC = Path(__file__).parents[2] / "static"
ADDRESS = "http://127.0.0.1/"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'"
TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
STYLES = "".join(
    f'<link rel="stylesheet" href="/static/css/{name}.css">' for name in ("nlds", "tokens", "screens")
)
# what the script does last with a chart: the drawing gets its size, and the one before it goes
DRAWN = """[...document.querySelectorAll('figure[data-chart] .g-chart__plot:only-of-type')]
  .filter(plot => plot.matches('{}') && plot.querySelector('.main-svg[viewBox]')).length === {}"""
LETTERS = "document.fonts.status === 'loaded' && document.fonts.check('14px \"Source Sans 3\"')"


def page_of(scripts: bool) -> str:
    """A page with every chart."""
    definitions = [make("nl") for make in SAMPLES.values()]
    charts = "".join(on_page(one, to_svg(one), level=2, note="Bron") for one in definitions)
    loaded = head() if scripts else ""
    return (
        '<!doctype html><html lang="nl" class="utrecht-root ghnt-theme"><head><title>Grafieken</title>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<link rel="icon" href="data:,">{STYLES}{loaded}</head>'
        f'<body class="utrecht-body"><main class="l-wrap"><h1>Grafieken</h1>{charts}</main></body></html>'
    )


def serve(page: Page, html: str) -> None:
    """Answers from here, without a server."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).split("?")[0]
        if not path:
            policy = {"Content-Security-Policy": POLICY}
            return route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=policy)
        file = STATIC / path.removeprefix("static/")
        return route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])

    page.route("**/*", answer)


@pytest.fixture
def charts(page: Page) -> Page:
    """The page with its charts drawn; a complaint of the browser, of a blocked style too, fails."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    serve(page, page_of(scripts=True))
    page.goto(ADDRESS)
    until(page, DRAWN.format(":not(.is-narrow, .is-long)", len(SAMPLES)))
    until(page, LETTERS)
    assert not said
    return page


def narrowed(charts: Page) -> None:
    """The page on a telephone, with its charts drawn anew."""
    charts.set_viewport_size({"width": 320, "height": 800})
    until(charts, DRAWN.format(".is-narrow, .is-long", len(SAMPLES)))


def drawn(page: Page) -> list[list[str]]:
    """The texts of each chart, as the browser shows them."""
    found: list[list[str]] = page.evaluate(
        "[...document.querySelectorAll('figure[data-chart]')]"
        ".map(f => [...f.querySelectorAll('svg text')].map(t => t.textContent))"
    )
    return found


def test_the_page_draws_what_the_report_prints(charts: Page) -> None:
    """Plotly in the browser and in print: one definition, the same texts."""
    assert [sorted(one) for one in drawn(charts)] == [
        sorted(text for text, _box in texts(make("nl").figure)) for make in SAMPLES.values()
    ]


def test_a_telephone_gets_the_narrow_layout(charts: Page) -> None:
    """At 320 pixels the page does not scroll sideways, and turning the telephone draws anew."""
    narrowed(charts)
    narrow = [sorted(text for text, _box in texts(make("nl").narrow or {})) for make in SAMPLES.values()]
    assert [sorted(one) for one in drawn(charts)] == narrow
    assert charts.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("telephone", [True, False])
def test_charts_are_accessible(charts: Page, axe: Axe, telephone: bool) -> None:
    """No violation of WCAG 2.2 AA, drawn by the page, with the tables open."""
    if telephone:
        narrowed(charts)
    charts.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert axe(charts) == []


def test_without_scripts_the_servers_drawing_stands(page: Page, axe: Axe) -> None:
    """The same texts, in the page's letters, and nothing that the policy blocks."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    serve(page, page_of(scripts=False))
    page.goto(ADDRESS)
    until(page, LETTERS)
    assert [sorted(one) for one in drawn(page)] == [
        sorted(text for text, _box in texts(make("nl").figure)) for make in SAMPLES.values()
    ]
    assert page.evaluate("getComputedStyle(document.querySelector('svg text')).fontFamily").startswith(
        '"Source'
    )
    assert axe(page) == []
    assert not said


def test_the_keyboard_reaches_the_chart_that_scrolls_and_every_table(charts: Page) -> None:
    """On a wide window nothing scrolls, so nothing but the tables stops the keyboard."""
    stops = []
    for _press in range(4):
        charts.keyboard.press("Tab")
        stops.append(charts.evaluate("document.activeElement.tagName"))
    assert stops == ["SUMMARY"] * 4


def test_texts_take_the_room_that_was_measured(charts: Page) -> None:
    """Our measure and the browser's agree within a hundredth, so nothing that is free here overlaps there."""
    measured = dict(item for make in SAMPLES.values() for item in texts(make("nl").figure))
    shown: list[list[Any]] = charts.evaluate(
        "[...document.querySelectorAll('svg text')].map(t => [t.textContent, t.getComputedTextLength()])"
    )
    assert shown
    for text, wide in shown:
        assert wide <= measured[text][2] * 1.12 + 1, text


def test_the_style_sheet_is_the_bundles_own(page: Page) -> None:
    """Plotly would insert these rules itself, which a strict policy forbids. After a new bundle: write them
    anew from what this test reads."""
    serve(page, "")
    page.route(ADDRESS, lambda route: route.fulfill(body="<!doctype html><body>", content_type="text/html"))
    page.goto(ADDRESS)
    page.add_script_tag(path=STATIC / "charts" / "plotly-basic.min.js")
    rules = page.evaluate(
        "[...document.querySelectorAll('style')]"
        ".map(style => [...style.sheet.cssRules].map(rule => rule.cssText).join('\\n'))"
    )
    assert "\n".join(rules) + "\n" == (STATIC / "charts" / "plotly-global.css").read_text(encoding="utf-8")
