"""A crossing as a picture: a strip per answer to one question, in the answers to the other."""

from django.utils.translation import gettext

from roundtables.counts import QuestionText

from ...building.status import status_parts
from ...charts.definitions import BarRow, ChartDefinition, RoundStatus, StatusPart, count_bars, status_rounds
from ...reading.answers import ANSWERED, SINGLE
from ...reading.facts import OptionCount, QuestionCounts
from ...shared.cards import reader_lang
from ...shared.definitions import question_text
from .counting import Crossing, Line
from .page import head

MOST_BARS = 12
ORDER = ("not_applicable", "not_answered", "not_approved")


def chart_of(crossing: Crossing, title: str = "") -> ChartDefinition:
    """The picture that fits: strips where one question has a single answer that inks tell apart, else bars
    for the largest pairs."""
    title = title or neutral_title(crossing)
    if inked(crossing.second.question):
        return strips(crossing, title, across=False)
    if inked(crossing.first.question):
        return strips(crossing, title, across=True)
    return bars(crossing, title)


def neutral_title(crossing: Crossing) -> str:
    """What is crossed, for a picture about which there is nothing else to say."""
    return gettext("Antwoorden op “%(second)s”, per antwoord op “%(first)s”") % {
        "first": question_text(crossing.first.question),
        "second": question_text(crossing.second.question),
    }


def inked(question: QuestionText) -> bool:
    """Whether it has one answer, and an ink for each option: yes and no, or a scale with one beside it."""
    unranked = sum(not option.rank for option in question.options)
    return question.type in SINGLE and (unranked <= 1 or len(question.options) == 2)


def strips(crossing: Crossing, title: str, *, across: bool) -> ChartDefinition:
    """A strip per option of the one, in the parts of the other. `across` when the strips are the columns."""
    one, other = crossing.first.question, crossing.second.question
    outer, inner = (crossing.columns, crossing.rows) if across else (crossing.rows, crossing.columns)
    numbers = tuple(zip(*crossing.numbers, strict=True)) if across else crossing.numbers
    asked, answered = (other, one) if across else (one, other)
    rows = [
        RoundStatus(head(asked, line).label.text, _parts(answered, dict(zip(inner, row, strict=True))))
        for line, row in zip(outer, numbers, strict=True)
        if line.total and not line.rest
    ]
    return status_rounds(rows, title, language=reader_lang(), head=gettext("Antwoord"))


def _parts(question: QuestionText, numbers: dict[Line, int]) -> tuple[StatusPart, ...]:
    """One strip: the same parts in the same inks as everywhere."""
    found = {line.slug: number for line, number in numbers.items()}
    rest = {part: found.get(part, 0) for part in ORDER}
    rest["not_answered"] += found.get(ANSWERED, 0)
    counts = QuestionCounts(
        question.key,
        question.text_nl,
        question.text_en,
        single=True,
        public=False,
        options=tuple(
            OptionCount(one.slug, one.label_nl, one.label_en, one.rank, found.get(one.slug, 0))
            for one in question.options
        ),
        **rest,
    )
    return status_parts(counts, reader_lang())


def bars(crossing: Crossing, title: str) -> ChartDefinition:
    """The largest pairs of answers, each among the regions that gave the first."""
    one, other = crossing.first.question, crossing.second.question
    found = [
        BarRow(f"{head(one, row).label.text} + {head(other, column).label.text}", number, row.total)
        for row, numbers in zip(crossing.rows, crossing.numbers, strict=True)
        for column, number in zip(crossing.columns, numbers, strict=True)
        if number and not row.rest and not column.rest and not (one is other and row.slug == column.slug)
    ]
    rows = sorted(found, key=lambda bar: -bar.value)[:MOST_BARS]
    return count_bars(rows, title, language=reader_lang())


