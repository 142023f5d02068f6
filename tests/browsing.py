"""How tests go through pages in a real browser: come in, go on, and wait for what they are about to say.

A browser works beside the test, so a test waits for what it says: `expect(...)` for what a page shows,
`follow` for the next page, `until` for what only a script can tell, `wait_saved` for an answer that arrives.
What `is_visible()`, `count()` and `page.url` tell is of this moment, which on a busy machine is too soon.
That something is not there is asked once something else is.
"""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000  # milliseconds; only so that what never comes fails: what is there is not waited for
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
READERS = (("nl", 320), ("en", 1280))  # `python -m scripts.walk` tries all four, for every role
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
SAVED = re.compile("Opgeslagen|Saved")
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('ghnt:') && key.endsWith('{}')).length"
type Axe = Callable[[Page], list[str]]
type Window = Callable[..., Page]


def sign_in(page: Page, server: str, person: str) -> Page:
    """Somebody of the example comes in, by the form of its page but without drawing it. The same page."""
    found = TOKEN.search(page.request.get(f"{server}/voorbeeld/").text())
    assert found is not None
    sent: dict[str, str | float | bool] = {"persoon": person, "csrfmiddlewaretoken": found[1]}
    done = page.request.post(f"{server}/voorbeeld/inloggen/", form=sent, max_redirects=0)
    assert (done.status, done.headers.get("location")) == (302, "/mijn-werk/")
    return page


def visit(page: Page, address: str) -> None:
    """Open a page that must be there."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address


def follow(way: Locator) -> None:
    """Click on what leads to another page, or to the same one anew, and wait until that has come in."""
    with way.page.expect_navigation():
        way.click()


def until(page: Page, true: str) -> None:
    """Wait until a script says so. It is asked from outside: what asks from inside makes code of words, and
    the policy of our pages refuses that."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(true):
        assert time.monotonic() < end, f"It never came true: {true}"
        page.wait_for_timeout(50)


def wait_kept(page: Page, number: int, question: str = "") -> None:
    """Until so many answers, or those to one question, wait in this browser for the server to have them."""
    until(page, f"{KEPT.format(question and f':{question}')} === {number}")


def wait_saved(page: Page, question: str) -> None:
    """Until the server has all that was typed at a question, and the page says so. The words alone may be
    those about what was typed before."""
    wait_kept(page, 0, question)
    expect(page.locator(f"#status-{question}")).to_contain_text(SAVED)


def faults(page: Page, axe: Axe, address: str) -> list[str]:
    """What is wrong with the open page for who cannot see, or has a small screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    found = [f"{address}: {line}" for line in axe(page)]
    return found + ([f"{address}: {wide} px wider than the window"] if wide > 0 else [])


def look_at(page: Page, server: str, axe: Axe, *addresses: str) -> list[str]:
    """Open pages one by one; what is wrong with them."""
    found = []
    for address in addresses:
        visit(page, server + address)
        found += faults(page, axe, address)
    return found
