"""What stands where in a document that came back: by place of an answer, and outside all places."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .opening import Package
from .places import NAMED, bookmark_of
from .text import blocks, boxes, cells, kind, lines_of, paragraph, row_lines, rows, value

type Node = Any


@dataclass(frozen=True, slots=True)
class Outside:
    """Text that stands in no answer, and where it does stand, in words."""

    where: str
    text: str


class Found:
    """A document taken apart. `answers` has the lines that stand at a place, a list for every time that the
    place is there; `pictures` the places in which there is one."""

    def __init__(self, package: Package, places: Iterable[str]) -> None:
        self.places = set(places)
        self.answers: dict[str, list[list[str]]] = defaultdict(list)
        self.labels: set[str] = set()
        self.pictures: set[str] = set()
        self.outside: list[Outside] = []
        self._here = ""
        self._bookmarks = {bookmark_of(place): place for place in self.places}
        self._named = {place for row in _all_rows(package.body) if (place := self._name(row))}
        self._body(package)
        self._around(package)

    def _body(self, package: Package) -> None:
        for block in blocks(package.body):
            self._here = ""
            if kind(block) == "tbl":
                self._table(block)
            else:
                self._out(_("tussen de vragen"), paragraph(block, self._beside).split("\n"))

    def _table(self, table: Node) -> None:
        """Rows below the name of a place are the answer, also those that somebody pasted there."""
        lines: list[str] | None = None
        for row in rows(table):
            place = self._name(row) or self._marked(row)
            if place:
                self._here, lines = "", None
                self._out(_("in een grijze regel"), row_lines(row, self._beside))
                self._here = place
                self.labels.add(place)
                continue
            if not self._here:
                self._out(_("in een tabel tussen de vragen"), row_lines(row, self._beside))
                continue
            if lines is None:
                lines = []
                self.answers[self._here].append(lines)
            lines += row_lines(row, self._beside)

    def _name(self, row: Node) -> str:
        """The place that a row names in words."""
        first = next(cells(row), None)
        said = "\n".join(lines_of(first, _nothing)) if first is not None else ""
        named = NAMED.search(said)
        place = named[1].lower() if named else ""
        return place if place in self.places and len(said) < 300 else ""

    def _marked(self, row: Node) -> str:
        """The place that only a bookmark in a row still names."""
        names = [value(one, "name") for one in row.iter() if kind(one) == "bookmarkStart"]
        found = [self._bookmarks[name] for name in names if name in self._bookmarks]
        return next((place for place in found if place not in self._named), "")

    def _beside(self, node: Node) -> None:
        """Pictures cannot be an answer; what is typed in a text box stands outside all."""
        found = list(boxes(node))
        for box in found:
            here, self._here = self._here, ""
            self._out(_("in een tekstvak"), lines_of(box, self._beside))
            self._here = here
        if not found and kind(node) in ("drawing", "pict", "object") and self._here:
            self.pictures.add(self._here)

    def _around(self, package: Package) -> None:
        """What stands in no page: notes and remarks, and above and below every page."""
        for relation, where in (
            ("/comments", _("in een opmerking")), ("/footnotes", _("in een voetnoot")),
            ("/endnotes", _("in een eindnoot")), ("/header", _("boven aan de pagina")),
            ("/footer", _("onder aan de pagina")),
        ):  # fmt: skip
            for root in package.trees(relation):
                self._here = ""
                self._out(where, lines_of(root, self._beside))

    def _out(self, where: str, lines: Iterable[str]) -> None:
        self.outside += [Outside(where, line.strip()) for line in lines if line.strip()]

    def beyond(self, own: "Found") -> tuple[Outside, ...]:
        """What stands outside the answers and not in the document as it was given out, `own`."""
        known = Counter(_flat(one.text) for one in own.outside)
        found: list[Outside] = []
        for one in self.outside:
            if known[_flat(one.text)]:
                known[_flat(one.text)] -= 1
            else:
                found.append(one)
        return tuple(found)


def _flat(text: str) -> str:
    """Text without what an editor changes by itself: space, and the number of a page."""
    return re.sub(r"pagina \d*$", "pagina", " ".join(text.split()))


def _all_rows(body: Node) -> Iterator[Node]:
    for block in blocks(body):
        if kind(block) == "tbl":
            yield from rows(block)


def _nothing(node: Node) -> None:
    """Looks at no pictures."""
