"""What the example's register says of the project pool: read from the pool's own tables, never typed twice.

The rounds of 2019 and 2020 asked in their register under which themes a region has a project. Those questions
end with these rounds; later project figures come from the pool.
"""

from collections.abc import Iterator

from projectpool.models import PoolEntry, Project

# question: the pool it is about, and whether its printed table or its described projects answer it
PRINTED = {"pool-2019-annex": "2019", "pool-2020-annex": "2020"}
DESCRIBED = {"pool-2020-text": "2020"}
# a project that the table prints under "other", and the text under a subject of its own
OWN_SUBJECT = {"box-barring-order": "temporary-barring-order"}
ELSEWHERE = "other"

type Row = tuple[str, str, str]


def register_rows(round_: str) -> list[Row]:
    """Region, question and option of every line that the pool answers in a round's register, in order."""
    found = {row for question, pool in PRINTED.items() if pool == round_ for row in _printed(question, pool)}
    for question, pool in DESCRIBED.items():
        found |= set(_described(question, pool)) if pool == round_ else set()
    return sorted(found)


def _printed(question: str, pool: str) -> Iterator[Row]:
    entries = PoolEntry.objects.filter(pool__key=pool).select_related("region", "theme")
    return ((entry.region.slug, question, entry.theme.key) for entry in entries)


def _described(question: str, pool: str) -> Iterator[Row]:
    projects = Project.objects.filter(pool__key=pool).prefetch_related("themes", "boxes", "regions")
    for project in projects:
        subjects = {theme.key for theme in project.themes.all()} - {ELSEWHERE}
        subjects |= {OWN_SUBJECT[box.key] for box in project.boxes.all() if box.key in OWN_SUBJECT}
        for region in project.regions.all():
            yield from ((region.slug, question, subject) for subject in subjects)
