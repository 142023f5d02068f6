"""How regions went from one round to another: a strip for each round, and bands between their parts."""

from collections.abc import Sequence

from .definition import ChartDefinition
from .flow_data import Band, Stop
from .flow_drawing import FlowDrawing
from .look import NARROW, WIDE
from .text import tidy
from .words import number, regions, word


def flow(
    stops: tuple[Sequence[Stop], Sequence[Stop]],
    bands: Sequence[Band],
    labels: tuple[str, str],
    title: str,
    *,
    language: str = "nl",
    width: int = WIDE,
) -> ChartDefinition:
    """The stops of both rounds, furthest first, with the bands between them; `labels` name the rounds."""
    before, after = (tuple(side) for side in stops)
    wanted = tuple(
        sorted((band for band in bands if band.n), key=lambda band: (band.moved, band.before))
    )
    figure, narrow = (
        FlowDrawing((before, after), wanted, labels, language, wide).draw() for wide in (width, NARROW)
    )
    columns = (
        word(language, "from"),
        *(f"{tidy(stop.label)} ({tidy(labels[1])})" for stop in after),
        word(language, "total"),
    )
    rows = tuple(_row(place, before, after, wanted, labels, language) for place in range(len(before)))
    said = [_sentence(place, before, after, wanted, labels, language) for place in range(len(before))]
    alt = f"{tidy(title).rstrip('.')}. {'; '.join(said) or word(language, 'none')}."
    return ChartDefinition(figure, tidy(title), alt, columns, rows, width, figure["layout"]["height"], narrow)


def _row(
    place: int,
    before: Sequence[Stop],
    after: Sequence[Stop],
    bands: Sequence[Band],
    labels: tuple[str, str],
    language: str,
) -> tuple[str, ...]:
    counts = [
        sum(band.n for band in bands if (band.before, band.after) == (place, to)) for to in range(len(after))
    ]
    name = f"{tidy(before[place].label)} ({tidy(labels[0])})"
    return (name, *(number(language, n) for n in counts), number(language, sum(counts)))


def _sentence(
    place: int,
    before: Sequence[Stop],
    after: Sequence[Stop],
    bands: Sequence[Band],
    labels: tuple[str, str],
    language: str,
) -> str:
    went = [
        word(language, "to", n=number(language, band.n), label=tidy(after[band.after].label))
        for band in bands
        if band.before == place
    ]
    name = f"{tidy(before[place].label)} ({tidy(labels[0])})"
    return f"{name}, {regions(language, before[place].n)}: {', '.join(went)}"
