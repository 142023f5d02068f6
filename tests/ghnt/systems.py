"""Systems that ask the API of a running product in somebody's name."""

from tests.installations import Installation

MAKE = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import Role
from accounts.tokens import make_token
person = Role.objects.filter(kind="{kind}").order_by("pk").first().person
until = timezone.now() + timedelta(days=1)
print("TOKEN", make_token(by=person, name="proef", scope="read", until=until))
"""


def token_at(installation: Installation, kind: str = "programme_manager") -> str:
    """A token that reads, of somebody of this kind."""
    printed = installation.shell(MAKE.format(kind=kind))
    return next(line.split()[1] for line in printed.splitlines() if line.startswith("TOKEN "))
