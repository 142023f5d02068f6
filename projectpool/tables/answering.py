"""What the pool answers when a round asks under which themes a region has a project.

It is the table of themes and regions of the pools that run on the day of the round: as printed, where a
publication printed it, and else worked out from the projects that were granted here. So a figure, the table
and the register of projects cannot differ.
"""

from collections.abc import Hashable
from datetime import date

from django.db.models import Count, Max, Q

from ..models import Pool, PoolEntry, Project
from ..register.entries import years_of_pool


def answers_on(day: date, *, example: bool) -> dict[str, frozenset[str]] | None:
    """The keys of the themes by the slug of the region; None when no pool runs on that day. The made-up
    projects of the example count in a round of the example only."""
    found: dict[str, set[str]] = {}
    for region, theme in (*_printed(day), *_granted(day, example)):
        found.setdefault(region, set()).add(theme)
    return {region: frozenset(themes) for region, themes in found.items()} or None


def state() -> Hashable:
    """Changes with every project that is granted, changed or ended. Counted too: of two changes at once the
    one with the lower number may be stored last."""
    return tuple(Project.history.aggregate(number=Count("pk"), newest=Max("pk")).items())


def _printed(day: date) -> list[tuple[str, str]]:
    """Of pools that say they are for that year."""
    running = [pool.pk for pool in Pool.objects.all() if day.year in years_of_pool(pool)]
    entries = PoolEntry.objects.filter(pool__in=running).order_by()
    return list(entries.values_list("region__slug", "theme__key"))


def _granted(day: date, example: bool) -> list[tuple[str, str]]:
    """Of projects that ran on that day, in pools without a printed table."""
    ran = Q(ended_at=None) | Q(ended_at__date__gte=day)
    projects = Project.objects.filter(ran, starts_on__lte=day, ends_on__gte=day, pool__entries=None)
    projects = projects.filter(application__call__example__in={False, example}).order_by()
    return list(projects.values_list("regions__slug", "themes__key"))
