"""The browser of the tests: the Chromium that is here, else Debian's package, else Playwright's own.

Where none of these is possible it says what to install.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ADVICE = (
    "The browser tests need Chromium and it could not be installed. Install it\n"
    "(Debian: apt install chromium; elsewhere: .venv/bin/playwright install --with-deps chromium)\n"
    "or name it in the variable CHROMIUM."
)


def _works(path: str) -> bool:
    """Whether it really opens a page: a snap's stub or a browser without its libraries does not."""
    command = [path, "--headless", "--disable-gpu", "--dump-dom", "about:blank"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.insert(1, "--no-sandbox")
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"<html" in done.stdout


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find() -> str | None:
    """The path of a Chromium on this machine: the one named in CHROMIUM, the system's, or Playwright's."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _of_playwright()


def _install_from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Installing Chromium (Debian's package) for the browser tests ...", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    return next((path for name in NAMES if (path := shutil.which(name)) and _works(path)), None)


def _install_from_playwright() -> str | None:
    print("Installing Playwright's Chromium for the browser tests ...", file=sys.stderr)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    path = _of_playwright()
    return path if path and _works(path) else None


def ensure() -> str | None:
    """A Chromium that works, installed when there is none; nothing when that is not possible."""
    path = find()
    if path and (path == remembered() or _works(path)):
        return path
    return _install_from_debian() or _install_from_playwright()


def _memory() -> Path:
    return Path(sys.prefix) / ".chromium"


def remembered() -> str | None:
    """The browser that was tried before, if it still exists."""
    path = _memory().read_text().strip() if _memory().exists() else ""
    return path if path and Path(path).exists() else None


def main() -> int:
    """Find or install, and remember what worked."""
    path = ensure()
    if path is None:
        print(ADVICE, file=sys.stderr)
        return 1
    _memory().write_text(path + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
