"""The files of a version's open data, made from what the version pins: the same version, the same bytes."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.utils.translation import override

from ..building.files import EXAMPLE_LABEL
from ..document.sheets import to_csv, to_ods, to_xlsx
from ..models import ReportVersion
from ..reading.reading import Reading
from ..reading.series import pinned_rounds
from ..reading.words import words_now
from .codebook import codebook_rows
from .columns import CODEBOOK, FIGURES, TABLES, Table
from .csvw import LICENCE, SUFFIX, metadata, title_of
from .figures import figure_rows, printed

SUMS = "SHA256SUMS"
KINDS = ("csv", "ods", "xlsx", "json", SUFFIX)
NAMES = (*(f"{table.stem}.{kind}" for table in TABLES for kind in KINDS), SUMS)


def build(version: ReportVersion) -> dict[str, bytes]:
    """Every file by name, with their checksums in the last. Read in one short pass, then written."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and not connection.savepoint_ids:
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with override("nl"):
            words = version.words or words_now()
            rounds = pinned_rounds(version.snapshots.all(), version.rules or None, words)
            reading = Reading(rounds, version, words=words)
            figures, codebook = figure_rows(reading), codebook_rows(reading, words)
            more = {"gepubliceerd": printed(reading)}
    files = _forms(FIGURES, version, figures, more) | _forms(CODEBOOK, version, codebook, {})
    return files | {SUMS: sums({name: hashlib.sha256(made).hexdigest() for name, made in files.items()})}


def sums(marks: dict[str, str]) -> bytes:
    """A list that `sha256sum --check` reads."""
    return "".join(f"{mark}  {name}\n" for name, mark in sorted(marks.items())).encode()


def _forms(
    table: Table, version: ReportVersion, found: Sequence[dict[str, Any]], more: dict[str, Any]
) -> dict[str, bytes]:
    """One table in all its forms."""
    headers, rows = table.headers, table.rows(found)
    contents = (
        to_csv(headers, rows),
        to_ods(headers, rows, moment=version.moment, title=table.stem),
        to_xlsx(headers, rows, moment=version.moment, title=table.stem),
        _json(table, version, found, more),
        metadata(table, version),
    )
    return {f"{table.stem}.{kind}": made for kind, made in zip(KINDS, contents, strict=True)}


def _json(
    table: Table, version: ReportVersion, found: Sequence[dict[str, Any]], more: dict[str, Any]
) -> bytes:
    content = {
        "rapportage": version.report.slug,
        "titel": title_of(version),
        "versie": version.number,
        "versie_naam": version.label_nl,
        "gemaakt_op": version.moment.isoformat(),
        "licentie": LICENCE,
        "aanduiding": EXAMPLE_LABEL if version.example else "",
        "kolommen": {column.name: column.text for column in table.columns},
        table.stem: [{name: one.get(name) for name in table.headers} for one in found],
        **more,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
