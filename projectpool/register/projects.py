"""The register: every project of every pool, who carries it out, about what, for how much. Public."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from regions.models import Region
from regions.names import dutch_key, short_code

from ..models import Pool, Project, ProjectRegion, Theme
from ..money import shared_out
from .entries import Entry, Stand, entry_of, years_of_pool

MAP = 12  # rows and columns for which the style sheet has a place
STEPS = 3  # shades of the map above none
STAND = {
    Stand.DESCRIBED: Q(application=None),
    Stand.RUNNING: Q(application__isnull=False, ended_at=None),
    Stand.ENDED: Q(application__isnull=False, ended_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asks to see: slugs of a theme and a region, a year, a stand; "" and 0 for all."""

    theme: str = ""
    region: str = ""
    year: int = 0
    stand: str = ""

    @classmethod
    def asked(cls, query: QueryDict) -> "Filters":
        """From an address; what is no choice counts as not asked."""
        stand, year = query.get("stand", ""), query.get("jaar", "")
        return cls(
            theme=query.get("thema", "")[:50],
            region=query.get("regio", "")[:50],
            year=int(year) if re.fullmatch(r"[0-9]{4}", year) else 0,
            stand=stand if stand in set(Stand) else "",
        )

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.theme or self.region or self.year or self.stand)

    @property
    def condition(self) -> Q:
        """Which projects are asked for; the years of one without days of its own are those of its pool."""
        found = Q(STAND[Stand(self.stand)]) if self.stand else Q()
        if self.theme:
            found &= Q(pk__in=Project.objects.filter(themes__slug=self.theme).values("pk"))
        if self.region:
            found &= Q(pk__in=ProjectRegion.objects.filter(region__slug=self.region).values("project"))
        if self.year:
            pools = [pool.pk for pool in Pool.objects.all() if self.year in years_of_pool(pool)]
            dated = Q(starts_on__isnull=False, ends_on__isnull=False)
            own = dated & Q(starts_on__year__lte=self.year, ends_on__year__gte=self.year)
            found &= own | (~dated & Q(pool__in=pools))
        return found


@dataclass(frozen=True, slots=True)
class Line:
    """A theme or a region with its projects: how many, the money of those that have an amount, and how many
    have none."""

    slug: str
    name: str
    projects: int
    amount: int | None
    without: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A region on the map, with how many projects it takes part in; `step` is its shade."""

    slug: str
    name: str
    code: str
    row: int
    col: int
    projects: int
    step: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader can choose from: themes and regions as slug and name, years, stands."""

    themes: tuple[Theme, ...]
    regions: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    stands: tuple[Stand, ...]


@dataclass
class Register:
    """The projects that are asked for, each once, with what they add up to."""

    filters: Filters
    entries: tuple[Entry, ...]
    everything: tuple[Entry, ...]
    places: tuple[Region, ...]

    @cached_property
    def choices(self) -> Choices:
        """Only what some project has."""
        themes = {theme.pk: theme for entry in self.everything for theme in entry.themes}
        regions = {part.slug: part.name for entry in self.everything for part in entry.parts}
        return Choices(
            themes=tuple(sorted(themes.values(), key=lambda theme: theme.position)),
            regions=tuple(sorted(regions.items(), key=lambda one: dutch_key(one[1]))),
            years=tuple(sorted({year for entry in self.everything for year in entry.years})),
            stands=tuple(stand for stand in Stand if any(one.stand == stand for one in self.everything)),
        )

    @property
    def joint(self) -> int:
        """How many regions carry out together, as far as the source says so."""
        return sum(entry.is_joint for entry in self.entries)

    @property
    def amount(self) -> int | None:
        """The money of the projects that have an amount, in eurocents; None when none has."""
        return _total(entry.amount for entry in self.entries)

    @property
    def without(self) -> int:
        """Projects of which no amount was published."""
        return sum(entry.amount is None for entry in self.entries)

    @property
    def example(self) -> bool:
        """Whether made-up projects stand among them."""
        return any(entry.example for entry in self.entries)

    @cached_property
    def by_theme(self) -> tuple[Line, ...]:
        """By theme. A project with more themes stands under each, with an equal part of its money: so the
        money adds up."""
        found: dict[int, list[int | None]] = {}
        names = {theme.pk: theme for entry in self.entries for theme in entry.themes}
        for entry in self.entries:
            for theme, share in zip(entry.themes, _shares(entry), strict=True):
                found.setdefault(theme.pk, []).append(share)
        order = sorted(found, key=lambda pk: names[pk].position)
        return tuple(_line(names[pk].slug, names[pk].name, found[pk]) for pk in order)

    @cached_property
    def by_region(self) -> tuple[Line, ...]:
        """By region. A joint project stands under each of its regions, with that region's own part of the
        money."""
        found: dict[int, list[int | None]] = {region.pk: [] for region in self.places}
        for entry in self.entries:
            for part in entry.parts:
                found.setdefault(part.region, []).append(part.amount)
        return tuple(
            _line(region.slug, region.name, found[region.pk])
            for region in sorted(self.places, key=lambda one: dutch_key(one.name))
        )

    @cached_property
    def tiles(self) -> tuple[Tile, ...]:
        """The map, read from left to right and top to bottom."""
        counted = Counter(part.region for entry in self.entries for part in entry.parts)
        most = max(counted.values(), default=0)
        shown = [region for region in self.places if region.tile_row < MAP and region.tile_col < MAP]
        return tuple(
            Tile(
                region.slug, region.name, short_code(region.name), region.tile_row, region.tile_col,
                counted[region.pk], step_of(counted[region.pk], most),
            )
            for region in sorted(shown, key=lambda one: (one.tile_row, one.tile_col))
        )  # fmt: skip

    @property
    def legend(self) -> list[tuple[int, str]]:
        """The shades of the map, with the numbers that they stand for."""
        most = max((tile.projects for tile in self.tiles), default=0)
        steps: dict[int, list[int]] = {}
        for number in range(most + 1):
            steps.setdefault(step_of(number, most), []).append(number)
        return [(step, _range(numbers)) for step, numbers in sorted(steps.items())]


def step_of(number: int, most: int) -> int:
    """The shade of a number of projects: 0 for none, up to 3 for the most."""
    return -(-number * STEPS // most) if most else 0


def _range(numbers: list[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _total(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _shares(entry: Entry) -> list[int | None]:
    if entry.amount is None:
        return [None] * len(entry.themes)
    return [*shared_out(entry.amount, [1] * len(entry.themes))] if entry.themes else []


def _line(slug: str, name: str, amounts: list[int | None]) -> Line:
    return Line(slug, name, len(amounts), _total(amounts), sum(one is None for one in amounts))


def register(filters: Filters) -> Register:
    """The register as one reader asks for it: the newest pool first, in the order of the pool."""
    everything = tuple(map(entry_of, projects()))
    asked = set(Project.objects.filter(filters.condition).values_list("key", flat=True))
    return Register(
        filters=filters,
        entries=tuple(entry for entry in everything if entry.key in asked),
        everything=everything,
        places=tuple(Region.objects.all()),
    )


def entry(key: str) -> Entry | None:
    """One project of the register; None when there is none."""
    found = projects().filter(key=key).first()
    return entry_of(found) if found else None


def projects() -> Any:
    """Projects with what a line of the register shows: the newest pool first, in the order of the pool."""
    found = Project.objects.select_related("pool", "application__call")
    found = found.prefetch_related("themes", "project_regions__region")
    return found.order_by("-pool__key", "position", "pk")
