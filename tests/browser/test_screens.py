"""Every public page in a real browser: both languages, a phone and a desk, keyboard and screen reader."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import LANGUAGES, Axe, Window, follow, look_at

pytestmark = pytest.mark.browser
ADDRESSES = (
    "/",
    "/dashboard/",
    "/dashboard/mda-plus-plus/",
    "/cijfers/",
    "/cijfers/?zoek=regiovisie",
    "/cijfers/mda-structural/",
    "/cijfers/code-supervision/?ronde=2018",
    "/kruisen/",
    "/kruisen/?ronde=2020&a=mda-state&b=integral-state",
    "/vergelijken/",
    "/vergelijken/?vraag=mda-state",
    "/regio/",
    "/regio/drenthe/",
    "/rapportages/",
    "/rapportages/vijfde/",
    "/data/",
    "/data/reeks/",
    "/data/vijfde/1/",
    "/api/",
    "/projectenpool/",
    "/projectenpool/projecten/",
    "/projectenpool/projecten/p20-002/",
    "/projectenpool/themas/2019/",
    "/toegankelijkheid/",
)
MISSING = "/cijfers/bestaat-niet/"


def test_every_page_is_accessible_and_fits(reader: Page, server: str, axe: Axe) -> None:
    assert not look_at(reader, server, axe, *ADDRESSES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_does_not_exist_is_accessible_too(
    window: Window, server: str, axe: Axe, language: str
) -> None:
    page = window(language)
    page.goto(server + MISSING)
    assert axe(page) == []
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_with_the_keyboard_the_content_is_one_step_away(page: Page, server: str) -> None:
    page.goto(server + "/cijfers/")
    page.keyboard.press("Tab")
    skip = page.locator(".utrecht-skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_visible()
    expect(skip).to_have_attribute("href", "#inhoud")
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()


def test_with_the_keyboard_the_navigation_comes_next(page: Page, server: str) -> None:
    page.goto(server + "/")
    rooms = ["Start", "Dashboard", "Cijfers", "Regio’s", "Projectenpool", "Rapportages"]
    for expected in ("Direct naar de inhoud", "GHNT Monitor", *rooms, "Inloggen", "English"):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text(expected)


def test_a_screen_reader_hears_the_statement_as_one_sentence(page: Page, server: str) -> None:
    page.goto(server + "/cijfers/mda-structural/")
    said = " ".join((page.locator(".g-hero .g-stat").text_content() or "").split())
    assert said.startswith("6 van de 28 regio’s hebben MDA++")


def test_every_page_works_without_javascript(window: Window, server: str) -> None:
    page = window(java_script_enabled=False)
    page.goto(server + "/cijfers/")
    page.get_by_label("Zoek in de cijfers").fill("regiovisie")
    follow(page.get_by_role("button", name="Zoek"))
    expect(page.get_by_role("status")).to_contain_text("gevonden")
    follow(page.get_by_role("button", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile("zoek=regiovisie"))
