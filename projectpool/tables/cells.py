"""The cells of a pool whose calls were decided here: which region takes part in which theme, worked out from
its projects. Of a pool that only a publication tells about, the printed cells stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from regions.language import in_language

from ..models import Pool, PoolEntry, Project, Theme, ThemeName

type Cells = dict[tuple[int, int], Cell]  # theme and region


@dataclass(frozen=True, slots=True)
class Cell:
    """A region under a theme, printed or worked out: in how many projects, whether it shares one with other
    regions, and whether only a part of the region takes part."""

    projects: int
    joint: bool
    partial: bool

    @property
    def mark(self) -> str:
        """What the table shows: "•", "*" (joint), "2x", "deel" or "* deel"."""
        if self.projects > 1:
            return f"{self.projects}x"
        return " ".join(["*"] * self.joint + ["deel"] * self.partial) or "•"


@dataclass(frozen=True, slots=True)
class NamedTheme:
    """A theme as a pool calls it."""

    pk: int
    key: str
    slug: str
    name_nl: str
    name_en: str


def decided_here() -> list[Pool]:
    """The pools without a printed table that have projects: theirs is worked out."""
    return list(Pool.objects.filter(entries=None, projects__application__isnull=False).distinct())


def is_printed(pool: Pool) -> bool:
    """Whether a publication printed the table of this pool; then that is the table."""
    return PoolEntry.objects.filter(pool=pool).exists()


def cells_of(pool: Pool) -> Cells:
    """The cells of a pool, from its projects."""
    granted = Project.objects.filter(pool=pool, application__isnull=False)
    found: dict[tuple[int, int], list[tuple[bool, bool]]] = {}
    for project in granted.prefetch_related("themes", "project_regions"):
        parts = project.project_regions.all()
        for theme in project.themes.all():
            for part in parts:
                found.setdefault((theme.pk, part.region_id), []).append((len(parts) > 1, part.partial))
    return {place: _cell(marks) for place, marks in found.items()}


def _cell(marks: list[tuple[bool, bool]]) -> Cell:
    joint, partial = any(one for one, _part in marks), all(part for _one, part in marks)
    return Cell(len(marks), joint, partial)


def themes_of(pool: Pool) -> list[NamedTheme]:
    """The themes of a pool: in printed order under their printed names, then what its calls added."""
    names = list(ThemeName.objects.filter(pool=pool).select_related("theme"))
    known = {name.theme_id for name in names}
    others = Theme.objects.filter(calls__pool=pool, calls__published_at__isnull=False)
    others |= Theme.objects.filter(projects__pool=pool)
    rest = [theme for theme in others.distinct() if theme.pk not in known]
    return [*(_named(name.theme, name) for name in names), *(_named(theme, theme) for theme in rest)]


def _named(theme: Theme, called: Theme | ThemeName) -> NamedTheme:
    name_en = in_language(called, "name", "en")
    return NamedTheme(theme.pk, theme.key, theme.slug, called.name_nl, name_en)


def projects_by_theme(pool: Pool, themes: Iterable[NamedTheme]) -> dict[int, int]:
    """How many projects each theme has; a joint project counts once."""
    wanted = [theme.pk for theme in themes]
    pairs = Project.themes.through.objects.filter(
        project__pool=pool, project__application__isnull=False, theme__in=wanted
    )
    counted: dict[int, int] = {}
    for theme in pairs.values_list("theme", flat=True):
        counted[theme] = counted.get(theme, 0) + 1
    return counted
