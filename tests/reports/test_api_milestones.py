"""A member's own planning tool keeps the milestones of a building block."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.tokens import make_token
from buildingblocks.models import BuildingBlock, Milestone, MilestoneMove
from tests.accounts.people import Kind, somebody
from tests.buildingblocks.factories import BuildingBlockFactory, MilestoneFactory

pytestmark = pytest.mark.django_db
SOURCE = {"titel": "Voortgangsbrief", "uitgever": "Programma", "datum": "2030-03-01"}
SENT: dict[str, Any] = {
    "kolom": "running", "tekst": "Een leergang voor lokale teams", "datum": "2030-03-01", "bron": SOURCE,
}  # fmt: skip


@pytest.fixture
def block() -> BuildingBlock:
    found: BuildingBlock = BuildingBlockFactory(slug="lokale-teams")
    return found


def token_of(person: User) -> str:
    cache.clear()
    return make_token(by=person, name="proef", scope="write", until=timezone.now() + timedelta(days=1))


def send(method: str, path: str, token: str, version: int | None = None, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    if version is not None:
        headers["If-Match"] = f'"{version}"'
    place = f"/api/v1/bouwstenen/lokale-teams/mijlpalen{path}"
    return getattr(Client(), method)(
        place, json.dumps(body), content_type="application/json", headers=headers
    )


def test_a_milestone_is_added_moved_and_read_back(block: BuildingBlock) -> None:
    token = token_of(somebody(Kind.PROGRAMME_MEMBER))
    made = send("post", "", token, **SENT)
    assert made.status_code == 201, made.content
    place, version = made.json()["id"], made.json()["versie"]
    moved = send(
        "post", f"/{place}/verplaatsingen", token, version, kolom="realised", datum="2026-01-05", bron=SOURCE
    )
    assert moved.status_code == 201, moved.content
    (shown,) = Client().get("/api/v1/bouwstenen/lokale-teams/mijlpalen").json()["resultaten"]
    assert (shown["kolom"], shown["bron"]["titel"]) == ("realised", "Voortgangsbrief")
    assert MilestoneMove.objects.filter(milestone=place).count() == 2
    assert Milestone.objects.get(pk=place).source.publisher == "Programma"


def test_a_colleagues_change_is_not_overwritten(block: BuildingBlock) -> None:
    token = token_of(somebody(Kind.PROGRAMME_MEMBER))
    place = send("post", "", token, **SENT).json()
    first = send("put", f"/{place['id']}", token, place["versie"], **{**SENT, "tekst": "Een cursus"})
    assert first.status_code == 200 and first["ETag"] == f'"{first.json()["versie"]}"'
    again = send("put", f"/{place['id']}", token, place["versie"], **{**SENT, "tekst": "Iets anders"})
    assert again.status_code == 412
    assert Milestone.objects.get(pk=place["id"]).text_nl == "Een cursus"


def test_who_does_not_keep_the_block_writes_nothing(block: BuildingBlock) -> None:
    other = somebody(Kind.PROGRAMME_MEMBER, block=BuildingBlockFactory())
    for person in (other, somebody(Kind.COMMISSIONER)):
        assert send("post", "", token_of(person), **SENT).status_code == 403
    assert send("post", "", "ghnt_onzin", **SENT).status_code == 401
    assert not Milestone.objects.exists()


def test_all_that_lacks_is_told_at_once(block: BuildingBlock) -> None:
    said = send("post", "", token_of(somebody(Kind.PROGRAMME_MEMBER)), kolom="ooit", bron={"titel": ""})
    assert said.status_code == 400
    names = {one["name"] for one in said.json()["errors"]}
    assert names == {"kolom", "tekst", "bron.titel", "bron.uitgever", "bron.datum"}


def test_a_closed_milestone_stays_as_it_was(block: BuildingBlock) -> None:
    closed = MilestoneFactory(block=block, closed_on=timezone.localdate(), closed_why="Vervallen.")
    token = token_of(somebody(Kind.PROGRAMME_MEMBER))
    assert send("put", f"/{closed.pk}", token, closed.revision, **SENT).status_code == 409
    assert send("put", "/999999", token, 0, **SENT).status_code == 404
