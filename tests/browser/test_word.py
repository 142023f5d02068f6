"""A project leader takes a plan to a meeting in Word and brings it back, in a real browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_filling import sign_in
from tests.browser.test_people import faults
from tests.questionnaires.meeting import Meeting

pytestmark = pytest.mark.browser
PLAN = "Eerder in gesprek op school"  # a draft of Drenthe alone, in the call of the example that is open


@pytest.mark.parametrize(("language", "width"), [("nl-NL", 320), ("en-GB", 1280)])
def test_a_plan_goes_out_in_word_and_comes_back(
    browser: Browser, server: str, axe: Callable[[Page], list[str]], tmp_path: Path, language: str, width: int
) -> None:
    context = browser.new_context(locale=language, viewport={"width": width, "height": 800})
    page = sign_in(context, server, "projectleider-drenthe")
    page.set_default_timeout(10_000)
    page.goto(f"{server}/projectenpool/aanvragen/")
    page.get_by_role("link", name=PLAN).click()
    page.goto(f"{page.url}plan/")
    with page.expect_download() as waits:
        page.locator('a[href$="plan.docx"]').click()
    waits.value.save_as(tmp_path / "plan.docx")
    field = page.locator("textarea[name=application-reason]")
    field.fill(f"Op school ziet iemand het als eerste ({language}).")
    field.blur()
    # "Bezig" stands there first; leaving then would keep the words in the browser, to be sent on the way back
    page.locator("#status-application-reason", has_text=re.compile("Opgeslagen|Saved")).wait_for()

    meeting = Meeting((tmp_path / "plan.docx").read_bytes())
    meeting.type("application-goal", f"Elke school weet wie zij belt ({language}).", "", "- binnen een week")
    meeting.type("application-reason", f"Aan tafel besproken ({language}).")
    (tmp_path / "terug.docx").write_bytes(meeting.saved())

    page.locator('a[href$="/plan/inlezen/"]').click()
    wrong = faults(page, axe, "choose")
    page.set_input_files("input[type=file]", tmp_path / "terug.docx")
    page.locator("main form button").click()
    page.locator("input[type=radio]").first.wait_for()
    assert page.get_by_text(f"Elke school weet wie zij belt ({language}).").is_visible()
    wrong += faults(page, axe, "look")
    page.locator("main form button").click()
    page.locator(".g-wrong").wait_for()
    wrong += faults(page, axe, "not chosen yet")
    page.locator("input[type=radio][value=mine]").check()
    page.locator("main form button").click()
    page.wait_for_url("**/plan/")
    assert (
        page.locator("textarea[name=application-reason]").input_value()
        == f"Aan tafel besproken ({language})."
    )
    goal = page.locator("textarea[name=application-goal]").input_value()
    assert goal == f"Elke school weet wie zij belt ({language}).\n\n- binnen een week"
    assert wrong == []
    context.close()
