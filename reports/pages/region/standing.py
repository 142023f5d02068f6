"""Where one region stands beside the nation, for a reader who may know: in a question with a scale, and in a
figure. What this reader may not know has no standing at all: pages leave it out."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext_lazy

from questionnaires.models import Question
from roundtables.counts import QuestionText

from ...building.parts import step_of
from ...figures import Figure, Status, Verdict
from ...reading.answers import ANSWERED
from ...reading.facts import QuestionCounts
from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...shared.cards import Words, reader_lang, round_of, spoken
from ...shared.definitions import label, question_text
from ...shared.states import all_scales
from ...shared.strips import PART_NAMES, PARTS

REST = ("not_applicable", "not_answered", "not_approved")
OWN_WORDS = {
    "counted": pgettext_lazy("wat een regio antwoordt", "ja"),
    "not_counted": pgettext_lazy("wat een regio antwoordt", "nee"),
    "outside": pgettext_lazy("wat een regio antwoordt", "niet meegeteld"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the regions. `ink` says how it is drawn: a step of the scale (`s3`, the furthest, to `s0`) or
    a part of the honest base; `here` whether the region stands in it."""

    label: str
    number: int
    ink: str
    here: bool


@dataclass(frozen=True, slots=True)
class Then:
    """The region beside the nation in one round. `told` is what it answered, `nation` the count in words;
    `asked` is False when that round did not ask, `joined` when the region took no part."""

    round: RoundInfo
    here: bool
    told: str = ""
    nation: str = ""
    asked: bool = True
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """The region stands elsewhere than the last time it was asked. `direction` is "up" or "down" on a scale;
    a figure has no further or back, so there it is empty."""

    direction: str
    was: str
    since: RoundInfo
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One subject: how the regions stand, and where this one does. `figure` is None for a question."""

    key: str
    block: str
    title: Words
    parts: tuple[Part, ...]
    own: str
    past: tuple[Then, ...]
    move: Move | None
    figure: Figure | None = None

    @property
    def asked_again(self) -> bool:
        """Whether more than one round asked it, so that there is a series to see."""
        return sum(then.asked for then in self.past) > 1

    @property
    def nation(self) -> str:
        """The count in words: "9 van de 26", or "6 structureel, 12 pilot"."""
        return told_figure(self.figure) if self.figure else told_parts(self.parts)


def told_figure(figure: Figure) -> str:
    """How many regions a figure counts, of how many; a dash when its base is empty."""
    if not figure.base_value:
        return "–"
    counts = {"value": figure.split.counted, "base": figure.base_value}
    return gettext("%(value)d van de %(base)d") % counts


def told_parts(parts: tuple[Part, ...]) -> str:
    """How many regions gave which answer, furthest first."""
    return "; ".join(f"{part.number} {part.label}" for part in parts)


def scales(reading: Reading, round_key: str) -> list[QuestionText]:
    """The scales of that round on which a region has a place; yes or no its figure says already."""
    return [one for one in all_scales(reading, round_key) if one.type == Question.Type.SINGLE]


def on_scale(reading: Reading, region: str, question: QuestionText, round_: RoundInfo) -> Standing | None:
    """Where the region stands on a scale; None when it takes no part or this reader may not know."""
    answer = reading.answer_of(region, question.key, round_.key)
    counts = reading.question_counts(question.key, round_.key)
    if answer is None or counts is None:
        return None
    foreign = reader_lang() == "en" and not question.text_en
    return Standing(
        key=question.key,
        block=question.block,
        title=Words(question_text(question), "nl" if foreign else ""),
        parts=_parts(question, counts, answer[0]),
        own=_said(question, answer[0]),
        past=tuple(_past_on_scale(reading, region, question, round_)),
        move=_moved_on_scale(reading, region, question, round_, answer[0]),
    )


def _parts(question: QuestionText, counts: QuestionCounts, answer: str) -> tuple[Part, ...]:
    """The answers, furthest first, and the honest rest; only those that any region gave."""
    ranks = sum(option.rank is not None for option in question.options)
    ordered = sorted(counts.options, key=lambda option: -(option.rank or 0))
    found = [
        Part(
            label(question, option.slug),
            option.n,
            f"s{step_of(option.rank, ranks) - 1}" if option.rank else "not_counted",
            option.slug == answer,
        )
        for option in ordered
    ]
    found += [Part(str(PART_NAMES[part]), getattr(counts, part), part, part == answer) for part in REST]
    return tuple(part for part in found if part.number)


def _said(question: QuestionText, answer: str) -> str:
    if answer == ANSWERED:
        return gettext("beantwoord")
    return str(PART_NAMES[answer]) if answer in PART_NAMES else label(question, answer)


def _past_on_scale(reading: Reading, region: str, question: QuestionText, at: RoundInfo) -> Iterator[Then]:
    for round_ in reading.rounds:
        here = round_.key == at.key
        then = _same_question(reading, question, round_.key)
        counts = reading.question_counts(then.key, round_.key) if then else None
        answer = reading.answer_of(region, then.key, round_.key) if then else None
        if then is None or counts is None:
            yield Then(round_, here, asked=False)
        elif answer is not None:
            nation = told_parts(_parts(then, counts, answer[0]))
            yield Then(round_, here, _said(then, answer[0]), nation)
        elif not takes_part(reading, region, round_.key):
            yield Then(round_, here, joined=False)


def _same_question(reading: Reading, question: QuestionText, round_key: str) -> QuestionText | None:
    """The question as that round put it, under its own key or that of the question it succeeds or that
    succeeds it."""
    for key in (question.key, question.succeeds):
        found = reading.question(key, round_key) if key else None
        if found is not None:
            return found
    return next((one for one in reading.questions(round_key) if one.succeeds == question.key), None)


def _moved_on_scale(
    reading: Reading, region: str, question: QuestionText, at: RoundInfo, answer: str
) -> Move | None:
    """Further or back since the last round that asked; None where it stands as it did, or where the question
    changed so much that this cannot be said."""
    moved = reading.movement(question.key, at.key)
    if moved is None or moved.verdict is Verdict.BREAK:
        return None
    before = reading.answer_of(region, moved.before.key, moved.rounds[0])
    old = _rank(moved.before, before[0]) if before else None
    new = _rank(question, answer)
    if old is None or new is None or before is None or old == new:
        return None
    since = round_of(reading, moved.rounds[0])
    return Move("up" if new > old else "down", _said(moved.before, before[0]), since, moved.note)


def _rank(question: QuestionText, slug: str) -> int | None:
    return next((option.rank for option in question.options if option.slug == slug), None)


def in_figure(reading: Reading, region: str, info: IndicatorInfo, round_: RoundInfo) -> Standing | None:
    """Where the region stands in a figure; None when it takes no part, nobody was asked, or this reader may
    not know."""
    side = reading.side_of(region, info.key, round_.key)
    if side is None:
        return None
    figure = reading.figures(round_.key)[info.key]
    return Standing(
        key=info.key,
        block=info.block_key,
        title=spoken(info.predicate, info.predicate.title(info.predicate.speaks(reader_lang()))),
        parts=split_parts(figure, side),
        own=side_in_words(side),
        past=tuple(_past_in_figure(reading, region, info.key, round_)),
        move=_moved_in_figure(reading, region, info.key, round_, side),
        figure=figure,
    )


def split_parts(figure: Figure, side: str = "") -> tuple[Part, ...]:
    """The five parts of a figure's base and who stands outside it; only those that hold regions."""
    sizes = [(part, getattr(figure.split, part)) for part in PARTS]
    sizes.append(("outside", max(figure.regions - figure.base_value, 0)))
    return tuple(Part(side_in_words(part), size, part, part == side) for part, size in sizes if size)


def side_in_words(side: str) -> str:
    """What a region answers to a figure: yes, no, or why neither."""
    return str(OWN_WORDS.get(side) or PART_NAMES[side])


def _past_in_figure(reading: Reading, region: str, key: str, at: RoundInfo) -> Iterator[Then]:
    for round_ in reading.rounds:
        here = round_.key == at.key
        figure = reading.figures(round_.key)[key]
        side = reading.side_of(region, key, round_.key)
        if figure.status is Status.NOT_ASKED:
            yield Then(round_, here, asked=False)
        elif side is not None:
            yield Then(round_, here, side_in_words(side), told_figure(figure))
        elif not takes_part(reading, region, round_.key):
            yield Then(round_, here, joined=False)


def _moved_in_figure(reading: Reading, region: str, key: str, at: RoundInfo, side: str) -> Move | None:
    """From no to yes or back since the last round that asked, where the two may be compared."""
    keys = [round_.key for round_ in reading.rounds]
    earlier = keys[: keys.index(at.key)]
    asked = (one for one in reversed(earlier) if reading.figures(one)[key].status is not Status.NOT_ASKED)
    before = next(asked, None)
    old = reading.side_of(region, key, before) if before else None
    if before is None or old is None or {old, side} != {"counted", "not_counted"}:
        return None
    point = next(point for point in reading.series(key).points if point.figure.round == at.key)
    if point.verdict is Verdict.BREAK:
        return None
    since = round_of(reading, before)
    return Move("", side_in_words(old), since, point.note)


def takes_part(reading: Reading, region: str, round_key: str) -> bool:
    """Whether the region takes part in that round."""
    return any(one.slug == region for one in reading.regions(round_key))
