"""What stands in no answer to whom it is not for: the body of every address, for everybody, with secrets.

A region's draft text, its comment, the name of its file and what it asks of the pool are for its own people
and the programme; a part of a region is for who has that part. Whoever may not open an address cannot send to
it either, as a page or as a fragment.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from projectpool.models import Application
from questionnaires.actions import attach_file
from questionnaires.models import Evidence
from tests.permissions import PERMISSIONS
from tests.roundtables.story import answer
from tests.test_permissions import (
    CLOSED,
    ELSEWHERE,
    FIRST_ONLY,
    IN_REGION,
    NOBODY,
    PROGRAMME,
    SPECIAL,
    World,
    addresses,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OTHER = {"leader of another region"}


def plant(world: World) -> dict[str, set[str]]:
    """Put secrets in the world; each with who may read it."""
    story = world.review.story
    found: dict[str, set[str]] = {}
    for region, own in (("drenthe", IN_REGION), ("twente", OTHER)):
        response = world.review.response(region)
        text, comment, name = (f"geheim-{region}-{what}" for what in ("tekst", "uitleg", "bestand"))
        answer(story, region, "remark", text=text, settled=False)
        answer(story, region, "plan", "yes", settled=False, comment=comment)
        file = SimpleUploadedFile(f"{name}.pdf", b"%PDF-1.7\n")
        question = world.review.question("plan")
        attach_file(by=world.people["leader"], sheet=response.sheet, question=question, file=file)
        found |= dict.fromkeys((text, comment, name), PROGRAMME | own)
    answer(story, "drenthe", "vision", settled=False, comment="geheim-tweede-onderdeel")
    found["geheim-tweede-onderdeel"] = (PROGRAMME | IN_REGION) - FIRST_ONLY
    Evidence.objects.update(scan=Evidence.Scan.CLEAN)
    Application.objects.drafts().filter(regions__slug="drenthe").update(title="geheim-concept")
    found["geheim-concept"] = {"leader", "municipality"}
    found[world.people["leader"].email] = PROGRAMME | IN_REGION | {"technical manager"}
    return found


def body_of(said: Any) -> str:
    """All that an answer says, headers included."""
    content = b"".join(said) if said.streaming else said.content
    return content.decode("utf-8", "replace") + str(said.headers)


def every_path(world: World) -> Iterator[str]:
    """Every address on everything that it can be about, of this region and of the other."""
    for name, parts in addresses(get_resolver().url_patterns):
        if name in ELSEWHERE or name.startswith("api:"):
            continue
        for thing in world.things(name, parts):
            yield reverse(name, kwargs=thing.arguments)
            if "region" in thing.arguments:
                yield reverse(name, kwargs=thing.arguments | {"region": "twente"})


def test_no_answer_holds_what_its_reader_may_not_know() -> None:
    world = World()
    secrets = plant(world)
    clients = {NOBODY: Client()}
    for who in world.people.keys() - {"manager", "member", "member with the first block"}:  # who knows it all
        clients[who] = Client()
        clients[who].force_login(world.people[who])
    leaks: list[str] = []
    seen: set[str] = set()
    for path in every_path(world):
        for who, client in clients.items():
            with transaction.atomic():
                body = body_of(client.get(path))
                transaction.set_rollback(True)
            held = {secret for secret in secrets if secret in body}
            seen |= held
            leaks += [f"{path}: tells {who} {secret}" for secret in held if who not in secrets[secret]]
    assert not leaks, "\n".join(leaks)
    assert seen == set(secrets), "each secret stands somewhere for who may read it"


def sent(client: Client, path: str) -> Iterator[int]:
    """The statuses with which an address takes something, as a page and as a fragment; it is taken back."""
    headers: dict[str, str]
    for headers in ({}, {"HX-Request": "true"}):
        with transaction.atomic():
            said = client.post(path, headers=headers)
            body_of(said)
            transaction.set_rollback(True)
        led_away = said.status_code == 302 and said["Location"].startswith("/inloggen/")
        if not led_away and said.status_code not in (*CLOSED, 401, 405):
            yield said.status_code


def test_who_may_not_open_an_address_sends_nothing_to_it() -> None:
    world = World()
    clients = {NOBODY: Client()}
    for who in ("commissioner", "leader of another region", "stranger", "municipality"):
        clients[who] = Client()
        clients[who].force_login(world.people[who])
    wrong = []
    for name, parts in addresses(get_resolver().url_patterns):
        if name in ELSEWHERE or name in SPECIAL or name.startswith("api:"):
            continue
        for thing in world.things(name, parts):
            path = reverse(name, kwargs=thing.arguments)
            for who in clients.keys() - world.expected(PERMISSIONS[name], thing):
                wrong += [f"{path}: takes what {who} sends ({status})" for status in sent(clients[who], path)]
    assert not wrong, "\n".join(wrong)
