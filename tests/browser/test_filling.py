"""A project leader at eleven at night: lines drop, servers stop, sessions end and colleagues type too.

Each test has a region of the example's open round to itself, so that none reads what another left.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from scripts.processes import free_port
from tests.browsing import READERS, SAVED, Axe, Window, faults, follow, sign_in, visit, wait_kept, wait_saved
from tests.installations import Installation

pytestmark = pytest.mark.browser
ROUND = "2021-voorjaar"


def section(server: str, region: str, block: str = "meldcode") -> str:
    return f"{server}/ronde/{ROUND}/{region}/{block}/"


def test_an_answer_saves_by_itself_and_shows_what_follows_from_it(page: Page, server: str) -> None:
    sign_in(page, server, "projectleider-gooi-en-vechtstreek")
    page.goto(section(server, "gooi-en-vechtstreek"))
    steering = page.get_by_role("group", name="Stuurt de regio op")
    expect(steering).to_be_visible()
    expect(page.locator("#vraag-code-instrument")).to_be_hidden()
    steering.get_by_label("Ja").check()
    expect(page.locator("#vraag-code-instrument")).to_be_visible()
    wait_saved(page, "code-steering")
    page.locator("#code-instrument-procurement-condition").check()
    wait_saved(page, "code-instrument")
    expect(page.locator("#vraag-code-supervision")).to_be_visible()
    page.locator("#code-steering-no").check()
    note = page.locator("#vervalt-code-instrument")
    expect(note).to_contain_text("Uw antwoord blijft bewaard tot u indient: Met een voorwaarde")
    expect(page.locator("#vraag-code-instrument")).to_be_hidden()
    page.locator("#code-steering-yes").check()
    expect(page.locator("#code-instrument-procurement-condition")).to_be_checked()
    expect(note).to_have_count(0)
    wait_saved(page, "code-steering")


def test_none_does_not_go_together_with_another_answer(page: Page, server: str) -> None:
    sign_in(page, server, "projectleider-gooi-en-vechtstreek")
    page.goto(section(server, "gooi-en-vechtstreek"))
    page.locator("#code-effect-more-reports").check()
    page.locator("#code-effect-none").check()
    expect(page.locator("#code-effect-more-reports")).not_to_be_checked()
    wait_saved(page, "code-effect")


def test_two_colleagues_choose_and_see_each_other(window: Window, server: str) -> None:
    place = section(server, "west-brabant", "mda-plus-plus")
    leader = sign_in(window(), server, "projectleider-west-brabant")
    colleague = sign_in(window(width=320), server, "medewerker-west-brabant")
    leader.goto(place)
    colleague.goto(place)
    expect(colleague.locator("#aanwezig")).to_contain_text("Ook op deze pagina")
    leader.locator("#mda-state-pilot").check()
    wait_saved(leader, "mda-state")
    colleague.locator("#mda-state-structural").check()
    clash = colleague.locator("#status-mda-state .g-clash")
    expect(clash).to_contain_text("pilot", ignore_case=True)
    clash.get_by_role("button", name="Het andere antwoord laten staan").click()
    expect(colleague.locator("#mda-state-pilot")).to_be_checked()
    colleague.locator("#mda-state-none").check()
    wait_saved(colleague, "mda-state")
    leader.locator("#mda-state-developing").check()
    leader.get_by_role("button", name="Mijn antwoord bewaren").click()
    wait_saved(leader, "mda-state")
    # who came first sees the other once the page has asked again, which it does every eight seconds
    expect(leader.locator("#aanwezig")).to_contain_text("Ook op deze pagina")


def test_a_line_that_drops_loses_nothing(window: Window, server: str) -> None:
    page = sign_in(window(), server, "projectleider-groningen")
    page.goto(section(server, "groningen", "ouderenmishandeling"))
    page.context.set_offline(True)
    page.locator("#group-elder-abuse-veld").fill("Een netwerk met de banken.")
    expect(page.get_by_role("button", name="Niet opgeslagen, opnieuw proberen")).to_be_visible()
    expect(page.locator("#lijn")).to_contain_text("staat veilig in deze browser")
    wait_kept(page, 1)
    page.context.set_offline(False)
    wait_saved(page, "group-elder-abuse")
    wait_kept(page, 0)


def test_a_server_that_stops_while_three_answers_are_typed_gets_them_all_once_and_in_order(
    window: Window, example: Installation
) -> None:
    """The tab is closed meanwhile and opened again when the server is back."""
    port = free_port()
    page = window()
    with example.web(port) as here:
        place = section(here, "west-brabant", "visie-gefaseerde-ketenzorg")
        sign_in(page, here, "projectleider-west-brabant").goto(place)
        expect(page.locator("#vraag-vision-trained")).to_be_visible()
    questions = page.locator("[data-question]:not([hidden])", has=page.locator("textarea[name$='.comment']"))
    keys = [str(questions.nth(number).get_attribute("data-question")) for number in range(3)]
    typed = {key: f"Getypt terwijl de server stil was, bij {key}." for key in (keys[2], keys[0], keys[1])}
    for key, words in typed.items():
        page.locator(f"#vraag-{key} .g-q__beside > summary").click()
        page.locator(f"#{key}-comment").fill(words)
        # sent in the order in which it was typed: the first is tried, and the others wait behind it
        expect(page.get_by_role("button", name="Niet opgeslagen, opnieuw proberen")).to_be_visible()
    wait_kept(page, 3)
    context = page.context
    page.close()
    with example.web(port):
        page = context.new_page()
        page.goto(place)
        for key in keys:
            wait_saved(page, key)
        wait_kept(page, 0)
        page.goto(place)
        for key, words in typed.items():
            expect(page.locator(f"#{key}-comment")).to_have_value(words)
    program = (
        "from questionnaires.models import AnswerRevision as R;"
        "print([(r.answer.question.key, r.number) for r in R.objects.filter("
        "answer__sheet__response__region__slug='west-brabant',"
        "new__comment__startswith='Getypt').order_by('at')])"
    )
    assert example.shell(program).strip().splitlines()[-1] == str([(key, 1) for key in typed])


def test_an_expired_session_loses_nothing(window: Window, server: str) -> None:
    page = sign_in(window(), server, "projectleider-groningen")
    page.goto(section(server, "groningen", "seksueel-geweld"))
    page.context.clear_cookies()
    field = page.locator("#group-sexual-violence-veld")
    field.fill("Het centrum is dag en nacht bereikbaar.")
    line = page.locator("#lijn")
    expect(line).to_contain_text("U bent uitgelogd")
    sign_in(page, server, "projectleider-groningen")
    follow(line.get_by_role("link", name="Log in en ga hier verder"))
    wait_saved(page, "group-sexual-violence")
    expect(field).to_have_value("Het centrum is dag en nacht bereikbaar.")


def test_another_person_at_the_same_computer_sends_nothing_of_the_first(window: Window, server: str) -> None:
    place = section(server, "alkmaar-west-friesland", "mda-plus-plus")
    page = sign_in(window(), server, "projectleider-alkmaar-west-friesland")
    page.goto(place)
    page.context.set_offline(True)
    page.locator("#mda-state-pilot").check()
    expect(page.get_by_role("button", name="Niet opgeslagen, opnieuw proberen")).to_be_visible()
    context = page.context
    page.close()
    context.set_offline(False)
    context.clear_cookies()
    colleague = sign_in(context.new_page(), server, "medewerker-alkmaar-west-friesland")
    colleague.goto(place)
    # what waits is sent oldest first, so when this has arrived all that this page would send has
    colleague.locator("#vraag-mda-state .g-q__beside > summary").click()
    colleague.locator("#mda-state-comment").fill("De pilot begint later.")
    expect(colleague.locator("#status-mda-state")).to_contain_text(SAVED)
    expect(colleague.locator("#mda-state-pilot")).not_to_be_checked()
    wait_kept(colleague, 1)  # it waits for whoever typed it


def test_last_times_answer_is_taken_over_with_one_button(page: Page, server: str) -> None:
    sign_in(page, server, "projectleider-alkmaar-west-friesland")
    page.goto(section(server, "alkmaar-west-friesland", "integrale-sturing"))
    question = page.locator("#vraag-integral-state")
    question.get_by_role("button", name="Ongewijzigd overnemen").click()
    expect(question.get_by_text("Ongewijzigd bevestigd")).to_be_visible()
    expect(question.locator("input[type=radio][name=integral-state]:checked")).to_have_count(1)


def test_with_the_keyboard_alone_an_answer_is_given_and_read_back(page: Page, server: str) -> None:
    sign_in(page, server, "projectleider-alkmaar-west-friesland")
    page.goto(section(server, "alkmaar-west-friesland", "regiovisie"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the content
    expect(page.locator("#inhoud")).to_be_focused()
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name === 'rv-state'"):
            break
    given = page.locator("[name='rv-state']:checked")
    page.keyboard.press("Space")
    wait_saved(page, "rv-state")
    first = given.input_value()
    page.keyboard.press("ArrowDown")
    wait_saved(page, "rv-state")
    page.reload()
    expect(given).to_have_count(1)
    expect(given).not_to_have_value(first)


def test_without_javascript_the_page_works_with_a_button(window: Window, server: str) -> None:
    page = sign_in(window(java_script_enabled=False), server, "projectleider-alkmaar-west-friesland")
    page.goto(section(server, "alkmaar-west-friesland"))
    page.locator("#code-steering-yes").check()
    follow(page.get_by_role("button", name="Bewaar en ga verder"))
    expect(page).to_have_url(re.compile("/veilig-thuis/$"))
    page.goto(section(server, "alkmaar-west-friesland"))
    expect(page.locator("#code-steering-yes")).to_be_checked()
    expect(page.locator("#vraag-code-instrument")).to_be_visible()


@pytest.mark.parametrize(("language", "width"), READERS)
def test_every_page_of_filling_in_is_accessible_and_fits(
    window: Window, server: str, axe: Axe, language: str, width: int
) -> None:
    page = sign_in(window(language, width), server, "projectleider-flevoland")
    found = []
    for part in ("", "meldcode/", "mda-plus-plus/", "controleren/", "ingediend/", "rondetafel/", "telling/",
                 "register/", "bewijs/mda-state/", "mda-plus-plus/mda-state/geschiedenis/"):  # fmt: skip
        visit(page, f"{server}/ronde/{ROUND}/flevoland/{part}")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += faults(page, axe, part)
    assert not found
