"""Load the example."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ghnt import example
from regions.tables import TableError
from reports.errors import ReportError
from roundtables.errors import RoundError


class Command(BaseCommand):
    """`load_example`: idempotent; a second run changes nothing."""

    help = "Laadt het voorbeeld: regio’s, vragenlijst, rondes met verzonnen antwoorden, en de rapportage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether the report is left for a worker to make."""
        parser.add_argument("--leave-report", action="store_true")

    def handle(self, *, leave_report: bool = False, **options: Any) -> None:
        """Load, and say which rounds were made; exit 1 with file, line and reason for a broken fixture."""
        try:
            made = example.load()
            if not leave_report:
                example.publish()
        except (TableError, RoundError, ReportError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            _("Gemaakte rondes: %s") % ", ".join(made) if made else _("Het voorbeeld stond er al.")
        )
