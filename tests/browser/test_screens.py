"""Every public page in a real browser: both languages, a phone and a desk, keyboard and screen reader."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

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
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
READERS = (("nl", 320), ("en", 1280))  # `python -m scripts.walk` tries all four, for every role
MISSING = "/cijfers/bestaat-niet/"


@pytest.fixture(params=READERS, ids=str)
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A reader with a language and a window; what the browser complains about fails the test."""
    language, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, locale=LANGUAGES[language])
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert not complaints


def test_every_page_is_accessible_and_fits(
    reader: Page, server: str, axe: Callable[[Page], list[str]]
) -> None:
    found = []
    for address in ADDRESSES:
        answer = reader.goto(server + address)
        assert answer is not None
        assert answer.status == 200, address
        found += [f"{address}: {line}" for line in axe(reader)]
        wide = reader.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{address}: {wide} px wider than the window"] if wide > 0 else []
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_does_not_exist_is_accessible_too(
    browser: Browser, server: str, axe: Callable[[Page], list[str]], language: str
) -> None:
    context = browser.new_context(locale=LANGUAGES[language])
    page = context.new_page()
    page.goto(server + MISSING)
    assert axe(page) == []
    assert page.locator("html").get_attribute("lang") == language
    context.close()


def test_with_the_keyboard_the_content_is_one_step_away(page: Page, server: str) -> None:
    page.goto(server + "/cijfers/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"
    assert page.locator(".utrecht-skip-link").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_with_the_keyboard_the_navigation_comes_next(page: Page, server: str) -> None:
    page.goto(server + "/")
    rooms = ["Start", "Dashboard", "Cijfers", "Regio’s", "Projectenpool", "Rapportages"]
    pages = [*rooms, "Inloggen", "English"]
    reached = []
    for _step in range(2 + len(pages)):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert reached == ["Direct naar de inhoud", "GHNT Monitor", *pages]


def test_a_screen_reader_hears_the_statement_as_one_sentence(page: Page, server: str) -> None:
    page.goto(server + "/cijfers/mda-structural/")
    said = " ".join((page.locator(".g-hero .g-stat").text_content() or "").split())
    assert said.startswith("6 van de 28 regio’s hebben MDA++")


def test_every_page_works_without_javascript(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(server + "/cijfers/")
    page.get_by_label("Zoek in de cijfers").fill("regiovisie")
    page.get_by_role("button", name="Zoek").click()
    assert "gevonden" in (page.get_by_role("status").text_content() or "")
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert "zoek=regiovisie" in page.url
    context.close()
