"""Where an answer stands in a Word document, and what the document remembers of the answers it was made with.

Each answer has a table of its own: a row that names the place, and a row to type in. The name stands there in
words (`[key]`), with a bookmark around it: an editor that drops the one keeps the other. A place is named as
its field in the form: `key`, or `key.reason` for why a question does not apply.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from regions.text import UNSTORABLE, clean

from ..actions import Given
from ..form import mark_of
from ..models import Question

REASON = ".reason"
# Custom properties of the document; after the last comes the key of a question.
ABOUT, VERSION, TITLE, MADE, ANSWER = (
    "ghnt over", "ghnt vragenlijst", "ghnt titel", "ghnt gemaakt", "ghnt antwoord ",
)  # fmt: skip
NAMED = re.compile(r"\[([a-z0-9_-]+(?:\.reason)?)\]\s*$", re.I)
TOLD = re.compile(r"(\d{1,9}) ([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document is: its `title`, the `kicker` above it, when it was `made`, in words, what the sheet
    is `about` ("aanvraag 12", the same for every version) and the `version` of the questionnaire."""

    title: str
    kicker: str
    about: str
    version: str
    made: str


def places_of(question: Question) -> Sequence[str]:
    """The places that a question has in the document."""
    return (question.key, question.key + REASON) if question.may_not_apply else (question.key,)


def bookmark_of(place: str) -> str:
    """A name that Word takes for a bookmark: letters, digits and _, at most 40."""
    return f"a_{re.sub(r'[^a-z0-9]', '_', place.lower())[:29]}_{zlib.crc32(place.encode()):08x}"


def storable(text: str) -> str:
    """Text as a document can hold it, and as it comes back from one: without space at the ends of lines."""
    lines = clean(text).translate(UNSTORABLE).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def mark(given: Given) -> str:
    """A mark of an answer, the same before it went into a document and after it came back untouched."""
    said = {part: given.plain()[part] for part in ("options", "text", "number", "not_applicable")}
    return mark_of({**said, "text": storable(said["text"])})


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document says of how it was made. `answers`: by question, the revision that stood and the mark
    of what it said."""

    about: str
    version: str
    title: str
    made: str
    answers: Mapping[str, tuple[int, str]]


def origin_of(properties: Mapping[str, str]) -> Origin | None:
    """The same from the document's properties; None when it is not one of ours, or lost them."""
    if not properties.get(ABOUT) or not properties.get(VERSION):
        return None
    answers: dict[str, Any] = {}
    for name, value in properties.items():
        told = TOLD.fullmatch(value) if name.startswith(ANSWER) else None
        if told:
            answers[name.removeprefix(ANSWER)] = int(told[1]), told[2]
    return Origin(
        properties[ABOUT], properties[VERSION], properties.get(TITLE, ""), properties.get(MADE, ""), answers
    )
