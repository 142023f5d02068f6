"""The reading side: the table of actions of the report, and the milestones of a block with how they moved."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from buildingblocks.models import BuildingBlock, Milestone, MilestoneMove
from regions.language import in_language

PRINTED = {column: place for place, column in enumerate(Milestone.Column.values)}


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A line of the table of actions: what a building block has realised, what runs, what comes next."""

    key: str
    block: str
    realised: tuple[str, ...]
    running: tuple[str, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone as it stands. `moved_from` is the column that it left last; when that is empty, `moved_on`
    and the source beside it tell when people added the milestone, or nothing. `moved` says whether that was
    put down after the moment that was asked about; `revision` is what a page must have seen to change it. The
    texts may hold placeholders."""

    pk: int
    column: str
    text_nl: str
    text_en: str
    source_nl: str
    source_en: str
    moved_from: str
    moved_on: date | None
    moved_source_nl: str
    moved_source_en: str
    moved: bool
    revision: int
    date: date | None

    @property
    def text(self) -> str:
        """The line in the reader's language."""
        return in_language(self, "text")

    @property
    def source(self) -> str:
        """The title of its source in the reader's language."""
        return in_language(self, "source")

    @property
    def moved_source(self) -> str:
        """The title of the source of its last move in the reader's language."""
        return in_language(self, "moved_source")

    @property
    def column_label(self) -> str:
        """The column in words."""
        return str(Milestone.Column(self.column).label)

    @property
    def moved_from_label(self) -> str:
        """The column that it left last, in words; empty when there is none."""
        return str(Milestone.Column(self.moved_from).label) if self.moved_from else ""


def action_table(action_line: str, language: str = "nl", *, source: str = "") -> tuple[ActionRow, ...]:
    """The table of actions of one action line as it stands now, without what was closed: only blocks that
    have actions. With `source` only what came from that publication."""
    found = Milestone.objects.standing().filter(block__action_line__key=action_line)
    found = found.filter(source__key=source) if source else found
    columns: dict[BuildingBlock, dict[str, list[str]]] = {}
    for milestone in found.select_related("block").order_by("block__position", "position", "pk"):
        row = columns.setdefault(milestone.block, {column: [] for column in Milestone.Column.values})
        row[milestone.column].append(in_language(milestone, "text", language))
    return tuple(_row(block, row, language) for block, row in columns.items())


def _row(block: BuildingBlock, row: dict[str, list[str]], language: str) -> ActionRow:
    texts = {column: tuple(items) for column, items in row.items()}
    return ActionRow(block.key, in_language(block, "name", language), **texts)


def milestones(block_key: str, since: date | None) -> tuple[MilestoneLine, ...]:
    """The milestones of a block in printed order, without what was closed. Marked is what was added or moved
    after `since`: after that moment, or after that whole day; None marks nothing."""
    found = Milestone.objects.standing().filter(block__key=block_key).select_related("source")
    rows = list(found.prefetch_related("moves__source").order_by("position", "pk"))
    rows.sort(key=lambda one: PRINTED[one.column])
    return tuple(_line(one, since) for one in rows)


def _line(one: Milestone, since: date | None) -> MilestoneLine:
    move = next(iter(one.moves.all()), None)  # the newest
    return MilestoneLine(
        pk=one.pk,
        column=one.column,
        text_nl=one.text_nl,
        text_en=one.text_en,
        date=one.date,
        source_nl=one.source.title_nl,
        source_en=one.source.title_en,
        moved_from=move.was if move else "",
        moved_on=move.date if move else None,
        moved_source_nl=move.source.title_nl if move else "",
        moved_source_en=move.source.title_en if move else "",
        moved=move is not None and _is_after(move, since),
        revision=one.revision,
    )


def _is_after(move: MilestoneMove, since: date | None) -> bool:
    if isinstance(since, datetime):
        return bool(move.at > since)
    return since is not None and timezone.localdate(move.at) > since
