"""`make test`: everything CI runs, a line per step when it is green, and all output of the step that is not.

The whole suite runs twice: on SQLite, and on a real PostgreSQL (the one in DATABASE_URL, else one from a
wheel). The second time leaves out what the database makes no difference to (marked `browser` or `once`).
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.postgres import Postgres
from scripts.processes import ROOT, end_with_parent

DEPLOYED = {
    "SECRET_KEY": "a-key-only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz",
    "HTTPS": "1",
    "ALLOWED_HOSTS": "voorbeeld.invalid",
    "EMAIL_URL": "smtp://mail.invalid:25",
}
LINT_IMPORTS = ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
PYTEST = ("-m", "pytest", "-q", "-n", "3", "--dist", "loadgroup", "--no-header", "-p", "no:cacheprovider")
# Each of the many processes that tests start would compile all it imports anew, which costs it three seconds.
NOT_INHERITED = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
CLOSING = re.compile(r"\d+ (passed|failed|error)")


def step(name: str, *command: str, **variables: str) -> bool:
    """Run one step; a line when it is green, everything it printed when it is not."""
    print(f"{name:<44}", end="", flush=True)
    inherited = {key: value for key, value in os.environ.items() if key not in NOT_INHERITED}
    env = inherited | {"NO_COLOR": "1", "PY_COLORS": "0", "PYTHONUNBUFFERED": "1"} | variables
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    seconds = f"{time.monotonic() - began:6.1f} s"
    if done.returncode:
        print(f"FAILED {seconds}\n{done.stdout}", flush=True)
        return False
    closing = [line.strip("= ") for line in done.stdout.splitlines()[-3:] if CLOSING.search(line)]
    print(f"ok {seconds}{'   ' + closing[-1] if closing else ''}", flush=True)
    return True


def checks() -> Iterator[bool]:
    """What can be said without running the product."""
    yield step("style (ruff)", "-m", "ruff", "check", "--output-format", "concise", ".")
    yield step("types (mypy)", "-m", "mypy", ".")
    yield step("rooms import downward (import-linter)", *LINT_IMPORTS)
    deploy = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    yield step("settings (check --deploy)", *deploy, **DEPLOYED)
    yield step("migrations (makemigrations --check)", "manage.py", "makemigrations", "--check", "--dry-run")
    yield step("every text in both languages", "-m", "scripts.messages", "check")


@contextmanager
def real_postgres() -> Iterator[str]:
    """The address of a PostgreSQL: the one that the environment names, else one of our own."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres:", "postgresql:")):
        yield named
        return
    with Postgres() as server:
        yield server.url("ghnt")


def suite() -> Iterator[bool]:
    """The tests, on both databases."""
    yield step("tests on SQLite", *PYTEST)
    with real_postgres() as address:
        yield step("tests on PostgreSQL", *PYTEST, "-m", "not browser and not once", DATABASE_URL=address)


def main(arguments: list[str]) -> int:
    """All steps, also after one that failed: a newcomer sees the whole state at once."""
    end_with_parent()
    began = time.monotonic()
    results = list(checks())
    if "--checks" not in arguments:
        results += list(suite())
    failed = results.count(False)
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    print(f"{len(results)} steps, {failed or 'none'} failed, in {minutes} min {seconds} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
