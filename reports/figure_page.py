"""Everything the page of one figure shows, as plain data."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from roundtables.counts import QuestionText

from .cards import (
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
from .definitions import condition_in_words, label, question_text
from .figures import Figure, Point, Published, Status, Verdict
from .reading import IndicatorInfo, Reading, RoundInfo
from .strips import strip
from .trendlines import trendline
from .wording import statement


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One of the five parts of the base: its name, what it means and how many regions it holds."""

    part: str
    number: int


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One round in the table behind the trend."""

    round: RoundInfo
    counted: int | None
    base: int | None
    published: str
    remark: str
    here: bool


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
    """A question behind the figure, with its options."""

    text: Words
    options: tuple[str, ...]


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
    trend_drawing: SafeString
    series: tuple[SeriesRow, ...]
    notes: tuple[str, ...]
    condition: str
    base_words: Words
    base: tuple[BaseLink, ...]
    questions: tuple[QuestionRow, ...]
    published: tuple[Printed, ...]
    citation: Words


def figure_page(reading: Reading, info: IndicatorInfo, round_: RoundInfo) -> FigurePage:
    """The whole page, from one reading."""
    series = reading.series(info.key)
    one = card(reading, info, round_)
    here = next(point for point in series.points if point.figure.round == round_.key)
    rows = tuple(series_row(reading, point, round_.key) for point in series.points)
    labels = {each.key: each.label for each in reading.rounds}
    condition = reading.condition(info.key, round_.key)
    return FigurePage(
        card=one,
        block=words(info, "block_name"),
        line=words(info, "line_name"),
        trend=trend_of(reading, series, round_.key),
        comparison=trend_of(reading, series, round_.key, short=False).removesuffix("."),
        strip=strip(one.figure, height=12),
        split=tuple(SplitRow(part, number) for part, number in rows_of_split(one.figure)),
        outside=outside_of(one.figure),
        trend_drawing=trendline(series.points, labels, "; ".join(described(row) for row in rows)),
        series=rows,
        notes=tuple(notes(reading, series.points)),
        condition=condition_in_words(reading, condition, round_.key) if condition else "",
        base_words=spoken(info.predicate, info.predicate.base(info.predicate.speaks(reader_lang()))),
        base=tuple(base_link(reading, name, round_) for name in info.base),
        questions=tuple(question_row(question) for question in reading.questions_of(info.key, round_.key)),
        published=tuple(printed_row(each, here.figure) for each in here.published),
        citation=citation(info, one.figure, round_),
    )


def series_row(reading: Reading, point: Point, here: str) -> SeriesRow:
    """One line of the table behind the trend."""
    figure = point.figure
    asked = figure.value is not None
    return SeriesRow(
        round=round_of(reading, figure.round),
        counted=figure.value,
        base=figure.base_value if asked else None,
        published=", ".join(printed(one) for one in point.published[:1]),
        remark=remark(point),
        here=figure.round == here,
    )


def remark(point: Point) -> str:
    """How this measurement stands: not asked, incomplete, or compared with what was printed."""
    figure = point.figure
    if figure.status is Status.NOT_ASKED:
        return gettext("niet gevraagd")
    if figure.status is Status.INCOMPLETE:
        settled = figure.base_value - figure.split.not_answered - figure.split.not_approved
        return gettext("onvolledig: %(settled)d van de %(base)d verwerkt") % {
            "settled": settled,
            "base": figure.base_value,
        }
    if not point.published:
        return ""
    return gettext("wijkt af") if differs(point.published[0], figure) else gettext("gelijk")


def described(row: SeriesRow) -> str:
    """One line of that table as running text, for the drawing's description."""
    if row.counted is None or row.base is None:
        told = row.remark if not row.published else gettext("gepubliceerd %s") % row.published
    else:
        told = in_words_of(row.counted, row.base) + (f", {row.remark}" if row.remark else "")
    return f"{row.round.label}: {told}"


def in_words_of(value: int, base: int) -> str:
    """A count with its base, in digits."""
    return gettext("%(value)d van de %(base)d") % {"value": value, "base": base}


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


def base_link(reading: Reading, name: str, round_: RoundInfo) -> BaseLink:
    """The figure that the base stands for, in the round it is taken from."""
    key, _at, named = name.partition("@")
    keys = [each.key for each in reading.rounds]
    before = keys[max(keys.index(round_.key) - 1, 0)]
    at = before if named == "previous" else named if named in keys else round_.key
    info, figure = reading.indicator(key), reading.figures(at)[key]
    title = info.predicate.title(info.predicate.speaks(reader_lang()))
    return BaseLink(key, at, spoken(info.predicate, title), figure.value, figure.base_value)


def question_row(question: QuestionText) -> QuestionRow:
    """A question as the regions read it."""
    foreign = reader_lang() == "en" and not question.text_en
    options = tuple(label(question, option.slug) for option in question.options)
    return QuestionRow(Words(question_text(question), "nl" if foreign else ""), options)


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
