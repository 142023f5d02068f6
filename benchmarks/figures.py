"""All figures of all rounds against the same SELECTs fetched with a bare cursor.

python -m benchmarks.figures            # 28 x 3, 300 x 12; with --scale also 3,000 x 3 and 3,000 x 40
"""

import argparse
import resource
import subprocess
import sys
from io import StringIO

from benchmarks.installation import fresh


def bare() -> int:
    """Fetch the rows behind every figure and do nothing with them."""
    from django.db import connection

    from roundtables.counts import answer_rows
    from roundtables.models import Round

    found = 0
    for round_ in Round.objects.all():
        sql, parameters = answer_rows(round_).query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            found += len(cursor.fetchall())
    return found


def count() -> int:
    """Every figure of every round, from the live tables."""
    from reports.reading.series import live_rounds

    rounds = live_rounds(only_live=True)
    return sum(len(rounds.figures(key)) for key in rounds.keys)


def compare(regions: int, rounds: int) -> None:
    """One size."""
    from django.core.management import call_command

    from benchmarks.measuring import in_turn

    with fresh():
        from ghnt.example import load_definitions

        if (regions, rounds) == (28, 3):
            call_command("load_example", "--leave-report", stdout=StringIO())
        else:
            load_definitions()
            call_command("simulate", regions=regions, rounds=rounds, stdout=StringIO())
        rows = bare()
        measured = in_turn(count, bare, runs=5 if rows > 500_000 else 9)
        print(measured.line(f"all figures, {regions} x {rounds} ({rows:,} rows)", 2), flush=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{'':48} peak memory {peak} MB", flush=True)


def main() -> None:
    """Each size in a process of its own, so that memory is its own too."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", action="store_true")
    parser.add_argument("--size")
    chosen = parser.parse_args()
    if chosen.size:
        regions, rounds = chosen.size.split("x")
        return compare(int(regions), int(rounds))
    for size in ["28x3", "300x12", *(["3000x3", "3000x40"] if chosen.scale else [])]:
        subprocess.run([sys.executable, "-m", "benchmarks.figures", "--size", size], check=True)
    return None


if __name__ == "__main__":
    main()
