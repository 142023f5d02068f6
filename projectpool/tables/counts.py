"""The reading side: the table of themes and regions, the projects, and the totals that were published."""

from dataclasses import dataclass

from django.db.models import Q

from projectpool.errors import unknown_pool, unknown_theme
from projectpool.models import Box, Experiment, Pool, PoolEntry, Project, PublishedTotal, Theme, ThemeName
from projectpool.tables.cells import Cell, cells_of, is_printed, projects_by_theme, themes_of
from regions.language import in_language
from regions.models import Region
from regions.names import dutch_key


@dataclass(frozen=True, slots=True)
class ThemeColumn:
    """A theme of the table: how many regions stand under it, and how many projects. Of a printed table that
    is what its cells add up to, where a joint project stands in several; of a pool that was decided here a
    joint project counts once."""

    key: str
    slug: str
    name_nl: str
    name_en: str
    regions: int
    projects: int


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A region of the table, with a mark per theme: "", "•", "*" (joint), "2x", "3x", "deel" or "* deel"."""

    slug: str
    region: str
    marks: tuple[str, ...]
    themes: int


@dataclass(frozen=True, slots=True)
class ThemeTable:
    """The table of a pool, printed by a publication or (`derived`) worked out from the projects that were
    granted here. `entries` counts its cells; a cell is not yet a project."""

    pool: str
    themes: tuple[ThemeColumn, ...]
    rows: tuple[ThemeRow, ...]
    entries: int
    regions: int
    derived: bool = False


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project as the report describes it; `joint` is yes, no or unknown."""

    key: str
    title: str
    titled: bool
    regions: tuple[str, ...]
    region_slugs: tuple[str, ...]
    summary_nl: str
    summary_en: str
    joint: str
    section: str
    note_nl: str


@dataclass(frozen=True, slots=True)
class ExperimentLine:
    """A line of the table of experiments in women's shelters."""

    key: str
    label: str
    joint: bool
    regions: tuple[str, ...]
    period_nl: str
    monitoring_nl: str
    status_nl: str
    note_nl: str


@dataclass(frozen=True, slots=True)
class Total:
    """A total as one publication printed it; the others about the same thing stand beside it."""

    key: str
    what: str
    theme: str
    value: int
    as_worded: str
    from_list: bool
    source: str
    source_nl: str
    source_en: str
    section: str
    regions: tuple[str, ...]
    note_nl: str


def pool(key: str) -> Pool:
    """The pool of a year; raises `UnknownPool`."""
    found = Pool.objects.filter(key=key).first()
    if found is None:
        raise unknown_pool(key)
    return found


def mark(entry: PoolEntry) -> str:
    """What a cell of the printed table shows."""
    return Cell(entry.multiplicity, entry.joint, entry.partial).mark


def theme_table(pool_key: str) -> ThemeTable:
    """Themes in printed order, every region in Dutch order; a region may have no mark at all."""
    of = pool(pool_key)
    if not is_printed(of):
        return _derived_table(of)
    names = list(ThemeName.objects.filter(pool=of).select_related("theme"))
    entries = list(PoolEntry.objects.filter(pool=of))
    cells = {(entry.theme_id, entry.region_id): entry for entry in entries}
    regions = sorted(Region.objects.all(), key=lambda region: dutch_key(region.name))
    return ThemeTable(
        pool=of.key,
        themes=tuple(_column(name, entries) for name in names),
        rows=tuple(_row(region, names, cells) for region in regions),
        entries=len(entries),
        regions=len({entry.region_id for entry in entries}),
    )


def _derived_table(of: Pool) -> ThemeTable:
    """The table of a pool whose calls were decided here."""
    names, cells = themes_of(of), cells_of(of)
    projects = projects_by_theme(of, names)
    columns = [
        ThemeColumn(
            key=name.key, slug=name.slug, name_nl=name.name_nl, name_en=name.name_en,
            regions=sum(theme == name.pk for theme, _region in cells), projects=projects.get(name.pk, 0),
        )
        for name in names
    ]  # fmt: skip
    rows = []
    for region in sorted(Region.objects.all(), key=lambda region: dutch_key(region.name)):
        here = [cells.get((name.pk, region.pk)) for name in names]
        marks = tuple(cell.mark if cell else "" for cell in here)
        rows.append(ThemeRow(region.slug, region.name, marks, sum(cell is not None for cell in here)))
    return ThemeTable(
        pool=of.key,
        themes=tuple(columns),
        rows=tuple(rows),
        entries=len(cells),
        regions=len({region for _theme, region in cells}),
        derived=True,
    )


def _column(name: ThemeName, entries: list[PoolEntry]) -> ThemeColumn:
    mine = [entry for entry in entries if entry.theme_id == name.theme_id]
    return ThemeColumn(
        key=name.theme.key,
        slug=name.theme.slug,
        name_nl=name.name_nl,
        name_en=in_language(name, "name", "en"),
        regions=len(mine),
        projects=sum(entry.multiplicity for entry in mine),
    )


def _row(region: Region, names: list[ThemeName], cells: dict[tuple[int, int], PoolEntry]) -> ThemeRow:
    found = [cells.get((name.theme_id, region.pk)) for name in names]
    marks = tuple(mark(entry) if entry else "" for entry in found)
    return ThemeRow(region.slug, region.name, marks, sum(entry is not None for entry in found))


def projects_of(pool_key: str, key: str) -> tuple[ProjectLine, ...]:
    """The projects under a theme, or in a box of the report, in the order of the report."""
    of = pool(pool_key)
    _must_know(of, key)
    found = Project.objects.filter(pool=of).filter(Q(themes__key=key) | Q(boxes__key=key)).distinct()
    return tuple(map(project_line, found.prefetch_related("regions")))


def all_projects(pool_key: str) -> tuple[ProjectLine, ...]:
    """Every project that the report describes, in its order."""
    found = Project.objects.filter(pool=pool(pool_key)).prefetch_related("regions")
    return tuple(map(project_line, found))


def _must_know(of: Pool, key: str) -> None:
    in_theme = Theme.objects.filter(key=key, names__pool=of).exists()
    if not in_theme and not Box.objects.filter(key=key, pool=of).exists():
        raise unknown_theme(key)


def _in_dutch_order(regions: list[Region]) -> list[Region]:
    return sorted(regions, key=lambda region: dutch_key(region.name))


def project_line(project: Project) -> ProjectLine:
    """A project, with its regions in the order of a Dutch list."""
    regions = _in_dutch_order(list(project.regions.all()))
    return ProjectLine(
        key=project.key,
        title=str(project),
        titled=project.titled,
        regions=tuple(region.name for region in regions),
        region_slugs=tuple(region.slug for region in regions),
        summary_nl=project.summary_nl,
        summary_en=project.summary_en,
        joint=project.joint,
        section=project.section,
        note_nl=project.note_nl,
    )


def regions_with_entry(pool_key: str, theme_key: str) -> int:
    """How many regions the printed table has under a theme."""
    of = pool(pool_key)
    if not ThemeName.objects.filter(pool=of, theme__key=theme_key).exists():
        raise unknown_theme(theme_key)
    return PoolEntry.objects.filter(pool=of, theme__key=theme_key).count()


def undescribed(pool_key: str) -> tuple[tuple[str, str], ...]:
    """Cells of the table (region, theme) for which the report describes no project."""
    found = PoolEntry.objects.filter(pool=pool(pool_key), projects=None).select_related("region", "theme")
    return tuple((entry.region.name, entry.theme.name_nl) for entry in found)


def experiments() -> tuple[ExperimentLine, ...]:
    """The experiments in women's shelters, line by line as printed."""
    return tuple(
        ExperimentLine(
            key=found.key,
            label=found.label,
            joint=found.joint,
            regions=tuple(region.name for region in _in_dutch_order(list(found.regions.all()))),
            period_nl=found.period_nl,
            monitoring_nl=found.monitoring_nl,
            status_nl=found.status_nl,
            note_nl=found.note_nl,
        )
        for found in Experiment.objects.prefetch_related("regions")
    )


def published_totals(pool_key: str) -> tuple[Total, ...]:
    """Every total that was published about a pool, also where they disagree."""
    found = PublishedTotal.objects.filter(pool=pool(pool_key)).select_related("theme", "source")
    return tuple(
        Total(
            key=total.key,
            what=total.what,
            theme=total.theme.key if total.theme else "",
            value=total.value,
            as_worded=total.as_worded,
            from_list=total.from_list,
            source=total.source.key,
            source_nl=total.source.title_nl,
            source_en=in_language(total.source, "title", "en"),
            section=total.section,
            regions=tuple(region.name for region in _in_dutch_order(list(total.regions.all()))),
            note_nl=total.note_nl,
        )
        for total in found.prefetch_related("regions")
    )
