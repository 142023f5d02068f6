"""Charts are kept under their hash: each is drawn once, and a report finds its charts ready."""

from collections.abc import Iterable

from reports.models import Chart

from .definition import ChartDefinition
from .printing import to_svg


def ensure(definitions: Iterable[ChartDefinition]) -> dict[str, str]:
    """The SVG of every definition, by hash; draws and keeps only what is missing.

    Two processes that draw the same chart keep the same bytes, so neither waits for the other. Call it
    outside transactions: drawing takes time.
    """
    wanted = {definition.hash: definition for definition in definitions}
    kept = dict(Chart.objects.filter(hash__in=wanted).values_list("hash", "svg"))
    made = {mark: to_svg(definition) for mark, definition in wanted.items() if mark not in kept}
    Chart.objects.bulk_create(
        [Chart(hash=mark, definition=wanted[mark].as_json(), svg=svg) for mark, svg in made.items()],
        ignore_conflicts=True,
    )
    return kept | made
