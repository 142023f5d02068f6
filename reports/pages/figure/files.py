"""A figure's series as files: rows for sheets, JSON, and its trend as a picture. Counts only, in no file a
name; so the same file serves everybody who reads the same rounds."""

import json
from datetime import UTC, datetime, time
from typing import Any

from django.utils.translation import gettext

from ...building.files import EXAMPLE_LABEL
from ...charts.keeping import ensure
from ...charts.picture import picture
from ...document.sheets import Row
from ...figures import Point, Verdict
from ...reading.exporting import SHEET_COLUMNS, figure_row, sheet_row
from ...reading.reading import IndicatorInfo, Reading
from ...shared.definitions import condition_in_words
from .chart import trend_chart

COLUMNS = [*SHEET_COLUMNS, "vergelijkbaar", "kanttekening"]
COMPARABLE = {Verdict.SAME: "ja", Verdict.NOTE: "met kanttekening", Verdict.BREAK: "nee"}


def rows(reading: Reading, info: IndicatorInfo) -> list[Row]:
    """A row per round, oldest first, as the sheets of a report have them; with how it compares with the round
    before."""
    return [
        [
            *sheet_row(point.figure, info.predicate, list(point.published)),
            "" if point.figure.value is None else COMPARABLE[point.verdict],
            point.note,
        ]
        for point in reading.series(info.key).points
    ]


def label_of(reading: Reading) -> str:
    """What a file of made-up data says."""
    return EXAMPLE_LABEL if reading.example else ""


def moment_of(reading: Reading) -> datetime:
    """The time that stands in a sheet, which the clock has no part in: that of the version, else of the
    newest round."""
    if reading.version is not None:
        return reading.version.moment
    return datetime.combine(reading.rounds[-1].date, time(), tzinfo=UTC)


def as_json(reading: Reading, info: IndicatorInfo) -> bytes:
    """The figure for programmes: its definition, and a row per round with the keys of `manage.py figures`."""
    found = {
        "key": info.key,
        "title_nl": info.predicate.title_nl,
        "title_en": info.predicate.title_en,
        "block": info.block_key,
        "example": reading.example,
        "label": label_of(reading),
        "series": [_json_row(reading, info, point) for point in reading.series(info.key).points],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _json_row(reading: Reading, info: IndicatorInfo, point: Point) -> dict[str, Any]:
    condition = reading.condition(info.key, point.figure.round)
    return {
        **figure_row(point.figure, info.predicate, point.published, "nl"),
        "open": point.open,
        "verdict": str(point.verdict),
        "note": point.note,
        "expression": condition,
        "condition": condition_in_words(reading, condition, point.figure.round) if condition else None,
    }


def as_picture(reading: Reading, info: IndicatorInfo) -> bytes:
    """The trend with its title, its source and its label."""
    definition = trend_chart(reading, info)
    svg = ensure([definition])[definition.hash]
    label = gettext("Voorbeeldgegevens") if reading.example else ""
    source = gettext("Geweld hoort nergens thuis, aantal regio’s per ronde.")
    return picture(definition, svg, [source], label=label).encode()
