"""Who keeps building blocks does so in a real browser: both languages, a phone and a desk. Nothing is
changed: other stories read the same installation."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Axe, Window, faults, follow, look_at, sign_in

pytestmark = pytest.mark.browser
BLOCK = "/beheer/bouwstenen/mda-plus-plus/"
ADDRESSES = ("/beheer/bouwstenen/", BLOCK, f"{BLOCK}mijlpaal/", f"{BLOCK}doel/")


def test_every_page_is_accessible_and_fits(reader: Page, server: str, axe: Axe) -> None:
    sign_in(reader, server, "programmamanager")
    found = look_at(reader, server, axe, *ADDRESSES)
    for link in ("mijlpaal", "doel"):
        reader.goto(server + BLOCK)
        follow(reader.locator(f".g-keep__list a[href*='/{link}/']").first)
        found += faults(reader, axe, link)
        follow(reader.locator("form.g-form button.g-btn").last)  # no reason was given
        expect(reader.locator("#fouten")).to_be_focused()
        found += faults(reader, axe, f"{link} with mistakes")
    assert not found


def test_another_source_is_filled_in_without_javascript(window: Window, server: str) -> None:
    page = sign_in(window(java_script_enabled=False), server, "programmamanager")
    page.goto(f"{server}{BLOCK}mijlpaal/")
    page.get_by_label("Loopt").check()
    page.get_by_label("Mijlpaal", exact=True).fill("Leerkring voor projectleiders")
    page.get_by_label("Bron", exact=True).select_option("andere")
    follow(page.get_by_role("button", name="Voeg toe"))
    expect(page.get_by_label("Uitgever")).to_be_visible()
    # above, and at the field
    expect(page.get_by_text("Vul in wie de andere bron uitgaf.")).to_have_count(2)
