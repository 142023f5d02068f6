"""One installation on this machine: its variables, its folder, its commands and its processes."""

import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from scripts.processes import ROOT, Process

PYTHON = Path(sys.executable)


def secret_key(folder: Path) -> str:
    """Made once and readable by its owner only, so that sessions outlive a restart."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def variables(folder: Path, **changes: str) -> dict[str, str]:
    """The environment of every process of an installation that lives in `folder`."""
    env = dict(os.environ)
    env.update({"DJANGO_SETTINGS_MODULE": "ghnt.settings", "PYTHONUNBUFFERED": "1", "VAR_DIR": str(folder)})
    env.setdefault("SECRET_KEY", "")
    env.update(changes)
    env["SECRET_KEY"] = env["SECRET_KEY"] or secret_key(folder)
    return env


type Done = subprocess.CompletedProcess[str]


def manage(*arguments: str, env: Mapping[str, str], capture: bool = False) -> Done:
    """Run a management command; its output is shown as it comes, or kept when `capture`."""
    command = [str(PYTHON), str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, cwd=ROOT, env=dict(env), text=True, capture_output=capture, check=False)


def worker(env: Mapping[str, str], log: Path, *, concurrency: int = 2) -> Process:
    """Does the long jobs: charts and reports."""
    options = ["--loglevel", "INFO", "--without-gossip", "--without-mingle", f"--concurrency={concurrency}"]
    return Process("worker", [PYTHON, "-m", "celery", "-A", "ghnt", "worker", *options], env=env, log=log)


def beat(env: Mapping[str, str], log: Path) -> Process:
    """Wakes the worker on the times in the settings; its file remembers when it last did."""
    schedule = Path(env["VAR_DIR"]) / "beat-schedule"
    options = ["--loglevel", "INFO", "--pidfile", "", "--schedule", str(schedule)]
    return Process("beat", [PYTHON, "-m", "celery", "-A", "ghnt", "beat", *options], env=env, log=log)


def web(env: Mapping[str, str], log: Path, *, port: int, workers: int = 2) -> Process:
    """Serves the pages on 127.0.0.1."""
    options = ["--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", "4", "--timeout", "60"]
    options += ["--no-control-socket"]  # it would stand in somebody's home folder
    return Process("web", [PYTHON, "-m", "gunicorn", "ghnt.wsgi", *options], env=env, log=log)


def status_of(url: str) -> int:
    """The status of a page; 0 when nobody answers."""
    try:
        with urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except URLError as error:
        return int(getattr(error, "code", 0))
    except OSError:
        return 0
