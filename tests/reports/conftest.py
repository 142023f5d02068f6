"""What holds for every story about figures and reports."""

from pathlib import Path

import pytest
from django.test import Client

from accounts.models import Role
from tests.accounts.factories import UserFactory
from tests.reports.counted import Counted
from tests.reports.paper import SETS, a_new_round, rules


@pytest.fixture(params=SETS, ids=lambda one: f"seed {one[0]}")
def counted(request: pytest.FixtureRequest, loaded: None, tmp_path: Path) -> Counted:
    """A round of answers by chance, with gaps, and somebody of the programme who reads about it."""
    seed, share, approve = request.param
    paper = a_new_round(seed, share, approve, tmp_path)
    person = UserFactory()
    Role.objects.create(person=person, kind=Role.Kind.PROGRAMME_MANAGER, given_by=person)
    client = Client(headers={"accept-language": "nl"})
    client.force_login(person)
    return Counted(person, client, paper, rules())
