"""The milestones of a building block for a reader: their numbers filled in, and marked what the last report
could not know."""

from dataclasses import replace
from datetime import datetime

from buildingblocks.counts import MilestoneLine, milestones

from ..models import ReportVersion
from ..reading.reading import Reading
from .filled import filled


def last_report() -> datetime | None:
    """When the newest report that is out was made; None before the first."""
    newest = ReportVersion.objects.published().order_by("-moment").values_list("moment", flat=True)
    return newest.first()


def milestones_of(
    reading: Reading, block_key: str, round_key: str, since: datetime | None
) -> tuple[MilestoneLine, ...]:
    """In printed order; what says nothing in that round, because nobody was asked, is left out. Marked is
    what moved after `since`, as a rule that of `last_report`."""
    lines = milestones(block_key, since)
    dutch = filled([one.text_nl for one in lines], reading, round_key, "nl")
    english = filled([one.text_en for one in lines], reading, round_key, "en")
    told = zip(lines, dutch, english, strict=True)
    return tuple(replace(one, text_nl=nl, text_en=en) for one, nl, en in told if nl)
