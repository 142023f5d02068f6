"""Real servers for the tests: Valkey, a worker process, a web server, a browser with axe.

Each starts when the first test asks for it and stops after the last; nothing is replaced by an imitation.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts import chromium, installation
from scripts.processes import Process, Valkey, free_port
from tests import settings as test_settings
from tests.installations import UNSAFE, Installation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

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
    port = free_port()
    with installation.web(example.env, example.folder / "web.log", port=port, workers=1) as web:
        web.wait_until(lambda: installation.status_of(f"http://127.0.0.1:{port}/") != 0, seconds=30)
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A real Chromium. Where there is none the test fails and says what to install."""
    from playwright.sync_api import sync_playwright

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
def page(browser: "Browser") -> Iterator["Page"]:
    """A fresh window. Errors of its scripts, and static files that lack, fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if _is_own_error(said) else None)
    opened.on("response", lambda answer: errors.append(answer.url) if _is_missing_file(answer) else None)
    yield opened
    context.close()
    assert not errors, f"The page's own scripts or files failed: {errors}"


@pytest.fixture
def axe() -> Callable[["Page"], list[str]]:
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
