"""No Docker engine runs here, so each service's own command runs outside Docker with the same variables.

Only addresses differ: database and queue are the real ones of the tests, ports and folders are free ones.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts import installation
from scripts.processes import ROOT, Process, Valkey, free_port
from tests.installations import Databases

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("compose")]

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")
GIVEN = {"POSTGRES_PASSWORD": "geheim", "SECRET_KEY": "a-long-random-text-of-somebody"}
PLACE = re.compile(r"\$\{(\w+)(?:(:[-?])([^}]*))?\}")


def filled_in(text: str, given: dict[str, str] = GIVEN) -> str:
    """What Docker makes of ${NAME}, ${NAME:-default} and ${NAME:?message}."""

    def value(place: re.Match[str]) -> str:
        name, kind, rest = place.groups()
        if name in given:
            return given[name]
        assert kind == ":-", f"{name} must be given: {rest}"
        return str(rest)

    return PLACE.sub(value, text)


class Stack:
    """The services of the compose file, started by their own commands."""

    def __init__(self, folder: Path, database: str, queue: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.addresses = {
            "postgres://ghnt:geheim@postgres:5432/ghnt": database,
            "redis://redis:6379/0": queue,
            "0.0.0.0:8000": f"127.0.0.1:{self.port}",
            "/tmp/beat-schedule": str(folder / "beat-schedule"),
        }

    def _here(self, text: str) -> str:
        for theirs, ours in self.addresses.items():
            text = text.replace(theirs, ours)
        return text

    def environment(self, service: str) -> dict[str, str]:
        """The service's variables and nothing else of ours but what the image sets."""
        stated = SERVICES[service]["environment"].items()
        variables = {name: self._here(filled_in(str(value))) for name, value in stated}
        image = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "VAR_DIR": str(self.folder),
            "STATIC_ROOT": str(self.folder / "static"),
            "PYTHONUNBUFFERED": "1",
        }
        return image | variables

    def command(self, service: str) -> list[str]:
        """The service's own command."""
        return [self._here(part) for part in SERVICES[service]["command"]]

    def run(self, *command: str, service: str) -> None:
        """Run a command to its end, as `docker compose run` would."""
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(service), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"

    def start(self, service: str) -> Process:
        """Start a service that stays."""
        log = self.folder / f"{service}.log"
        return Process(service, self.command(service), env=self.environment(service), log=log)


@pytest.fixture(scope="module")
def stack(postgres: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The database migrated by the compose file's own `migrate`, and a queue."""
    folder = tmp_path_factory.mktemp("compose")
    with Valkey() as queue:
        made = Stack(folder, postgres.empty(folder), queue.url)
        made.run("python", "manage.py", "collectstatic", "--no-input", "--verbosity", "0", service="web")
        made.run(*made.command("migrate"), service="migrate")
        yield made


def test_the_web_service_answers_that_it_is_healthy(stack: Stack) -> None:
    address = f"http://127.0.0.1:{stack.port}/gezond/"
    with stack.start("web") as web:
        web.wait_until(lambda: installation.status_of(address) == 200)


def test_the_worker_service_answers_a_ping(stack: Stack) -> None:
    with stack.start("worker") as worker:
        worker.wait_until(lambda: "ready." in worker.last_words())
        stack.run("python", "-m", "scripts.health", "worker", service="worker")


def test_the_beat_service_starts_and_keeps_its_schedule(stack: Stack) -> None:
    with stack.start("beat") as beat:
        beat.wait_until(lambda: any(stack.folder.glob("beat-schedule*")))


def test_migrating_twice_changes_nothing(stack: Stack) -> None:
    stack.run(*stack.command("migrate"), service="migrate")
    stack.run("python", "manage.py", "migrate", "--check", service="migrate")


def test_our_services_wait_for_the_one_that_migrates() -> None:
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert SERVICES["migrate"]["restart"] == "no"


def test_every_service_that_stays_says_whether_it_is_healthy() -> None:
    for name, service in SERVICES.items():
        assert name == "migrate" or service["healthcheck"]["test"], name


def test_no_secret_stands_in_the_file() -> None:
    for name in OURS:
        environment = SERVICES[name]["environment"]
        for variable in ("SECRET_KEY", "DATABASE_URL"):
            with pytest.raises(AssertionError, match="must be given"):
                filled_in(environment[variable], given={})


def test_only_this_machine_reaches_the_web_service_unless_a_proxy_stands_before_it() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert list(published) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in published["web"])


def test_the_image_runs_as_somebody_without_rights() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    users = [line for line in lines if line.startswith("USER ")]
    assert users == ["USER ghnt"]
    assert any(line.startswith("HEALTHCHECK ") for line in lines)


def test_the_image_and_the_compose_file_start_the_web_server_alike() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    command = re.findall(r"^CMD (\[.*\])", dockerfile, re.MULTILINE)[-1]
    assert yaml.safe_load(command) == SERVICES["web"]["command"]
