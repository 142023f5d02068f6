"""What a snapshot holds, and how it is read back.

Version 1: {"v": 1, "round": {...}, "regions": [...], "excused": [...], "questionnaire": key,
"questions": [...], "rows": [...], "texts": [...]}; rows and texts point at regions and questions by place.
"""

import dataclasses
import hashlib
import json
from datetime import date
from typing import Any

from questionnaires.models import Answer

from .counts import OptionText, QuestionText, RegionName, RoundData, read_live
from .errors import RoundError
from .models import Round, Snapshot

VERSION = 1


def content_of(round_: Round) -> dict[str, Any]:
    """The round as it stands, as plain data."""
    data = read_live(round_)
    return {
        "v": VERSION,
        "round": {
            "key": data.key,
            "label_nl": data.label_nl,
            "label_en": data.label_en,
            "reference_date": data.reference_date.isoformat(),
            "example": data.example,
        },
        "regions": [dataclasses.asdict(region) for region in data.regions],
        "excused": _excused(round_),
        "questionnaire": data.questionnaire,
        "questions": [dataclasses.asdict(question) for question in data.questions],
        "rows": [[int(value) for value in row] for row in data.rows],
        "texts": _texts(round_, data),
    }


def _excused(round_: Round) -> list[dict[str, str]]:
    excused = round_.participants.filter(excused=True).select_related("region").order_by("region__number")
    return [{"slug": one.region.slug, "name": one.region.name, "why": one.excused_why} for one in excused]


def _texts(round_: Round, data: RoundData) -> list[list[Any]]:
    """Texts, numbers and sources of register answers: [region, question, text, number, source, date]."""
    regions = {region.slug: place for place, region in enumerate(data.regions)}
    questions = {question.key: place for place, question in enumerate(data.questions)}
    rows = (
        Answer.objects.filter(sheet__response__round=round_)
        .exclude(text="", number=None, source="", source_date=None)
        .order_by("sheet__response__region__number", "question__position")
        .values_list(
            "sheet__response__region__slug", "question__key", "text", "number", "source", "source_date"
        )
    )
    return [
        [
            regions[region],
            questions[question],
            text,
            None if number is None else str(number),
            source,
            None if when is None else when.isoformat(),
        ]
        for region, question, text, number, source, when in rows
        if region in regions
    ]


def checksum_of(content: dict[str, Any]) -> str:
    """SHA-256 over the content's canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read_snapshot(snapshot: Snapshot) -> RoundData:
    """The round as it was when `snapshot` was made; nothing live is read."""
    content = snapshot.content
    if content.get("v") != VERSION:
        raise RoundError(f"Onbekende soort momentopname: {content.get('v')}")
    about = content["round"]
    return RoundData(
        key=about["key"],
        label_nl=about["label_nl"],
        label_en=about["label_en"],
        reference_date=date.fromisoformat(about["reference_date"]),
        open=False,
        example=about["example"],
        regions=tuple(RegionName(**region) for region in content["regions"]),
        questionnaire=content["questionnaire"],
        questions=tuple(_question(question) for question in content["questions"]),
        rows=content["rows"],
        snapshot=snapshot.number,
        excused=tuple(region["slug"] for region in content.get("excused", ())),
    )


def _question(plain: dict[str, Any]) -> QuestionText:
    options = tuple(OptionText(**option) for option in plain["options"])
    return QuestionText(**{**plain, "options": options})


def read_round(round_: Round) -> RoundData:
    """A closed round as its newest snapshot holds it, any other round live."""
    if round_.state == Round.State.CLOSED:
        newest = round_.snapshots.order_by("-number").first()
        if newest is not None:
            return read_snapshot(newest)
    return read_live(round_)
