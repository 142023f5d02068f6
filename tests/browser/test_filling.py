"""A project leader at eleven at night: lines drop, servers stop, sessions end and colleagues type too.

Each test has a region of the example's open round to itself, so that none reads what another left.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from scripts import installation
from scripts.processes import Process, free_port
from tests.installations import Installation

pytestmark = pytest.mark.browser
ROUND = "2021-voorjaar"
type Enter = Callable[..., Page]


def sign_in(context: BrowserContext, server: str, person: str) -> Page:
    """One click of the example's."""
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{server}/voorbeeld/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    sent: dict[str, str | float | bool] = {"persoon": person, "csrfmiddlewaretoken": token}
    done = page.request.post(
        f"{server}/voorbeeld/inloggen/", form=sent, headers={"Referer": f"{server}/voorbeeld/"}
    )
    assert done.ok
    return page


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def other(browser: Browser) -> Iterator[BrowserContext]:
    """A colleague's browser."""
    made = browser.new_context(locale="nl-NL", viewport={"width": 320, "height": 700})
    yield made
    made.close()


def section(server: str, region: str, block: str = "meldcode") -> str:
    return f"{server}/ronde/{ROUND}/{region}/{block}/"


def status(page: Page, key: str) -> str:
    return page.locator(f"#status-{key}").inner_text()


def wait_saved(page: Page, key: str) -> None:
    page.locator(f"#status-{key}", has_text="Opgeslagen").wait_for()


def waiting(page: Page) -> int:
    """How many answers this browser still keeps."""
    found: int = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ghnt:')).length")
    return found


def test_an_answer_saves_by_itself_and_shows_what_follows_from_it(
    context: BrowserContext, server: str
) -> None:
    page = sign_in(context, server, "projectleider-gooi-en-vechtstreek")
    page.goto(section(server, "gooi-en-vechtstreek"))
    assert not page.locator("#vraag-code-instrument").is_visible()
    page.get_by_role("group", name="Stuurt de regio op").get_by_label("Ja").check()
    assert page.locator("#vraag-code-instrument").is_visible()
    wait_saved(page, "code-steering")
    page.locator("#code-instrument-procurement-condition").check()
    wait_saved(page, "code-instrument")
    assert page.locator("#vraag-code-supervision").is_visible()
    page.locator("#code-steering-no").check()
    assert not page.locator("#vraag-code-instrument").is_visible()
    note = page.locator("#vervalt-code-instrument")
    assert "Uw antwoord blijft bewaard tot u indient: Met een voorwaarde" in note.inner_text()
    page.locator("#code-steering-yes").check()
    assert page.locator("#code-instrument-procurement-condition").is_checked()
    assert page.locator("#vervalt-code-instrument").count() == 0


def test_none_does_not_go_together_with_another_answer(context: BrowserContext, server: str) -> None:
    page = sign_in(context, server, "projectleider-gooi-en-vechtstreek")
    page.goto(section(server, "gooi-en-vechtstreek"))
    page.locator("#code-effect-more-reports").check()
    page.locator("#code-effect-none").check()
    assert not page.locator("#code-effect-more-reports").is_checked()
    wait_saved(page, "code-effect")


def test_two_colleagues_choose_and_see_each_other(
    context: BrowserContext, other: BrowserContext, server: str
) -> None:
    place = section(server, "west-brabant", "mda-plus-plus")
    leader = sign_in(context, server, "projectleider-west-brabant")
    colleague = sign_in(other, server, "medewerker-west-brabant")
    leader.goto(place)
    colleague.goto(place)
    leader.locator("#aanwezig").get_by_text("Ook op deze pagina").wait_for()
    leader.locator("#mda-state-pilot").check()
    wait_saved(leader, "mda-state")
    colleague.locator("#mda-state-structural").check()
    clash = colleague.locator("#status-mda-state .g-clash")
    clash.wait_for()
    assert "pilot" in clash.inner_text().lower()
    clash.get_by_role("button", name="Het andere antwoord laten staan").click()
    colleague.locator("#mda-state-pilot:checked").wait_for()
    colleague.locator("#mda-state-none").check()
    wait_saved(colleague, "mda-state")
    leader.locator("#mda-state-developing").check()
    leader.get_by_role("button", name="Mijn antwoord bewaren").click()
    wait_saved(leader, "mda-state")
    colleague.close()
    leader.locator("#aanwezig", has_not_text="Ook").wait_for(timeout=30_000, state="attached")


def test_a_line_that_drops_loses_nothing(context: BrowserContext, server: str) -> None:
    page = sign_in(context, server, "projectleider-groningen")
    page.goto(section(server, "groningen", "ouderenmishandeling"))
    context.set_offline(True)
    page.locator("#group-elder-abuse-veld").fill("Een netwerk met de banken.")
    page.get_by_role("button", name="Niet opgeslagen, opnieuw proberen").wait_for()
    assert "staat veilig in deze browser" in page.locator("#lijn").inner_text()
    assert waiting(page) == 1
    context.set_offline(False)
    wait_saved(page, "group-elder-abuse")
    assert waiting(page) == 0


def test_a_server_that_stops_while_three_answers_are_typed_gets_them_all_once_and_in_order(
    context: BrowserContext, example: Installation, server: str
) -> None:
    """The tab is closed meanwhile and opened again when the server is back."""
    place = f"/ronde/{ROUND}/west-brabant/visie-gefaseerde-ketenzorg/"
    port = free_port()
    here = f"http://127.0.0.1:{port}"

    def start() -> Process:
        web = installation.web(example.env, example.folder / "stopping.log", port=port, workers=1)
        return web.wait_until(lambda: installation.status_of(here + "/toegankelijkheid/") == 200, seconds=60)

    with start():
        page = sign_in(context, here, "projectleider-west-brabant")
        page.goto(here + place)
        page.locator("#vraag-vision-trained").wait_for()
    fields = page.locator("[data-question]:not([hidden]) textarea[name$='.comment']")
    page.locator("[data-question]:not([hidden]) .g-q__beside > summary").nth(0).click()
    page.locator("[data-question]:not([hidden]) .g-q__beside > summary").nth(1).click()
    page.locator("[data-question]:not([hidden]) .g-q__beside > summary").nth(2).click()
    keys = [str(fields.nth(place).get_attribute("name")).removesuffix(".comment") for place in range(3)]
    for number in (2, 0, 1):
        fields.nth(number).fill(f"Getypt terwijl de server stil was, nummer {number}.")
        page.wait_for_timeout(900)
    assert waiting(page) == 3
    page.close()
    with start():
        page = context.new_page()
        page.goto(here + place)
        for key in keys:
            wait_saved(page, key)
        assert waiting(page) == 0
        page.goto(here + place)
        for number, key in enumerate(keys):
            kept = page.locator(f"[name='{key}.comment']").input_value()
            assert kept == f"Getypt terwijl de server stil was, nummer {number}."
    program = (
        "from questionnaires.models import AnswerRevision as R;"
        "print([(r.answer.question.key, r.number) for r in R.objects.filter("
        "answer__sheet__response__region__slug='west-brabant',"
        "new__comment__startswith='Getypt').order_by('at')])"
    )
    told = example.manage("shell", "--no-imports", "-c", program).strip().splitlines()[-1]
    assert told == str([(keys[2], 1), (keys[0], 1), (keys[1], 1)])


def test_an_expired_session_loses_nothing(context: BrowserContext, server: str) -> None:
    place = section(server, "groningen", "seksueel-geweld")
    page = sign_in(context, server, "projectleider-groningen")
    page.goto(place)
    context.clear_cookies()
    page.locator("#group-sexual-violence-veld").fill("Het centrum is dag en nacht bereikbaar.")
    link = page.locator("#lijn").get_by_role("link", name="Log in en ga hier verder")
    link.wait_for()
    assert "U bent uitgelogd" in page.locator("#lijn").inner_text()
    sign_in(context, server, "projectleider-groningen").close()
    link.click()
    wait_saved(page, "group-sexual-violence")
    assert (
        page.locator("#group-sexual-violence-veld").input_value() == "Het centrum is dag en nacht bereikbaar."
    )


def test_another_person_at_the_same_computer_sends_nothing_of_the_first(
    context: BrowserContext, server: str
) -> None:
    place = section(server, "alkmaar-west-friesland", "mda-plus-plus")
    page = sign_in(context, server, "projectleider-alkmaar-west-friesland")
    page.goto(place)
    context.set_offline(True)
    page.locator("#mda-state-pilot").check()
    page.get_by_role("button", name="Niet opgeslagen, opnieuw proberen").wait_for()
    page.close()
    context.set_offline(False)
    context.clear_cookies()
    colleague = sign_in(context, server, "medewerker-alkmaar-west-friesland")
    colleague.goto(place)
    colleague.wait_for_timeout(1_500)
    assert not colleague.locator("#mda-state-pilot").is_checked()
    assert waiting(colleague) == 1  # it waits for whoever typed it


def test_last_times_answer_is_taken_over_with_one_button(context: BrowserContext, server: str) -> None:
    page = sign_in(context, server, "projectleider-alkmaar-west-friesland")
    page.goto(section(server, "alkmaar-west-friesland", "integrale-sturing"))
    question = page.locator("#vraag-integral-state")
    question.get_by_role("button", name="Ongewijzigd overnemen").click()
    question.get_by_text("Ongewijzigd bevestigd").wait_for()
    assert question.locator("input[type=radio]:checked").count() >= 1


def test_with_the_keyboard_alone_an_answer_is_given_and_read_back(
    context: BrowserContext, server: str
) -> None:
    page = sign_in(context, server, "projectleider-alkmaar-west-friesland")
    page.goto(section(server, "alkmaar-west-friesland", "regiovisie"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the content
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name === 'rv-state'"):
            break
    page.keyboard.press("Space")
    wait_saved(page, "rv-state")
    page.keyboard.press("ArrowDown")
    wait_saved(page, "rv-state")
    assert page.locator("[name='rv-state']:checked").count() == 1


def test_without_javascript_the_page_works_with_a_button(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = sign_in(context, server, "projectleider-alkmaar-west-friesland")
    page.goto(section(server, "alkmaar-west-friesland"))
    page.locator("#code-steering-yes").check()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    assert page.url.endswith("/veilig-thuis/")
    page.go_back()
    page.reload()
    assert page.locator("#code-steering-yes").is_checked()
    assert page.locator("#vraag-code-instrument").is_visible()
    context.close()


@pytest.mark.parametrize(("language", "width"), [("nl-NL", 320), ("en-GB", 1280)])
def test_every_page_of_filling_in_is_accessible_and_fits(
    browser: Browser, server: str, axe: Callable[[Page], list[str]], language: str, width: int
) -> None:
    context = browser.new_context(locale=language, viewport={"width": width, "height": 800})
    page = sign_in(context, server, "projectleider-flevoland")
    found = []
    for part in ("", "meldcode/", "mda-plus-plus/", "controleren/", "ingediend/", "rondetafel/", "telling/",
                 "register/", "bewijs/mda-state/", "mda-plus-plus/mda-state/geschiedenis/"):  # fmt: skip
        answer = page.goto(f"{server}/ronde/{ROUND}/flevoland/{part}")
        assert answer is not None
        assert answer.status == 200, part
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += [f"{part}: {line}" for line in axe(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{part}: {wide} px too wide"] if wide > 0 else []
    context.close()
    assert not found
