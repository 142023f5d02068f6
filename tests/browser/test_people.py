"""People in a real browser: invited, with an app or a passkey, by keyboard, in both languages and sizes."""

import re

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.accounts.people import code_of
from tests.browsing import TOKEN, Axe, faults, follow, look_at, sign_in, until
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


@pytest.mark.parametrize(
    ("who", "addresses"), [("", STRANGER), ("programmamanager", MANAGER), ("projectleider-twente", LEADER)]
)
def test_every_page_about_people_is_accessible_and_fits(
    reader: Page, server: str, axe: Axe, who: str, addresses: tuple[str, ...]
) -> None:
    if who:
        sign_in(reader, server, who)
    assert not look_at(reader, server, axe, *addresses)


def test_a_person_and_a_role_are_accessible_and_fit(reader: Page, server: str, axe: Axe) -> None:
    sign_in(reader, server, "programmamanager")
    reader.goto(f"{server}/beheer/mensen/?zoek=projectleider-twente")
    follow(reader.locator(".g-rows a").first)
    found = faults(reader, axe, "a person")
    follow(reader.locator("a[href^='/beheer/rollen/']").first)
    found += faults(reader, axe, "a role")
    follow(reader.locator("form button.g-btn").first)
    found += faults(reader, axe, "a role with mistakes")
    assert not found


def newest_letter(page: Page, server: str) -> str:
    """The text of the newest mail, as the example shows it."""
    page.goto(f"{server}/voorbeeld/post/")
    follow(page.locator(".g-rows a").first)
    return page.locator(".g-letter").inner_text()


def test_from_invitation_to_work_with_a_second_step(page: Page, server: str) -> None:
    page.goto(f"{server}/voorbeeld/")
    follow(page.locator("button[value='programmamanager']"))
    expect(page.get_by_role("heading", name="Mijn werk")).to_be_visible()
    page.goto(f"{server}/beheer/mensen/uitnodigen/")
    page.get_by_label("E-mailadres").fill("nieuw.lid@voorbeeld.invalid")
    page.get_by_label("Naam of functie").fill("programmamedewerker nieuw")
    page.get_by_label("Rol", exact=True).select_option(label="programmamedewerker")
    follow(page.get_by_role("button", name="Verstuur de uitnodiging"))
    expect(page.get_by_role("status")).to_contain_text("De uitnodiging is verstuurd.")
    follow(page.get_by_role("button", name="Uitloggen"))
    link = re.search(r"https?://\S+/wachtwoord/kiezen/\S+", newest_letter(page, server))
    assert link
    page.goto(link[0])
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Toon wachtwoord").click()
    expect(page.get_by_label("Nieuw wachtwoord")).to_have_attribute("type", "text")
    follow(page.get_by_role("button", name="Bewaar het wachtwoord"))
    follow(page.get_by_role("main").get_by_role("link", name="Inloggen"))
    page.get_by_label("E-mailadres").fill("nieuw.lid@voorbeeld.invalid")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Inloggen", exact=True))
    follow(page.get_by_role("link", name="Stel een app in"))
    until(page, "document.querySelector('.g-qr').naturalWidth > 0")  # the square is drawn
    page.get_by_label("Code uit de app").fill(code_of(page.locator("dd code").inner_text()))
    follow(page.get_by_role("button", name="Zet de app aan"))
    expect(page.locator(".g-codes li")).to_have_count(10)
    follow(page.get_by_role("link", name="Naar mijn werk"))
    expect(page.get_by_role("heading", name="Mijn werk")).to_be_visible()


def test_a_passkey_is_made_and_opens_the_door(page: Page, server: str) -> None:
    server = server.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = key | {"isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, server, "opdrachtgever")
    page.goto(f"{server}/account/passkeys/toevoegen/")
    page.get_by_label("Naam van de passkey").fill("laptop van werk")
    page.get_by_label("Ook zonder wachtwoord inloggen").check()
    follow(page.get_by_role("button", name="Maak de passkey"))
    expect(page).to_have_url(re.compile("/account/herstelcodes/$"))
    page.goto(f"{server}/account/passkeys/")
    expect(page.get_by_role("rowheader", name="laptop van werk")).to_be_visible()
    follow(page.get_by_role("button", name="Uitloggen"))
    page.goto(f"{server}/inloggen/?next=/account/")
    follow(page.get_by_role("button", name="Inloggen met een passkey"))
    expect(page).to_have_url(re.compile("/account/$"))
    expect(page.locator("table")).to_contain_text("tweede stap")
    page.goto(f"{server}/account/passkeys/")
    follow(page.get_by_role("link", name="Verwijder laptop van werk"))
    follow(page.get_by_role("button", name="Verwijder de passkey"))
    expect(page).to_have_url(re.compile("/account/passkeys/$"))
    expect(page.get_by_role("main")).to_contain_text("U hebt nog geen passkey.")


def test_a_passkey_that_is_not_there_is_said_in_words(page: Page, server: str) -> None:
    server = server.replace("127.0.0.1", "localhost")
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    page.goto(f"{server}/inloggen/")
    refuse = "navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    page.evaluate(f"() => {{ {refuse} }}")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_text("De passkey werkte niet")).to_be_visible()


def somebody(example: Installation, email: str) -> None:
    """An account with a password, and no role."""
    make = (
        f"from accounts.models import User; User.objects.create_user({email!r}, {PASSWORD!r}, name='collega')"
    )
    example.shell(make)


def test_signing_in_with_the_keyboard_alone(page: Page, server: str, example: Installation) -> None:
    somebody(example, "toetsenbord@voorbeeld.invalid")
    page.goto(f"{server}/inloggen/")
    page.get_by_label("E-mailadres").focus()
    page.keyboard.type("toetsenbord@voorbeeld.invalid")
    page.keyboard.press("Tab")
    page.keyboard.type("niet het goede wachtwoord")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    summary = page.get_by_role("alert").filter(has_text="Er is 1 fout gevonden")
    expect(summary).to_contain_text("Dit e-mailadres en wachtwoord horen niet bij elkaar.")
    page.get_by_label("Wachtwoord", exact=True).focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Toon wachtwoord")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/mijn-werk/$"))
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Uitloggen":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("U bent uitgelogd.")).to_be_visible()


def attempt(address: str, email: str, password: str) -> str:
    """Sign in as a browser would; the page that comes back."""
    with requests.Session() as session:
        token = TOKEN.search(session.get(f"{address}/inloggen/", timeout=60).text)
        assert token
        body = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
        return session.post(f"{address}/inloggen/", body, timeout=60).text


def test_a_lockout_holds_in_every_process(server: str, example: Installation) -> None:
    email = "twee.processen@voorbeeld.invalid"
    somebody(example, email)
    with example.web() as other:
        assert "Mijn werk" in attempt(other, email, PASSWORD)
        for _time in range(5):
            assert "horen niet bij elkaar" in attempt(server, email, "niet-dit-wachtwoord")
        assert "daarom kan inloggen nu even niet" in attempt(other, email, PASSWORD)
