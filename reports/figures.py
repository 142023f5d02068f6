"""Figures: how many regions an indicator counts in a round, with the honest base."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from django.utils.translation import gettext as _

from questionnaires.conditions import Bools, Condition, Truth, evaluate
from questionnaires.matrix import Matrices

from .errors import UnknownIndicator


class Status(StrEnum):
    """What a figure may be used for."""

    COUNTED = "counted"
    INCOMPLETE = "incomplete"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Split:
    """The honest base: five parts, in regions, that always add up to the base."""

    counted: int = 0
    not_counted: int = 0
    not_applicable: int = 0
    not_answered: int = 0
    not_approved: int = 0

    @property
    def total(self) -> int:
        """The number of regions in the base."""
        return self.counted + self.not_counted + self.not_applicable + self.not_answered + self.not_approved


@dataclass(frozen=True, slots=True)
class Sides:
    """The regions behind a figure, by slug: the five parts of its base, and those outside it. Only for
    readers who may know which region answered what; `Reading.sides` asks that."""

    counted: tuple[str, ...] = ()
    not_counted: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    not_answered: tuple[str, ...] = ()
    not_approved: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of an indicator in a round.

    `base` names the indicators whose regions are the base (`key` or `key@round`), empty for all regions;
    `regions` is how many regions take part in the round; the slugs of the counted regions are for callers
    that ask the policy first. `maybe` is how many regions outside the base may still come in and count: it is
    not known yet whether they belong to it.
    """

    key: str
    round: str
    status: Status
    split: Split
    base: tuple[str, ...]
    regions: int
    counted_regions: tuple[str, ...] = ()
    maybe: int = 0

    @property
    def value(self) -> int | None:
        """The number of regions counted; None when nobody was asked."""
        return None if self.status is Status.NOT_ASKED else self.split.counted

    @property
    def base_value(self) -> int:
        """The number of regions in the base."""
        return self.split.total

    @property
    def upper(self) -> int:
        """What the value can still become at most, when every answer that is not in turns out to count."""
        return self.split.counted + self.split.not_answered + self.split.not_approved + self.maybe


class Verdict(StrEnum):
    """How a measurement compares with the one before."""

    SAME = "same"
    NOTE = "note"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication printed about an indicator in a round; `min` and `max` bound a vague quantity."""

    value: int | None
    min: int
    max: int
    as_worded: str
    kind: str  # stated, vague, list or target
    source_title: str
    section: str


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement in a series; `open` while its round still runs."""

    figure: Figure
    verdict: Verdict = Verdict.SAME
    note: str = ""
    open: bool = False
    published: tuple[Published, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator over rounds, oldest first."""

    key: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """What is counted: a condition per round, and the indicators whose regions are the base."""

    key: str
    base: tuple[str, ...]
    expressions: Mapping[str, Condition]

    def condition(self, at: str, order: Sequence[str]) -> Condition | None:
        """The condition that holds in round `at`: its own, or the newest before it; None before the first."""
        upto = order[: order.index(at) + 1]
        return next((self.expressions[key] for key in reversed(upto) if key in self.expressions), None)


class Counter:
    """Counts indicators in rounds. `rules` holds every indicator by key; bases are counted once a round."""

    def __init__(self, rules: Mapping[str, IndicatorRule], matrices: Matrices) -> None:
        self.rules = rules
        self.matrices = matrices
        self._bases: dict[tuple[str, str, str], tuple[Bools, Bools]] = {}

    def figures(self, at: str) -> dict[str, Figure]:
        """Every indicator in round `at`."""
        self._bases.clear()
        return {key: self.figure(key, at) for key in self.rules}

    def figure(self, key: str, at: str) -> Figure:
        """One indicator in round `at`, with its honest base."""
        rule, regions = self._rule(key), self.matrices.matrix(at).subjects
        condition = rule.condition(at, self.matrices.keys)
        if condition is None or not self.matrices.asks(condition, at):
            return Figure(key, at, Status.NOT_ASKED, Split(), rule.base, len(regions))
        truth = evaluate(condition, at, self.matrices)
        inside, maybe = self._base(rule, at)
        split = _split(truth, inside)
        complete = not (split.not_answered or split.not_approved or maybe.any())
        counted = tuple(regions[place] for place in np.flatnonzero(truth.true & inside))
        status = Status.COUNTED if complete else Status.INCOMPLETE
        may_come = int(np.count_nonzero(maybe & ~truth.false))
        return Figure(key, at, status, split, rule.base, len(regions), counted, may_come)

    def split(self, condition: Condition, at: str) -> Split | None:
        """How all regions of round `at` stand to a condition that is no indicator's; None when nobody was
        asked."""
        if not self.matrices.asks(condition, at):
            return None
        truth = evaluate(condition, at, self.matrices)
        return _split(truth, np.ones(len(truth.true), dtype=bool))

    def sides(self, key: str, at: str) -> Sides | None:
        """The regions behind that figure; None when nobody was asked."""
        rule, regions = self._rule(key), self.matrices.matrix(at).subjects
        condition = rule.condition(at, self.matrices.keys)
        if condition is None or not self.matrices.asks(condition, at):
            return None
        inside, _maybe = self._base(rule, at)
        parts = (*_parts(evaluate(condition, at, self.matrices), inside), ~inside)
        return Sides(*(tuple(regions[place] for place in np.flatnonzero(part)) for part in parts))

    def _rule(self, key: str) -> IndicatorRule:
        if key not in self.rules:
            raise UnknownIndicator(_("De indicator “%s” bestaat niet.") % key)
        return self.rules[key]

    def _base(self, rule: IndicatorRule, at: str) -> tuple[Bools, Bools]:
        """The regions inside the base, and those of whom that is not known; both of shape (regions,)."""
        size = len(self.matrices.matrix(at).subjects)
        if not rule.base:
            return np.ones(size, dtype=bool), np.zeros(size, dtype=bool)
        parts = [self._member(name, at) for name in rule.base]
        inside = np.logical_or.reduce([part[0] for part in parts])
        maybe = np.logical_or.reduce([part[1] for part in parts]) & ~inside
        return inside, maybe

    def _member(self, name: str, at: str) -> tuple[Bools, Bools]:
        """Who is counted by the indicator `key` or `key@round`, in the order of round `at`'s regions."""
        key, _at, named = name.partition("@")
        wanted = self.matrices.resolve(at, named)
        if (at, key, named) not in self._bases:
            self._bases[at, key, named] = self._count_member(key, wanted, at)
        return self._bases[at, key, named]

    def _count_member(self, key: str, wanted: str | None, at: str) -> tuple[Bools, Bools]:
        regions = self.matrices.matrix(at).subjects
        rule = self._rule(key)
        condition = None if wanted is None else rule.condition(wanted, self.matrices.keys)
        if wanted is None or condition is None:
            return np.zeros(len(regions), dtype=bool), np.ones(len(regions), dtype=bool)
        truth = evaluate(condition, wanted, self.matrices)
        inside, maybe = self._base(rule, wanted)
        counted, unknown = truth.true & inside, (truth.unknown & (inside | maybe)) | (truth.true & maybe)
        if wanted == at:
            return counted, unknown
        index = self.matrices.matrix(wanted).index
        if not index:  # nobody took part then
            return np.zeros(len(regions), dtype=bool), np.ones(len(regions), dtype=bool)
        places = np.array([index.get(slug, -1) for slug in regions], dtype=np.int64)
        return counted[places] & (places >= 0), unknown[places] | (places < 0)


def _split(truth: Truth, inside: Bools) -> Split:
    return Split(*(int(np.count_nonzero(part)) for part in _parts(truth, inside)))


def _parts(truth: Truth, inside: Bools) -> tuple[Bools, ...]:
    """The five parts, in this order: counted; other false; false by a skip; rest; waiting."""
    unknown = truth.unknown & inside
    return (
        truth.true & inside,
        truth.false & ~truth.skipped & inside,
        truth.false & truth.skipped & inside,
        unknown & ~truth.pending,
        unknown & truth.pending,
    )
