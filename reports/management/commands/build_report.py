"""Build the files of a report, with the same code as the task."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.building.files import build_files, read_report
from reports.errors import ReportError
from reports.models import ProgressReport


class Command(BaseCommand):
    """`build_report REPORT [--output DIR]`"""

    help = (
        "Maakt de bestanden van een rapportage: PDF, webpagina, tabellen en een lijst van controlegetallen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The report, and where its files go."""
        parser.add_argument("report")
        parser.add_argument("--output", type=Path, default=Path("build"))

    def handle(self, *, report: str, output: Path, **options: Any) -> None:
        """Write the files; exit 1 with a sentence when the report cannot be made."""
        began = time.perf_counter()
        found = ProgressReport.objects.select_related("round").filter(slug=report).first()
        if found is None:
            raise CommandError(_("De rapportage %s bestaat niet.") % report)
        try:
            output.mkdir(parents=True, exist_ok=True)
            built = build_files(read_report(found), version_label=_label(found))
            for name, content in built.files.items():
                (output / name).write_bytes(content)
                self.stdout.write(f"{output / name}  {len(content):,} bytes")
        except ReportError as error:
            raise CommandError(str(error)) from None
        except OSError:
            raise CommandError(_("In de map %s kan niet geschreven worden.") % output) from None
        seconds = time.perf_counter() - began
        self.stdout.write(
            _("%(pages)s pagina’s in %(seconds).2f s") % {"pages": built.pages, "seconds": seconds}
        )


def _label(report: ProgressReport) -> str:
    """The version that the public reads, built anew; a draft when there is none."""
    published = report.published_version
    return published.label_nl if published else _("Concept")
