"""Pages as somebody of the programme reads them, and the paper beside them: what the recounts share."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from accounts.models import User
from tests.questionnaires.plain import Paper
from tests.reports.paper import may_count, recount, stands

PARTS = ("counted", "not_counted", "not_applicable", "not_answered", "not_approved")
REST = {"niet van toepassing": "na", "niet beantwoord": "open", "nog niet goedgekeurd": "waiting"}


@dataclass
class Row:
    """A row of a table: its cells in words, and where its links go."""

    cells: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class Tables(HTMLParser):
    """Every table of a page, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[Row]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, row, cell or link begins."""
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append(Row())
        elif tag in ("td", "th"):
            self.tables[-1][-1].cells.append("")
            self._in_cell = True
        elif tag == "a" and self._in_cell:
            self.tables[-1][-1].links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        """A cell ends."""
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        """Words of a cell."""
        if self._in_cell:
            row = self.tables[-1][-1]
            row.cells[-1] = " ".join((row.cells[-1] + data).split())


def tables(page: str) -> list[list[Row]]:
    """The tables of a page."""
    found = Tables()
    found.feed(page)
    return found.tables


@dataclass(frozen=True)
class Counted:
    """The pages as the programme reads them, and the paper beside them."""

    person: User
    client: Client
    paper: Paper
    indicators: dict[str, dict[str, Any]]

    def page(self, address: str) -> str:
        """One page; it must be there."""
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()

    def parts(self, key: str, at: str) -> list[int]:
        """The five parts and the base, on paper."""
        found = recount(self.paper, self.indicators[key], self.indicators, at)
        return [*(found[part] for part in PARTS), sum(found.values())]

    def upper(self, key: str, at: str) -> int:
        """What a figure can still become, on paper."""
        counted, *_no, missing, waiting, _base = self.parts(key, at)
        return counted + missing + waiting + may_count(self.paper, self.indicators[key], self.indicators, at)

    def options(self, question: str, at: str) -> dict[str, int]:
        """How many regions stand where in a question with one answer, on paper."""
        asked = {one.key: one for one in self.paper.rounds[at][0]}[question]
        found: dict[str, int] = {}
        for region in self.paper.rounds[at][1]:
            part = self.stands(question, region, at)
            found[part] = found.get(part, 0) + 1
        assert sum(found.values()) == len(self.paper.rounds[at][1]), asked
        return found

    def stands(self, question: str, region: str, at: str) -> str:
        """The option of one region, or why it has none."""
        return stands(self.paper, question, region, at)
