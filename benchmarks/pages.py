"""Pages against a signed-in view with the same middleware, one query and a row per region, on one server.

python -m benchmarks.pages
"""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from io import StringIO
from typing import Any

from benchmarks.installation import fresh
from benchmarks.measuring import in_turn

PAGES = ("/", "/cijfers/", "/cijfers/mda-structural/", "/rapportages/", "/rapportages/vijfde/")
ROUND, REGION = "2021-voorjaar", "flevoland"  # of the example: handed in, and waiting for review
PROGRAMME = (
    "/mijn-werk/",
    "/beheer/mensen/",
    "/beheer/rondes/",
    f"/beheer/rondes/{ROUND}/",
    f"/beheer/rondes/{ROUND}/register/",
    f"/beheer/rondes/{ROUND}/sluiten/",
    f"/beheer/rondes/{ROUND}/{REGION}/",
    f"/beheer/rondes/{ROUND}/teksten/",
    f"/beheer/rondes/{ROUND}/teksten/vision-obstacles/",
    f"/ronde/{ROUND}/{REGION}/telling/",
)
FILLING = (
    "/mijn-werk/",
    f"/ronde/{ROUND}/{REGION}/",
    f"/ronde/{ROUND}/{REGION}/meldcode/",
    f"/ronde/{ROUND}/{REGION}/controleren/",
)
POOL = "/projectenpool/"
PUBLIC_POOL = (
    POOL,
    f"{POOL}openstellingen/",
    f"{POOL}openstellingen/voorbeeld-open/",
    f"{POOL}projecten/",
    f"{POOL}projecten/samen-scholen-in-het-noorden/",
    f"{POOL}themas/2020/",
    f"{POOL}themas/voorbeeld/",
)
POOL_PROGRAMME = (
    f"{POOL}aanvragen/",
    f"{POOL}openstellingen/voorbeeld-beoordeling/beoordeling/",
    f"{POOL}verslagen/",
    f"{POOL}lessen/",
)
POOL_REGION = "drenthe"  # of the example: a draft, a project with reports
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


def signed_in(email: str = "meting@voorbeeld.invalid", kind: str = "", region: Any = None) -> str:
    """The cookie of somebody who signed in with both factors, with a role when one is given."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from accounts.models import Role, User

    user = User.objects.create_user(email)
    if kind:
        Role.objects.create(person=user, kind=kind, region=region, given_by=user)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def main() -> None:
    """Start the server, measure, stop the server."""
    from scripts.processes import Valkey

    with Valkey() as queue, fresh(REDIS_URL=queue.url, EXAMPLE="1"):
        from django.core.management import call_command

        from regions.models import Region

        call_command("load_example", stdout=StringIO())
        cookie = signed_in()
        programme = signed_in("programma@voorbeeld.invalid", "programme_manager")
        region = Region.objects.get(slug=REGION)
        leader = signed_in("regio@voorbeeld.invalid", "project_leader", region)
        applicant = Region.objects.get(slug=POOL_REGION)
        applying = signed_in("aanvrager@voorbeeld.invalid", "project_leader", applicant)
        with serving(cookie):
            for pages, who in (
                (PAGES + PUBLIC_POOL, cookie),
                (FILLING, leader),
                (PROGRAMME + POOL_PROGRAMME, programme),
                (applying_pages(), applying),
            ):
                for page in pages:
                    compare(page, who)


def applying_pages() -> tuple[str, ...]:
    """The pages on which a region writes: an application and its parts, and a project report."""
    from projectpool.models import Application, ProjectReport

    draft = Application.objects.drafts().filter(application_regions__region__slug=POOL_REGION).first()
    report = ProjectReport.objects.late().select_related("project").first()
    if draft is None or report is None:
        raise SystemExit("the example has no draft or no late report")
    one = f"{POOL}aanvragen/{draft.pk}/"
    parts = [f"{one}{part}" for part in ("", "plan/", "begroting/", "regios/", "indienen/")]
    return ("/mijn-werk/", *parts, f"{POOL}projecten/{report.project.key}/verslag/{report.pk}/")


def compare(page: str, who: str, bar: float = 4) -> None:
    """One page against the floor, for one person."""
    measured = in_turn(partial(get, page, who), partial(get, FLOOR, who), runs=40)
    print(measured.line(page, bar), flush=True)


@contextmanager
def serving(cookie: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The product on one web process with four threads; the process that started it."""
    from django.core.management import call_command

    call_command("collectstatic", "--no-input", verbosity=0)
    bound = ["--bind", f"127.0.0.1:{PORT}", "--workers", "1", "--threads", "4"]
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "ghnt.wsgi", *bound], env=environment())
    try:
        wait(cookie)
        yield server
    finally:
        server.terminate()
        server.wait()


def environment() -> dict[str, str]:
    """With the floor's page."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}


def wait(cookie: str) -> None:
    """Until the server answers."""
    for _attempt in range(100):
        try:
            return get(FLOOR, cookie)
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
