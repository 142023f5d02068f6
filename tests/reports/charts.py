"""What tests about charts share: sample charts, and where the texts of a figure stand."""

from typing import Any

from reports.charts.definitions import (
    Band,
    BarRow,
    ChartDefinition,
    RoundStatus,
    StatusPart,
    Stop,
    TileState,
    TrendPoint,
    count_bars,
    flow,
    status_rounds,
    tile_map,
    trend,
)
from reports.charts.text import width

Box = tuple[float, float, float, float]
ITEMS = (
    "Inrichting en mandaat van teams", "kennis en vaardigheden", "kwaliteitskader", "casusregie",
    "visie op gefaseerde ketenzorg voor slachtoffers en plegers van huiselijk geweld in alle gemeenten",
    "Samenwerking tussen Veilig Thuis, lokale teams en politie", "Ondersteuningsvoorzieningen", "monitoring",
    "scholing", "ouderenmishandeling", "financiën", "Multidisciplinaire-systeemgerichte-aanpak",
)  # fmt: skip


def stood(label: str, *counts: int) -> RoundStatus:
    """A round in four steps and three special parts, as far as counts are given."""
    steps = (("structureel", 4, ""), ("pilot", 3, ""), ("in ontwikkeling", 2, ""), ("geen", 1, ""))
    specials = (("niet van toepassing", 0, "na"), ("niet beantwoord", 0, ""), ("wacht", 0, "unapproved"))
    parts = zip((*steps, *specials), counts, strict=False)
    return RoundStatus(label, tuple(StatusPart(name, n, step, special) for (name, step, special), n in parts))


def status(language: str = "nl") -> ChartDefinition:
    rounds = [RoundStatus("2018", ()), stood("2019", 5, 12, 7, 4), stood("2020", 6, 12, 3, 2, 1, 3, 1)]
    return status_rounds(rounds, "Drie regio’s gingen vooruit", language=language)


def bars(language: str = "nl") -> ChartDefinition:
    values = ((28, 28), (0, 1), (1, 0), (22, 23), (21, 20), (16, None))
    rows = [BarRow(item, value, 28, was) for item, (value, was) in zip(ITEMS, values, strict=False)]
    return count_bars(rows, "Meer aandacht voor teams", previous_label="2019", language=language)


def over_rounds(language: str = "nl") -> ChartDefinition:
    points = [
        TrendPoint("2017", None),
        TrendPoint("2018", None, 0, published=14),
        TrendPoint("2019", 17, 28, published=15),
        TrendPoint("2020", 19, 26, published=19, break_before=True, note="anders gevraagd"),
        TrendPoint("2021-voorjaar", 12, 28, open=True, upper=22),
    ]
    return trend(points, "In 19 regio’s was er training", language=language)


def tiles(language: str = "nl") -> ChartDefinition:
    shown = [
        TileState("Noord", 0, 1, 4, "structureel", changed="up"),
        TileState("Oost", 1, 2, 3, "pilot", changed="down"),
        TileState("Zuid", 2, 1, 2, "in ontwikkeling"),
        TileState("Alkmaar – West-Friesland", 1, 0, 1, "geen"),
        TileState("Midden", 1, 1, 0, "niet van toepassing", special="na"),
    ]
    return tile_map(shown, "Eén regio is zover", previous_label="2019", language=language)


def flows(language: str = "nl") -> ChartDefinition:
    part = Stop("er loopt een pilot in een deel van de regio", 12, 3)
    before = [Stop("structureel", 5, 4), part, Stop("geen", 4, 1)]
    after = [Stop("structureel", 7, 4), Stop("pilot", 10, 3), Stop("geen", 3, 1), Stop("niet beantwoord", 1)]
    stayed = [Band(0, 0, 5), Band(1, 1, 10), Band(2, 2, 3)]
    bands = [*stayed, Band(1, 0, 2, moved=True), Band(2, 3, 1, moved=True)]
    return flow((before, after), bands, ("2019", "2020"), "Twee regio’s gingen vooruit", language=language)


SAMPLES = {"status": status, "bars": bars, "trend": over_rounds, "tiles": tiles, "flow": flows}


def texts(figure: dict[str, Any]) -> list[tuple[str, Box]]:
    """Every text with the box that it takes, in pixels of the figure."""
    layout = figure["layout"]
    found = []
    for trace in figure["data"]:
        if trace.get("mode") == "text":
            columns = zip(trace["x"], trace["y"], trace["text"], trace["textposition"], strict=True)
            for place, (x, y, text, position) in enumerate(columns):
                plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
                size, weight = trace["textfont"]["size"][place], trace["textfont"]["weight"][place]
                wide = width(plain, size, weight == 700)
                left = _pixel(x, layout["xaxis"]["range"], layout["width"])
                left -= {"middle right": 0.0, "middle center": wide / 2, "middle left": wide}[position]
                top = _pixel(y, layout["yaxis"]["range"][::-1], layout["height"]) - size * 0.45
                found.append((plain, (left, top, wide, size * 0.9)))
    return found


def _pixel(value: float, ends: list[float], size: float) -> float:
    return (value - ends[0]) / (ends[1] - ends[0]) * size


def sizes(figure: dict[str, Any]) -> set[int]:
    """Every size of text."""
    found = {annotation["font"]["size"] for annotation in figure["layout"]["annotations"]}
    return found.union(
        *(trace["textfont"]["size"] for trace in figure["data"] if trace.get("mode") == "text")
    )
