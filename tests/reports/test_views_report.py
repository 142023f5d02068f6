"""A researcher takes a published report home, and nobody takes one that is not published."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from reports.models import ReportVersion
from reports.pages.report import page as report_page
from tests.accounts.factories import RoleFactory
from tests.reports.factories import ChartFactory, ReportJobFactory
from tests.reports.readers import CHART, published

pytestmark = pytest.mark.django_db
ADDRESSES = ("/rapportages/vijfde/", "/rapportages/vijfde/report.pdf", f"/grafieken/{CHART}.svg")


def test_the_report_is_listed_with_its_pages(client: Client) -> None:
    published()
    page = client.get("/rapportages/").content.decode()
    assert 'href="/rapportages/vijfde/"' in page
    assert "61 bladzijden" in page


def test_the_report_page_holds_the_text_the_files_and_the_checksum(client: Client) -> None:
    version = published()
    page = client.get("/rapportages/vijfde/").content.decode()
    assert "Samenvatting" in page
    assert version.checksum in page
    assert 'href="/rapportages/vijfde/report.pdf"' in page
    assert f"/grafieken/{CHART}.svg" in page


def test_a_file_comes_as_it_was_made(client: Client) -> None:
    published()
    answer = client.get("/rapportages/vijfde/figures.csv")
    assert b"".join(answer) == b"sleutel,waarde\r\nplan,3\r\n"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="vijfde-1-figures.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_a_pdf_opens_in_the_browser(client: Client) -> None:
    published()
    answer = client.get("/rapportages/vijfde/report.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    answer.close()


@pytest.mark.parametrize("name", ["manifest.json", "secret.txt", "..%2F..%2Fghnt.sqlite3"])
def test_a_file_that_was_not_kept_does_not_exist(client: Client, name: str) -> None:
    published()
    assert client.get(f"/rapportages/vijfde/{name}").status_code == 404


def test_a_path_outside_the_storage_is_never_opened(client: Client) -> None:
    version = published()
    version.files.filter(name="report.pdf").update(path="../../etc/passwd")
    assert client.get("/rapportages/vijfde/report.pdf").status_code == 404


def test_a_lost_file_is_a_sentence(client: Client) -> None:
    version = published()
    report_page.place_of(version.files.get(name="report.pdf")).unlink()
    answer = client.get("/rapportages/vijfde/report.pdf")
    assert answer.status_code == 404
    assert "Dit bestand is er niet meer." in answer.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_draft_does_not_exist_for_the_public(client: Client, address: str) -> None:
    published(state="draft")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_embargo_ends_at_its_moment(client: Client, address: str) -> None:
    version = published()
    soon = timezone.now() + timedelta(hours=1)
    ReportVersion.objects.filter(pk=version.pk).update(publish_at=soon)
    assert client.get(address).status_code == 404
    ReportVersion.objects.filter(pk=version.pk).update(publish_at=timezone.now())
    answer = client.get(address)
    assert answer.status_code == 200
    answer.close()


def test_a_chart_is_kept_by_browsers_for_good(client: Client) -> None:
    published()
    answer = client.get(f"/grafieken/{CHART}.svg")
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert "immutable" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_chart_of_no_published_report_does_not_exist(client: Client) -> None:
    published()
    ChartFactory(hash="d" * 64)
    assert client.get(f"/grafieken/{'d' * 64}.svg").status_code == 404


@pytest.fixture
def manager(client: Client) -> Client:
    """Somebody of the programme who may follow a job."""
    client.force_login(User.objects.create_superuser("beheer@example.org"))
    return client


def test_the_programme_follows_a_new_version_beside_the_old_one(manager: Client) -> None:
    version = published()
    ReportJobFactory(report=version.report, state="running", step="charts", done=12, total=60)
    page = manager.get("/rapportages/vijfde/").content.decode()
    assert "Er wordt een nieuwe versie gemaakt" in page
    assert '<progress max="60" value="12"' in page


def test_progress_is_still_there_after_a_reload_and_renews_itself(manager: Client) -> None:
    job = ReportJobFactory(report__slug="zesde", state="running", step="pdf", done=0, total=1)
    assert manager.get("/rapportages/zesde/").headers["Location"] == "/rapportages/zesde/voortgang/"
    page = manager.get("/rapportages/zesde/voortgang/").content.decode()
    assert "<html" in page
    assert "de PDF zetten" in page
    part = manager.get("/rapportages/zesde/voortgang/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part
    type(job).objects.update(state="failed", problem="De ronde is nog niet gesloten.")
    part = manager.get("/rapportages/zesde/voortgang/", headers={"HX-Request": "true"}).content.decode()
    assert "De ronde is nog niet gesloten." in part
    assert "hx-trigger" not in part


def test_the_public_sees_no_progress(client: Client) -> None:
    version = published()
    ReportJobFactory(report=version.report, state="running")
    assert "nieuwe versie" not in client.get("/rapportages/vijfde/").content.decode()
    assert client.get("/rapportages/vijfde/voortgang/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "follows"),
    [
        (Role.Kind.PROGRAMME_MANAGER, True),
        (Role.Kind.PROGRAMME_MEMBER, True),
        (Role.Kind.COMMISSIONER, False),
        (Role.Kind.STEERING_GROUP, False),
    ],
)
def test_who_makes_the_report_sees_how_far_it_is(client: Client, kind: str, follows: bool) -> None:
    job = ReportJobFactory(state="running", step="charts", done=3, total=29)
    client.force_login(RoleFactory(kind=kind).person)
    answer = client.get(f"/rapportages/{job.report.slug}/voortgang/")
    assert answer.status_code == (200 if follows else 404)
    assert ('value="3"' in answer.content.decode()) == follows
