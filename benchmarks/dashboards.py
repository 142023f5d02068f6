"""Dashboards with twenty rounds of 28 regions, against the same floor as other pages; and the crossing page
at 28 and at 5,600 regions against what LimeSurvey's statistics page took for the same answers.

python -m benchmarks.dashboards
"""

import statistics
import subprocess
import sys
from io import StringIO

from benchmarks.installation import fresh
from benchmarks.measuring import seconds
from benchmarks.pages import compare, get, serving, signed_in

ROUNDS, REGIONS, MANY = 20, 28, 5_600
NEWEST, BEFORE = f"sim-{ROUNDS}", f"sim-{ROUNDS - 1}"
PAGES = (
    "/dashboard/",
    f"/dashboard/?ronde={NEWEST}",
    f"/dashboard/mda-plus-plus/?ronde={NEWEST}",
    f"/cijfers/?ronde={NEWEST}",
    f"/cijfers/mda-structural/?ronde={NEWEST}",
    "/regio/",
    f"/regio/drenthe/?ronde={NEWEST}",
    f"/kruisen/?ronde={NEWEST}&a=mda-state&b=integral-state",
    f"/vergelijken/?van={BEFORE}&tot={NEWEST}&vraag=mda-state",
)
CROSSING = "/kruisen/?ronde={key}&a=mda-state&b=integral-state"
LIMESURVEY = {REGIONS: 1.0, MANY: 1.5}  # seconds, as measured for 28 and 5,600 responses of 60 questions
FASTER = 20
RUNS = 15


def main() -> None:
    """Each size in a process of its own: a process keeps to the database that it began with."""
    if len(sys.argv) == 3:
        measure(int(sys.argv[1]), int(sys.argv[2]))
        return
    for regions, rounds in ((REGIONS, ROUNDS), (MANY, 1)):
        command = [sys.executable, "-m", "benchmarks.dashboards", str(regions), str(rounds)]
        subprocess.run(command, check=True)


def measure(regions: int, rounds: int) -> None:
    """The pages at the small size, and the crossing."""
    from scripts.processes import Valkey

    with Valkey() as queue, fresh(REDIS_URL=queue.url):
        from django.core.management import call_command

        from ghnt.example import load_definitions

        load_definitions()
        call_command("simulate", f"--regions={regions}", f"--rounds={rounds}", stdout=StringIO())
        programme = signed_in("programma@voorbeeld.invalid", "programme_manager")
        with serving(programme):
            for page in PAGES if regions == REGIONS else ():
                compare(page, programme)
            crossing(regions, CROSSING.format(key=f"sim-{rounds}"), programme)


def crossing(regions: int, page: str, who: str) -> None:
    """The crossing against the other product's time."""
    get(page, who)
    ours = statistics.median(seconds(lambda: get(page, who)) for _run in range(RUNS))
    faster = LIMESURVEY[regions] / ours
    verdict = "holds" if faster >= FASTER else "MISSED"
    took = f"{ours * 1000:.1f} ms, {faster:.0f} x faster"
    print(f"crossing, {regions} regions: {took}  bar {FASTER}  {verdict}")


if __name__ == "__main__":
    main()
