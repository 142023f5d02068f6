"""Rewrites statements.csv: every indicator at none, one, some and all regions, in Dutch and English.

Run it after a change of words (`python -m tests.reports.golden.make_statements`), read every changed line
aloud, and commit both. The test compares the file with what the product says now.
"""

import csv
import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()  # a figure is only a dataclass, but its module counts answers

from reports.figures import Figure, Split, Status  # noqa: E402
from reports.wording import Predicate, statement  # noqa: E402

ROOT = Path(__file__).parents[3]
PREDICATES = ROOT / "fixtures" / "predicates.csv"
STATEMENTS = Path(__file__).with_name("statements.csv")
ALL_REGIONS = 28
PART_OF_REGIONS = 24
COLUMNS = ["key", "counted", "base", "nl", "en"]


def predicates() -> list[Predicate]:
    """The hand-written words of every indicator."""
    with PREDICATES.open(encoding="utf-8", newline="") as file:
        return [Predicate(**row) for row in csv.DictReader(file)]


def figure(predicate: Predicate, counted: int, base: int) -> Figure:
    """A settled figure."""
    asked = ("another-indicator",) if predicate.base_nl else ()
    split = Split(counted=counted, not_counted=base - counted)
    return Figure(predicate.key, "2020", Status.COUNTED, split, asked, ALL_REGIONS)


def rows() -> list[dict[str, str]]:
    """A line for every indicator and every number."""
    found = []
    for predicate in predicates():
        base = PART_OF_REGIONS if predicate.base_nl else ALL_REGIONS
        for counted in (0, 1, base // 3, base):
            told = figure(predicate, counted, base)
            found.append(
                {
                    "key": predicate.key,
                    "counted": str(counted),
                    "base": str(base),
                    "nl": statement(told, predicate, lang="nl"),
                    "en": statement(told, predicate, lang="en"),
                }
            )
    return found


def main() -> None:
    """Write the table."""
    with STATEMENTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows())


if __name__ == "__main__":
    main()
