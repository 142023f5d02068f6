"""The lines of a file with answers: a line for each chosen option, text or number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from regions.text import returned

from ..errors import BadLine, ImportRefused
from .tables import Row, rows_of

COLUMNS = ("region_slug", "question_id", "option_slug")
ALL = (*COLUMNS, "value")
# Stands where an option stands; the points keep it from ever being one. The reason stands in `value`.
NOT_APPLICABLE = "n.v.t."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: one chosen option, or a text or number. `cells` says in which cell of a sheet each
    column of it stands."""

    number: int
    region: str
    question: str
    option: str
    value: str
    cells: Mapping[str, str] = field(default_factory=dict)

    def bad(self, reason: str, column: str = "") -> BadLine:
        """This line as something that is wrong, in one of its columns."""
        return BadLine(self.number, reason, self.cells.get(column, ""))


def read_lines(path: Path) -> tuple[list[Line], list[BadLine]]:
    """The lines of the file, and those that are no lines of it; ImportRefused when it is no table at all."""
    rows = rows_of(path, COLUMNS)
    head = next(rows, None)
    if head is None:
        raise ImportRefused([BadLine(1, _("het bestand is leeg."))])
    if isinstance(head, BadLine):
        raise ImportRefused([head])
    places = _places(head)
    lines: list[Line] = []
    bad: list[BadLine] = []
    for row in rows:
        if isinstance(row, BadLine):
            bad.append(row)
        elif faults := _faults(row, head, places):
            bad.extend(faults)
        else:
            lines.append(_line(row, places))
    if not lines and not bad:
        raise ImportRefused([BadLine(head.number, _("er staan geen antwoorden onder de kop."))])
    return lines, bad


def _faults(row: Row, head: Row, places: dict[str, int]) -> list[BadLine]:
    if len(row.texts) != len(head.texts):
        reason = _("deze regel heeft %(has)s velden; de kop heeft er %(head)s.")
        return [row.bad(reason % {"has": len(row.texts), "head": len(head.texts)})]
    return [row.bad(row.odd[place], place) for place in places.values() if place in row.odd]


def _line(row: Row, places: dict[str, int]) -> Line:
    fields = {name: returned(row.texts[place].strip()).strip() for name, place in places.items()}
    cells = {name: row.cells[place] for name, place in places.items()} if row.cells else {}
    region, question, option = (fields[name] for name in COLUMNS)
    return Line(row.number, region, question, option, fields.get("value", ""), cells)


def _places(head: Row) -> dict[str, int]:
    names = [name.strip() for name in head.texts]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise ImportRefused([head.bad(_("in de kop ontbreekt %s.") % ", ".join(missing))])
    double = [name for name in ALL if names.count(name) > 1]
    if double:
        raise ImportRefused([head.bad(_("in de kop staat %s dubbel.") % ", ".join(double))])
    return {name: names.index(name) for name in ALL if name in names}
