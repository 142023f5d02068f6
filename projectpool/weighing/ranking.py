"""The applications of a call side by side: the order that assessments give, the money, and the spread.

Everything is counted over the applications that the reader sees; who works on some building blocks sees those
with their themes. The money that is left is the call's own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from accounts.models import User
from accounts.policy import Deed, reach
from regions.models import Region
from regions.names import dutch_key, short_code

from ..models import Application, Call, Project, Theme
from .assessing import Weighing, seen_by_programme, weighing_of
from .decided import reopened

State = Application.State


@dataclass(frozen=True, slots=True)
class Ranked:
    """An application in the order of its score. `running` is what all up to here ask or were granted, in
    eurocents; `over` when that is more than the budget, `reopened` when a new decision can follow."""

    application: Application
    regions: tuple[str, ...]
    themes: tuple[Theme, ...]
    asked: int
    granted: int
    weighing: Weighing
    running: int
    over: bool
    reopened: bool

    @property
    def decided(self) -> bool:
        """Whether nothing waits for the programme."""
        return self.application.state != State.SUBMITTED and not self.reopened


@dataclass(frozen=True, slots=True)
class ThemeShare:
    """What a theme asks and gets. A project with two themes counts under both."""

    name: str
    slug: str
    applications: int
    asked: int
    projects: int
    granted: int


@dataclass(frozen=True, slots=True)
class RegionShare:
    """What a region asks and gets, on its place of the tile map: its part of joint projects."""

    name: str
    code: str
    row: int
    col: int
    applications: int
    projects: int
    granted: int

    @property
    def step(self) -> int:
        """How dark the tile is: granted, asked, or neither."""
        return 3 if self.projects else 1 if self.applications else 0


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the money goes: every theme of the call, every region."""

    themes: tuple[ThemeShare, ...]
    regions: tuple[RegionShare, ...]

    @property
    def themes_without(self) -> list[str]:
        """Themes in which nothing is granted yet."""
        return [one.name for one in self.themes if not one.projects]

    @property
    def regions_without(self) -> list[str]:
        """Regions that have nothing yet, as a Dutch list has them."""
        return sorted((one.name for one in self.regions if not one.projects), key=dutch_key)

    @property
    def regions_silent(self) -> list[str]:
        """Regions that asked for nothing."""
        return sorted((one.name for one in self.regions if not one.applications), key=dutch_key)


@dataclass
class Ranking:
    """A call as one reader sees it being weighed."""

    call: Call
    reader: User
    theme: str = ""

    @cached_property
    def rows(self) -> list[Ranked]:
        """Best score first; without a score last, by number."""
        criteria = list(self.call.criteria.all())
        weighed = [(one, weighing_of(one, criteria, self.reader)) for one in self._applications]
        weighed.sort(key=lambda pair: (-(pair[1].score or 0), pair[0].number))
        rows, running = [], 0
        for application, weighing in weighed:
            running += _claims(application)
            rows.append(self._row(application, weighing, running))
        return rows

    @property
    def shown(self) -> list[Ranked]:
        """The rows of the theme that the reader chose, or all."""
        wanted = self.theme
        return [row for row in self.rows if not wanted or wanted in {one.slug for one in row.themes}]

    @property
    def limited(self) -> bool:
        """Whether this reader sees only the applications of some themes."""
        return not reach(self.reader, Deed.SEE_POOL).everywhere

    @property
    def waiting(self) -> int:
        """How many wait for a decision."""
        return sum(not row.decided for row in self.rows)

    @cached_property
    def spread(self) -> Spread:
        """How applications and grants lie over themes and regions."""
        known = {theme.pk: theme for theme in self.call.themes.all()}
        known |= {theme.pk: theme for row in self.rows for theme in row.themes}
        themes = sorted(known.values(), key=lambda theme: theme.position)
        regions = Region.objects.order_by("tile_row", "tile_col")
        return Spread(
            tuple(_theme_share(theme, self.rows) for theme in themes),
            tuple(_region_share(region, self.rows) for region in regions),
        )

    @cached_property
    def _applications(self) -> list[Application]:
        found = seen_by_programme(self.reader).filter(call=self.call).select_related("project")
        return list(
            found.prefetch_related(
                "application_regions__region", "themes", "budget_lines", "project__project_regions",
                "decisions__objections", "assessments__assessor", "assessments__scores",
            )
        )  # fmt: skip

    def _row(self, application: Application, weighing: Weighing, running: int) -> Ranked:
        project = _project(application)
        names = [one.region.name for one in application.application_regions.all()]
        return Ranked(
            application=application,
            regions=tuple(names),
            themes=tuple(application.themes.all()),
            asked=_asked(application),
            granted=int(project.amount or 0) if project else 0,
            weighing=weighing,
            running=running,
            over=running > self.call.budget,
            reopened=application.state != State.SUBMITTED and reopened(application),
        )


def _project(application: Application) -> Project | None:
    found: Project | None = getattr(application, "project", None)
    return found


def _asked(application: Application) -> int:
    return sum(line.amount for line in application.budget_lines.all())


def _claims(application: Application) -> int:
    """What an application takes of the budget: what was granted, nothing when refused, else what it asks."""
    project = _project(application)
    if project is not None:
        return int(project.amount or 0)
    return 0 if application.state == State.REFUSED else _asked(application)


def _theme_share(theme: Theme, rows: Iterable[Ranked]) -> ThemeShare:
    mine = [row for row in rows if theme in row.themes]
    return ThemeShare(
        name=theme.name,
        slug=theme.slug,
        applications=len(mine),
        asked=sum(row.asked for row in mine),
        projects=sum(row.granted > 0 for row in mine),
        granted=sum(row.granted for row in mine),
    )


def _region_share(region: Region, rows: Sequence[Ranked]) -> RegionShare:
    mine = [
        row
        for row in rows
        if any(one.region_id == region.pk for one in row.application.application_regions.all())
    ]
    parts: list[Any] = [
        one
        for row in rows
        if (project := _project(row.application))
        for one in project.project_regions.all()
        if one.region_id == region.pk
    ]
    return RegionShare(
        name=region.name,
        code=short_code(region.name),
        row=region.tile_row,
        col=region.tile_col,
        applications=len(mine),
        projects=len(parts),
        granted=sum(int(one.amount or 0) for one in parts),
    )
