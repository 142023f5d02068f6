"""The regional route in a round: how many regions use each theme, and in which stage that puts it.

The stage follows from counts of approved answers alone. As long as answers are missing a theme may stand
further than that: `at_most` says how far, and only what even that cannot explain is a fall.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from buildingblocks.models import RouteTheme
from questionnaires.conditions import Condition
from regions.language import in_language

from ..figures import Split
from .reading import Reading


class Stage(StrEnum):
    """How far a theme is, in this order; the last two are the two levels of "all regions"."""

    NONE = "none"
    DEVELOPING = "developing"
    MAJORITY = "majority"
    ALL_USE = "all-use"
    ALL_IMPLEMENT = "all-implement"

    @property
    def label(self) -> str:
        """The stage in words."""
        return str(LABELS[self])

    @property
    def place(self) -> int:
        """Its place in the order, from 0."""
        return tuple(Stage).index(self)


LABELS = {
    Stage.NONE: _("nog geen voorbeeldregio’s"),
    Stage.DEVELOPING: _("ontwikkelen met voorbeeldregio’s"),
    Stage.MAJORITY: _("meerderheid van de regio’s"),
    Stage.ALL_USE: _("alle regio’s gebruiken het"),
    Stage.ALL_IMPLEMENT: _("alle regio’s hebben het ingevoerd"),
}
NOT_MEASURED = _("niet gemeten")


@dataclass(frozen=True, slots=True)
class RouteLine:
    """A theme of the route in a round. `uses` and `implemented` split the regions that take part; None where
    no question of the round measures it. `stage` is what approved answers show, None when not measured;
    `at_most` where missing answers could still bring it. `stage_before` is that of `round_before`, the last
    round before this one that measured it alike. `fewer` is how many regions fewer use it, for certain."""

    key: str
    name_nl: str
    name_en: str
    block_key: str
    block_slug: str
    uses: Split | None
    implemented: Split | None
    stage: Stage | None
    at_most: Stage | None
    round_before: str
    uses_before: Split | None
    stage_before: Stage | None
    fell_back: bool
    fewer: int

    @property
    def name(self) -> str:
        """The theme in the reader's language."""
        return in_language(self, "name")

    @property
    def measured(self) -> bool:
        """Whether a question of the round says anything about it."""
        return self.uses is not None

    @property
    def base(self) -> int:
        """How many regions take part in the round."""
        return self.uses.total if self.uses else 0

    @property
    def complete(self) -> bool:
        """Whether every region's answer is there and approved."""
        found = [split for split in (self.uses, self.implemented) if split]
        return not any(_missing(split) for split in found)

    @property
    def stage_label(self) -> str:
        """The stage in words; what nobody measured has none."""
        return self.stage.label if self.stage else str(NOT_MEASURED)


@dataclass(frozen=True, slots=True)
class _Count:
    """The two counts of a theme in one round."""

    uses: Split
    implemented: Split | None

    def stage(self, *, missing: bool = False, implemented: bool = True) -> Stage:
        """The stage; with what is missing counted as if it were there, or by use alone, when asked."""
        base, used = self.uses.total, _reached(self.uses, missing)
        if not used:
            return Stage.NONE
        if self.implemented and implemented and _reached(self.implemented, missing) == base:
            return Stage.ALL_IMPLEMENT
        if used == base:
            return Stage.ALL_USE
        return Stage.MAJORITY if 2 * used >= base else Stage.DEVELOPING


def route(reading: Reading, round_key: str, block_key: str = "") -> tuple[RouteLine, ...]:
    """Every theme of the route in that round, in the order of the route; only those of a block when asked."""
    themes = RouteTheme.objects.select_related("block")
    themes = themes.filter(block__key=block_key) if block_key else themes
    return tuple(_line(reading, theme, round_key) for theme in themes)


def _line(reading: Reading, theme: RouteTheme, round_key: str) -> RouteLine:
    now = _count(reading, theme, round_key)
    at, before = _before(reading, theme, round_key) if now else ("", None)
    return RouteLine(
        key=theme.key,
        name_nl=theme.name_nl,
        name_en=theme.name_en,
        block_key=theme.block.key,
        block_slug=theme.block.slug,
        uses=now.uses if now else None,
        implemented=now.implemented if now else None,
        stage=now.stage() if now else None,
        at_most=now.stage(missing=True) if now else None,
        round_before=at,
        uses_before=before.uses if before else None,
        stage_before=before.stage() if before else None,
        fell_back=bool(now and before and _fell(before, now)),
        fewer=_fewer(before, now) if now and before else 0,
    )


def _count(reading: Reading, theme: RouteTheme, round_key: str) -> _Count | None:
    uses = _asked(reading, theme.uses, round_key)
    return _Count(uses, _asked(reading, theme.implemented, round_key)) if uses else None


def _asked(reading: Reading, condition: Condition | None, round_key: str) -> Split | None:
    return reading.count_condition(condition, round_key) if condition else None


def _before(reading: Reading, theme: RouteTheme, round_key: str) -> tuple[str, _Count | None]:
    """The last round before this one that measured the theme; none when a question has changed its meaning
    since."""
    keys = [round_.key for round_ in reading.rounds]
    for earlier in reversed(keys[: keys.index(round_key)]):
        found = _count(reading, theme, earlier)
        if found:
            return ("", None) if reading.breaks(theme.uses, earlier, round_key) else (earlier, found)
    return "", None


def _fell(before: _Count, now: _Count) -> bool:
    both = bool(before.implemented and now.implemented)
    highest = now.stage(missing=True, implemented=both)
    return highest.place < before.stage(implemented=both).place


def _fewer(before: _Count, now: _Count) -> int:
    gone = max(before.uses.total - now.uses.total, 0)  # a region that takes no part did not fall back
    return max(before.uses.counted - gone - _reached(now.uses, missing=True), 0)


def _reached(split: Split, missing: bool) -> int:
    return split.counted + (_missing(split) if missing else 0)


def _missing(split: Split) -> int:
    return split.not_answered + split.not_approved
