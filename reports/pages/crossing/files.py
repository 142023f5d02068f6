"""A crossing as rows for a sheet: its table, and where each region stands. In Dutch, as all sheets are."""

from datetime import UTC, datetime, time

import numpy as np

from roundtables.counts import QuestionText

from ...document.sheets import Row
from ...reading.reading import Reading, RoundInfo
from .counting import Crossing, Line

TABLE = ["ronde", "vraag_1", "antwoord_1", "vraag_2", "antwoord_2", "aantal_regios"]
REGIONS = ["ronde", "regio", "vraag_1", "antwoord_1", "vraag_2", "antwoord_2"]
REST = {
    "not_applicable": "niet van toepassing",
    "not_answered": "niet beantwoord",
    "not_approved": "nog niet goedgekeurd",
    "answered": "zonder keuze",
}


def table_rows(round_: RoundInfo, crossing: Crossing) -> list[Row]:
    """A row per cell."""
    one, other = crossing.first.question, crossing.second.question
    return [
        [round_.key, one.text_nl, name(one, row), other.text_nl, name(other, column), number]
        for row, numbers in zip(crossing.rows, crossing.numbers, strict=True)
        for column, number in zip(crossing.columns, numbers, strict=True)
    ]


def region_rows(reading: Reading, round_: RoundInfo, crossing: Crossing) -> list[Row]:
    """A row per region, in the order of a Dutch list; several answers stand in one cell."""
    regions = reading.regions(round_.key)
    one, other = crossing.first.question, crossing.second.question
    firsts, seconds = (
        answers(one, crossing.rows, len(regions)),
        answers(other, crossing.columns, len(regions)),
    )
    return [
        [round_.key, regions[place].name, one.text_nl, firsts[place], other.text_nl, seconds[place]]
        for place in reading.alphabet(round_.key)
    ]


def answers(question: QuestionText, lines: tuple[Line, ...], regions: int) -> list[str]:
    """What each region answered, by its place."""
    found: list[list[str]] = [[] for _region in range(regions)]
    for line in lines:
        text = name(question, line)
        for place in np.flatnonzero(line.regions):
            found[place].append(text)
    return ["; ".join(texts) for texts in found]


def name(question: QuestionText, line: Line) -> str:
    """What a row or column is called."""
    if line.rest:
        return REST[line.slug]
    return next(option.label_nl for option in question.options if option.slug == line.slug)


def moment_of(round_: RoundInfo) -> datetime:
    """The time that stands in the sheet: the same answers always give the same bytes."""
    return datetime.combine(round_.date, time(), tzinfo=UTC)
