"""Pages against a signed-in view with the same middleware, one query and a row per region, on one server.

python -m benchmarks.pages
"""

import http.client
import os
import subprocess
import sys
import time
from importlib import import_module
from io import StringIO

from benchmarks.installation import fresh
from benchmarks.measuring import in_turn

PAGES = ("/", "/cijfers/", "/cijfers/mda-structural/", "/rapportages/", "/rapportages/vijfde/")
FLOOR = "/vloer/"
PORT = 8765


def get(path: str, cookie: str) -> None:
    """One request; anything but 200 ends the benchmark."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "nl"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    connection.close()


def signed_in() -> str:
    """The cookie of somebody who signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from accounts.models import User

    user = User.objects.create_user("meting@voorbeeld.invalid")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def main() -> None:
    """Start the server, measure, stop the server."""
    from scripts.processes import Valkey

    with Valkey() as queue, fresh(REDIS_URL=queue.url, EXAMPLE="1"):
        from django.core.management import call_command

        call_command("collectstatic", "--no-input", verbosity=0)
        call_command("load_example", stdout=StringIO())
        cookie = signed_in()
        command = [
            "-m",
            "gunicorn",
            "ghnt.wsgi",
            "--bind",
            f"127.0.0.1:{PORT}",
            "--workers",
            "1",
            "--threads",
            "4",
        ]
        server = subprocess.Popen([sys.executable, *command], env=_environment())
        try:
            _wait(cookie)
            for page in PAGES:
                measured = in_turn(lambda page=page: get(page, cookie), lambda: get(FLOOR, cookie), runs=40)
                print(measured.line(page, 4), flush=True)
        finally:
            server.terminate()
            server.wait()


def _environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}


def _wait(cookie: str) -> None:
    for _attempt in range(100):
        try:
            return get(FLOOR, cookie)
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
