"""The example's pool: calls in every stage, and something to do in it for everybody who signs in."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.utils import timezone

import accounts.example
from ghnt import example, example_calls
from ghnt.example_moments import person
from projectpool.applying.readiness import whole_of
from projectpool.models import (
    Application,
    ApplicationRegion,
    Assessment,
    Call,
    ChangeRequest,
    Instalment,
    Objection,
    Project,
    ProjectReport,
)
from projectpool.work import work_for

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.xdist_group("example_calls")]
State, Stand = Application.State, ProjectReport.State


def load() -> None:
    """The pool of the example, without its rounds and its report."""
    by = example.load_definitions()
    accounts.example.load(by=by)
    example_calls.load(example.FIXTURES)


@pytest.fixture(scope="module")
def pool(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Loaded once for this module."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        load()
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    """How many rows there are of everything."""
    rooms = ("projectpool", "questionnaires", "accounts", "regions", "buildingblocks")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    return {model.__name__: model._default_manager.count() for model in models}


def titles(key: str) -> str:
    """What waits for somebody, as one text."""
    return " | ".join(f"{one.title}: {one.detail}" for one in work_for(person(key)))


def opened(address: str, key: str) -> str:
    """A page as somebody of the example reads it."""
    client = Client()
    client.force_login(person(key))
    answer = client.get(address)
    assert answer.status_code == 200, (address, key)
    return str(answer.content.decode())


def test_loading_twice_changes_nothing(pool: None) -> None:
    before = rows()
    load()
    assert rows() == before
    assert mail.outbox == []


def test_the_call_of_2020_says_what_the_sources_say_and_no_more(pool: None, client: Client) -> None:
    call = Call.objects.get(key="2020")
    closes = timezone.localtime(call.closes_at)
    assert (call.pool.key, call.budget, closes.date()) == ("2020", 5_000_000_00, date(2020, 8, 21))
    assert (call.state, call.granted_total, call.example) == (Call.State.CLOSED, 0, True)
    assert call.themes.count() == call.pool.theme_names.count() == 15
    assert not call.applications.exists()
    assert not call.criteria.exists()
    assert not Project.objects.filter(pool=call.pool).exclude(amount=None).exists()
    page = client.get("/projectenpool/openstellingen/2020/").content.decode()
    assert "niet gepubliceerd" in page
    assert "21 augustus 2020 om 23:59:59" in page


def test_the_open_call_has_applications_in_every_state(pool: None) -> None:
    call = Call.objects.get(key=example_calls.OPEN)
    assert call.state == Call.State.OPEN
    found = call.applications.all()
    assert {one.state for one in found} == {State.DRAFT, State.SUBMITTED, State.WITHDRAWN}
    lacks = {one.title: len(whole_of(one).lacks) for one in found.drafts()}
    assert sorted(lacks.values())[:2] == [0, 1], "one is ready, one waits only for a partner"
    assert max(lacks.values()) > 5, "one lacks much"
    assert any(one.joint for one in found.filter(state=State.SUBMITTED))
    waiting = ApplicationRegion.objects.filter(application__call=call, is_lead=False, agreed_at=None)
    assert waiting.get().region.slug == "drenthe"


def test_the_closed_call_is_being_weighed(pool: None) -> None:
    call = Call.objects.get(key=example_calls.WEIGHED)
    assert call.state == Call.State.CLOSED
    given = Assessment.objects.filter(application__call=call)
    assert given.finished().exists()
    assert given.waiting().exists()
    assert given.filter(third=True).get().assessor == person("expert")
    decided = call.applications.exclude(state=State.SUBMITTED)
    assert {one.state for one in decided} == {State.GRANTED, State.REFUSED}
    assert Objection.objects.get(decision__application__call=call).state == Objection.State.OPEN
    page = opened(f"/projectenpool/openstellingen/{call.key}/beoordeling/", "programmamanager")
    assert "uiteen: vraag een derde" in page
    assert "uiteen, derde gevraagd" not in opened("/projectenpool/beoordelen/", "expert")


def test_projects_run_with_reports_in_every_state(pool: None) -> None:
    call = Call.objects.get(key=example_calls.RUNNING)
    reports = ProjectReport.objects.filter(project__application__call=call)
    assert {one.state for one in reports} == set(Stand)
    assert reports.late().filter(state=Stand.OPEN).exists()
    found = set(reports.values_list("sheet__answers__choices__option__slug", flat=True))
    assert {"green", "amber", "red", "covid-19"} <= found
    assert ChangeRequest.objects.get().state == ChangeRequest.State.ASKED
    assert Project.objects.exclude(ended_at=None).get().reports.approved().filter(kind="final").exists()
    assert call.granted_total == sum(
        one.amount or 0 for one in Project.objects.filter(application__call=call)
    )
    assert {bool(one.paid_at) for one in Instalment.objects.all()} == {True, False}
    assert "Begin met drie organisaties" in opened("/projectenpool/lessen/", "projectleider-drenthe")


def test_everybody_has_something_to_do(pool: None) -> None:
    drenthe = titles("projectleider-drenthe")
    for sign in ("Eerder in gesprek op school", "Eén steunpunt", "te laat", "kwam terug"):
        assert sign in drenthe
    manager = titles("programmamanager")
    for sign in ("Bezwaar", "Aanvragen beoordelen", "Beoordeling", "Wijzigingsverzoek", "te laat", "lezen"):
        assert sign in manager
    assert "Aanvragen beoordelen" in titles("programmamedewerker")
    assert "1 aanvraag wacht" in titles("expert")


def test_every_page_of_what_was_made_opens_and_says_that_it_is_made_up(pool: None) -> None:
    manager = "programmamanager"
    for one in Application.objects.exclude(state=State.DRAFT).exclude(state=State.WITHDRAWN):
        assert "Voorbeeldgegevens" in opened(one.get_absolute_url(), manager)
        assert "Voorbeeldgegevens" in opened(f"{one.get_absolute_url()}besluit/", manager)
    for project in Project.objects.exclude(application=None):
        page = opened(f"/projectenpool/projecten/{project.key}/", manager)
        assert "Voorbeeldgegevens" in page
        assert str(project) in page
    for report in ProjectReport.objects.select_related("project"):
        opened(f"/projectenpool/projecten/{report.project.key}/verslag/{report.pk}/", manager)
    for address in ("themas/voorbeeld", "lessen", "verslagen", "beoordelen", "projecten", "aanvragen"):
        assert "Voorbeeldgegevens" in opened(f"/projectenpool/{address}/", manager), address
    assert "Voorbeeldgegevens" not in opened("/projectenpool/themas/2020/", manager), "as it was printed"
