"""Products of their own, beside the database of the tests: folder, database, queue and commands.

Migrating and loading the example takes a quarter of a minute. One process of a test run does it; all others
take a copy, of the file on SQLite and as a template on PostgreSQL.
"""

import contextlib
import fcntl
import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from scripts import installation
from scripts.postgres import Postgres
from scripts.processes import Process, Valkey, free_port

POSTGRES = ("postgres:", "postgresql:")
UNSAFE = "DJANGO_ALLOW_ASYNC_UNSAFE"
SQLITE = "sqlite:///"


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

    def shell(self, script: str) -> str:
        """Run lines of Python in it and return what they printed; an error in them fails the test."""
        return self.manage("shell", "--no-imports", "-c", script)

    @contextlib.contextmanager
    def web(self, port: int = 0, /, **changes: str) -> Iterator[str]:
        """The address of a real web server, from when it answers until it is left."""
        port = port or free_port()
        address = f"http://127.0.0.1:{port}"
        log = self.folder / f"web-{port}.log"
        with installation.web(self.env | changes, log, port=port, workers=1) as process:
            process.wait_until(lambda: installation.status_of(f"{address}/gezond/") == 200)
            yield address

    def worker(self) -> Process:
        """Start a real worker; the caller stops or kills it."""
        return installation.worker(self.env, self.folder / "worker.log")

    def beat(self) -> Process:
        """Start a real beat; the caller stops it."""
        return installation.beat(self.env, self.folder / "beat.log")


class Databases:
    """Databases of the kind that this run is about: files below a folder, or those of a PostgreSQL server.

    `server` is the address of any database on that server; None means SQLite.
    """

    def __init__(self, server: str | None) -> None:
        self.base = server.rsplit("/", 1)[0] if server else None
        self.made: list[str] = []

    def empty(self, folder: Path) -> str:
        """The address of a new, empty database."""
        return self._created() if self.base else f"{SQLITE}{folder / 'ghnt.sqlite3'}"

    def copy(self, address: str, folder: Path) -> str:
        """The address of a new database with all that the one at `address` holds; nobody may be in that."""
        if self.base:
            return self._created(f"TEMPLATE {address.rsplit('/', 1)[1]}")
        path = folder / "ghnt.sqlite3"
        with (
            contextlib.closing(sqlite3.connect(address.removeprefix(SQLITE))) as there,
            contextlib.closing(sqlite3.connect(path)) as here,
        ):
            there.backup(here)
        return f"{SQLITE}{path}"

    def drop(self, *names: str) -> None:
        """Take databases away from the server, whoever is in them."""
        for name in names:
            self._tell(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _created(self, kind: str = "") -> str:
        name = f"ghnt_{uuid.uuid4().hex[:12]}"
        self._tell(f"CREATE DATABASE {name} {kind}")
        self.made.append(name)
        return f"{self.base}/{name}"

    def _tell(self, statement: str) -> None:
        with psycopg.connect(f"{self.base}/postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


def _named() -> str | None:
    """The PostgreSQL that this run is about, when it is."""
    named = os.environ.get("DATABASE_URL", "")
    return named if named.startswith(POSTGRES) else None


@contextlib.contextmanager
def _databases(server: str | None) -> Iterator[Databases]:
    found = Databases(server)
    yield found
    found.drop(*found.made)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Databases]:
    """Databases of a real PostgreSQL: the one in DATABASE_URL, else one from a wheel."""
    with contextlib.ExitStack() as stack:
        server = _named() or stack.enter_context(Postgres()).url("postgres")
        yield stack.enter_context(_databases(server))


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Databases of the kind that the suite runs on."""
    with _databases(_named()) as found:
        yield found


def _variables(folder: Path, database: str, queue: str) -> dict[str, str]:
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
    return env


def _of_this_run() -> Path:
    """The folder that all processes of this test run share."""
    own = Path(os.environ["GHNT_TEST_FOLDER"])
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session")
def prepared(databases: Databases) -> tuple[Path, str]:
    """Folder and database of a migrated installation with the example, its report not yet made.

    Made once in a test run by whoever is first; nobody starts anything on it, so that it can be copied.
    """
    folder = _of_this_run() / "prepared"
    (folder / "files").mkdir(parents=True, exist_ok=True)
    address = folder / "address"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not address.exists():
            database = databases.empty(folder)
            with Valkey() as queue:
                made = Installation(_variables(folder, database, queue.url), folder)
                made.manage("migrate", "--verbosity", "0")
                made.manage("collectstatic", "--no-input", "--verbosity", "0")
                made.manage("load_example", "--leave-report")
            databases.made.clear()  # it goes when the whole run ends
            address.write_text(database)
    return folder, address.read_text()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The process that began the run ends last: what the others shared on a server goes."""
    address = _of_this_run() / "prepared" / "address"
    if not hasattr(session.config, "workerinput") and (server := _named()) and address.exists():
        Databases(server).drop(address.read_text().rsplit("/", 1)[1])


@contextlib.contextmanager
def a_copy(prepared: tuple[Path, str], folder: Path, databases: Databases) -> Iterator[Installation]:
    """An installation of its own with the example, and a queue beside it."""
    there, address = prepared
    for part in ("files", "static"):
        shutil.copytree(there / part, folder / part)
    with Valkey() as queue:
        yield Installation(_variables(folder, databases.copy(address, folder), queue.url), folder)


@pytest.fixture(scope="session")
def example(
    prepared: tuple[Path, str], databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """An installation with the example, shared by the tests that only look or tidy up after themselves."""
    with a_copy(prepared, tmp_path_factory.mktemp("example"), databases) as made:
        made.manage("load_example")  # the report, which is all that lacks
        yield made


@pytest.fixture(scope="module")
def alone(
    prepared: tuple[Path, str], databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """An installation with the example of which one module alone starts and kills the workers."""
    with a_copy(prepared, tmp_path_factory.mktemp("alone"), databases) as made:
        yield made
