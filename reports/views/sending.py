"""Files made for one reader: named, marked with what they hold, and never kept for somebody else."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext

from ..document.sheets import Row, to_csv, to_ods, to_xlsx

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "svg": "image/svg+xml; charset=utf-8",
}
# A chart is a picture: it carries its own styles and may do nothing else, also when opened by itself.
PICTURE_CSP: dict[str, Any] = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "font-src": ["data:"],
    "sandbox": True,
}


def sheet(
    kind: str, headers: list[str], rows: list[Row], *, moment: datetime, label: str, title: str
) -> bytes:
    """Rows as CSV, ODS or XLSX."""
    if kind == "csv":
        return to_csv(headers, rows, label=label)
    make: Callable[..., bytes] = {"ods": to_ods, "xlsx": to_xlsx}[kind]
    return make(headers, rows, moment=moment, label=label, title=title)


def send(
    request: HttpRequest, content: bytes, kind: str, name: str, *, inline: bool = False
) -> HttpResponseBase:
    """The file, for this reader only: others may get another, so no cache between may keep it. A browser that
    still has it hears that it is the same."""
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    how = "inline" if inline else "attachment"
    answer["Content-Disposition"] = f'{how}; filename="{name}"'
    answer["ETag"] = mark
    found = get_conditional_response(request, etag=mark, response=answer) or answer
    patch_cache_control(found, private=True, no_cache=True)
    patch_vary_headers(found, ["Cookie", "Accept-Language"])
    return found


def kind_of(name: str, stems: dict[str, set[str]]) -> tuple[str, str]:
    """Stem and extension of a file that is offered, or a 404 with a sentence."""
    stem, _dot, kind = name.rpartition(".")
    if kind not in stems.get(stem, set()):
        raise Http404(gettext("Dit bestand bestaat niet."))
    return stem, kind
