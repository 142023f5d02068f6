"""The statements that a report puts first, as cards for the start page."""

from collections.abc import Iterator
from typing import Any

from ..figures import Status
from ..models import ReportVersion
from ..reading.reading import Reading
from .cards import Card, card, round_of

MOST = 6
KIND = "figure:"


def leading_cards(reading: Reading, version: ReportVersion) -> list[Card]:
    """The key figures of the report's first chapters; one per building block where a report has none."""
    cards = [
        card(reading, reading.indicator(key), round_of(reading, round_key))
        for key, round_key in references(version.document, reading)
    ]
    counted = [one for one in cards if one.figure.status is Status.COUNTED]
    return (counted or one_per_block(reading))[:MOST]


def references(document: dict[str, Any], reading: Reading) -> list[tuple[str, str]]:
    """The figures that the document shows large, in its order, each once: (key, round)."""
    known = {info.key for info in reading.indicators()}
    rounds = {round_.key for round_ in reading.rounds}
    found: dict[tuple[str, str], None] = {}
    for ref in large(document):
        key, _at, round_key = ref.removeprefix(KIND).partition("@")
        if ref.startswith(KIND) and key in known and (round_key or reading.newest.key) in rounds:
            found.setdefault((key, round_key or reading.newest.key))
    return list(found)


def large(document: dict[str, Any]) -> Iterator[str]:
    """What the large numbers of a document refer to, in reading order."""
    for chapter in document.get("chapters", []):
        for block in chapter.get("blocks", []):
            if block.get("t") == "key_figures":
                yield from (item["ref"] for item in block["items"])
        yield from (item["ref"] for item in chapter.get("figures", []))


def one_per_block(reading: Reading) -> list[Card]:
    """The first counted figure of each building block in the newest round."""
    figures = reading.figures(reading.newest.key)
    first: dict[str, Card] = {}
    for info in reading.indicators():
        if len(first) < MOST and info.block_key not in first and figures[info.key].status is Status.COUNTED:
            first[info.block_key] = card(reading, info, reading.newest)
    return list(first.values())
