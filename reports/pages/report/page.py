"""Published reports as readers find them: their kept files, and the charts that belong to them."""

from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from ...document.html import to_html
from ...models import ReportFile, ReportVersion
from ...shared.cards import reader_lang

# Only these are offered; the content type is ours, never guessed from what somebody uploaded.
CONTENT_TYPES = {
    "report.pdf": "application/pdf",
    "report.html": "text/html; charset=utf-8",
    "figures.csv": "text/csv; charset=utf-8",
    "figures.ods": "application/vnd.oasis.opendocument.spreadsheet",
    "figures.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "manifest.json": "application/json",
}


def offered(version: ReportVersion) -> list[ReportFile]:
    """The kept files of a version, in the order in which people want them."""
    order = list(CONTENT_TYPES)
    known = [kept for kept in version.files.all() if kept.name in CONTENT_TYPES]
    return sorted(known, key=lambda kept: order.index(kept.name))


def place_of(kept: ReportFile) -> Path:
    """Where a kept file lies; only below MEDIA_ROOT."""
    root = Path(settings.MEDIA_ROOT).resolve()
    place = (root / kept.path).resolve()
    if not place.is_relative_to(root):
        raise FileNotFoundError(kept.path)
    return place


@lru_cache(maxsize=8)
def body_of(version: int, checksum: str) -> SafeString:
    """The whole report as a piece of page; a version's document never changes, so it is made once. The
    checksum is part of what it is kept under."""
    document = ReportVersion.objects.values_list("document", flat=True).get(pk=version)
    return to_html(document, number_url=number_address)


def number_address(ref: str) -> str:
    """The page of the figure that a number came from; nothing for other numbers."""
    kind, _colon, name = ref.partition(":")
    key, _at, round_key = name.partition("@")
    if kind != "figure" or not key:
        return ""
    return reverse("reports:figure", args=[key]) + (f"?ronde={round_key}" if round_key else "")


def rounds_of(version: ReportVersion) -> list[str]:
    """The rounds that the version reads, oldest first, by name."""
    lang = reader_lang()
    contents = [one.content["round"] for one in version.snapshots.all()]
    found = sorted(contents, key=itemgetter("reference_date"))
    return [(each["label_en"] if lang == "en" else "") or each["label_nl"] for each in found]


def is_public_chart(hash_: str) -> bool:
    """Whether a chart stands in a report that is published now."""
    published = ReportVersion.objects.published().values_list("pk", "checksum")
    return any(hash_ in charts_of(pk, checksum) for pk, checksum in published)


@lru_cache(maxsize=64)
def charts_of(version: int, checksum: str) -> frozenset[str]:
    """The charts in a version's document, which never changes and so is read once."""
    document = ReportVersion.objects.values_list("document", flat=True).get(pk=version)
    return frozenset(hashes(document))


def hashes(node: Any) -> Iterator[str]:
    """The hash of every chart in a document, however deep."""
    if isinstance(node, dict):
        if node.get("t") == "chart":
            yield node["hash"]
        for part in node.values():
            yield from hashes(part)
    elif isinstance(node, list):
        for part in node:
            yield from hashes(part)
