"""Read a file of answers into a round."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from roundtables.errors import ImportRefused, RoundError
from roundtables.importing import import_answers


class Command(BaseCommand):
    """`import_answers FILE --round KEY [--create] [--replace] [--approve]`"""

    help = "Leest antwoorden uit een CSV-bestand in een open ronde: alles of niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the round, and what is allowed."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--round", required=True, dest="key")
        parser.add_argument("--create", action="store_true")
        parser.add_argument("--replace", action="store_true")
        parser.add_argument("--approve", action="store_true")

    def handle(
        self, *, file: Path, key: str, create: bool, replace: bool, approve: bool, **options: Any
    ) -> None:
        """Import as the service account `import`; exit 1 with every bad line when anything is wrong."""
        try:
            with transaction.atomic():  # a refused file leaves no row behind, the service account included
                by = User.objects.service("import")
                done = import_answers(
                    by=by, path=file, key=key, create=create, replace=replace, approve=approve
                )
        except ImportRefused as refused:
            for line in refused.lines:
                self.stderr.write(str(line))
            raise CommandError(_nothing_stored(len(refused.lines))) from None
        except RoundError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            _("Ronde %(round)s: antwoorden: %(answers)s, regio’s: %(regions)s, goedgekeurd: %(approved)s.")
            % {
                "round": done.round,
                "answers": done.answers,
                "regions": done.regions,
                "approved": done.approved,
            }
        )


def _nothing_stored(lines: int) -> str:
    said = ngettext(
        "Er is niets ingelezen: %s regel klopt niet.", "Er is niets ingelezen: %s regels kloppen niet.", lines
    )
    return said % lines
