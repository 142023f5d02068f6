"""What a container's health check asks: does the web server answer, the worker reply, beat still tick?"""

import os
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

BEAT_SCHEDULE = Path("/tmp/beat-schedule")
BEAT_SAVES_WITHIN = 600  # beat writes its file every three minutes


def web() -> bool:
    """The health page answers 200; asked as a proxy would, so that a redirect to https is no illness."""
    url = f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}/gezond/"
    request = Request(url, headers={"X-Forwarded-Proto": "https"})
    with urlopen(request, timeout=8) as answer:
        return int(answer.status) == 200


def worker() -> bool:
    """A worker of this queue answers a ping; the first that does is enough."""
    from ghnt.celery import app

    return bool(app.control.inspect(timeout=5, limit=1).ping())


def beat() -> bool:
    """Beat wrote down when it last ticked, not long ago."""
    written = [BEAT_SCHEDULE, *BEAT_SCHEDULE.parent.glob(f"{BEAT_SCHEDULE.name}.*")]
    return any(path.exists() and time.time() - path.stat().st_mtime < BEAT_SAVES_WITHIN for path in written)


def main(service: str) -> int:
    """0 when healthy, as a container's health check wants it."""
    try:
        return 0 if {"web": web, "worker": worker, "beat": beat}[service]() else 1
    except OSError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
