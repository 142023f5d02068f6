"""A figure beside the measurement before it: one sentence, which way it went, and what it came from."""

from dataclasses import dataclass
from typing import Literal

from ..figures import Figure, Point, Status, Verdict
from ..reading.facts import Facts
from ..wording import Lang, trend

Direction = Literal["up", "down", "same", ""]


@dataclass(frozen=True, slots=True)
class Compared:
    """What can be said of the change; an empty text when there is no measurement before."""

    text: str = ""
    direction: Direction = ""
    ref: str = ""


def reference(figure: Figure) -> str:
    """How a figure is followed back."""
    return f"figure:{figure.key}@{figure.round}"


def compared(facts: Facts, key: str, lang: Lang) -> Compared:
    """The newest measurement of an indicator beside the one before it."""
    now, then = measurements(facts, key)
    if now is None or then is None or now.figure.value is None:
        return Compared()
    at = facts.round(then.figure.round)
    label = at.spoken(lang) if at else then.figure.round
    text = trend(now, then, lang=lang, previous_label=label, current_label=facts.current.spoken(lang))
    return Compared(text, _direction(now, then), reference(then.figure))


def measurements(facts: Facts, key: str) -> tuple[Point | None, Point | None]:
    """The point of the report's own round, and the last one before it that was asked or published."""
    series = facts.series.get(key)
    if series is None:
        return None, None
    places = [place for place, one in enumerate(series.points) if one.figure.round == facts.current.key]
    if not places:
        return None, None
    before = [one for one in series.points[: places[0]] if one.figure.value is not None or one.published]
    return series.points[places[0]], before[-1] if before else None


def _direction(now: Point, then: Point) -> Direction:
    """Which way it went; nothing when the two may not be compared."""
    told = now.figure.status, then.figure.status
    if now.verdict is Verdict.BREAK or told != (Status.COUNTED, Status.COUNTED):
        return ""
    if now.figure.base_value != then.figure.base_value:
        return ""
    change = now.figure.split.counted - then.figure.split.counted
    return "same" if not change else "up" if change > 0 else "down"
