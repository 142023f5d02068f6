"""The files of a report version: what is built, from what is read in one short pass.

Reading happens in one transaction (REPEATABLE READ on PostgreSQL) that is closed before anything is drawn or
typeset. The same snapshots always give the same bytes: the version's moment is that of its newest snapshot.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version as version_of
from io import BytesIO
from typing import Any

from django.db import connection, transaction
from pypdf import PdfReader

from roundtables.models import Round, Snapshot

from ..charts.keeping import ensure
from ..document.document import Document, checksum
from ..document.html import to_page
from ..document.pdf import to_pdf
from ..document.sheets import to_csv, to_ods, to_xlsx
from ..errors import NothingToRead
from ..models import ProgressReport
from ..reading.exporting import SHEET_COLUMNS
from ..reading.facts import Facts
from ..reading.for_report import read_facts
from ..reading.series import kept_rules, rules
from ..reading.words import words_now
from ..writing.outline import Outline, read_outline
from . import build_document

EXAMPLE_LABEL = "Voorbeeldgegevens"
Progress = Callable[[str, int, int], None]
SOFTWARE = ("django", "plotly", "typst")


@dataclass(frozen=True, slots=True)
class Read:
    """Everything a version is made of, read in one pass."""

    report: ProgressReport
    outline: Outline
    facts: Facts
    snapshots: tuple[Snapshot, ...]
    rows: list[list[str | int | None]]
    rules: dict[str, Any]
    words: dict[str, Any]

    @property
    def moment(self) -> datetime:
        """When the newest of its snapshots was made."""
        return max(snapshot.made_at for snapshot in self.snapshots)

    @property
    def example(self) -> bool:
        """Whether any round in it is made up."""
        return any(snapshot.content["round"]["example"] for snapshot in self.snapshots)


@dataclass(frozen=True, slots=True)
class Built:
    """A version in all its forms. `files` are bytes by name."""

    read: Read
    document: Document
    checksum: str
    pages: int
    files: dict[str, bytes] = field(repr=False)


def read_report(report: ProgressReport) -> Read:
    """Everything the report needs, from the newest snapshots of its own round and the rounds before it."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and not connection.savepoint_ids:
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        snapshots = _snapshots(report.round)
        facts, rows = read_facts(report, snapshots)
        pinned = kept_rules(rules()), words_now()
        return Read(report, read_outline(report.outline), facts, snapshots, rows, *pinned)


def _snapshots(round_: Round) -> tuple[Snapshot, ...]:
    upto = Round.objects.in_order().filter(reference_date__lte=round_.reference_date)
    found = [one.snapshots.order_by("-number").first() for one in upto]
    if not any(snapshot is not None and snapshot.round_id == round_.pk for snapshot in found):
        raise NothingToRead(
            f"De ronde {round_.key} is nog niet gesloten; er is nog niets om over te rapporteren."
        )
    return tuple(snapshot for snapshot in found if snapshot is not None)


def build_files(
    read: Read, *, version_label: str, progress: Progress = lambda step, done, total: None
) -> Built:
    """Draw, typeset and write every form of the version; nothing in the database is held meanwhile."""
    label = EXAMPLE_LABEL if read.example else ""
    document, definitions = build_document(
        read.outline, read.facts, version_label=version_label, label=label, moment=read.moment
    )
    charts = _charts(definitions, progress)
    progress("pdf", 0, 1)
    pdf = to_pdf(document, charts, moment=read.moment)
    progress("files", 0, 1)
    files = {
        "report.pdf": pdf,
        "report.html": to_page(document, charts).encode(),
        **_sheets(read.rows, label, read.moment),
    }
    mark = checksum(document)
    files["manifest.json"] = _manifest(read, files, mark, version_label)
    return Built(read, document, mark, len(PdfReader(BytesIO(pdf)).pages), files)


def _charts(definitions: Sequence[Any], progress: Progress) -> dict[str, str]:
    """Each chart's SVG by hash; told as they get finished, a few at a time."""
    charts: dict[str, str] = {}
    for start in range(0, len(definitions), 4):
        progress("charts", start, len(definitions))
        charts |= ensure(definitions[start : start + 4])
    return charts


def _sheets(rows: list[list[str | int | None]], label: str, moment: datetime) -> dict[str, bytes]:
    return {
        "figures.csv": to_csv(SHEET_COLUMNS, rows, label=label),
        "figures.ods": to_ods(SHEET_COLUMNS, rows, label=label, moment=moment),
        "figures.xlsx": to_xlsx(SHEET_COLUMNS, rows, label=label, moment=moment),
    }


def _manifest(read: Read, files: dict[str, bytes], mark: str, version_label: str) -> bytes:
    """What the version was made of and with, so that anybody can check the files."""
    content = {
        "report": read.report.slug,
        "version": version_label,
        "label": EXAMPLE_LABEL if read.example else "",
        "document": mark,
        "moment": read.moment.isoformat(),
        "snapshots": [
            {"round": one.content["round"]["key"], "number": one.number, "sha256": one.checksum}
            for one in read.snapshots
        ],
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "software": {name: version_of(name) for name in SOFTWARE},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def prepare_charts(report: ProgressReport) -> int:
    """Draw the charts that the report needs now and nobody drew yet; how many it has."""
    try:
        read = read_report(report)
    except NothingToRead:
        return 0
    label = EXAMPLE_LABEL if read.example else ""
    _document, definitions = build_document(
        read.outline, read.facts, version_label="", label=label, moment=read.moment
    )
    return len(ensure(definitions))
