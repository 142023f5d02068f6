"""Several charts of one page: drawn together, each with a name of its own in the page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ..charts.definitions import ChartDefinition
from ..charts.keeping import ensure
from ..charts.page import shown

MARK = "data-chart"  # what a page holds that has a chart in it


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what stands under it, and the level of its heading."""

    definition: ChartDefinition
    note: str = ""
    level: int = 3


def pieces(pictures: Sequence[Picture]) -> list[SafeString]:
    """The charts as pieces of page, in order; two that are drawn alike still have each their own name."""
    drawings = ensure([one.definition for one in pictures])
    made = []
    for place, one in enumerate(pictures):
        chart = shown(one.definition, drawings[one.definition.hash], note=one.note, level=one.level)
        chart = replace(chart, data_id=f"{chart.data_id}-{place}")
        made.append(render_to_string("reports/chart.html", {"chart": chart}))
    return made


def has_charts(body: str) -> bool:
    """Whether a page needs the scripts that draw charts."""
    return MARK in body
