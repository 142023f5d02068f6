"""The register of projects as a file; what the page shows, for everybody."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from projectpool.register.projects import Filters, register

from ..pages.pool.sheets import COLUMNS, label_of, moment_of, register_rows
from .sending import kind_of, send, sheet

OFFERED = {"register": {"csv", "ods", "xlsx"}}


@require_safe
def register_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The projects that are asked for, as a sheet."""
    stem, kind = kind_of(name, OFFERED)
    found = register(Filters.asked(request.GET))
    content = sheet(
        kind, COLUMNS, register_rows(found), moment=moment_of(found), label=label_of(found), title="projecten"
    )
    return send(request, content, kind, f"projecten-{stem}.{kind}")
