"""The reading side for one region: the themes under which it stands in each pool, and its projects."""

from collections.abc import Iterator
from dataclasses import dataclass

from projectpool.models import Pool, PoolEntry, Project, ThemeName
from projectpool.tables.cells import cells_of, decided_here, themes_of
from projectpool.tables.counts import ProjectLine, project_line
from regions.language import in_language
from regions.models import Region


@dataclass(frozen=True, slots=True)
class RegionTheme:
    """A theme under which the region stands in the table of a pool, for `projects` projects; `joint` when
    the table marks it as shared with other regions, `partial` when only a part of the region does it."""

    name_nl: str
    name_en: str
    joint: bool
    partial: bool
    projects: int


@dataclass(frozen=True, slots=True)
class RegionPool:
    """What one region has in one pool. A cell of the table is not yet a described project, so the two lists
    need not agree."""

    key: str
    name_nl: str
    name_en: str
    period_nl: str
    themes: tuple[RegionTheme, ...]
    projects: tuple[ProjectLine, ...]


def pools_of(slug: str) -> tuple[RegionPool, ...]:
    """The pools in which the region stands, the newest first."""
    themes, projects = _themes(slug), _projects(slug)
    return tuple(
        RegionPool(
            key=pool.key,
            name_nl=pool.name_nl,
            name_en=in_language(pool, "name", "en"),
            period_nl=pool.period_nl,
            themes=tuple(themes.get(pool.pk, ())),
            projects=tuple(projects.get(pool.pk, ())),
        )
        for pool in Pool.objects.order_by("-key")
        if pool.pk in themes or pool.pk in projects
    )


def _themes(slug: str) -> dict[int, list[RegionTheme]]:
    names = {(name.pool_id, name.theme_id): name for name in ThemeName.objects.all()}
    found: dict[int, list[RegionTheme]] = {}
    for entry in PoolEntry.objects.filter(region__slug=slug).select_related("theme"):
        name = names.get((entry.pool_id, entry.theme_id), entry.theme)
        theme = RegionTheme(
            name.name_nl, in_language(name, "name", "en"), entry.joint, entry.partial, entry.multiplicity
        )
        found.setdefault(entry.pool_id, []).append(theme)
    for pool in decided_here():
        found[pool.pk] = list(_worked_out(pool, slug))
    return {pool: themes for pool, themes in found.items() if themes}


def _worked_out(pool: Pool, slug: str) -> Iterator[RegionTheme]:
    """The same of a pool that was decided here, whose table follows from its projects."""
    region = Region.objects.filter(slug=slug).values_list("pk", flat=True).first()
    cells = cells_of(pool)
    for theme in themes_of(pool):
        cell = cells.get((theme.pk, region or 0))
        if cell is not None:
            yield RegionTheme(theme.name_nl, theme.name_en, cell.joint, cell.partial, cell.projects)


def _projects(slug: str) -> dict[int, list[ProjectLine]]:
    found: dict[int, list[ProjectLine]] = {}
    for project in Project.objects.filter(regions__slug=slug).prefetch_related("regions"):
        found.setdefault(project.pool_id, []).append(project_line(project))
    return found
