"""The reading side for one building block: its themes in each pool, and the projects that are about it."""

from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from projectpool.models import Pool, Project, Theme, ThemeName
from projectpool.tables.cells import decided_here
from projectpool.tables.counts import ProjectLine, project_line, theme_table


@dataclass(frozen=True, slots=True)
class BlockTheme:
    """A theme of the block in one pool, as printed or as worked out: how many regions stand under it, for how
    many projects."""

    name_nl: str
    name_en: str
    regions: int
    projects: int


@dataclass(frozen=True, slots=True)
class BlockPool:
    """What one pool has about a block. A cell of the table is not yet a described project, so the two lists
    need not agree."""

    key: str
    name_nl: str
    name_en: str
    themes: tuple[BlockTheme, ...]
    projects: tuple[ProjectLine, ...]


def pools_about(block_key: str) -> tuple[BlockPool, ...]:
    """The pools that have a theme or a described project about the block, the newest first."""
    themes, projects = _themes(block_key), _projects(block_key)
    pools = {pool.pk: pool for pool in (*themes, *projects)}.values()
    return tuple(
        BlockPool(
            key=pool.key,
            name_nl=pool.name_nl,
            name_en=pool.name_en,
            themes=tuple(themes.get(pool, ())),
            projects=tuple(projects.get(pool, ())),
        )
        for pool in sorted(pools, key=attrgetter("key"), reverse=True)
    )


def _themes(block_key: str) -> dict[Pool, list[BlockTheme]]:
    here = Q(theme__entries__pool=F("pool"))
    found = _worked_out(block_key)
    names = ThemeName.objects.filter(theme__block__key=block_key).select_related("pool").order_by("position")
    counted = names.annotate(
        regions=Count("theme__entries", filter=here),
        projects=Coalesce(Sum("theme__entries__multiplicity", filter=here), 0),
    )
    for name in counted.exclude(pool__in=list(found)).exclude(regions=0, pool__entries=None):
        theme = BlockTheme(name.name_nl, name.name_en, name.regions, name.projects)
        found.setdefault(name.pool, []).append(theme)
    return found


def _worked_out(block_key: str) -> dict[Pool, list[BlockTheme]]:
    """The same for pools that were decided here, whose table follows from their projects."""
    keys = set(Theme.objects.filter(block__key=block_key).values_list("key", flat=True))
    found = {}
    for pool in decided_here():
        themes = [theme for theme in theme_table(pool.key).themes if theme.key in keys and theme.regions]
        if themes:
            found[pool] = [BlockTheme(one.name_nl, one.name_en, one.regions, one.projects) for one in themes]
    return found


def _projects(block_key: str) -> dict[Pool, list[ProjectLine]]:
    about = Q(themes__block__key=block_key) | Q(boxes__block__key=block_key)
    rows = Project.objects.filter(about).distinct().select_related("pool").prefetch_related("regions")
    found: dict[Pool, list[ProjectLine]] = {}
    for project in rows:
        found.setdefault(project.pool, []).append(project_line(project))
    return found
