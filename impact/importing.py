"""Takes the published numbers that are no counts of regions over from `fixtures/sourced_numbers.csv`."""

from decimal import Decimal
from pathlib import Path

from accounts.models import User
from buildingblocks.importing import blocks_by_key, sources_by_key
from impact.models import SourcedNumber
from regions.storing import store
from regions.tables import Row, read_table

LABELS = ("label_nl", "label_en", "unit_nl", "unit_en", "counted_kind", "as_worded")
TEXTS = (*LABELS, "reference_date", "reference_date_en")
ABOUT = ("breakdown_nl", "breakdown_en", "population_nl", "population_en")
MAY_BE_EMPTY = (*ABOUT, "original_source", "section", "note_nl")
AMOUNTS = ("value", "value_min", "value_max")
COLUMNS = ("key", "block", "subject", "source", "kind", "denominator", *TEXTS, *MAY_BE_EMPTY, *AMOUNTS)


def load(folder: Path, *, by: User) -> None:
    """Loads the numbers in the order of the table; safe to repeat. The caller gives the transaction."""
    blocks, sources = blocks_by_key(), sources_by_key()
    rows = read_table(folder / "sourced_numbers.csv", COLUMNS, unique=["key"])
    for position, row in enumerate(rows, start=1):
        values = {
            "block": blocks[row.choice("block", blocks)] if row["block"] else None,
            "source": sources[row.choice("source", sources)],
            "subject": row.choice("subject", SourcedNumber.Subject.values),
            "kind": row.choice("kind", SourcedNumber.Kind.values),
            "position": position,
            **{column: row.text(column) for column in TEXTS},
            **{column: row[column] for column in MAY_BE_EMPTY},
            **_amounts(row),
        }
        store(row, SourcedNumber, {"key": row.text("key")}, values, by=by)


def _amounts(row: Row) -> dict[str, Decimal | int | None]:
    bounds = {column: row.decimal(column) for column in AMOUNTS}
    return {**bounds, "denominator": row.integer_or_none("denominator")}
