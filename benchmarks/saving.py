"""One answer saved, durably, against a view that commits one row, with the same middleware and database.

python -m benchmarks.saving                     # SQLite; set DATABASE_URL for another database
"""

import http.client
import subprocess
import sys
from functools import partial
from urllib.parse import urlencode

from benchmarks.installation import fresh
from benchmarks.measuring import in_turn
from benchmarks.pages import PORT, environment, signed_in, wait
from benchmarks.storm import CSRF, Saver, prepared

FLOOR = "/vloer/rij/"


def commit_row(cookie: str) -> None:
    """The floor: one row, one commit."""
    headers = {"Cookie": f"{cookie}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    connection.request("POST", FLOOR, urlencode({"text": "x"}), headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{FLOOR} answered {answer.status}")


class Typing:
    """Somebody who types on and on."""

    def __init__(self, saver: Saver) -> None:
        self.saver, self.number = saver, 0

    def __call__(self) -> None:
        """One save more."""
        self.number += 1
        if self.saver.save(self.number, self.number - 1) != self.number:
            raise SystemExit(f"save {self.number} failed: {self.saver.strange}")


def main() -> None:
    """Start the server, measure, stop the server."""
    from scripts.processes import Valkey

    with Valkey() as queue, fresh(REDIS_URL=queue.url, EXAMPLE="1"):
        one = prepared()[0]
        one.port = PORT
        cookie = signed_in()
        command = ["-m", "gunicorn", "ghnt.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers", "1"]
        server = subprocess.Popen([sys.executable, *command, "--threads", "4"], env=environment())
        try:
            wait(cookie)
            measured = in_turn(Typing(one), partial(commit_row, cookie), runs=100)
            print(measured.line("save one answer", 3), flush=True)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
