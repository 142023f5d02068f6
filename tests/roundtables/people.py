"""People of a story, by their role."""

from datetime import date
from typing import Any

from django.test import Client

from accounts.models import Role, User
from buildingblocks.models import BuildingBlock
from regions.models import Region
from tests.accounts.factories import UserFactory

Kind = Role.Kind


def person(
    kind: str = "", region: Region | None = None, block: BuildingBlock | None = None, **role: Any
) -> User:
    """Somebody with a role; without a kind a stranger with an account."""
    made: User = UserFactory(name=" ".join(str(part) for part in (kind, region) if part))
    if kind:
        about = {"since": date(2020, 1, 1), "given_by": made, **role}
        Role.objects.create(person=made, kind=kind, region=region, block=block, **about)
    return made


def signed_in(user: User) -> Client:
    """A browser in which this person came in."""
    client = Client()
    client.force_login(user)
    return client
