"""People in a real browser: invited, with an app or a passkey, by keyboard, in both languages and sizes."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page

from scripts import installation
from scripts.processes import free_port
from tests.accounts.people import code_of
from tests.browser.test_screens import LANGUAGES, READERS
from tests.installations import Installation

pytestmark = pytest.mark.browser
PASSWORD = "een-lang-wachtwoord-in-een-browser"
STRANGER = (
    "/inloggen/",
    "/wachtwoord/vergeten/",
    "/wachtwoord/verstuurd/",
    "/wachtwoord/kiezen/1-set-password/",
    "/wachtwoord/gekozen/",
    "/inloggen/afgesloten/",
    "/inloggen/afgebroken/",
    "/voorbeeld/",
    "/voorbeeld/post/",
)
MANAGER = (
    "/mijn-werk/",
    "/beheer/",
    "/beheer/mensen/",
    "/beheer/mensen/?zoek=twente",
    "/beheer/mensen/uitnodigen/",
    "/beheer/mensen/nakijken/",
    "/beheer/aanmeldingen/",
    "/account/",
    "/account/wachtwoord/eerste/",
    "/account/tweede-stap/",
    "/account/tweede-stap/app/",
    "/account/passkeys/",
    "/account/passkeys/toevoegen/",
    "/account/sessies/",
    "/uitloggen/",
)
LEADER = ("/mijn-werk/", "/mijn-regio/collegas/")


def come_in(page: Page, server: str, key: str) -> None:
    """One click on the page of the example's people."""
    page.goto(f"{server}/voorbeeld/")
    page.locator(f"button[value='{key}']").click()
    page.wait_for_url("**/mijn-werk/")


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


def faults(page: Page, axe: Callable[[Page], list[str]], address: str) -> list[str]:
    """What is wrong with the open page."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    found = [f"{address}: {line}" for line in axe(page)]
    return found + ([f"{address}: {wide} px wider than the window"] if wide > 0 else [])


@pytest.mark.parametrize(
    ("who", "addresses"), [("", STRANGER), ("programmamanager", MANAGER), ("projectleider-twente", LEADER)]
)
def test_every_page_about_people_is_accessible_and_fits(
    reader: Page, server: str, axe: Callable[[Page], list[str]], who: str, addresses: tuple[str, ...]
) -> None:
    found = []
    if who:
        come_in(reader, server, who)
    for address in addresses:
        answer = reader.goto(server + address)
        assert answer is not None
        assert answer.status == 200, address
        found += faults(reader, axe, address)
    if who == "programmamanager":
        reader.goto(f"{server}/beheer/mensen/?zoek=projectleider-twente")
        with reader.expect_navigation():
            reader.locator(".g-rows a").first.click()
        found += faults(reader, axe, "a person")
        with reader.expect_navigation():
            reader.locator("a[href^='/beheer/rollen/']").first.click()
        found += faults(reader, axe, "a role")
        with reader.expect_navigation():
            reader.locator("form button.g-btn").first.click()
        found += faults(reader, axe, "a role with mistakes")
    assert not found


def newest_letter(page: Page, server: str) -> str:
    """The text of the newest mail, as the example shows it."""
    page.goto(f"{server}/voorbeeld/post/")
    page.locator(".g-rows a").first.click()
    return page.locator(".g-letter").inner_text()


def test_from_invitation_to_work_with_a_second_step(page: Page, server: str) -> None:
    come_in(page, server, "programmamanager")
    page.goto(f"{server}/beheer/mensen/uitnodigen/")
    page.get_by_label("E-mailadres").fill("nieuw.lid@voorbeeld.invalid")
    page.get_by_label("Naam of functie").fill("programmamedewerker nieuw")
    page.get_by_label("Rol", exact=True).select_option(label="programmamedewerker")
    page.get_by_role("button", name="Verstuur de uitnodiging").click()
    assert "De uitnodiging is verstuurd." in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Uitloggen").click()
    link = re.search(r"https?://\S+/wachtwoord/kiezen/\S+", newest_letter(page, server))
    assert link
    page.goto(link[0])
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Toon wachtwoord").click()
    assert page.get_by_label("Nieuw wachtwoord").get_attribute("type") == "text"
    page.get_by_role("button", name="Bewaar het wachtwoord").click()
    page.get_by_role("main").get_by_role("link", name="Inloggen").click()
    page.get_by_label("E-mailadres").fill("nieuw.lid@voorbeeld.invalid")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_role("link", name="Stel een app in").click()
    assert page.evaluate("document.querySelector('.g-qr').naturalWidth") > 0, "the square is drawn"
    page.get_by_label("Code uit de app").fill(code_of(page.locator("dd code").inner_text()))
    page.get_by_role("button", name="Zet de app aan").click()
    assert page.locator(".g-codes li").count() == 10
    page.get_by_role("link", name="Naar mijn werk").click()
    assert page.get_by_role("heading", name="Mijn werk").is_visible()


def test_a_passkey_is_made_and_opens_the_door(page: Page, server: str) -> None:
    server = server.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = key | {"isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    come_in(page, server, "opdrachtgever")
    page.goto(f"{server}/account/passkeys/toevoegen/")
    page.get_by_label("Naam van de passkey").fill("laptop van werk")
    page.get_by_label("Ook zonder wachtwoord inloggen").check()
    page.get_by_role("button", name="Maak de passkey").click()
    page.wait_for_url("**/account/herstelcodes/")
    page.goto(f"{server}/account/passkeys/")
    assert page.get_by_role("rowheader", name="laptop van werk").is_visible()
    page.get_by_role("button", name="Uitloggen").click()
    page.goto(f"{server}/inloggen/?next=/account/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url("**/account/")
    assert "tweede stap" in page.locator("table").inner_text()
    page.goto(f"{server}/account/passkeys/")
    page.get_by_role("link", name="Verwijder laptop van werk").click()
    page.get_by_role("button", name="Verwijder de passkey").click()
    page.wait_for_url("**/account/passkeys/")
    assert "U hebt nog geen passkey." in page.get_by_role("main").inner_text()


def test_a_passkey_that_is_not_there_is_said_in_words(page: Page, server: str) -> None:
    server = server.replace("127.0.0.1", "localhost")
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    page.goto(f"{server}/inloggen/")
    refuse = "navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    page.evaluate(f"() => {{ {refuse} }}")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.get_by_text("De passkey werkte niet").wait_for()


def somebody(example: Installation, email: str) -> None:
    """An account with a password, and no role."""
    make = (
        f"from accounts.models import User; User.objects.create_user({email!r}, {PASSWORD!r}, name='collega')"
    )
    example.manage("shell", "--no-imports", "-c", make)


def test_signing_in_with_the_keyboard_alone(page: Page, server: str, example: Installation) -> None:
    somebody(example, "toetsenbord@voorbeeld.invalid")
    page.goto(f"{server}/inloggen/")
    page.get_by_label("E-mailadres").focus()
    page.keyboard.type("toetsenbord@voorbeeld.invalid")
    page.keyboard.press("Tab")
    page.keyboard.type("niet het goede wachtwoord")
    page.keyboard.press("Enter")
    summary = page.get_by_role("alert").filter(has_text="Er is 1 fout gevonden")
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in summary.inner_text()
    page.get_by_label("Wachtwoord", exact=True).focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Toon wachtwoord"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mijn-werk/")
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Uitloggen":
            break
    page.keyboard.press("Enter")
    page.get_by_text("U bent uitgelogd.").wait_for()


def attempt(address: str, email: str, password: str) -> str:
    """Sign in as a browser would; the page that comes back."""
    with requests.Session() as session:
        page = session.get(f"{address}/inloggen/", timeout=20).text
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token
        body = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
        return session.post(f"{address}/inloggen/", body, timeout=20).text


def test_a_lockout_holds_in_every_process(server: str, example: Installation, tmp_path: Path) -> None:
    email = "twee.processen@voorbeeld.invalid"
    somebody(example, email)
    port = free_port()
    other = f"http://127.0.0.1:{port}"
    with installation.web(example.env, tmp_path / "web.log", port=port, workers=1) as web:
        web.wait_until(lambda: installation.status_of(f"{other}/inloggen/") == 200, seconds=30)
        assert "Mijn werk" in attempt(other, email, PASSWORD)
        for _time in range(5):
            assert "horen niet bij elkaar" in attempt(server, email, "niet-dit-wachtwoord")
        assert "daarom kan inloggen nu even niet" in attempt(other, email, PASSWORD)
