"""A ministry's own dashboard takes the projects of the pool."""

from typing import Any

import pytest
from django.test import Client

from tests.projectpool.factories import ProjectFactory, ProjectRegionFactory, ThemeFactory
from tests.regions.factories import RegionFactory

pytestmark = pytest.mark.django_db


def results(query: str = "") -> list[dict[str, Any]]:
    said = Client().get(f"/api/v1/projecten{query}")
    assert said.status_code == 200, said.content
    return list(said.json()["resultaten"])


@pytest.fixture(autouse=True)
def two_projects() -> None:
    """One that two regions share, of which no amount was published; and one of Zeeland alone."""
    drenthe, twente, zeeland = (
        RegionFactory(name=n, slug=n.lower()) for n in ("Drenthe", "Twente", "Zeeland")
    )
    shared = ProjectFactory(key="samen", joint="yes")
    ProjectRegionFactory(project=shared, region=twente)
    ProjectRegionFactory(project=shared, region=drenthe, role="initiator")
    shared.themes.add(ThemeFactory(key="trauma", slug="trauma-aanpak"))
    ProjectRegionFactory(project=ProjectFactory(key="alleen"), region=zeeland)


def test_a_joint_project_stands_once_with_all_its_regions() -> None:
    found = {one["sleutel"]: one for one in results()}
    assert set(found) == {"samen", "alleen"}
    assert [part["regio"] for part in found["samen"]["regios"]] == ["drenthe", "twente"]
    assert found["samen"]["themas"] == ["trauma"] and found["samen"]["gezamenlijk"] == "yes"


def test_an_amount_that_nobody_published_is_no_zero() -> None:
    assert {one["bedrag"] for one in results()} == {None}


def test_projects_are_asked_by_theme_and_region() -> None:
    assert [one["sleutel"] for one in results("?thema=trauma-aanpak&regio=twente")] == ["samen"]
    assert results("?regio=zeeland&thema=trauma-aanpak") == []
    assert Client().get("/api/v1/projecten?jaar=later").status_code == 400
    assert Client().get("/api/v1/projecten/samen").json()["titel"]
    assert Client().get("/api/v1/projecten/elders").status_code == 404
