"""The words in which figures are told: names of blocks, titles and sentences of indicators, what publications
printed and where, and who publishes. A report version keeps those of its making, beside its snapshots and
rules, so that what was published can be made again to the byte."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from django.conf import settings

from buildingblocks.models import BuildingBlock, Source

from ..figures import Published
from ..models import Indicator, PublishedFigure
from ..wording import Predicate

type Words = Mapping[str, Any]
type Printed = dict[tuple[str, str], list[Published]]


_BLOCK = (
    "block__key", "block__slug", "block__name_nl", "block__name_en", "block__action_line__name_nl",
    "block__action_line__name_en",
)  # fmt: skip
COLUMNS = ("key", *_BLOCK, *(field.name for field in fields(Predicate) if field.name != "key"))
_PRINTED = (
    "indicator__key", "round_key", "value", "min", "max", "as_worded", "kind", "source__title_nl", "section",
)  # fmt: skip
_SOURCE = ("key", "title_nl", "title_en", "publisher")


def words_now() -> dict[str, Any]:
    """As they stand now, as plain data."""
    sources = Source.objects.order_by("date", "key").values_list(*_SOURCE, "date")
    return {
        "indicators": [list(row) for row in indicator_rows()],
        "blocks": dict(BuildingBlock.objects.order_by("position").values_list("key", "name_nl")),
        "printed": [list(row) for row in _printed_rows()],
        "sources": [[*row, day.isoformat()] for *row, day in sources],
        "publisher": settings.CONTACT["name"],
    }


def indicator_rows(words: Words | None = None) -> Iterable[Sequence[Any]]:
    """Every indicator by building block, as `COLUMNS`; as it is now when no words are given."""
    if words is not None:
        found: Iterable[Sequence[Any]] = words["indicators"]
        return found
    return Indicator.objects.order_by("block__position", "position").values_list(*COLUMNS)


def printed(words: Words | None = None) -> Printed:
    """What publications printed, by indicator and round, the leading one first; as it is known now when no
    words are given."""
    found: Printed = {}
    for key, round_key, *about in _printed_rows() if words is None else words["printed"]:
        found.setdefault((key, round_key), []).append(Published(*about))
    return found


def _printed_rows() -> Iterable[Sequence[Any]]:
    rows = PublishedFigure.objects.order_by("indicator__position", "round_key", "-main", "pk")
    return rows.values_list(*_PRINTED)
