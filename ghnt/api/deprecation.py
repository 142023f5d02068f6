"""What of the API will go, and when: declared here once, and told in headers, in the document and on a page.

An old version, address, parameter or field works until its last day. Headers: `Deprecation` (RFC 9745) and
`Sunset` (RFC 8594), and links to the page that tells it and to what comes in its place (RFC 5829).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import http_date

LEAST = timedelta(days=182)  # so long old and new stand side by side
CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
BASE = "api/v1"
TOLD = "/api/#verdwijnt"  # where people read it


@dataclass(frozen=True, slots=True)
class Deprecated:
    """Something that works until `until`. `path` is as in the OpenAPI document, "" the whole version. With
    `parameter` only that of the path; with `field` ("Cijfer.noemer") a field of a schema. `instead` says in
    Dutch what to use; `successor` is the address that comes in its place, if there is one."""

    since: datetime
    until: datetime
    instead: str
    path: str = ""
    parameter: str = ""
    field: str = ""
    successor: str = ""

    def __post_init__(self) -> None:
        if self.until - self.since < LEAST:
            raise ValueError(f"{self.name} must stay for {LEAST.days} days at least")

    @property
    def name(self) -> str:
        """What goes, as the page calls it."""
        if self.field:
            return self.field
        return f"{self.path or BASE}{'?' if self.parameter else ''}{self.parameter}"

    def concerns(self, request: HttpRequest) -> bool:
        """Whether this request uses it. Who reads a field cannot be seen from a request: that stands in the
        document alone."""
        here = not self.path or self.path == path_of(request)
        return here and not self.field and (not self.parameter or self.parameter in request.GET)


DEPRECATED: tuple[Deprecated, ...] = ()


def path_of(request: HttpRequest) -> str:
    """The path of a request as the document has it; "" for an address that is not there."""
    route = request.resolver_match.route if request.resolver_match else ""
    return CONVERTER.sub(r"{\1}", route).removeprefix(BASE)


def headers(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """What an answer says of what it uses that will go; the first that goes counts."""
    found = sorted((one for one in DEPRECATED if one.concerns(request)), key=lambda one: one.until)
    if not found:
        return
    yield "Deprecation", f"@{min(one.since for one in found).timestamp():.0f}"
    yield "Sunset", http_date(found[0].until.timestamp())
    links = [f'<{settings.SITE_URL}{TOLD}>; rel="deprecation"; type="text/html"']
    links += [f'<{one.successor}>; rel="successor-version"' for one in found if one.successor]
    yield "Link", ", ".join(links)


def mark(document: dict[str, Any]) -> None:
    """Say in the OpenAPI document of each thing that it will go."""
    for one in DEPRECATED:
        for thing in _places(document, one):
            thing["deprecated"] = True
            said = f"Verdwijnt op {one.until:%d-%m-%Y}. {one.instead}"
            thing["description"] = f"{thing.get('description', '')}\n\n{said}".strip()


def _places(document: dict[str, Any], one: Deprecated) -> Iterator[dict[str, Any]]:
    """Where the document tells of it; KeyError when it does not."""
    if one.field:
        schema, _dot, name = one.field.partition(".")
        yield document["components"]["schemas"][schema]["properties"][name]
        return
    paths = {one.path: document["paths"][one.path]} if one.path else document["paths"]
    for operation in (operation for methods in paths.values() for operation in methods.values()):
        if not one.parameter:
            yield operation
        else:
            yield from (told for told in operation.get("parameters", ()) if told["name"] == one.parameter)
