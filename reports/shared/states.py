"""How far the regions are with a building block: its questions with one answer on a scale, round by round."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from roundtables.counts import QuestionText

from ..building.status import status_parts
from ..charts.definitions import StatusPart
from ..reading.answers import SINGLE
from ..reading.facts import QuestionCounts
from ..reading.reading import Reading, RoundInfo
from .cards import Words, reader_lang
from .definitions import question_text
from .strips import CELLS_UP_TO, bars, cells

BEFORE = 2  # earlier rounds that stand below a distribution
# What the charts call a part, and what the strips on pages call it.
INKS = {"unanswered": "not_answered", "na": "not_applicable", "unapproved": "not_approved"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the regions: its words, how many there are, and the ink it is drawn in."""

    label: str
    number: int
    ink: str


@dataclass(frozen=True, slots=True)
class RoundState:
    """How the regions stand in one round; no parts when it did not put the question. `title` names the
    question and the round for who does not see the strip."""

    round: RoundInfo
    counts: QuestionCounts | None
    parts: tuple[Part, ...]
    title: str

    @property
    def strip(self) -> SafeString:
        """A cell per region."""
        return state_strip(self.parts, self.title)

    @property
    def thin(self) -> SafeString:
        """The same, for a round that stands below another."""
        return state_strip(self.parts, self.title, height=5)


@dataclass(frozen=True, slots=True)
class State:
    """A question on a scale: how the regions stand in the round of the page, and in every round since it was
    first put."""

    question: QuestionText
    text: Words
    here: RoundState
    rounds: tuple[RoundState, ...]

    @property
    def before(self) -> tuple[RoundState, ...]:
        """The last rounds before it that put the question, the newest first."""
        place = self.rounds.index(self.here)
        return tuple(one for one in reversed(self.rounds[:place]) if one.parts)[:BEFORE]


def is_scale(question: QuestionText) -> bool:
    """Whether a question places a region on a scale: one answer, and at least two options with a rank."""
    return question.type in SINGLE and sum(one.rank is not None for one in question.options) > 1


def all_scales(reading: Reading, round_key: str) -> list[QuestionText]:
    """The scales of that round, in the order of the questionnaire."""
    return [one for one in reading.questions(round_key) if is_scale(one)]


def scales(reading: Reading, block: str, round_key: str) -> list[QuestionText]:
    """The scales of a block in that round, in the order of the questionnaire: the first is the block's own
    state, and stands for it where there is room for one."""
    return [one for one in all_scales(reading, round_key) if one.block == block]


def first_scales(reading: Reading, round_key: str) -> dict[str, QuestionText]:
    """The first scale of every block that has one in that round."""
    found: dict[str, QuestionText] = {}
    for question in all_scales(reading, round_key):
        found.setdefault(question.block, question)
    return found


def state(reading: Reading, question: QuestionText, at: RoundInfo) -> State:
    """How the regions stand in a question that round `at` puts."""
    names = names_over(reading, question, at.key)
    asked = [place for place, one in enumerate(reading.rounds) if one.key in names]
    rounds = tuple(
        round_state(one, reading.question_counts(names.get(one.key, ""), one.key), question_text(question))
        for one in reading.rounds[asked[0] :]
    )
    here = next(one for one in rounds if one.round.key == at.key)
    foreign = reader_lang() == "en" and not question.text_en
    return State(question, Words(question_text(question), "nl" if foreign else ""), here, rounds)


def names_over(reading: Reading, question: QuestionText, at: str) -> dict[str, str]:
    """The question's key in every round that puts it: a question that was renamed succeeds its older self."""
    keys = [one.key for one in reading.rounds]
    place = keys.index(at)
    found, now = {at: question.key}, question
    for key in reversed(keys[:place]):
        then = _asked(reading, key, (now.key, now.succeeds))
        if then is not None:
            found[key], now = then.key, then
    now = question
    for key in keys[place + 1 :]:
        later = _asked(reading, key, (now.key,)) or _successor(reading, key, now.key)
        if later is not None:
            found[key], now = later.key, later
    return found


def _asked(reading: Reading, round_key: str, names: Sequence[str]) -> QuestionText | None:
    found = (reading.question(name, round_key) for name in names if name)
    return next((one for one in found if one is not None), None)


def _successor(reading: Reading, round_key: str, name: str) -> QuestionText | None:
    return next((one for one in reading.questions(round_key) if one.succeeds == name), None)


def round_state(round_: RoundInfo, counts: QuestionCounts | None, title: str) -> RoundState:
    """One round of it."""
    parts = tuple(part_of(one) for one in status_parts(counts, reader_lang())) if counts else ()
    held = tuple(part for part in parts if part.number)
    return RoundState(round_, counts, held, f"{title} {round_.label}")


def part_of(drawn: StatusPart) -> Part:
    """A part of a status chart, as a page words and draws it."""
    return Part(drawn.label, drawn.n, INKS.get(drawn.ink.key, drawn.ink.key))


def in_words(parts: Sequence[Part]) -> str:
    """Who stands where: "6 structureel; 12 pilot". Answers have commas of their own."""
    return "; ".join(f"{part.number} {part.label}" for part in parts)


def state_strip(parts: Sequence[Part], title: str, height: int = 11) -> SafeString:
    """A cell per region in the ink of its answer, furthest first; empty when nobody was asked."""
    sizes = [(part.ink, part.number) for part in parts]
    if not sizes:
        return mark_safe("")
    draw = cells if sum(size for _ink, size in sizes) <= CELLS_UP_TO else bars
    width, paths = draw(sizes, height)
    return format_html(
        '<svg class="g-strip" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        f"{width:g}",
        height,
        f"{title}: {in_words(parts)}",
        mark_safe(paths),  # built from numbers and fixed names only
    )
