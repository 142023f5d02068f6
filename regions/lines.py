"""A list of the API in one go: every line as CSV or as JSON, written while it is read. However long the list,
only a few hundred lines are in memory."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import batched, chain
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse
from rest_framework import generics
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.utils.encoders import JSONEncoder

from .sheets import csv_file

AT_ONCE = 200  # lines between one part that is sent and the next

type Line = Mapping[str, Any]


class Whole(BaseRenderer):
    """A form in which a list comes in one go, whatever its length."""

    charset = "utf-8"
    content_type = ""

    def render(self, data: Any, *_how: Any, **_more: Any) -> bytes:
        """Nothing: lines are written by `written`, and errors have a form of their own."""
        return b""

    def written(self, names: list[str], lines: Iterable[Line]) -> Iterator[bytes]:
        """The lines in parts, with what goes before them. `names` are the fields of a line."""
        raise NotImplementedError


class CsvLines(Whole):
    """RFC 4180 in UTF-8, the names of the fields first. A list of words has spaces between them, what is
    deeper is JSON; a cell that a spreadsheet would run as a formula begins with an apostrophe."""

    media_type = "text/csv"
    format = "csv"
    content_type = "text/csv; charset=utf-8; header=present"

    def written(self, names: list[str], lines: Iterable[Line]) -> Iterator[bytes]:
        """The head, and the lines below it."""
        head = csv_file([names])
        for some in batched(lines, AT_ONCE):
            yield head + csv_file([_cell(line[name]) for name in names] for line in some)
            head = b""
        yield head  # of an empty list


class JsonLines(Whole):
    """A JSON object on each line, as a page has it in `resultaten`."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    content_type = "application/x-ndjson"

    def written(self, names: list[str], lines: Iterable[Line]) -> Iterator[bytes]:
        """The lines alone."""
        for some in batched(lines, AT_ONCE):
            yield "".join(f"{_json(line)}\n" for line in some).encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), cls=JSONEncoder)


def _cell(value: Any) -> str | int | float | None:
    """A value as a cell: true and false as JSON has them, nothing for null."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return " ".join(value)
    return _json(value) if isinstance(value, list | dict) else value


class Lines(generics.ListAPIView[Any]):
    """A list that comes in pages, or in one go for who asks `text/csv` or `application/x-ndjson`: the same
    lines for the same reader, with the same filters and the same order."""

    renderer_classes = (JSONRenderer, CsvLines, JsonLines)
    # Whether what is read stays as it is while it is read: then the answer's mark can be made beforehand.
    stays = False

    def get_renderers(self) -> Any:
        """What is added to a list is answered as one thing."""
        found = super().get_renderers()
        return found if getattr(self.request, "method", "GET") in ("GET", "HEAD") else found[:1]

    @property
    def whole(self) -> Whole | None:
        """The form in which the list is asked in one go; None when it is asked in pages."""
        asked = getattr(self.request, "accepted_renderer", None)
        return asked if isinstance(asked, Whole) else None

    @property
    def paginator(self) -> Any:
        """None in one go: then a page is no thing to ask for."""
        return None if self.whole else super().paginator

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The page, or all of it."""
        form = self.whole
        if form is None:
            return super().list(request, *args, **kwargs)
        found = self.filter_queryset(self.get_queryset())
        return self._all(form, found, headers_only=request.method == "HEAD")

    def shown(self, one: Any) -> Any:
        """Something that was found, as the serializer takes it; only called for lines that are sent."""
        return one

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of lines."""
        page = super().paginate_queryset(queryset)
        return None if page is None else [self.shown(one) for one in page]

    def each(self, found: Any) -> Iterator[Any]:
        """All lines, one by one. A queryset is read through a cursor."""
        read = found.iterator(chunk_size=AT_ONCE) if isinstance(found, QuerySet) else found
        return map(self.shown, read)

    def _all(self, form: Whole, found: Any, *, headers_only: bool) -> HttpResponseBase:
        parts = self._parts(form, found)
        first = next(parts, b"")  # an error in reading is told, as long as nothing was sent
        sent: Iterable[bytes] = () if headers_only else chain([first], parts)
        answer = StreamingHttpResponse(sent, content_type=form.content_type)
        if self.stays:
            answer.headers["ETag"] = _mark(self._parts(form, found))
        return answer

    def _parts(self, form: Whole, found: Any) -> Iterator[bytes]:
        line: Any = self.get_serializer()
        return form.written([*line.fields], (line.to_representation(one) for one in self.each(found)))


def _mark(parts: Iterable[bytes]) -> str:
    mark = hashlib.sha256()
    for part in parts:
        mark.update(part)
    return f'"{mark.hexdigest()[:32]}"'
