"""Counted against published, a line each."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.reading.reconciling import Comparison, reconcile
from reports.reading.series import live_rounds


class Command(BaseCommand):
    """`reconcile ROUND`: exit 1 when a stated figure differs."""

    help = "Legt de telling van een ronde naast wat er gepubliceerd is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The round."""
        parser.add_argument("round")

    def handle(self, *, round: str, **options: Any) -> None:
        """Print a line per published number, and how many differ."""
        rounds = live_rounds()
        if round not in rounds.keys:
            raise CommandError(_("De ronde %s bestaat niet.") % round)
        compared = reconcile(rounds, round)
        for one in compared:
            self.stdout.write(_line(one))
        different = [one for one in compared if not one.agrees]
        total = {"n": len(compared), "different": len(different)}
        self.stdout.write(_("%(n)s gepubliceerde cijfers, %(different)s anders dan geteld.") % total)
        if different:
            raise CommandError(_("De telling wijkt af van wat er gepubliceerd is."))


def _line(one: Comparison) -> str:
    value = "-" if one.figure.value is None else str(one.figure.value)
    sign = "=" if one.agrees else "!"
    printed = one.published.as_worded if one.published.value is None else str(one.published.value)
    about = f"{one.published.kind}, {one.published.source_title}, {one.published.section}"
    return f"{sign} {one.figure.key:40} {value:>4}  {printed} ({about})"
