"""Real servers for the tests: Valkey, PostgreSQL, a worker process, a web server, a browser with axe.

Each starts when the first test asks for it and stops after the last; nothing is replaced by an imitation.
"""

import contextlib
import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts import chromium, installation
from scripts.postgres import Postgres
from scripts.processes import Process, Valkey, free_port
from tests import settings as test_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POSTGRES = ("postgres:", "postgresql:")
UNSAFE = "DJANGO_ALLOW_ASYNC_UNSAFE"


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    """A real Valkey, at the address that the settings of this test run name."""
    with Valkey(port=test_settings.VALKEY_PORT) as server:
        yield server.url


def _without_name(url: str) -> str:
    return url.rsplit("/", 1)[0]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """A real PostgreSQL: the one in DATABASE_URL, else one from a wheel. Call it for an empty database."""
    import psycopg

    with contextlib.ExitStack() as stack:
        named = os.environ.get("DATABASE_URL", "")
        url = named if named.startswith(POSTGRES) else stack.enter_context(Postgres()).url("postgres")
        base = _without_name(url)
        made: list[str] = []

        def create() -> str:
            name = f"ghnt_{uuid.uuid4().hex[:12]}"
            with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            made.append(name)
            return f"{base}/{name}"

        yield create
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            for name in made:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@dataclass(frozen=True)
class Installation:
    """A product of its own, apart from the database of the tests: its variables, folder and commands."""

    env: dict[str, str]
    folder: Path

    def manage(self, *arguments: str) -> str:
        """Run a management command and return what it printed; a failing one fails the test."""
        done = installation.manage(*arguments, env=self.env, capture=True)
        assert done.returncode == 0, f"{arguments} failed:\n{done.stdout}{done.stderr}"
        return done.stdout

    def worker(self) -> Process:
        """Start a real worker; the caller stops or kills it."""
        return installation.worker(self.env, self.folder / "worker.log")

    def beat(self) -> Process:
        """Start a real beat; the caller stops it."""
        return installation.beat(self.env, self.folder / "beat.log")


def an_installation(folder: Path, database: str, queue: str) -> Installation:
    """A migrated, empty installation with its own database, files and queue."""
    env = installation.variables(
        folder,
        DATABASE_URL=database,
        REDIS_URL=queue,
        SECRET_KEY="only-for-tests",
        EXAMPLE="1",
        LOG_LEVEL="INFO",
        EMAIL_URL="",  # the example keeps its mail in files
    )
    for only_here in ("GHNT_TEST_FOLDER", UNSAFE):
        env.pop(only_here, None)
    made = Installation(env, folder)
    made.manage("migrate", "--verbosity", "0")
    made.manage("collectstatic", "--no-input", "--verbosity", "0")
    return made


def database_of_its_own(request: pytest.FixtureRequest, folder: Path) -> str:
    """As the suite runs: on PostgreSQL a new database of that server, else a file."""
    if os.environ.get("DATABASE_URL", "").startswith(POSTGRES):
        create: Callable[[], str] = request.getfixturevalue("postgres")
        return create()
    return f"sqlite:///{folder / 'ghnt.sqlite3'}"


@pytest.fixture(scope="session")
def example(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """An installation with the example, shared by the tests that only look or tidy up after themselves."""
    folder = tmp_path_factory.mktemp("example")
    with Valkey() as queue:
        made = an_installation(folder, database_of_its_own(request, folder), queue.url)
        made.manage("load_example")
        yield made


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An empty installation for one test, to break as it likes."""
    with Valkey() as queue:
        yield an_installation(tmp_path, database_of_its_own(request, tmp_path), queue.url)


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
