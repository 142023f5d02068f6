"""A region's own system reports about a project, as its people do."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.tokens import make_token
from projectpool.models import ProjectReport
from tests.accounts.people import Kind, somebody
from tests.projectpool.factories import (
    ApplicationFactory,
    ProjectFactory,
    ProjectRegionFactory,
    ProjectReportFactory,
)
from tests.questionnaires.factories import QuestionFactory
from tests.regions.factories import RegionFactory

pytestmark = pytest.mark.django_db
PLACE = "/api/v1/projecten/samen/verslagen"


@pytest.fixture
def report() -> ProjectReport:
    """The half-yearly report of a project of Drenthe."""
    days = {"starts_on": date(2031, 1, 1), "ends_on": date(2032, 12, 31)}
    project = ProjectFactory(key="samen", application=ApplicationFactory(), amount=30_000_00, **days)
    drenthe = RegionFactory(name="Drenthe", slug="drenthe")
    ProjectRegionFactory(project=project, region=drenthe, role="initiator")
    found: ProjectReport = ProjectReportFactory(project=project)
    asked = found.sheet.questionnaire
    QuestionFactory(section__questionnaire=asked, questionnaire=asked, key="report-results", type="free_text")
    return found


def token_of(person: User) -> str:
    cache.clear()
    return make_token(by=person, name="proef", scope="write", until=timezone.now() + timedelta(days=1))


def leader(report: ProjectReport) -> User:
    return somebody(Kind.PROJECT_LEADER, region=report.project.project_regions.get().region)


def put(report: ProjectReport, token: str, version: int, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}", "If-Match": f'"{version}"'}
    path = f"{PLACE}/{report.pk}/antwoorden/report-results"
    return Client().put(path, json.dumps(body), content_type="application/json", headers=headers)


def test_a_result_is_told_and_read_back(report: ProjectReport) -> None:
    token = token_of(leader(report))
    said = put(report, token, 0, tekst="Er zijn dertig mensen getraind.")
    assert said.status_code == 200, said.content
    read = Client().get(PLACE, headers={"Authorization": f"Bearer {token}"}).json()["resultaten"]
    assert [one["tekst"] for one in read[0]["antwoorden"]] == ["Er zijn dertig mensen getraind."]
    assert put(report, token, 0, tekst="Iets anders.").status_code == 412


def test_reports_are_for_its_regions_and_the_programme(report: ProjectReport) -> None:
    stranger = token_of(somebody(Kind.PROJECT_LEADER, region=RegionFactory()))
    assert put(report, stranger, 0, tekst="Van een ander.").status_code == 404
    assert Client().get(PLACE).status_code == 401
    manager = token_of(somebody(Kind.PROGRAMME_MANAGER))
    assert Client().get(PLACE, headers={"Authorization": f"Bearer {manager}"}).status_code == 200
    assert put(report, manager, 0, tekst="Van het programma.").status_code == 403


def test_a_report_that_was_handed_in_takes_nothing_more(report: ProjectReport) -> None:
    token = token_of(leader(report))
    ProjectReport.objects.update(state="submitted")
    assert put(report, token, 0, tekst="Nog iets.").status_code == 409
