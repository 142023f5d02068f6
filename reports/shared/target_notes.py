"""A target as pages say it beside a figure: what is asked, by which day, how far it is, and who says so."""

from dataclasses import dataclass

from ..figures import Figure
from ..reading.targets import TargetLine, distance, wanted
from .cards import Words, reader_lang, words


@dataclass(frozen=True, slots=True)
class TargetNote:
    """The target of a figure: "alle regio’s, uiterlijk 31 december 2021", "nog 8 regio’s te gaan". `left` is
    empty as long as not everything is counted."""

    asks: str
    left: str
    goal: int
    source: Words


def target_note(target: TargetLine | None, figure: Figure) -> TargetNote | None:
    """The target beside this figure; None when there is none, or when nobody was asked."""
    if target is None or figure.value is None:
        return None
    lang = reader_lang()
    source = words(target, "source")
    return TargetNote(wanted(target, lang), distance(target, figure, lang), target.goal(figure), source)
