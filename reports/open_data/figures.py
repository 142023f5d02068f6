"""The figures of a version as plain rows: every indicator in every round that the version reads."""

import dataclasses
from typing import Any

from ..figures import Point, Status
from ..pages.figure.files import COMPARABLE
from ..reading.reading import IndicatorInfo, Reading, RoundInfo
from ..wording import statement

STATUS = {
    Status.COUNTED: "geteld",
    Status.INCOMPLETE: "onvolledig: van te weinig regio’s bekend",
    Status.NOT_ASKED: "niet gevraagd in deze ronde",
}
PARTS = ("not_counted", "not_applicable", "not_answered", "not_approved")
DUTCH = ("niet_geteld", "niet_van_toepassing", "niet_beantwoord", "niet_goedgekeurd")


def figure_rows(reading: Reading) -> list[dict[str, Any]]:
    """A row per indicator and round, the oldest round first, with the names of `columns.FIGURES`."""
    found = []
    for place, round_ in enumerate(reading.rounds):
        for info in reading.indicators():
            points = reading.series(info.key).points[: place + 1]
            found.append(_row(info, round_, points))
    return found


def _row(info: IndicatorInfo, round_: RoundInfo, points: tuple[Point, ...]) -> dict[str, Any]:
    """The last of these points; those before it say whether there is anything to compare it with."""
    *before, point = points
    figure = point.figure
    compared = figure.value is not None and any(one.figure.value is not None for one in before)
    return {
        "ronde": round_.key,
        "ronde_naam": round_.label_nl,
        "peildatum": round_.date.isoformat(),
        "regios": figure.regions,
        "bouwsteen": info.block_key,
        "bouwsteen_naam": info.block_name_nl,
        "cijfer": figure.key,
        "titel": info.predicate.title_nl,
        "titel_engels": info.predicate.title_en,
        "waarde": figure.value,
        "noemer": figure.base_value,
        **{name: getattr(figure.split, part) for name, part in zip(DUTCH, PARTS, strict=True)},
        "status": str(figure.status),
        "status_naam": STATUS[figure.status],
        "vergelijkbaar": COMPARABLE[point.verdict] if compared else "",
        "kanttekening": point.note,
        "uitspraak": statement(figure, info.predicate),
        "uitspraak_engels": _in_english(point, info),
        **_leading(point),
        "voorbeeldgegevens": round_.example,
    }


def _in_english(point: Point, info: IndicatorInfo) -> str:
    """The English sentence; nothing where somebody wrote no English words."""
    return statement(point.figure, info.predicate, lang="en") if info.predicate.speaks("en") == "en" else ""


def _leading(point: Point) -> dict[str, Any]:
    """The leading printed number."""
    if not point.published:
        return {}
    first = point.published[0]
    return {
        "gepubliceerd": first.as_worded,
        "gepubliceerd_minimum": first.min,
        "gepubliceerd_maximum": first.max,
        "bron": first.source_title,
        "paragraaf": first.section,
    }


def printed(reading: Reading) -> list[dict[str, Any]]:
    """Everything that publications printed about these figures, also beside the leading number."""
    names = {"value": "waarde", "min": "minimum", "max": "maximum", "as_worded": "zoals_afgedrukt",
             "kind": "soort", "source_title": "bron", "section": "paragraaf"}  # fmt: skip
    return [
        {"ronde": point.figure.round, "cijfer": info.key}
        | {names[name]: value for name, value in dataclasses.asdict(one).items()}
        for info in reading.indicators()
        for point in reading.series(info.key).points
        for one in point.published
    ]
