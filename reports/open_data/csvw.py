"""What a CSV of the open data says of itself: W3C's metadata for tables, beside the file."""

import json
from typing import Any

from django.conf import settings

from ..models import ReportVersion
from .columns import Column, Table

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
SUFFIX = "csv-metadata.json"


def title_of(version: ReportVersion) -> str:
    """What the report was called when the version was made; before documents were kept, what it is called."""
    return str(version.document.get("title") or version.report.title_nl)


def metadata(table: Table, version: ReportVersion) -> bytes:
    """The metadata of a table of this version."""
    report = version.report
    found: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": f"{table.stem}.csv",
        "dc:title": f"{table.title} bij {title_of(version)}, {version.label_nl}",
        "dc:identifier": f"{report.slug}/{version.number}/{table.stem}",
        "dc:license": {"@id": LICENCE},
        "dc:publisher": version.words.get("publisher") or settings.CONTACT["name"],
        "dc:modified": {"@value": version.moment.date().isoformat(), "@type": "xsd:date"},
        "dc:language": "nl",
        "dialect": {
            "encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\r\n"],
            "quoteChar": '"', "doubleQuote": True,
        },
        "tableSchema": {"columns": [_column(one) for one in table.columns]},
    }  # fmt: skip
    if table.key:
        found["tableSchema"]["primaryKey"] = list(table.key)
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _column(column: Column) -> dict[str, Any]:
    datatype: Any = column.datatype
    if column.datatype == "boolean":
        datatype = {"base": "boolean", "format": "ja|nee"}
    found: dict[str, Any] = {
        "name": column.name, "titles": column.name, "dc:description": column.text, "datatype": datatype,
    }  # fmt: skip
    return found | ({"required": True} if column.required else {})
