"""A project as the register shows it, and which pools everybody may know of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from regions.names import dutch_key

from ..models import Pool, Project, ProjectRegion, Theme

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Stand(StrEnum):
    """Where a project stands, as far as is known."""

    RUNNING = "loopt"
    ENDED = "afgesloten"
    DESCRIBED = "beschreven"

    @property
    def label(self) -> str:
        """In words."""
        return str(STANDS[self])


STANDS = {
    Stand.RUNNING: _("loopt"),
    Stand.ENDED: _("afgesloten"),
    Stand.DESCRIBED: _("stand niet gepubliceerd"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A region in a project. `amount` is its part of the money in eurocents, None where that is not known."""

    region: int
    slug: str
    name: str
    lead: bool
    partial: bool
    amount: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A project in the register. `amount` in eurocents is None where none was published: never 0."""

    key: str
    title: str
    pool: str
    pool_name: str
    parts: tuple[Part, ...]
    themes: tuple[Theme, ...]
    years: tuple[int, ...]
    amount: int | None
    starts_on: date | None
    ends_on: date | None
    stand: Stand
    joint: str
    example: bool

    @property
    def is_joint(self) -> bool:
        """Whether several regions share it, as far as the source says so."""
        return self.joint == Project.Joint.YES


def entry_of(project: Project) -> Entry:
    """A project as the register shows it; the lead first, the others in the order of a Dutch list."""
    parts = sorted(project.project_regions.all(), key=_place)
    granted = project.application
    return Entry(
        key=project.key,
        title=str(project),
        pool=project.pool.key,
        pool_name=project.pool.name,
        parts=tuple(_part(one) for one in parts),
        themes=tuple(project.themes.all()),
        years=years_of(project),
        amount=project.amount,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        stand=_stand(project),
        joint=project.joint,
        example=granted is not None and granted.call.example,
    )


def any_made_up(projects: Iterable[int]) -> bool:
    """Whether a made-up project stands among these (primary keys)."""
    return bool(Project.objects.filter(pk__in=set(projects), application__call__example=True).exists())


def _place(part: ProjectRegion) -> tuple[bool, tuple[str, str]]:
    return part.role != ProjectRegion.Role.INITIATOR, dutch_key(part.region.name)


def _part(part: ProjectRegion) -> Part:
    lead = part.role == ProjectRegion.Role.INITIATOR
    return Part(part.region_id, part.region.slug, part.region.name, lead, part.partial, part.amount)


def _stand(project: Project) -> Stand:
    if project.application_id is None:
        return Stand.DESCRIBED
    return Stand.RUNNING if project.ended_at is None else Stand.ENDED


def years_of(project: Project) -> tuple[int, ...]:
    """The years of a project: of its own days, else of the pool that it comes from."""
    if project.starts_on and project.ends_on:
        return tuple(range(project.starts_on.year, project.ends_on.year + 1))
    return years_of_pool(project.pool)


def years_of_pool(pool: Pool) -> tuple[int, ...]:
    """The years that a pool says it is for."""
    named = [int(year) for year in YEAR.findall(pool.period_nl)]
    return tuple(range(min(named), max(named) + 1)) if named else ()


def pools_shown() -> list[Pool]:
    """The pools that everybody may know of: a publication tells of them, or projects were granted, or a call
    was announced."""
    told = Pool.objects.filter(source__isnull=False) | Pool.objects.filter(projects__isnull=False)
    called = Pool.objects.filter(calls__published_at__isnull=False)
    return list((told | called).distinct().order_by("-key"))
