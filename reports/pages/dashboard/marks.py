"""Whether anything changed in what stands beside the figures on a dashboard, asked in one query.

What people keep has a history, of which the newest change is the mark; the order of milestones has none, so
their places are summed. What was printed (names over the years, the tables of the pool) is only ever loaded,
before a server starts: that lines came or went is the mark.
"""

from functools import cache

from django.db import connection
from django.db.models import Model

from buildingblocks.models import BlockName, Milestone, MilestoneMove, RouteTheme, Source
from impact.models import SourcedNumber
from projectpool.models import Box, PoolEntry, Project, ProjectRegion, Theme, ThemeName
from regions.models import Region

from ...models import Target

KEPT: tuple[type[Model], ...] = (
    Milestone.history.model, RouteTheme.history.model, Target.history.model, Project.history.model,
    Region.history.model,
)  # fmt: skip
LOADED: tuple[type[Model], ...] = (
    MilestoneMove, Source, BlockName, Theme, ThemeName, PoolEntry, Box, ProjectRegion, SourcedNumber,
)  # fmt: skip


def marks() -> tuple[int | None, ...]:
    """Another tuple after every change."""
    with connection.cursor() as cursor:
        cursor.execute(query(connection.vendor))
        return tuple(cursor.fetchone())


@cache
def query(vendor: str) -> str:
    """The newest change of each table, written once; `vendor` is only a key here. Names and numbers are our
    own."""
    asked = [f"(SELECT MAX(history_id) FROM {table(one)})" for one in KEPT]
    asked.append(f"(SELECT SUM(id * position) FROM {table(Milestone)})")
    for one in LOADED:
        asked += [f"(SELECT COUNT(*) FROM {table(one)})", f"(SELECT MAX(id) FROM {table(one)})"]
    return f"SELECT {', '.join(asked)}"


def table(model: type[Model]) -> str:
    """Its name, quoted."""
    return connection.ops.quote_name(model._meta.db_table)
