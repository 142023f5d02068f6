"""A project leader who fills in: how a page saves, how a region hands in."""

import re
from typing import Any

from django.test import Client

from questionnaires.models import Answer
from tests.roundtables.reviewing import Review


def where(review: Review, *parts: str, region: str = "drenthe") -> str:
    return "/" + "/".join(["ronde", review.round.key, region, *parts]) + "/"


def save(client: Client, review: Review, key: str, block: str = "", **sent: Any) -> Any:
    """As the page itself saves one question."""
    data = {
        "vraag": key,
        "page": "venster",
        **{name.replace("__", "."): value for name, value in sent.items()},
    }
    return client.post(where(review, block or review.first.slug), data, headers={"HX-Request": "true"})


def hand_in(client: Client, review: Review, **sent: str) -> Any:
    """Read the page that shows all answers, and send it."""
    page = client.get(where(review, "controleren")).content.decode()
    seen = re.search(r'name="gezien" value="([^"]*)"', page)
    return client.post(where(review, "controleren"), {"gezien": seen[1] if seen else "", **sent})


def stands(key: str) -> Answer:
    return Answer.objects.get(question__key=key, sheet__response__region__slug="drenthe")


def fill_first(client: Client, review: Review) -> None:
    for key, slug in (("plan", "no"), ("themes", "none")):
        save(client, review, key, **{key: slug})
    save(client, review, "reach", reach="12")
