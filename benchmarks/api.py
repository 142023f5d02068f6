"""Lists of the API at 3,000 regions against the floor of pages, and what a list in one go takes of memory.

python -m benchmarks.api
"""

import gc
import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from benchmarks.installation import fresh
from benchmarks.measuring import in_turn
from benchmarks.pages import FLOOR, PORT, get, serving, signed_in

REGIONS, ROUNDS = 3_000, 3
PAGES = 3  # times that each list is measured: other work on the machine shifts one
BAR = 4
LISTS = (
    "regios", "actielijnen", "bouwstenen", "bouwstenen/mda-plus-plus/mijlpalen", "rondes", "vragenlijsten",
    "indicatoren", "cijfers", "cijfers?ronde=sim-3", "projecten", "rapportages",
)  # fmt: skip
OF_WHO_MAY = (
    "inzendingen", "antwoorden", "antwoorden?ronde=sim-2&regio=sim-99", "antwoorden?pagina=900",
    "antwoorden?vraag=mda-state", "antwoorden?ronde=sim-2",
)  # fmt: skip
NDJSON, CSV = "application/x-ndjson", "text/csv"
# The longer list of each pair has a hundred times as many lines, or all there are.
WHOLE = (
    ("antwoorden?ronde=sim-1&vraag=mda-state", "antwoorden"),
    ("inzendingen?regio=sim-99", "inzendingen"),
    ("cijfers?indicator=mda-structural", "cijfers"),
)


def main() -> None:
    """Start the server, measure, stop the server."""
    from scripts.processes import Valkey

    rates = {"API_PUBLIC_RATE": "9999999/day", "API_TOKEN_RATE": "9999999/day"}
    with Valkey() as queue, fresh(REDIS_URL=queue.url, **rates):
        token = prepared()
        gc.freeze()  # what is collected between measurements is not the making of the country again
        floor = partial(get, FLOOR, signed_in())
        with serving(signed_in("wacht@voorbeeld.invalid")):
            for path in LISTS:
                compare(f"{path}, public", partial(read, path), floor)
            for path in (*LISTS, *OF_WHO_MAY):
                compare(f"{path}, programme", partial(read, path, token), floor)
        with serving(signed_in("later@voorbeeld.invalid")) as server:  # one that holds nothing yet
            for pair in WHOLE:
                memory(pair, token, server)


def prepared() -> str:
    """A country of many regions with a published report, and a token of the programme."""
    from django.core.management import call_command
    from django.utils import timezone

    from accounts.models import User
    from accounts.tokens import make_token
    from ghnt.example import load_definitions
    from reports.models import ProgressReport, ReportVersion
    from reports.reading.series import kept_rules, rules
    from reports.reading.words import words_now
    from roundtables.models import Round, Snapshot
    from roundtables.snapshots import content_of

    load_definitions()
    call_command("simulate", regions=REGIONS, rounds=ROUNDS, stdout=StringIO())
    signed_in("programma@voorbeeld.invalid", "programme_manager")
    person, now = User.objects.get(email="programma@voorbeeld.invalid"), timezone.now()
    report = ProgressReport.objects.create(
        slug="groot", title_nl="Groot", round=Round.objects.in_order().last(), outline={}
    )
    version = ReportVersion.objects.create(
        report=report, number=1, label_nl="Versie 1", moment=now, state="approved", checksum="0" * 64,
        publish_at=now - timedelta(days=1), rules=kept_rules(rules()), words=words_now(),
    )  # fmt: skip
    version.snapshots.set(
        Snapshot.objects.create(
            round=one,
            number=1,
            made_at=now,
            made_by=person,
            content=content_of(one),
            checksum=f"{one.pk:064}",
        )
        for one in Round.objects.all()
    )
    return make_token(by=person, name="meting", scope="read", until=now + timedelta(days=1))


def read(path: str, token: str = "", form: str = "application/json") -> int:
    """One request, read to its end; how many bytes. Anything but 200 ends the benchmark."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=600)
    headers = {"Accept": form, **({"Authorization": f"Bearer {token}"} if token else {})}
    connection.request("GET", f"/api/v1/{path}", headers=headers)
    answer = connection.getresponse()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    size = sum(map(len, iter(lambda: answer.read(1 << 16), b"")))
    connection.close()
    return size


def compare(name: str, ours: Any, floor: Any) -> None:
    """A list against the floor, some times over; the middle one is printed."""
    found = sorted((in_turn(ours, floor, runs=25) for _time in range(PAGES)), key=lambda one: one.ratio)
    print(found[PAGES // 2].line(name, BAR), flush=True)


def memory(pair: tuple[str, str], token: str, server: "subprocess.Popen[bytes]") -> None:
    """How far the server's memory rises for the short list, and then for the long one."""
    for form in (CSV, NDJSON):
        for path in pair:
            before, began = peak(server), time.perf_counter()
            size = read(path, token, form)
            took, more = time.perf_counter() - began, peak(server) - before
            told = f"{size / 1e6:8.2f} MB in {took:6.2f} s, peak memory of the server + {more / 1024:.1f} MB"
            print(f"{path + ', ' + form:60} {told}", flush=True)


def peak(server: "subprocess.Popen[bytes]") -> int:
    """The most that the process which answers ever held, in KB."""
    return max(map(_held, _children(server.pid)))


def _children(pid: int) -> Iterator[int]:
    yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


def _held(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    sys.exit(main())
