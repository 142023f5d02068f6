"""What stands around the figures of a building block: milestones, the regional route, the pool and old names.
Read anew for every page: people keep it from day to day."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from buildingblocks.counts import MilestoneLine
from buildingblocks.models import BlockName, Milestone
from projectpool.tables.thematic import BlockPool, pools_about

from ...reading.reading import Reading, RoundInfo
from ...reading.route import RouteLine, Stage, route
from ...shared.milestones import last_report, milestones_of


@dataclass(frozen=True, slots=True)
class MilestoneColumn:
    """A column of the table of actions, with its lines."""

    label: str
    lines: tuple[MilestoneLine, ...]


@dataclass(frozen=True, slots=True)
class StageStep:
    """A stage of the route, and whether the theme stands in it."""

    label: str
    here: bool


@dataclass(frozen=True, slots=True)
class RouteStep:
    """A theme of the route for this block: its stages in order."""

    line: RouteLine
    steps: tuple[StageStep, ...]


@dataclass(frozen=True, slots=True)
class OldName:
    """What a publication called the block."""

    period: str
    name: str
    source_nl: str
    source_en: str


@dataclass(frozen=True, slots=True)
class Around:
    """All of it. `since` is when the last report was made: what moved after it is marked."""

    columns: tuple[MilestoneColumn, ...]
    since: date | None
    route: tuple[RouteStep, ...]
    pools: tuple[BlockPool, ...]
    names: tuple[OldName, ...]

    @property
    def has_milestones(self) -> bool:
        """Whether any column holds a line."""
        return any(one.lines for one in self.columns)

    @property
    def moved(self) -> int:
        """How many milestones are new or stand elsewhere than in the last report."""
        return sum(line.moved for one in self.columns for line in one.lines)


def around(reading: Reading, block: str, round_: RoundInfo) -> Around:
    """Everything around one block, in a round."""
    since = last_report()
    return Around(
        columns=columns(milestones_of(reading, block, round_.key, since)),
        since=since,
        route=tuple(map(route_step, route(reading, round_.key, block))),
        pools=pools_about(block),
        names=old_names(block),
    )


def columns(lines: tuple[MilestoneLine, ...]) -> tuple[MilestoneColumn, ...]:
    """The three columns in printed order."""
    return tuple(
        MilestoneColumn(str(column.label), tuple(one for one in lines if one.column == column))
        for column in Milestone.Column
    )


def route_step(line: RouteLine) -> RouteStep:
    """The stages that a theme goes through."""
    stages = [stage for stage in Stage if stage is not Stage.NONE]
    return RouteStep(line, tuple(StageStep(stage.label, stage is line.stage) for stage in stages))


def old_names(block: str) -> tuple[OldName, ...]:
    """The names of the block over the years, the oldest first."""
    rows = BlockName.objects.filter(block__key=block).order_by("period")
    columns_ = ("period", "name_nl", "source__title_nl", "source__title_en")
    return tuple(OldName(in_words(period), *rest) for period, *rest in rows.values_list(*columns_))


def in_words(period: str) -> str:
    """A period as people say it: "2019-06" is "juni 2019"."""
    year, _dash, month = period.partition("-")
    return date_format(date(int(year), int(month), 1), "F Y") if month.isdigit() else year
