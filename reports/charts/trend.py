"""One figure over the rounds: a dot is counted, a ring is published, a dash is not asked."""

from collections.abc import Sequence

from .definition import ChartDefinition
from .look import NARROW, WIDE
from .text import tidy
from .trend_data import TrendPoint
from .trend_drawing import TrendDrawing
from .words import number, regions, word

_ROOM = 44  # px a round needs; more rounds than fit make the narrow figure wider, in a box that scrolls


def trend(
    points: Sequence[TrendPoint], title: str, *, language: str = "nl", width: int = WIDE
) -> ChartDefinition:
    """The figure in every round, oldest first."""
    points = tuple(points)
    figure, narrow = (TrendDrawing(points, language, wide).draw() for wide in (width, _narrow(points)))
    columns, rows = _table(points, language)
    sentences = [_sentence(one, language) for one in points]
    alt = f"{tidy(title).rstrip('.')}: {'; '.join(sentences) or word(language, 'none')}."
    return ChartDefinition(figure, tidy(title), alt, columns, rows, width, figure["layout"]["height"], narrow)


def _narrow(points: Sequence[TrendPoint]) -> int:
    return max(NARROW, _ROOM * len(points) + 60)


def _sentence(one: TrendPoint, language: str) -> str:
    parts = []
    if one.value is not None:
        value = number(language, one.value)
        count = word(language, "so_far", n=value) if one.open else value
        parts.append(f"{count} {word(language, 'of', n=regions(language, one.of))}")
    elif one.published is None:
        parts.append(word(language, "not_asked"))
    if one.open and one.upper is not None:
        parts.append(word(language, "at_most", n=number(language, one.upper)))
    if one.published is not None:
        parts.append(f"{word(language, 'published')} {number(language, one.published)}")
    if one.break_before:
        parts.append(word(language, "comparable_break"))
    if one.note:
        parts.append(tidy(one.note).rstrip("."))
    return f"{tidy(one.label)}: {', '.join(parts)}"


def _table(
    points: Sequence[TrendPoint], language: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Only the columns that say something."""
    wanted = {
        "round": True, "counted": True, "of_all": True,
        "published_column": any(one.published is not None for one in points),
        "most": any(one.open for one in points),
        "note": any(one.note or one.break_before or one.open for one in points),
    }  # fmt: skip
    cells = [dict(zip(wanted, _cells(one, language), strict=True)) for one in points]
    keys = [key for key, use in wanted.items() if use]
    columns = tuple(word(language, key) for key in keys)
    return columns, tuple(tuple(row[key] for key in keys) for row in cells)


def _cells(one: TrendPoint, language: str) -> tuple[str, ...]:
    none = "–"
    asked = none if one.published is not None else word(language, "not_asked")
    notes = [
        word(language, "open") if one.open else "",
        word(language, "comparable_break") if one.break_before else "",
        tidy(one.note),
    ]
    return (
        tidy(one.label),
        asked if one.value is None else number(language, one.value),
        none if one.value is None else number(language, one.of),
        none if one.published is None else number(language, one.published),
        none if one.upper is None or not one.open else number(language, one.upper),
        "; ".join(filter(None, notes)) or none,
    )
