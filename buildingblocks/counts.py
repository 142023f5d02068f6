"""The reading side: the table of actions of the report."""

from dataclasses import dataclass

from buildingblocks.models import BuildingBlock, Milestone
from regions.language import in_language


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A line of the table of actions: what a building block has realised, what runs, what comes next."""

    key: str
    block: str
    realised: tuple[str, ...]
    running: tuple[str, ...]
    next: tuple[str, ...]


def action_table(
    action_line: str, language: str = "nl", *, source: str = "report-5"
) -> tuple[ActionRow, ...]:
    """The table of actions of one action line, as printed in `source`; only blocks that have actions."""
    found = Milestone.objects.filter(block__action_line__key=action_line, source__key=source)
    columns: dict[BuildingBlock, dict[str, list[str]]] = {}
    for milestone in found.select_related("block").order_by("block__position", "position"):
        row = columns.setdefault(milestone.block, {column: [] for column in Milestone.Column.values})
        row[milestone.column].append(in_language(milestone, "text", language))
    return tuple(_row(block, row, language) for block, row in columns.items())


def _row(block: BuildingBlock, row: dict[str, list[str]], language: str) -> ActionRow:
    texts = {column: tuple(items) for column, items in row.items()}
    return ActionRow(block.key, in_language(block, "name", language), **texts)
