"""Everything the page of one figure shows, as plain data."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from roundtables.counts import QuestionText

from ...figures import Figure, Point, Published, Verdict
from ...reading.answers import SINGLE
from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...shared.cards import (
    Card,
    Words,
    card,
    differs,
    outside_of,
    printed,
    reader_lang,
    round_of,
    rows_of_split,
    spoken,
    trend_of,
    words,
)
from ...shared.definitions import condition_in_words, label, question_text
from ...shared.strips import strip
from ...wording import statement
from .texts import History, Version, histories


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One of the five parts of the base: its name, what it means and how many regions it holds."""

    part: str
    number: int


@dataclass(frozen=True, slots=True)
class BaseLink:
    """An indicator whose regions are the base."""

    key: str
    round: str
    title: Words
    number: int | None
    of: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What a publication printed, and how the count compares."""

    text: str
    as_worded: str
    source: str
    section: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question behind the figure, with its options and how it was put in other rounds. `single` when it has
    one answer, so that two rounds can be compared; `known` when this reader may cross it."""

    key: str
    text: Words
    options: tuple[str, ...]
    versions: tuple[Version, ...]
    single: bool
    known: bool


@dataclass(frozen=True, slots=True)
class FigurePage:
    """The page of a figure in a round."""

    card: Card
    block: Words
    line: Words
    trend: str
    comparison: str
    strip: SafeString
    split: tuple[SplitRow, ...]
    outside: int
    notes: tuple[str, ...]
    condition: str
    base_words: Words
    base: tuple[BaseLink, ...]
    questions: tuple[QuestionRow, ...]
    published: tuple[Printed, ...]
    citation: Words
    others: tuple[History, ...]


def figure_page(reading: Reading, info: IndicatorInfo, round_: RoundInfo) -> FigurePage:
    """The whole page, from one reading."""
    series = reading.series(info.key)
    one = card(reading, info, round_)
    here = next(point for point in series.points if point.figure.round == round_.key)
    condition = reading.condition(info.key, round_.key)
    asked, told = reading.questions_of(info.key, round_.key), histories(reading, info)
    return FigurePage(
        card=one,
        block=words(info, "block_name"),
        line=words(info, "line_name"),
        trend=trend_of(reading, series, round_.key),
        comparison=trend_of(reading, series, round_.key, short=False).removesuffix("."),
        strip=strip(one.figure, height=12),
        split=tuple(SplitRow(part, number) for part, number in rows_of_split(one.figure)),
        outside=outside_of(one.figure),
        notes=tuple(notes(reading, series.points)),
        condition=condition_in_words(reading, condition, round_.key) if condition else "",
        base_words=spoken(info.predicate, info.predicate.base(info.predicate.speaks(reader_lang()))),
        base=tuple(base_link(reading, name, round_) for name in info.base),
        questions=tuple(
            question_row(question, told, known=reading.knows(question.key, round_.key)) for question in asked
        ),
        others=tuple(one for one in told if one.key not in {question.key for question in asked}),
        published=tuple(printed_row(each, here.figure) for each in here.published),
        citation=citation(info, one.figure, round_),
    )


def notes(reading: Reading, points: tuple[Point, ...]) -> list[str]:
    """Why measurements may not, or not quite, be compared: a sentence per round."""
    said = []
    for point in points:
        label_ = round_of(reading, point.figure.round).label
        if point.figure.value is None or point.verdict is Verdict.SAME:
            continue
        verdict = (
            gettext("In %(round)s is de vraag veranderd; vergelijken met eerdere rondes kan niet.")
            if point.verdict is Verdict.BREAK
            else gettext("In %(round)s zijn de cijfers niet helemaal vergelijkbaar met eerdere rondes.")
        )
        said.append(f"{verdict % {'round': label_}} {point.note}".strip())
    return said


def figure_title(info: IndicatorInfo) -> Words:
    """What the figure is called."""
    return spoken(info.predicate, info.predicate.title(info.predicate.speaks(reader_lang())))


def base_link(reading: Reading, name: str, round_: RoundInfo) -> BaseLink:
    """The figure that the base stands for, in the round it is taken from."""
    key, _at, named = name.partition("@")
    keys = [each.key for each in reading.rounds]
    before = keys[max(keys.index(round_.key) - 1, 0)]
    at = before if named == "previous" else named if named in keys else round_.key
    info, figure = reading.indicator(key), reading.figures(at)[key]
    return BaseLink(key, at, figure_title(info), figure.value, figure.base_value)


def question_row(question: QuestionText, told: tuple[History, ...], *, known: bool) -> QuestionRow:
    """A question as the regions read it."""
    foreign = reader_lang() == "en" and not question.text_en
    options = tuple(label(question, option.slug) for option in question.options)
    versions = next((one.versions for one in told if one.key == question.key), ())
    return QuestionRow(
        question.key,
        Words(question_text(question), "nl" if foreign else ""),
        options,
        versions if len(versions) > 1 else (),
        question.type in SINGLE,
        known,
    )


def printed_row(one: Published, figure: Figure) -> Printed:
    """A published number beside the count."""
    return Printed(printed(one), one.as_worded, one.source_title, one.section, not differs(one, figure))


def citation(info: IndicatorInfo, figure: Figure, round_: RoundInfo) -> Words:
    """The statement with its round, ready to copy; empty when there is nothing to say."""
    sentence = statement(figure, info.predicate, lang=reader_lang())
    if not sentence:
        return Words("")
    text = gettext("%(sentence)s (Geweld hoort nergens thuis, ronde %(round)s.)")
    return spoken(info.predicate, text % {"sentence": sentence, "round": round_.label})
