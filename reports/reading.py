"""What one audience reads: rounds with their figures, from pinned snapshots (public) or live (programme).

Figures are kept per process under a key that changes with whatever they depend on: the version or the
rounds' revisions, and the newest change of an indicator. So nothing is ever stale, and no audience reads
what was kept for another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Max
from django.utils.translation import get_language

from accounts.models import User
from questionnaires.conditions import leaves
from roundtables.counts import QuestionText
from roundtables.models import Round, Snapshot

from .errors import UnknownIndicator
from .figures import Figure, Series
from .models import Indicator, PublishedFigure, ReportVersion
from .predicates import predicate
from .series import Rounds, live_rounds, pinned_rounds
from .wording import Predicate


@dataclass(frozen=True, slots=True)
class RoundInfo:
    """A round as a reader sees it."""

    key: str
    label_nl: str
    label_en: str
    open: bool
    example: bool
    date: date
    regions: int

    @property
    def label(self) -> str:
        """The round's name in the language of the page."""
        return self.label_en if get_language() == "en" and self.label_en else self.label_nl


@dataclass(frozen=True, slots=True)
class IndicatorInfo:
    """An indicator as a reader sees it."""

    key: str
    block_key: str
    block_slug: str
    block_name_nl: str
    block_name_en: str
    line_name_nl: str
    line_name_en: str
    predicate: Predicate
    base: tuple[str, ...]
    expressions: dict[str, Any]


class Reading:
    """The rounds, figures and indicators that one audience reads. `version` is None when read live."""

    def __init__(self, rounds: Rounds, version: ReportVersion | None) -> None:
        self._rounds = rounds
        self.version = version

    @cached_property
    def rounds(self) -> tuple[RoundInfo, ...]:
        """Oldest first."""
        found = [self._rounds.data(key) for key in self._rounds.keys]
        return tuple(
            RoundInfo(d.key, d.label_nl, d.label_en, d.open, d.example, d.reference_date, len(d.regions))
            for d in found
        )

    @property
    def identity(self) -> object:
        """The same object for as long as nothing that it was read from has changed; pages are kept by it."""
        return self._rounds

    @property
    def newest(self) -> RoundInfo:
        """The round that pages show when none is chosen: the newest that is closed, else the newest."""
        closed = [round_ for round_ in self.rounds if not round_.open]
        return (closed or list(self.rounds))[-1]

    @property
    def example(self) -> bool:
        """Whether any of it is made up, so that the page must say so."""
        return any(round_.example for round_ in self.rounds)

    def figures(self, round_key: str) -> dict[str, Figure]:
        """Every figure of a round, by indicator."""
        return self._rounds.figures(round_key)

    def series(self, key: str) -> Series:
        """An indicator over the rounds, oldest first."""
        return self._rounds.series(key)

    def question(self, key: str, round_key: str) -> QuestionText | None:
        """The question as that round asked it; None when it did not."""
        return self._rounds.questions(round_key).get(key) if round_key in self._rounds.keys else None

    def condition(self, key: str, round_key: str) -> dict[str, Any] | None:
        """The condition that counts regions in that round."""
        return self._rounds.counter.rules[key].condition(round_key, self._rounds.keys)

    def questions_of(self, key: str, round_key: str) -> list[QuestionText]:
        """The questions that the figure looks at in that round, in order, each once."""
        found: dict[str, QuestionText] = {}
        for leaf in leaves(self.condition(key, round_key) or {"true": 1}):
            asked_in = self._rounds.counter.matrices.resolve(round_key, leaf.round)
            question = self.question(leaf.question, asked_in) if asked_in else None
            if question is not None:
                found.setdefault(question.key, question)
        return list(found.values())

    @cached_property
    def _indicators(self) -> dict[str, IndicatorInfo]:
        rows = Indicator.objects.select_related("block__action_line").order_by("block__position", "position")
        return {one.key: _info(one) for one in rows if one.key in self._rounds.counter.rules}

    def indicators(self) -> list[IndicatorInfo]:
        """All indicators, by building block."""
        return list(self._indicators.values())

    def indicator(self, key: str) -> IndicatorInfo:
        """One indicator; UnknownIndicator when there is none."""
        if key not in self._indicators:
            raise UnknownIndicator(key)
        return self._indicators[key]


def _info(one: Indicator) -> IndicatorInfo:
    block = one.block
    return IndicatorInfo(
        key=one.key,
        block_key=block.key,
        block_slug=block.slug,
        block_name_nl=block.name_nl,
        block_name_en=block.name_en,
        line_name_nl=block.action_line.name_nl,
        line_name_en=block.action_line.name_en,
        predicate=predicate(one),
        base=tuple(one.base),
        expressions=one.expressions,
    )


def public_reading() -> Reading | None:
    """What the public reads: the newest published version; None when nothing is published."""
    published = ReportVersion.objects.published().select_related("report")
    version = published.order_by("-report__round__reference_date", "-number").first()
    if version is None:
        return None
    # The checksums tell apart what a primary key alone would not, such as a database that was put back.
    pinned = tuple(version.snapshots.order_by("pk").values_list("pk", "checksum"))
    return Reading(_pinned(version.pk, version.checksum, pinned, _newest_change()), version)


def live_reading() -> Reading:
    """What the programme reads: open rounds live."""
    revisions = tuple(Round.objects.in_order().values_list("key", "revision", "state", "reference_date"))
    return Reading(_live(revisions, _newest_change()), None)


def reading_for(user: User | Any) -> Reading | None:
    """What this reader may see. Roles come with signing in; until then everybody reads what is public."""
    return public_reading()


def _newest_change() -> tuple[int | None, int | None]:
    history = Indicator.history.aggregate(newest=Max("history_id"))["newest"]
    return history, PublishedFigure.history.aggregate(newest=Max("history_id"))["newest"]


@lru_cache(maxsize=8)
def _pinned(
    version: int, checksum: str, snapshots: Sequence[tuple[int, str]], change: Sequence[int | None]
) -> Rounds:
    rules = ReportVersion.objects.values_list("rules", flat=True).get(pk=version)
    return pinned_rounds(Snapshot.objects.filter(pk__in=[pk for pk, _checksum in snapshots]), rules or None)


@lru_cache(maxsize=2)
def _live(revisions: Sequence[Any], change: Sequence[int | None]) -> Rounds:
    return live_rounds()
