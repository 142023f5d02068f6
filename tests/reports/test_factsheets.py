"""All fact sheets at once: asked for by the programme, made once, and read by who asked."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import LazySettings
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import Role, User
from reports.actions import factsheets, jobs
from reports.actions.factsheets import request_sheets, run
from reports.document.pdf import compile_pdf
from reports.errors import ReportError, TypesettingFailed
from reports.models import FactSheetJob
from reports.reading.audience import audience_of
from reports.tasks import take_up_jobs
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.reports.factories import FactSheetJobFactory
from tests.reports.regional import LABELS, people, told
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.story import begin

pytestmark = pytest.mark.django_db
ASK, FILE = {"ronde": "2031", "voor": "openbaar"}, "/regio/factsheets.zip"
PAGE = "/regio/factsheets/"


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> None:
    """Each story has its own files."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def no_second_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lease is renewed from a thread with a connection of its own, which a database in memory cannot
    close; the tests with a real worker renew for real."""
    monkeypatch.setattr(jobs, "RENEW", 3600.0)


@pytest.fixture
def manager() -> User:
    told(steps="programme")
    return person(Kind.PROGRAMME_MANAGER)


def asked(by: User, *, everybody: bool = True) -> FactSheetJob:
    return request_sheets(by=by, round_key="2031", everybody=everybody, language="nl")


def read(said: Any) -> bytes:
    """The file to its end, and closed; the answer's own `close` would end the database's connection too."""
    content = b"".join(said.streaming_content)
    for close in said._resource_closers:
        close()
    return content


def texts(client: Client) -> dict[str, str]:
    """The sheets in the file that this person gets, each one page of text."""
    said = client.get(FILE)
    assert said.status_code == 200 and said["Content-Type"] == "application/zip"
    with ZipFile(io.BytesIO(read(said))) as file:
        pages = {name: PdfReader(io.BytesIO(file.read(name))).pages for name in file.namelist()}
    assert all(len(found) == 1 for found in pages.values())
    return {name: found[0].extract_text() for name, found in pages.items()}


def kept(by: User) -> list[Path]:
    """What lies on disk for somebody."""
    return sorted((Path(django_settings.MEDIA_ROOT) / factsheets.FOLDER / str(by.pk)).glob("*"))


def test_the_programme_asks_waits_and_gets_a_sheet_of_every_region(manager: User) -> None:
    client = signed_in(manager)
    assert client.post(FILE, ASK)["Location"] == PAGE
    job = FactSheetJob.objects.get()
    assert f'hx-get="{PAGE}"' in client.get(PAGE).content.decode(), "the page asks how far it is"
    assert client.get(FILE).status_code == 404, "nothing is there yet"
    assert run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 5, 5)
    part = client.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert f'href="{FILE}"' in part and "<html" not in part and "hx-get" not in part
    found = texts(client)
    assert sorted(found) == [
        f"factsheet-{region}-2031-openbaar.pdf"
        for region in ("drenthe", "friesland", "twente", "utrecht", "zeeland")
    ]
    assert not any(LABELS["done"] in text for text in found.values()), "that is for the programme"
    said = client.get(FILE)
    assert read(said) and 'filename="factsheets-2031-openbaar.zip"' in said["Content-Disposition"]


def test_what_the_asker_may_know_is_on_it_when_that_was_asked(manager: User) -> None:
    run(asked(manager, everybody=False).pk)
    found = texts(signed_in(manager))
    assert LABELS["done"] in found["factsheet-drenthe-2031-vertrouwelijk.pdf"]
    assert "Vertrouwelijk: alleen voor Drenthe" in found["factsheet-drenthe-2031-vertrouwelijk.pdf"]


def test_asking_twice_is_asking_once(manager: User) -> None:
    assert asked(manager) == asked(manager, everybody=False)
    assert "Fact sheets van ronde 2031" in signed_in(manager).get(PAGE).content.decode()


def test_who_may_not_ask_gets_nothing(manager: User) -> None:
    run(asked(manager).pk)
    readers = people()
    for name in ("own leader", "commissioner", "technical manager"):
        client = signed_in(readers[name])
        for said in (client.get(PAGE), client.get(FILE), client.post(FILE, ASK)):
            assert said.status_code == 403, name
        with pytest.raises(ReportError):
            asked(readers[name])
    assert Client().post(FILE, ASK)["Location"].startswith("/inloggen/")
    assert FactSheetJob.objects.count() == 1


def test_the_file_is_for_who_asked_only(manager: User) -> None:
    run(asked(manager, everybody=False).pk)
    colleague = signed_in(people()["manager"])
    assert colleague.get(FILE).status_code == 404
    assert "Fact sheets van ronde" not in colleague.get(PAGE).content.decode()


def test_a_file_made_for_more_than_one_may_know_now_is_not_given(manager: User) -> None:
    run(asked(manager, everybody=False).pk)
    other = BuildingBlockFactory(name_nl="Iets anders")
    Role.objects.filter(person=manager).update(kind=Kind.PROGRAMME_MEMBER, block=other)
    assert audience_of(User.objects.get(pk=manager.pk)).blocks is not None
    client = signed_in(User.objects.get(pk=manager.pk))
    assert client.get(FILE).status_code == 404
    assert "u mag nu iets anders weten dan toen" in client.get(PAGE).content.decode()
    Role.objects.filter(person=manager).update(until=timezone.localdate())
    assert signed_in(User.objects.get(pk=manager.pk)).get(FILE).status_code == 403


def test_a_role_that_ended_before_the_work_began_ends_the_job(manager: User) -> None:
    job = asked(manager, everybody=False)
    Role.objects.filter(person=manager).update(until=timezone.localdate())
    assert not run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.path) == ("failed", "")
    assert "Alleen het programmateam" in job.problem


def test_a_round_that_is_not_published_cannot_be_for_everybody(manager: User) -> None:
    begin("2032")
    client = signed_in(manager)
    said = client.post(FILE, {**ASK, "ronde": "2032"}, follow=True).content.decode()
    assert "Deze ronde bestaat niet of is niet gepubliceerd." in said
    assert client.post(FILE, {**ASK, "ronde": "1999"}).status_code == 200, "the form says what is wrong"
    assert not FactSheetJob.objects.exists()


def test_a_new_file_takes_the_place_of_the_old_one(manager: User) -> None:
    first = asked(manager)
    run(first.pk)
    (place,) = kept(manager)
    run(asked(manager).pk)
    assert kept(manager) != [place] and len(kept(manager)) == 1
    first.refresh_from_db()
    assert first.path == ""


def test_a_worker_that_was_thought_dead_leaves_nothing(
    manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was only slow: when it comes to the end, the job is somebody else's."""
    job = asked(manager)
    real = compile_pdf

    def slow(*about: object, **more: object) -> bytes:
        if FactSheetJob.objects.get(pk=job.pk).attempts == 1:
            FactSheetJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
            monkeypatch.setattr(factsheets, "compile_pdf", real)
            assert run(job.pk), "the next worker makes it"
        return real(*about, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(factsheets, "compile_pdf", slow)
    assert not run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)
    assert [place.name for place in kept(manager)] == [Path(job.path).name]
    assert len(texts(signed_in(manager))) == 5


def test_what_a_dead_worker_left_is_taken_up_and_cleared(manager: User) -> None:
    job = asked(manager)
    hold = jobs.claim(FactSheetJob, job.pk)
    assert hold
    half = Path(django_settings.MEDIA_ROOT) / factsheets.FOLDER / str(manager.pk) / f"{hold.token}.zip"
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_bytes(b"PK half")
    FactSheetJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    take_up_jobs()
    job.refresh_from_db()
    assert job.state == "done"
    assert half not in kept(manager) and len(kept(manager)) == 1


def test_a_sheet_that_cannot_be_made_says_why(manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_about: object, **_more: object) -> bytes:
        raise TypesettingFailed("De opmaak lukte niet.")

    monkeypatch.setattr(factsheets, "compile_pdf", refuse)
    job = asked(manager)
    assert not run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", "De opmaak lukte niet.")
    assert kept(manager) == []
    assert "De opmaak lukte niet." in signed_in(manager).get(PAGE).content.decode()


def test_a_job_that_takes_down_every_worker_ends() -> None:
    job = FactSheetJobFactory(attempts=jobs.ATTEMPTS)
    jobs.give_up_hopeless()
    job.refresh_from_db()
    assert job.state == "failed" and "vijf pogingen" in job.problem
