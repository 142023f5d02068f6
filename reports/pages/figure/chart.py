"""The trend of a figure: the report's own chart, and on the figure's page a table of what it draws, with how
each measurement compares with what was printed."""

from dataclasses import dataclass

from django.utils.translation import gettext

from ...building.charts import trend_point
from ...charts.definitions import ChartDefinition, trend
from ...charts.keeping import ensure
from ...charts.page import ShownChart, shown
from ...figures import Figure, Point, Status
from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...shared.cards import differs, printed, reader_lang
from .page import figure_title


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One round in the table behind the trend: what is drawn of it, and how that stands."""

    label: str
    cells: tuple[str, ...]
    remark: str
    here: bool


@dataclass(frozen=True, slots=True)
class FigureTrend:
    """The chart as the page shows it, with a row for each round."""

    chart: ShownChart
    columns: tuple[str, ...]
    rows: tuple[SeriesRow, ...]


def trend_chart(reading: Reading, info: IndicatorInfo) -> ChartDefinition:
    """The series drawn as the report draws it: counts, never names."""
    labels = {one.key: one.label for one in reading.rounds}
    lang = reader_lang()
    points = [
        trend_point(point, labels[point.figure.round], lang) for point in reading.series(info.key).points
    ]
    return trend(points, figure_title(info).text, language=lang)


def figure_trend(reading: Reading, info: IndicatorInfo, round_: RoundInfo) -> FigureTrend:
    """The trend with its table; drawn now when nobody drew it yet."""
    definition = trend_chart(reading, info)
    points = reading.series(info.key).points
    rows = tuple(
        SeriesRow(label, tuple(cells), remark(point), point.figure.round == round_.key)
        for (label, *cells), point in zip(definition.rows, points, strict=True)
    )
    return FigureTrend(shown(definition, ensure([definition])[definition.hash]), definition.columns, rows)


def remark(point: Point) -> str:
    """How a measurement stands, and what was printed where that is no number to draw."""
    words = [printed(one) for one in point.published[:1] if one.kind != "stated"]
    said = [gettext("gepubliceerd: %s") % one for one in words]
    return "; ".join(filter(None, (standing(point), *said)))


def standing(point: Point) -> str:
    """Not asked where something was printed all the same, incomplete, or compared with what was printed."""
    figure = point.figure
    if figure.status is Status.INCOMPLETE:
        return incomplete(figure)
    if not point.published:
        return ""
    if figure.status is Status.NOT_ASKED:
        return gettext("niet gevraagd")
    return gettext("wijkt af") if differs(point.published[0], figure) else gettext("gelijk")


def incomplete(figure: Figure) -> str:
    """How many answers are in; where all are, it is the base that may still change."""
    settled = figure.base_value - figure.split.not_answered - figure.split.not_approved
    if settled == figure.base_value:
        return gettext("onvolledig: de noemer staat nog niet vast")
    counts = {"settled": settled, "base": figure.base_value}
    return gettext("onvolledig: %(settled)d van de %(base)d verwerkt") % counts
