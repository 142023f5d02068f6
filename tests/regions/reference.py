"""The tables of `fixtures/`, whole or with one line spoilt on purpose."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction

import buildingblocks.importing
import impact.importing
import projectpool.importing
import regions.importing
from accounts.models import User
from regions.tables import TableError

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
LOADERS = {
    "regions": regions.importing.load,
    "buildingblocks": buildingblocks.importing.load,
    "impact": impact.importing.load,
    "projectpool": projectpool.importing.load,
}


def load(*rooms: str, folder: Path = FIXTURES) -> User:
    """Load the tables of these rooms, the lowest room first."""
    by = User.objects.service("import")
    for room in rooms:
        LOADERS[room](folder, by=by)
    return by


def spoilt(folder: Path, file: str, change: Callable[[str], str]) -> Path:
    """A copy of the tables in `folder` in which `change` was made to one file."""
    for table in FIXTURES.glob("*.csv"):
        shutil.copy(table, folder / table.name)
    before = (folder / file).read_text(encoding="utf-8")
    after = change(before)
    assert after != before, "the change must hit something"
    (folder / file).write_text(after, encoding="utf-8")
    return folder


def refusal(room: str, file: str, before: str, after: str) -> str:
    """What the import of a room says when `before` in a table has become `after`; nothing is kept."""
    with TemporaryDirectory() as folder:
        broken = spoilt(Path(folder), file, lambda text: text.replace(before, after, 1))
        with pytest.raises(TableError) as caught, transaction.atomic():
            load(room, folder=broken)
    return str(caught.value)
