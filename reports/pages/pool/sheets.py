"""The register of projects as rows for sheets: a row per project, each once. In Dutch, as all sheets are."""

from datetime import UTC, datetime
from decimal import Decimal

from projectpool.register.entries import Entry
from projectpool.register.projects import Register

from ...building.files import EXAMPLE_LABEL
from ...document.sheets import Row

COLUMNS = [
    "sleutel", "titel", "pool", "penvoerder", "regios", "aantal_regios", "deel_van_regio", "gezamenlijk",
    "themas", "eerste_dag", "laatste_dag", "jaren", "stand", "bedrag_euro", "bedrag_per_regio_euro",
]  # fmt: skip
JOINT = {"yes": "ja", "no": "nee", "unknown": "niet vermeld"}
STANDS = {"loopt": "loopt", "afgesloten": "afgesloten", "beschreven": "niet gepubliceerd"}
UNDATED = datetime(2020, 1, 1, tzinfo=UTC)  # a register without days: the same projects give the same bytes


def register_rows(found: Register) -> list[Row]:
    """A row per project that is asked for. Where no amount was published the cell is empty, never 0."""
    return [_row(entry) for entry in found.entries]


def _row(entry: Entry) -> Row:
    parted = [part for part in entry.parts if part.amount is not None]
    return [
        entry.key,
        entry.title,
        entry.pool,
        next((part.name for part in entry.parts if part.lead), ""),
        "; ".join(part.name for part in entry.parts),
        len(entry.parts),
        "; ".join(part.name for part in entry.parts if part.partial),
        JOINT[entry.joint],
        "; ".join(theme.name_nl for theme in entry.themes),
        entry.starts_on.isoformat() if entry.starts_on else None,
        entry.ends_on.isoformat() if entry.ends_on else None,
        "; ".join(map(str, entry.years)),
        STANDS[entry.stand],
        _euros(entry.amount),
        "; ".join(f"{part.name}: {_euros(part.amount)}" for part in parted) if len(entry.parts) > 1 else "",
    ]


def _euros(cents: int | None) -> Decimal | None:
    """Eurocents as a number of euros that a sheet can add up."""
    return None if cents is None else Decimal(cents) / 100


def label_of(found: Register) -> str:
    """What a file with made-up projects says."""
    return EXAMPLE_LABEL if found.example else ""


def moment_of(found: Register) -> datetime:
    """The time that stands in a sheet, which the clock has no part in: the newest first day of a project."""
    days = [entry.starts_on for entry in found.entries if entry.starts_on]
    return datetime.combine(max(days), datetime.min.time(), tzinfo=UTC) if days else UNDATED
