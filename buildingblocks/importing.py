"""Takes publications, action lines, building blocks and the table of actions over from `fixtures/`."""

from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser

from buildingblocks.models import ActionLine, BlockAlias, BlockName, BuildingBlock, Milestone, Source
from regions.names import fold
from regions.storing import store
from regions.tables import Row, read_table


def load(folder: Path, *, by: AbstractBaseUser) -> None:
    """Loads the six tables of this room; safe to repeat. The caller gives the transaction."""
    _load_sources(folder, by)
    _load_action_lines(folder, by)
    _load_blocks(folder, by)
    _load_names(folder, by)
    _load_aliases(folder, by)
    _load_milestones(folder, by)


def blocks_by_key() -> dict[str, BuildingBlock]:
    """Every building block by its key, for the tables of every room."""
    return {block.key: block for block in BuildingBlock.objects.all()}


def sources_by_key() -> dict[str, Source]:
    """Every publication by its key, for the tables of every room."""
    return {source.key: source for source in Source.objects.all()}


def _load_sources(folder: Path, by: AbstractBaseUser) -> None:
    columns = ("key", "title_nl", "title_en", "publisher", "date", "date_nl", "date_en", "concept")
    for row in read_table(folder / "sources.csv", columns, unique=["key"]):
        values = {
            **{
                column: row.text(column)
                for column in ("title_nl", "title_en", "publisher", "date_nl", "date_en")
            },
            "date": row.day("date"),
            "concept": row.flag("concept"),
        }
        store(row, Source, {"key": row.text("key")}, values, by=by)


def _load_action_lines(folder: Path, by: AbstractBaseUser) -> None:
    columns = ("key", "slug", "name_nl", "name_en", "position")
    for row in read_table(folder / "action_lines.csv", columns, unique=["key"]):
        values = {column: row.text(column) for column in ("slug", "name_nl", "name_en")}
        store(
            row, ActionLine, {"key": row.text("key")}, values | {"position": row.integer("position")}, by=by
        )


def _load_blocks(folder: Path, by: AbstractBaseUser) -> None:
    lines = {line.key: line for line in ActionLine.objects.all()}
    columns = ("key", "slug", "action_line", "name_nl", "name_en", "position", "note_nl")
    for row in read_table(folder / "building_blocks.csv", columns, unique=["key"]):
        values = {
            **{column: row.text(column) for column in ("slug", "name_nl", "name_en")},
            "action_line": lines[row.choice("action_line", lines)],
            "position": row.integer("position"),
            "note_nl": row["note_nl"],
        }
        store(row, BuildingBlock, {"key": row.text("key")}, values, by=by)


def _load_names(folder: Path, by: AbstractBaseUser) -> None:
    blocks, sources = blocks_by_key(), sources_by_key()
    columns = ("block", "period", "source", "name_nl")
    for row in read_table(folder / "block_names.csv", columns, unique=["block", "period"]):
        key = {"block": blocks[row.choice("block", blocks)], "period": row.text("period")}
        values = {"source": sources[row.choice("source", sources)], "name_nl": row.text("name_nl")}
        store(row, BlockName, key, values, by=by)


def _load_aliases(folder: Path, by: AbstractBaseUser) -> None:
    blocks = blocks_by_key()
    for row in read_table(
        folder / "block_aliases.csv", ("block", "alias", "used_in_nl"), unique=["block", "alias"]
    ):
        key = {"block": blocks[row.choice("block", blocks)], "folded": fold(row.text("alias"))}
        store(row, BlockAlias, key, {"alias": row["alias"], "used_in_nl": row["used_in_nl"]}, by=by)


def _load_milestones(folder: Path, by: AbstractBaseUser) -> None:
    """A line that people changed stays as they left it; where a line stands in its column is theirs too."""
    blocks, sources = blocks_by_key(), sources_by_key()
    known = dict(Milestone.objects.exclude(key=None).values_list("key", "revision"))
    columns = (
        "key", "source", "block", "column", "position", "text_nl", "text_en", "date", "note_nl",
    )  # fmt: skip
    for row in read_table(folder / "milestones.csv", columns, unique=["key"]):
        values = _milestone(row, blocks, sources)
        if row.text("key") in known:
            values.pop("position")
        if not known.get(row["key"]):
            store(row, Milestone, {"key": row["key"]}, values, by=by)


def _milestone(row: Row, blocks: dict[str, BuildingBlock], sources: dict[str, Source]) -> dict[str, object]:
    return {
        "source": sources[row.choice("source", sources)],
        "block": blocks[row.choice("block", blocks)],
        "column": row.choice("column", Milestone.Column.values),
        "position": row.integer("position"),
        "text_nl": row.text("text_nl"),
        "text_en": row["text_en"],
        "date": row.day("date"),
        "note_nl": row["note_nl"],
    }
