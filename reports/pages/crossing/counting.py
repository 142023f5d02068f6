"""Two questions of one round against each other: how many regions gave which pair of answers.

Only made of `Parts` that the reading gave out, so of questions that this reader may know by name: a cell of
one region tells the hidden answer as soon as the other side is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from questionnaires.conditions import Bools
from questionnaires.models import Question

from ...reading.answers import Parts


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row or a column: an option, or a part of the rest. `regions` says which regions stand in it."""

    slug: str
    rest: bool
    regions: Bools
    total: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Regions that gave one answer and also another: `count` of `of`. `first` and `second` are lines of the
    table; `across` when the first one is a column."""

    count: int
    of: int
    first: Line
    second: Line
    across: bool

    @property
    def complete(self) -> bool:
        """Whether all of them did."""
        return self.count == self.of


@dataclass(frozen=True, eq=False)
class Crossing:
    """The first question's parts as rows, the second's as columns."""

    first: Parts
    second: Parts

    @cached_property
    def rows(self) -> tuple[Line, ...]:
        """Every option, and the parts of the rest that hold regions."""
        return lines(self.first)

    @cached_property
    def columns(self) -> tuple[Line, ...]:
        """The same of the second question."""
        return lines(self.second)

    @property
    def regions(self) -> int:
        """How many regions take part in the round."""
        return len(self.first.regions)

    @cached_property
    def numbers(self) -> tuple[tuple[int, ...], ...]:
        """How many regions stand in both a row and a column."""
        rows = np.array([line.regions for line in self.rows], dtype=np.int32)
        columns = np.array([line.regions for line in self.columns], dtype=np.int32)
        return tuple(tuple(int(number) for number in row) for row in rows @ columns.T)

    def places(self, row: Line, column: Line) -> list[int]:
        """Which regions stand in both, as places in `first.regions`."""
        return [int(place) for place in np.flatnonzero(row.regions & column.regions)]

    def pairs(self) -> list[Pair]:
        """What is worth saying: pairs of which all of one answer gave the other as well, the largest first;
        when there are none, the largest pair. An answer that every region gave tells nothing, unless there is
        no other."""
        every = list(self._pairs())
        telling = [one for one in every if max(one.first.total, one.second.total) < self.regions]
        found = sorted(telling or every, key=lambda pair: (-pair.count, pair.second.total, pair.across))
        complete = [pair for pair in found if pair.complete and pair.of > 1]
        return _once(complete) or sorted(found, key=lambda pair: (-pair.count, pair.of))[:1]

    def _pairs(self) -> Iterator[Pair]:
        """Every pair of answers that some region gave, said from either side."""
        for row, numbers in zip(self.rows, self.numbers, strict=True):
            for column, count in zip(self.columns, numbers, strict=True):
                itself = self.first is self.second and row.slug == column.slug
                if count and not row.rest and not column.rest and not itself:
                    yield Pair(count, row.total, row, column, across=False)
                    yield Pair(count, column.total, column, row, across=True)


def _once(pairs: list[Pair]) -> list[Pair]:
    """Each pair of answers once: when all of both gave both, it is said from one side."""
    found: dict[frozenset[int], Pair] = {}
    for pair in pairs:
        found.setdefault(frozenset((id(pair.first), id(pair.second))), pair)
    return list(found.values())


def lines(parts: Parts) -> tuple[Line, ...]:
    """The parts of a question in their order: options, then the rest."""
    options = [Line(slug, False, column, int(column.sum())) for slug, column in parts.options.items()]
    rest = [Line(name, True, column, int(column.sum())) for name, column in parts.rest.items()]
    return (*options, *rest)


def several(parts: Parts) -> bool:
    """Whether a region can stand in more than one of its options."""
    return parts.question.type == Question.Type.MULTIPLE
