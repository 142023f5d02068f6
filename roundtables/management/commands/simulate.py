"""Made-up rounds for scale trials."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from questionnaires.models import Questionnaire
from roundtables.simulating import simulate


class Command(BaseCommand):
    """`simulate --regions N --rounds M --seed S`"""

    help = "Maakt rondes met verzonnen antwoorden om op schaal te meten. Nooit in een echte omgeving."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, and from which seed."""
        parser.add_argument("--regions", type=int, required=True)
        parser.add_argument("--rounds", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, regions: int, rounds: int, seed: int, **options: Any) -> None:
        """Make them; exit 1 when there is no questionnaire to answer."""
        try:
            made = simulate(regions=regions, rounds=rounds, seed=seed)
        except Questionnaire.DoesNotExist:
            raise CommandError(_("Er is nog geen vragenlijst. Laad eerst het voorbeeld.")) from None
        self.stdout.write(", ".join(round_.key for round_ in made))
