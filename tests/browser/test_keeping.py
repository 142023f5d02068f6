"""Who keeps building blocks does so in a real browser: both languages, a phone and a desk. Nothing is
changed: other stories read the same installation."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_people import come_in, faults, reader

pytestmark = pytest.mark.browser
BLOCK = "/beheer/bouwstenen/mda-plus-plus/"
ADDRESSES = ("/beheer/bouwstenen/", BLOCK, f"{BLOCK}mijlpaal/", f"{BLOCK}doel/")
__all__ = ["reader"]


def test_every_page_is_accessible_and_fits(
    reader: Page, server: str, axe: Callable[[Page], list[str]]
) -> None:
    come_in(reader, server, "programmamanager")
    found = []
    for address in ADDRESSES:
        answer = reader.goto(server + address)
        assert answer is not None
        assert answer.status == 200, address
        found += faults(reader, axe, address)
    for link in ("mijlpaal", "doel"):
        reader.goto(server + BLOCK)
        with reader.expect_navigation():
            reader.locator(f".g-keep__list a[href*='/{link}/']").first.click()
        found += faults(reader, axe, link)
        with reader.expect_navigation():
            reader.locator("form.g-form button.g-btn").last.click()  # no reason was given
        assert reader.evaluate("document.activeElement.id") == "fouten"
        found += faults(reader, axe, f"{link} with mistakes")
    assert not found


def test_another_source_is_filled_in_without_javascript(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    come_in(page, server, "programmamanager")
    page.goto(f"{server}{BLOCK}mijlpaal/")
    page.get_by_label("Loopt").check()
    page.get_by_label("Mijlpaal", exact=True).fill("Leerkring voor projectleiders")
    page.get_by_label("Bron", exact=True).select_option("andere")
    page.get_by_role("button", name="Voeg toe").click()
    assert page.get_by_label("Uitgever").is_visible()
    assert page.get_by_text("Vul in wie de andere bron uitgaf.").count() == 2  # above, and at the field
    context.close()
