"""Everything the page of a crossing shows, as plain data: which questions may be crossed, and the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from buildingblocks.models import BuildingBlock
from roundtables.counts import QuestionText

from ...reading.answers import ANSWERED
from ...reading.reading import Reading, RoundInfo
from ...shared.cards import Words, reader_lang, words
from ...shared.definitions import question_text
from ...shared.kept import kept
from ...shared.strips import PART_NAMES
from ...wording import Lang
from ...wording.crossings import Said, spoken_in, together
from .counting import Crossing, Line, Pair, several

MOST_NAMES = 100  # in one cell; the file per region has them all
MOST_STATEMENTS = 3
FEW_REGIONS = 100  # below this a connection is easily chance


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that can be chosen."""

    key: str
    text: Words


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one building block."""

    name: Words
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The label of a row or a column with its number of regions."""

    label: Words
    rest: bool
    total: int


@dataclass(frozen=True, slots=True)
class Cell:
    """The regions that stand in a row and a column: how many, the first names, and how many more."""

    number: int
    names: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    head: Head
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CrossingPage:
    """A crossing as a table with what it says in words. `several` when a region can stand in more cells."""

    first: Words
    second: Words
    statements: tuple[Words, ...]
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    regions: int
    several: bool
    few: bool


def offered(reading: Reading, round_: RoundInfo) -> SafeString:
    """The questions with options of which this reader may know who answered what, as the options of a list;
    kept, because it is long and the same for everybody who may know the same."""
    names = tuple(BuildingBlock.objects.values_list("key", "name_nl", "name_en"))
    return kept(reading, ("crossing", round_, names), lambda shared: _options(shared, round_))


def _options(reading: Reading, round_: RoundInfo) -> SafeString:
    asked = [question for question in reading.questions(round_.key) if question.options]
    known = [question for question in asked if reading.knows(question.key, round_.key)]
    context = {"groups": _groups(known)}
    return render_to_string("reports/crossing_options.html", context)


def chosen(options: SafeString, key: str) -> SafeString:
    """The same options with one of them chosen. A key that is not among them changes nothing."""
    mark = f'value="{key}"'
    return mark_safe(options.replace(mark, f"{mark} selected", 1)) if key else options


def hidden(reading: Reading, round_: RoundInfo) -> int:
    """Of how many questions this reader may not know who answered what."""
    asked = [question.key for question in reading.questions(round_.key) if question.options]
    return sum(not reading.knows(key, round_.key) for key in asked)


def _groups(questions: Sequence[QuestionText]) -> list[Group]:
    names = {block.key: words(block, "name") for block in BuildingBlock.objects.all()}
    return [
        Group(names.get(block, Words(block)), tuple(Choice(one.key, words(one, "text")) for one in some))
        for block, some in groupby(questions, key=lambda question: question.block)
    ]


def refusal(reading: Reading, round_: RoundInfo, keys: Iterable[str]) -> str:
    """Why these questions may not be crossed by this reader, in a sentence; "" when they may."""
    hidden = [
        question
        for key in dict.fromkeys(keys)
        if (question := reading.question(key, round_.key)) and not reading.knows(key, round_.key)
    ]
    if not hidden:
        return ""
    return gettext(
        "U mag niet weten welke regio wat antwoordde op “%(question)s”. Een kruising zou dat verraden. "
        "Daarom kunt u met deze vraag niet kruisen."
    ) % {"question": question_text(hidden[0])}


def problem(reading: Reading, round_: RoundInfo, first: str, second: str) -> str:
    """Why these two say nothing together, in a sentence; "" when they do."""
    for key in (first, second):
        question = reading.question(key, round_.key)
        if question is None or not question.options:
            return gettext(
                "Een van deze vragen is in ronde %(round)s niet gesteld, of heeft geen vaste antwoorden."
            ) % {"round": round_.label}
    question = reading.question(first, round_.key)
    if first == second and question is not None and question.type != "multiple":
        return gettext("Kies twee verschillende vragen.")
    return ""


def crossing_of(reading: Reading, round_: RoundInfo, first: str, second: str) -> Crossing | None:
    """The two questions against each other; None when this reader may not, or the round did not put both."""
    rows, columns = reading.parts(first, round_.key), reading.parts(second, round_.key)
    if rows is None or columns is None or problem(reading, round_, first, second):
        return None
    return Crossing(rows, columns)


def crossing_page(reading: Reading, round_: RoundInfo, crossing: Crossing) -> CrossingPage:
    """The whole table, with its names."""
    columns = tuple(head(crossing.second.question, line) for line in crossing.columns)
    return CrossingPage(
        first=words(crossing.first.question, "text"),
        second=words(crossing.second.question, "text"),
        statements=statements(crossing, so_far=round_.open),
        columns=columns,
        rows=_rows(reading, round_, crossing),
        regions=crossing.regions,
        several=several(crossing.first) or several(crossing.second),
        few=crossing.regions < FEW_REGIONS,
    )


def _rows(reading: Reading, round_: RoundInfo, crossing: Crossing) -> tuple[Row, ...]:
    names = [region.name for region in reading.regions(round_.key)]
    place_in_list = {place: rank for rank, place in enumerate(reading.alphabet(round_.key))}
    rows = []
    for row, numbers in zip(crossing.rows, crossing.numbers, strict=True):
        cells = []
        for column, number in zip(crossing.columns, numbers, strict=True):
            found = crossing.places(row, column) if number else []
            shown = sorted(found, key=place_in_list.__getitem__)[:MOST_NAMES]
            cells.append(Cell(number, tuple(names[place] for place in shown), number - len(shown)))
        rows.append(Row(head(crossing.first.question, row), tuple(cells)))
    return tuple(rows)


def head(question: QuestionText, line: Line) -> Head:
    """How a row or column is called."""
    if line.rest:
        return Head(Words(rest_name(line.slug)), True, line.total)
    option = next(one for one in question.options if one.slug == line.slug)
    return Head(words(option, "label"), False, line.total)


def rest_name(part: str) -> str:
    """What a part of the rest is called."""
    return gettext("zonder keuze") if part == ANSWERED else str(PART_NAMES[part])


def statements(crossing: Crossing, *, so_far: bool = False) -> tuple[Words, ...]:
    """What the crossing says, in sentences: the strongest first; none when nothing stands together."""
    lang = reader_lang()
    return tuple(_statement(crossing, pair, lang, so_far) for pair in crossing.pairs()[:MOST_STATEMENTS])


def _statement(crossing: Crossing, pair: Pair, lang: Lang, so_far: bool) -> Words:
    one, other = crossing.first.question, crossing.second.question
    first = said(other if pair.across else one, pair.first.slug)
    second = said(one if pair.across else other, pair.second.slug)
    foreign = spoken_in(first, second, lang) != lang
    sentence = together(pair.count, pair.of, first, second, lang, so_far=so_far)
    return Words(sentence, "nl" if foreign else "")


def said(question: QuestionText, slug: str) -> Said:
    """An answer as a sentence quotes it."""
    option = next(one for one in question.options if one.slug == slug)
    several_ = question.type == "multiple"
    return Said(option.label_nl, option.label_en, question.text_nl, question.text_en, several_)
