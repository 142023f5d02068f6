"""What the pages show on which people keep building blocks: milestones as they stand, and targets."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from accounts.policy import Reach
from buildingblocks.counts import PRINTED, MilestoneLine, milestones
from buildingblocks.models import BuildingBlock, Milestone, MilestoneMove

from ...models import Target
from ...reading.reading import Reading
from ...reading.targets import TargetLine, distance, line_of, wanted
from ...shared.cards import Words, reader_lang, words
from ...shared.filled import filled
from ...shared.milestones import last_report


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A building block in the list: how many milestones stand in each column, how many moved since the last
    report, and how many targets hold."""

    slug: str
    name: Words
    columns: tuple[int, ...]
    moved: int
    targets: int


@dataclass(frozen=True, slots=True)
class LineRows:
    """An action line with its building blocks."""

    name: Words
    blocks: tuple[BlockRow, ...]


@dataclass(frozen=True, slots=True)
class KeptMilestone:
    """A milestone in its column. `text` has its numbers filled in, or stands as it was written when nobody
    was asked; `first` and `last` say where it stands in the column."""

    line: MilestoneLine
    text: Words
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class KeptColumn:
    """A column of the table."""

    key: str
    label: str
    milestones: tuple[KeptMilestone, ...]


@dataclass(frozen=True, slots=True)
class KeptTarget:
    """A target with its figure, and how far that is from it."""

    line: TargetLine
    title: Words
    wanted: str
    distance: str
    source: Words
    note: Words


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """The page of one building block. `since` is when the last report was made."""

    columns: tuple[KeptColumn, ...]
    closed: tuple[tuple[Milestone, Words], ...]
    targets: tuple[KeptTarget, ...]
    ended: tuple[KeptTarget, ...]
    since: date | None = field(default=None)


def rows_of(reach: Reach) -> list[LineRows]:
    """The building blocks that somebody keeps, by action line."""
    blocks = BuildingBlock.objects.filter(reach.within(block="pk")).select_related("action_line")
    standing = _standing()
    moved, targets = _moved(), _targets()
    found: dict[int, tuple[Words, list[BlockRow]]] = {}
    for block in blocks.order_by("action_line__position", "position"):
        columns = tuple(standing[block.pk, column] for column in PRINTED)
        row = BlockRow(block.slug, words(block, "name"), columns, moved[block.pk], targets[block.pk])
        line = block.action_line
        found.setdefault(line.pk, (words(line, "name"), []))[1].append(row)
    return [LineRows(name, tuple(rows)) for name, rows in found.values()]


def _standing() -> Counter[tuple[int, str]]:
    return Counter(Milestone.objects.standing().values_list("block", "column"))


def _moved() -> Counter[int]:
    since = last_report()
    if since is None:
        return Counter()
    found = MilestoneMove.objects.filter(at__gt=since, milestone__closed_on=None)
    pairs = found.values_list("milestone", "milestone__block").distinct().order_by()
    return Counter(block for _milestone, block in pairs)


def _targets() -> Counter[int]:
    return Counter(Target.objects.standing().values_list("indicator__block", flat=True))


def kept_block(block: BuildingBlock, reading: Reading | None) -> KeptBlock:
    """The milestones and targets of a block, with the figures as the newest closed round counts them."""
    since = last_report()
    lines = milestones(block.key, since)
    texts = filled_in([words(one, "text") for one in lines], reading)
    in_words = dict(zip((one.pk for one in lines), texts, strict=True))
    closed = block.milestones.exclude(closed_on=None)
    targets = Target.objects.filter(indicator__block=block).select_related("indicator", "source")
    return KeptBlock(
        columns=tuple(_column(column, lines, in_words) for column in PRINTED),
        closed=tuple((one, told(one, reading)) for one in closed.order_by("-closed_on", "-pk")),
        targets=tuple(kept_target(one, reading) for one in targets.standing()),
        ended=tuple(
            kept_target(one, reading) for one in targets.exclude(ended_on=None).order_by("-ended_on", "-pk")
        ),
        since=since,
    )


def told(milestone: Milestone, reading: Reading | None) -> Words:
    """A milestone as readers see it now."""
    return filled_in([words(milestone, "text")], reading)[0]


def filled_in(texts: list[Words], reading: Reading | None) -> list[Words]:
    """Texts with their numbers filled in from the newest closed round; as they were written where nobody was
    asked, because who keeps a text must see it."""
    if reading is None:
        return texts
    lang, key = reader_lang(), reading.newest.key
    dutch = filled([one.text for one in texts], reading, key, "nl")
    spoken = dutch if lang == "nl" else filled([one.text for one in texts], reading, key, lang)
    found = zip(texts, dutch, spoken, strict=True)
    return [Words((nl if one.lang else own) or one.text, one.lang) for one, nl, own in found]


def _column(key: str, lines: tuple[MilestoneLine, ...], told: Mapping[int, Words]) -> KeptColumn:
    here = [one for one in lines if one.column == key]
    rows = (KeptMilestone(one, told[one.pk], first=one is here[0], last=one is here[-1]) for one in here)
    return KeptColumn(key, str(Milestone.Column(key).label), tuple(rows))


def kept_target(one: Target, reading: Reading | None) -> KeptTarget:
    """A target with its figure as the newest closed round counts it."""
    line, lang = line_of(one), reader_lang()
    figure = reading.figures(reading.newest.key).get(line.indicator) if reading else None
    return KeptTarget(
        line=line,
        title=words(one.indicator, "title"),
        wanted=wanted(line, lang),
        distance=distance(line, figure, lang) if figure else "",
        source=words(one.source, "title"),
        note=words(one, "note"),
    )
