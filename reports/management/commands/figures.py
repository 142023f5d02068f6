"""Every figure of a round."""

import csv
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.reading.exporting import COLUMNS, figure_rows
from reports.reading.series import live_rounds


class Command(BaseCommand):
    """`figures ROUND [--format json|csv|table]`"""

    help = "Toont alle cijfers van een ronde, met de eerlijke noemer en wat er gepubliceerd is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The round and the form."""
        parser.add_argument("round")
        parser.add_argument("--format", choices=("json", "csv", "table"), default="table")

    def handle(self, *, round: str, format: str, **options: Any) -> None:
        """Print the figures; exit 1 with a sentence when the round does not exist."""
        rounds = live_rounds()
        if round not in rounds.keys:
            raise CommandError(_("De ronde %s bestaat niet.") % round)
        rows = figure_rows(rounds, round)
        if format == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        elif format == "csv":
            writer = csv.DictWriter(self.stdout, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(
                {**row, "base": " ".join(row["base"]), "published": _printed(row)} for row in rows
            )
        else:
            for row in rows:
                self.stdout.write(_line(row))


def _printed(row: dict[str, Any]) -> str:
    return "" if row["published"] is None else str(row["published"]["as_worded"])


def _line(row: dict[str, Any]) -> str:
    value = "-" if row["value"] is None else row["value"]
    return f"{row['key']:40} {value:>5} / {row['base_value']:<5} {row['status']:10} {row['statement'] or ''}"
