"""A project leader takes a plan to a meeting in Word and brings it back, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsing import READERS, Axe, Window, faults, follow, sign_in, wait_saved
from tests.questionnaires.meeting import Meeting

pytestmark = pytest.mark.browser
PLAN = "Eerder in gesprek op school"  # a draft of Drenthe alone, in the call of the example that is open


@pytest.mark.parametrize(("language", "width"), READERS)
def test_a_plan_goes_out_in_word_and_comes_back(
    window: Window, server: str, axe: Axe, tmp_path: Path, language: str, width: int
) -> None:
    page = sign_in(window(language, width), server, "projectleider-drenthe")
    page.goto(f"{server}/projectenpool/aanvragen/")
    follow(page.get_by_role("link", name=PLAN))
    page.goto(f"{page.url}plan/")
    with page.expect_download() as waits:
        page.locator('a[href$="plan.docx"]').click()
    waits.value.save_as(tmp_path / "plan.docx")
    field = page.locator("textarea[name=application-reason]")
    field.fill(f"Op school ziet iemand het als eerste ({language}).")
    field.blur()
    wait_saved(page, "application-reason")  # who leaves before has the words sent on the way back

    meeting = Meeting((tmp_path / "plan.docx").read_bytes())
    meeting.type("application-goal", f"Elke school weet wie zij belt ({language}).", "", "- binnen een week")
    meeting.type("application-reason", f"Aan tafel besproken ({language}).")
    (tmp_path / "terug.docx").write_bytes(meeting.saved())

    follow(page.locator('a[href$="/plan/inlezen/"]'))
    wrong = faults(page, axe, "choose")
    page.set_input_files("input[type=file]", tmp_path / "terug.docx")
    button = page.locator("main form button")
    follow(button)
    expect(page.get_by_text(f"Elke school weet wie zij belt ({language}).")).to_be_visible()
    wrong += faults(page, axe, "look")
    follow(button)
    expect(page.locator(".g-wrong")).to_be_visible()
    wrong += faults(page, axe, "not chosen yet")
    page.locator("input[type=radio][value=mine]").check()
    follow(button)
    expect(page).to_have_url(re.compile("/plan/$"))
    expect(field).to_have_value(f"Aan tafel besproken ({language}).")
    goal = page.locator("textarea[name=application-goal]")
    expect(goal).to_have_value(f"Elke school weet wie zij belt ({language}).\n\n- binnen een week")
    assert wrong == []
