"""Rules that hold for every test: nothing is skipped, no network but this machine, no forgotten cache."""

import gc
import ipaddress
import shutil
import socket
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["tests.installations", "tests.services"]

SHARED = {"example", "server", "worker"}
DATABASE = SHARED | {"alone", "client", "db", "loaded", "transactional_db"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what shares an installation in one process, and leave out what says nothing about the database or
    what this database cannot do."""
    from django.db import connection

    here: list[pytest.Item] = []
    elsewhere: list[pytest.Item] = []
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if SHARED & asked:
            item.add_marker(pytest.mark.xdist_group("example"))
        if not DATABASE & asked and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.once)  # it asks no database anything
        only_postgresql = item.get_closest_marker("postgresql") and connection.vendor != "postgresql"
        (elsewhere if only_postgresql else here).append(item)
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = here


def pytest_collection_finish() -> None:
    """What was imported stays until the end: looking through it for rubbish time and again is for nothing."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test is a failed one: what cannot be tried here must be said aloud."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"No test may be skipped. {report.longrepr}"
    return report


def _is_this_machine(address: Any) -> bool:
    """A path (Unix socket) or a loopback address; anything else is somebody else's machine."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def only_this_machine() -> Iterator[None]:
    """A test that reaches for the internet fails, and says where it went."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        real = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: Any, real: Any = real) -> Any:
            if not _is_this_machine(address):
                pytest.fail(f"A test may not use the network; it wanted {address!r}.")
            return real(self, address)

        patch.setattr(socket.socket, name, guarded)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def filled(prepared: tuple[Path, str], databases: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with the example; what each test changes in it rolls back."""
    from django.conf import settings

    shutil.copytree(prepared[0] / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
    return str(databases.copy(prepared[1], tmp_path_factory.mktemp("filled")))


@pytest.fixture(scope="module")
def loaded(filled: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For the tests of one module the tests' database is one that holds the example. The changes of each test
    roll back; a test with transactions of its own would leave its own, so it may not ask for this."""
    from django.db import connection

    name = filled.removeprefix("sqlite:///") if connection.vendor == "sqlite" else filled.rsplit("/", 1)[1]
    with django_db_blocker.unblock():
        # one in memory lives as long as its connection, so that is put aside and never closed
        aside = connection.connection, connection.settings_dict["NAME"]
        connection.connection, connection.settings_dict["NAME"] = None, name
        yield
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = aside


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    """A page that one test read in English leaves no English behind for the next."""
    from django.utils import translation

    with translation.override("nl"):
        yield


@pytest.fixture(autouse=True)
def both_factors(monkeypatch: pytest.MonkeyPatch) -> None:
    """`client.force_login(person)` counts as both factors; stories about signing in do it for real."""
    from django.test import Client

    real = Client.force_login

    def force_login(self: Client, user: Any, backend: str | None = None) -> None:
        real(self, user, backend)
        session = self.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()

    monkeypatch.setattr(Client, "force_login", force_login)


@pytest.fixture(autouse=True)
def empty_cache(valkey: str) -> Iterator[None]:
    """What one test leaves in the cache never answers the next."""
    from django.core.cache import cache

    yield
    cache.clear()


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    """What one test read is not kept for the next: a database that is put back has the same keys again."""
    from reports.reading import reading
    from roundtables import elsewhere

    yield
    for kept in (reading._pinned, reading._newest, reading._live, elsewhere._kept):
        kept.cache_clear()
