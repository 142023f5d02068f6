"""Real servers for the tests: Valkey, a worker process, a web server, a browser with axe.

Each starts when the first test asks for it and stops after the last; nothing is replaced by an imitation.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts import chromium
from scripts.processes import Process, Valkey
from tests import settings as test_settings
from tests.installations import UNSAFE, Installation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

    from tests.browsing import Axe, Window

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    """A real Valkey, at the address that the settings of this test run name."""
    with Valkey(port=test_settings.VALKEY_PORT) as server:
        yield server.url


@pytest.fixture(scope="session")
def worker(example: Installation) -> Iterator[Process]:
    """A real worker process beside the example."""
    with example.worker() as process:
        yield process


@pytest.fixture(scope="session")
def server(example: Installation, worker: Process) -> Iterator[str]:
    """The address of a real web server with the example and its worker."""
    with example.web() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A real Chromium. Where there is none the test fails and says what to install."""
    from playwright.sync_api import expect, sync_playwright

    from tests.browsing import PATIENCE

    expect.set_options(timeout=PATIENCE)
    path = chromium.remembered() or chromium.find()
    if path is None:
        pytest.fail(chromium.ADVICE)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop of its own in this thread; Django would take every query after it
        # for one that blocks a loop.
        patch.setenv(UNSAFE, "true")
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if as_root else [])
        yield opened
        opened.close()


def _is_own_error(said: "ConsoleMessage") -> bool:
    # a page that is rightly refused or not found is said here too, and is no error of a script
    return said.type == "error" and not said.text.startswith("Failed to load resource")


def _is_missing_file(answer: "Response") -> bool:
    return "/static/" in answer.url and answer.status >= 400


@pytest.fixture
def window(browser: "Browser") -> Iterator["Window"]:
    """Opens windows of people who know nothing of each other: in Dutch and on a desk, if nothing else is
    said. They close with the test."""
    from tests.browsing import LANGUAGES, PATIENCE

    with ExitStack() as stack:

        def opened(language: str = "nl", width: int = 1280, **options: Any) -> "Page":
            context = browser.new_context(
                locale=LANGUAGES[language], viewport={"width": width, "height": 900}, **options
            )
            stack.enter_context(context).set_default_timeout(PATIENCE)
            return context.new_page()

        yield opened


@pytest.fixture
def page(window: "Window") -> Iterator["Page"]:
    """A fresh window. Errors of its scripts, and static files that lack, fail the test."""
    opened = window()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if _is_own_error(said) else None)
    opened.on("response", lambda answer: errors.append(answer.url) if _is_missing_file(answer) else None)
    yield opened
    opened.close()
    assert not errors, f"The page's own scripts or files failed: {errors}"


@pytest.fixture
def axe() -> "Axe":
    """Ask axe about an open page: a line per violation of WCAG 2.2 AA, with the elements it is about."""

    def ask(page: "Page") -> list[str]:
        # Through the debugger, so that the page's own content security policy stays as strict as it is.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{violation['id']}: {violation['help']}: {[node['target'] for node in violation['nodes']]}"
            for violation in found["violations"]
        ]

    return ask
