"""What a question's answers look like in charts: one definition for the report and for pages."""

from collections.abc import Sequence
from typing import Literal

from ..charts.definitions import ChartDefinition, RoundStatus, StatusPart, TileState, status_rounds
from ..reading.facts import OptionCount, QuestionCounts
from ..wording import Lang
from .parts import LABELS, NO_ANSWER, step_of

SPECIAL = {"not_applicable": "na", "not_answered": "unanswered", "not_approved": "unapproved"}
Asked = tuple[str, QuestionCounts | None]  # a round's name, and its answers when it put the question


def status_chart(rounds: Sequence[Asked], title: str, lang: Lang) -> ChartDefinition:
    """How the regions answered, round by round."""
    drawn = [RoundStatus(label, status_parts(counts, lang) if counts else ()) for label, counts in rounds]
    return status_rounds(drawn, title, language=lang)


def status_parts(counts: QuestionCounts, lang: Lang) -> tuple[StatusPart, ...]:
    """The answers to a question, furthest first, and the parts of the honest rest that hold regions."""
    ranks = sum(option.rank is not None for option in counts.options)
    ordered = sorted(counts.options, key=lambda option: -(option.rank or 0))
    parts = [
        StatusPart(option.label(lang), option.n, step_of(option.rank, ranks), unranked(option, counts))
        for option in ordered
    ]
    parts += [
        StatusPart(LABELS[lang][part], getattr(counts, part), NO_ANSWER, name)
        for part, name in SPECIAL.items()
    ]
    return tuple(part for part in parts if part.n or not part.special)


def unranked(option: OptionCount, counts: QuestionCounts) -> str:
    """The special part that an answer without a rank is drawn as: of yes and no, yes is filled."""
    if option.rank:
        return ""
    yes_and_no = len(counts.options) == 2 and not any(one.rank for one in counts.options)
    return "counted" if yes_and_no and option is counts.options[0] else "not_counted"


def tile_state(
    place: tuple[str, int, int],
    part: str,
    counts: QuestionCounts,
    lang: Lang,
    changed: Literal["up", "down", ""] = "",
) -> TileState:
    """A region on the map; `place` is its name, row and column. `part` is the option that it chose, or the
    part of the rest in which it stands."""
    ranks = sum(option.rank is not None for option in counts.options)
    option = next((one for one in counts.options if one.slug == part), None)
    if option is None:
        label = LABELS[lang].get(part, LABELS[lang]["not_answered"])
        return TileState(*place, NO_ANSWER, label, SPECIAL.get(part, "unanswered"))
    step = step_of(option.rank, ranks)
    return TileState(*place, step, option.label(lang), unranked(option, counts), changed)
