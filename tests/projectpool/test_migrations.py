"""What stood in the database before a change is still there after it."""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from projectpool.models import Application, CallDocument, Decision, Objection
from tests.projectpool.factories import (
    ApplicationFactory,
    ApplicationStepFactory,
    CallDocumentFactory,
    DecisionFactory,
    InstalmentFactory,
    ObjectionFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
type Back = Callable[[str], None]  # to after the migration of this name
FIRST = datetime(2031, 3, 3, 11, tzinfo=UTC)
LETTER = b"%PDF-1.7 the first letter"


def migrate(*to: tuple[str, str]) -> None:
    """Bring the database to a moment in its history; without one to now."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(to) or executor.loader.graph.leaf_nodes())


@pytest.fixture
def back_in_time(settings: LazySettings, tmp_path: Path) -> Iterator[Back]:
    """Brings the database back to after a migration of the pool; when the test is over it is as it is now.
    The tests make their tables without migrations, so that all of these are noted as done first."""
    settings.MEDIA_ROOT = tmp_path
    settings.MIGRATION_MODULES = {}
    call_command("migrate", fake=True, verbosity=0)
    yield lambda name: migrate(("projectpool", name))
    migrate()


def letter(decision: Decision, content: bytes, read_at: datetime) -> str:
    """A letter as it lies in the store since somebody first read it."""
    path = default_storage.save(f"letters/{decision.pk}-{read_at:%d}abcdef.pdf", ContentFile(content))
    os.utime(default_storage.path(path), (read_at.timestamp(), read_at.timestamp()))
    return path


def decided_twice() -> Decision:
    """An application that got 40.000 euros, objected, and got 55.000; of the first decision only the log, the
    history of the project and the letter tell."""
    again = FIRST + timedelta(days=30)
    application: Application = ApplicationFactory(state="granted", number="1", submitted_at=FIRST)
    decision: Decision = DecisionFactory(
        application=application, amount=55_000_00, motives="Bij nader inzien.", at=again,
        letter_path="letters/nu.pdf", letter_sha256="2" * 64,
    )  # fmt: skip
    project = ProjectFactory.build(
        application=application, pool=application.call.pool, amount=40_000_00, starts_on=FIRST.date(),
        ends_on=FIRST.date(),
    )  # fmt: skip
    for amount, at in ((40_000_00, FIRST), (55_000_00, again)):
        project.amount, project._history_date = amount, at
        project.save()
    for what, at, why in (
        ("granted", FIRST, "€\xa040.000 · Te weinig oordelen. · Past bij het thema."),
        ("objected", FIRST + timedelta(days=9), "Te weinig."),
        ("answered", FIRST + timedelta(days=20), "gegrond: U hebt gelijk."),
        ("granted", again, "€\xa055.000 · Bij nader inzien."),
    ):
        ApplicationStepFactory(application=application, what=what, by=decision.by, at=at, why=why)
    ObjectionFactory(
        decision=decision, filed_at=FIRST + timedelta(days=9), state="upheld", answer="U hebt gelijk.",
        answered_by=decision.by, answered_at=FIRST + timedelta(days=20),
    )  # fmt: skip
    InstalmentFactory(decision=decision)
    return decision


def test_documents_that_applicants_could_read_stay_readable(back_in_time: Back) -> None:
    known = CallDocumentFactory(added_at=FIRST, scan="clean")
    in_preparation = CallDocumentFactory(call__published_at=None)
    back_in_time("0005_reminders_of_reports")
    migrate()
    kept = CallDocument.objects.get(pk=known.pk)
    assert kept.scan == "unscanned", "nobody knows what a scanner said then"
    assert (kept.released_by, kept.released_at) == (kept.added_by, FIRST)
    assert not CallDocument.objects.get(pk=in_preparation.pk).for_everybody


def test_a_decision_that_was_written_over_comes_back_from_the_log(back_in_time: Back) -> None:
    standing, by_itself = decided_twice(), DecisionFactory()
    kept = letter(standing, LETTER, FIRST + timedelta(days=2))
    letter(standing, b"of the second", FIRST + timedelta(days=31))
    back_in_time("0002_call_to_lesson")
    migrate()
    first, second = Application.objects.get(pk=standing.application_id).decisions.order_by("at")
    assert second == standing and second.replaced_at is None and second.amount == 55_000_00
    assert (first.granted, first.amount, first.at, first.by) == (True, 40_000_00, FIRST, standing.by)
    assert first.replaced_at == second.at
    assert first.motives.startswith("Te weinig oordelen. · Past bij het thema.")
    assert "niet bewaard" in first.motives, "it says that it is not all that was written then"
    assert (first.letter_path, first.letter_sha256) == (kept, hashlib.sha256(LETTER).hexdigest())
    assert Objection.objects.get().decision == first
    assert second.instalments.count() == 1
    assert list(by_itself.application.decisions.all()) == [by_itself]


def test_without_a_letter_the_decision_comes_back_all_the_same(back_in_time: Back) -> None:
    standing = decided_twice()
    back_in_time("0002_call_to_lesson")
    migrate()
    first = Decision.objects.exclude(pk=standing.pk).get()
    assert (first.letter_path, first.letter_sha256) == ("", "")


def test_a_refusal_that_was_written_over_comes_back_too(back_in_time: Back) -> None:
    standing = decided_twice()
    standing.application.steps.filter(at=FIRST).update(what="refused", why="x" * 500)
    back_in_time("0002_call_to_lesson")
    migrate()
    first = Decision.objects.exclude(pk=standing.pk).get()
    assert (first.granted, first.amount) == (False, 0)
    assert first.motives.startswith("x" * 500 + "…")


def test_an_assessment_that_was_given_back_is_no_longer_a_change(back_in_time: Back) -> None:
    application = ApplicationFactory()
    for why in ("beoordeling teruggegeven", "assessment given back", "begroting"):
        ApplicationStepFactory(application=application, what="changed", why=why)
    back_in_time("0007_documents_that_were_known")
    migrate()
    told = application.steps.order_by("pk").values_list("what", "why")
    assert list(told) == [("given_back", ""), ("given_back", ""), ("changed", "begroting")]
