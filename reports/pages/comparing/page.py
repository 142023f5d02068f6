"""Everything the page shows that compares two rounds, as plain data: all questions with a scale, or one
question with the flow of regions between its answers.

A flow of one region between a known and a hidden answer tells the hidden one. So flows and names are only
made when the reader may know both sides; others see how many regions gave which answer in either round.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from buildingblocks.models import BuildingBlock
from regions.names import dutch_key
from roundtables.counts import QuestionText

from ...figures import Verdict
from ...reading.answers import SINGLE
from ...reading.movement import Movement
from ...reading.reading import Reading, RoundInfo
from ...shared.cards import Words, words
from ...shared.moving import answer_label, moved_sentence


@dataclass(frozen=True, slots=True)
class Line:
    """A question with a scale: how many regions moved. `remark` says why there are no numbers."""

    key: str
    text: Words
    up: int = 0
    down: int = 0
    level: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one building block."""

    name: Words
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The regions that went from one answer to another; `moved` when those differ."""

    number: int
    moved: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Where the regions with one answer went."""

    label: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One question in two rounds. `columns` and `rows` are empty when this reader may not know who moved, or
    when the rounds cannot be compared; `why` then says why. `sentence` is empty when there is no number to
    say."""

    text: Words
    before: Words
    changed: bool
    sentence: str
    why: str
    note: str
    broken: bool
    columns: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    regions: int
    left_out: int


def choices(reading: Reading, since: RoundInfo, round_: RoundInfo) -> list[QuestionText]:
    """The questions with one answer that both rounds put, as the later one puts them."""
    return [
        question
        for question in reading.questions(round_.key)
        if question.type in SINGLE
        and any(name and reading.question(name, since.key) for name in (question.key, question.succeeds))
    ]


def overview(reading: Reading, since: RoundInfo, round_: RoundInfo) -> list[Group]:
    """How regions moved in every question with a scale."""
    blocks = {block.key: words(block, "name") for block in BuildingBlock.objects.all()}
    ranked = [question for question in choices(reading, since, round_) if has_scale(question)]
    return [
        Group(blocks.get(block, Words(block)), tuple(_lines(reading, since, round_, some)))
        for block, some in groupby(ranked, key=lambda question: question.block)
    ]


def has_scale(question: QuestionText) -> bool:
    """Whether its answers lie on a scale."""
    return sum(option.rank is not None for option in question.options) > 1


def _lines(
    reading: Reading, since: RoundInfo, round_: RoundInfo, questions: Iterable[QuestionText]
) -> Iterable[Line]:
    for question in questions:
        moved = reading.movement(question.key, round_.key, since.key)
        text = words(question, "text")
        if moved is None:
            continue
        remark = refusal(reading, moved)
        if remark:
            yield Line(question.key, text, remark=remark)
        else:
            yield Line(question.key, text, len(moved.up), len(moved.down), len(moved.level))


def refusal(reading: Reading, moved: Movement) -> str:
    """Why this reader sees no numbers of who moved; "" when there is nothing against it."""
    if moved.verdict is Verdict.BREAK:
        return gettext("De vraag is veranderd; vergelijken kan niet.")
    if not reading.counts_movement(moved):
        return gettext(
            "Van een van beide rondes mag u niet weten welke regio wat antwoordde. Hoeveel regio’s bewogen, "
            "zou dat verraden."
        )
    return ""


def compared(reading: Reading, moved: Movement) -> Compared:
    """One question, as far as this reader may know it."""
    refused, known = refusal(reading, moved), reading.knows_movement(moved)
    broken = moved.verdict is Verdict.BREAK
    up, down, level = len(moved.up), len(moved.down), len(moved.level)
    scale = has_scale(moved.question) and has_scale(moved.before)
    shows = known and not broken
    return Compared(
        text=words(moved.question, "text"),
        before=words(moved.before, "text"),
        changed=moved.question.text_nl != moved.before.text_nl,
        sentence=moved_sentence(up, down, level) if scale and not refused else "",
        why=refused or ("" if known else gettext(
            "U mag niet weten welke regio wat antwoordde. Daarom ziet u van elke ronde hoeveel regio’s welk "
            "antwoord gaven, en niet welke regio’s van het ene naar het andere antwoord gingen."
        )),
        note=moved.note if moved.verdict is not Verdict.SAME else "",
        broken=broken,
        columns=tuple(_columns(moved)) if shows else (),
        rows=tuple(_rows(reading, moved)) if shows else (),
        regions=sum(len(regions) for regions in moved.flows.values()) if shows else 0,
        left_out=_left_out(reading, moved),
    )  # fmt: skip


def _left_out(reading: Reading, moved: Movement) -> int:
    """How many regions took part in only one of both rounds."""
    before, after = ({region.slug for region in reading.regions(key)} for key in moved.rounds)
    return len(before ^ after)


def _columns(moved: Movement) -> Iterable[tuple[str, int]]:
    for end in parts_of(moved, after=True):
        total = sum(len(regions) for (_start, to), regions in moved.flows.items() if to == end)
        yield answer_label(moved.question, end), total


def _rows(reading: Reading, moved: Movement) -> Iterable[Row]:
    names = {region.slug: region.name for region in reading.regions(moved.rounds[1])}
    for start in parts_of(moved, after=False):
        cells = []
        for end in parts_of(moved, after=True):
            found = [names[slug] for slug in moved.flows.get((start, end), ())]
            cells.append(Cell(len(found), start != end, tuple(sorted(found, key=dutch_key))))
        yield Row(answer_label(moved.before, start), tuple(cells), moved.total_before(start))


def parts_of(moved: Movement, *, after: bool) -> list[str]:
    """The parts that hold regions, the furthest first, then the rest."""
    question = moved.question if after else moved.before
    held = {pair[after] for pair in moved.flows}
    options = sorted(question.options, key=lambda option: -(option.rank or 0))
    order = [option.slug for option in options]
    order += ["not_applicable", "not_answered", "not_approved", "answered"]
    return [part for part in order if part in held]
