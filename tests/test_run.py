"""`make run` starts everything and leaves nothing behind, however it ends."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import installation
from scripts.processes import ROOT, free_port, wait_until

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("run")]

PATIENCE = 400  # seconds for a database, the example and its report; a busy machine is slow
GOODBYE = 60  # and for everything to end
OF_THE_TESTS = (
    "DATABASE_URL", "EMAIL_URL", "EXAMPLE", "LOG_LEVEL", "MEDIA_ROOT", "REDIS_URL", "SECRET_KEY",
    "STATIC_ROOT",
)  # fmt: skip


class Run:
    """One `make run` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        env = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
        env |= {"PORT": str(self.port), "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "ghnt.settings"}
        self.output = folder / "printed"
        with self.output.open("wb") as output:
            self.starter = subprocess.Popen(
                [sys.executable, "-m", "scripts.run"], cwd=ROOT, env=env, stdout=output, stderr=output
            )

    def wait(self) -> None:
        """Until it says that it runs."""
        said = wait_until(
            lambda: "Ctrl-C" in self.printed() or self.starter.poll() is not None, seconds=PATIENCE
        )
        assert said and self.starter.poll() is None, self.printed()

    def printed(self) -> str:
        """What a newcomer sees."""
        return self.output.read_text(errors="replace")

    def processes(self) -> list[int]:
        """Everything that runs for this folder, found by its variables."""
        mark = f"VAR_DIR={self.folder}".encode()
        found = []
        for place in Path("/proc").glob("[0-9]*/environ"):
            try:
                if mark in place.read_bytes().split(b"\0"):
                    found.append(int(place.parent.name))
            except OSError:
                continue
        return found

    def left(self) -> list[int]:
        """What still runs after a moment."""
        wait_until(lambda: not self.processes(), seconds=GOODBYE)
        return self.processes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both starts share it: the second finds the data of the first."""
    return tmp_path_factory.mktemp("run")


def test_a_newcomer_starts_it_looks_and_stops_it(folder: Path) -> None:
    run = Run(folder)
    try:
        run.wait()
        assert f"http://127.0.0.1:{run.port}/" in run.printed()
        address = f"http://127.0.0.1:{run.port}/gezond/"
        assert wait_until(lambda: installation.status_of(address) == 200, seconds=PATIENCE)
        assert len(run.processes()) >= 4
        run.starter.send_signal(signal.SIGTERM)
        assert run.starter.wait(GOODBYE) == 0
        assert run.left() == []
    finally:
        run.starter.kill()
        run.starter.wait()


def test_nothing_stays_when_it_is_killed(folder: Path) -> None:
    run = Run(folder)
    run.wait()
    run.starter.kill()
    run.starter.wait()
    assert run.left() == []


def test_a_port_in_use_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        env = os.environ | {"PORT": str(taken.getsockname()[1]), "VAR_DIR": str(tmp_path)}
        command = [sys.executable, "-m", "scripts.run"]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "in use already" in done.stderr
    assert "Traceback" not in done.stderr
