"""What one audience reads: rounds with their figures, from pinned snapshots (public), from the newest
snapshots (partners) or live (programme).

Figures are kept per process under a key that changes with whatever they depend on: the version or the
rounds' revisions, and the newest change of an indicator. So nothing is ever stale, and no audience reads
what was kept for another. Which region answered what is asked of the reading, and of nothing below it: it
answers None where this reader may not know.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from django.utils.translation import get_language

from questionnaires.conditions import Condition, leaves
from roundtables import elsewhere
from roundtables.counts import QuestionText, RegionName
from roundtables.models import Round, Snapshot

from ..errors import UnknownIndicator
from ..figures import Figure, IndicatorRule, Series, Sides, Split
from ..models import Indicator, PublishedFigure, ReportVersion
from ..wording import Predicate
from .answers import Answers, Parts
from .audience import EVERYBODY, Audience, Scope, audience_of
from .facts import QuestionCounts
from .movement import Movement
from .series import Rounds, live_rounds, newest_rounds, pinned_rounds
from .words import Words, indicator_rows


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


class Reading:
    """The rounds, figures and indicators that one audience reads. `version` is None when read live. Figures
    are told in the words of now, unless others are given."""

    def __init__(
        self,
        rounds: Rounds,
        version: ReportVersion | None,
        audience: Audience = EVERYBODY,
        words: Words | None = None,
    ) -> None:
        self._rounds = rounds
        self.version = version
        self.audience = audience
        self._words = words

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

    def questions(self, round_key: str) -> list[QuestionText]:
        """The questions of that round, in order."""
        return list(self._rounds.questions(round_key).values())

    def regions(self, round_key: str) -> tuple[RegionName, ...]:
        """The regions that take part in that round, as it calls them."""
        return self._rounds.data(round_key).regions

    def questionnaire(self, round_key: str) -> str:
        """The version of the questionnaire that the round put."""
        return self._rounds.data(round_key).questionnaire

    def excused(self, round_key: str) -> tuple[str, ...]:
        """The slugs of the regions that need not take part in that round."""
        return self._rounds.data(round_key).excused

    def read_by(self, audience: Audience) -> "Reading":
        """The same rounds for another reader: to say of a paper for whom it is."""
        return Reading(self._rounds, self.version, audience)

    def count_condition(self, condition: Condition, round_key: str) -> Split | None:
        """How the regions of that round stand to a condition; None when nobody was asked. Counts are for
        everybody."""
        return self._rounds.split(condition, round_key)

    def breaks(self, condition: Condition, before: str, round_key: str) -> bool:
        """Whether counts of a condition in these rounds may not be compared."""
        return self._rounds.breaks(condition, before, round_key)

    def question_counts(self, key: str, round_key: str) -> QuestionCounts | None:
        """How many regions answered what; None when the round did not put the question."""
        if self.question(key, round_key) is None:
            return None
        return self._rounds.question_counts(key, round_key)

    def knows(self, key: str, round_key: str) -> bool:
        """Whether this reader may know which region answered what to a question in that round."""
        return self.audience.knows_all(self._rounds.behind_question(key, round_key))

    def answers(self, key: str, round_key: str) -> Answers | None:
        """Which region answered what; None when the round did not put the question, or this reader may not
        know."""
        if self.question(key, round_key) is None or not self.knows(key, round_key):
            return None
        return self._rounds.answers(key, round_key)

    def parts(self, key: str, round_key: str) -> Parts | None:
        """The same for all regions at once, as columns."""
        if self.question(key, round_key) is None or not self.knows(key, round_key):
            return None
        return self._rounds.parts(key, round_key)

    def alphabet(self, round_key: str) -> tuple[int, ...]:
        """The places in `regions` in the order of a Dutch list."""
        return self._rounds.alphabet(round_key)

    def answer_of(self, region: str, key: str, round_key: str) -> tuple[str, ...] | None:
        """What one region answered: its options, or one part of the rest; None when it takes no part, the
        question was not put, or this reader may not know."""
        if self.question(key, round_key) is None:
            return None
        if not self.audience.knows_own(region, self._rounds.behind_question(key, round_key)):
            return None
        found = self._rounds.answers(key, round_key)
        part = found.rest.get(region)
        return found.chosen.get(region) or ((part,) if part else None)

    def knows_figure(self, key: str, round_key: str) -> bool:
        """Whether this reader may know which regions a figure counts in that round."""
        return self.audience.knows_all(self._rounds.behind_indicator(key, round_key))

    def sides(self, key: str, round_key: str) -> Sides | None:
        """The regions on each side of a figure; None when nobody was asked, or this reader may not know."""
        return self._rounds.sides(key, round_key) if self.knows_figure(key, round_key) else None

    def side_of(self, region: str, key: str, round_key: str) -> str | None:
        """In which part of a figure's base one region stands ("counted", ..., "outside"); None when it takes
        no part, nobody was asked, or this reader may not know."""
        if not self.audience.knows_own(region, self._rounds.behind_indicator(key, round_key)):
            return None
        found = self._rounds.sides(key, round_key)
        names = fields(found) if found else ()
        return next((one.name for one in names if region in getattr(found, one.name)), None)

    def movement(self, key: str, round_key: str, before: str = "") -> Movement | None:
        """How regions moved in a question since the round before that put it, or since round `before`. None
        when no earlier round put it. Its counts are for whom `counts_movement`; who moved, only when
        `knows_movement`."""
        if self.question(key, round_key) is None:
            return None
        asked = self._rounds.asked_before(key, round_key, before)
        return self._rounds.movement(key, asked, round_key) if asked else None

    def knows_movement(self, moved: Movement) -> bool:
        """Whether this reader may know who moved, and so may see each flow: a flow of one region between a
        known and a hidden answer tells the hidden one."""
        before, after = moved.rounds
        return self.knows(moved.before.key, before) and self.knows(moved.question.key, after)

    def counts_movement(self, moved: Movement) -> bool:
        """Whether this reader may see how many moved further and back. Not when one side is known by name and
        the other hidden: "one fell back", and only one could, tells the hidden answer."""
        before, after = moved.rounds
        return self.knows(moved.before.key, before) == self.knows(moved.question.key, after)

    @cached_property
    def _indicators(self) -> dict[str, IndicatorInfo]:
        rules = self._rounds.counter.rules
        return {row[0]: _info(row, rules[row[0]]) for row in indicator_rows(self._words) if row[0] in rules}

    def indicators(self) -> list[IndicatorInfo]:
        """All indicators, by building block."""
        return list(self._indicators.values())

    def indicator(self, key: str) -> IndicatorInfo:
        """One indicator; UnknownIndicator when there is none."""
        if key not in self._indicators:
            raise UnknownIndicator(key)
        return self._indicators[key]


def _info(row: Sequence[Any], rule: IndicatorRule) -> IndicatorInfo:
    """From plain columns: making models of every indicator would take longer than the rest of a page."""
    key, block, slug, block_nl, block_en, line_nl, line_en, *words = row
    predicate = Predicate(key, *words)
    return IndicatorInfo(key, block, slug, block_nl, block_en, line_nl, line_en, predicate, rule.base)


def public_reading(audience: Audience = EVERYBODY) -> Reading | None:
    """What the public reads: the newest published version; None when nothing is published."""
    version = ReportVersion.objects.published().newest_first().defer("words").first()
    if version is None:
        return None
    # The checksums tell apart what a primary key alone would not, such as a database that was put back.
    pinned = tuple(version.snapshots.order_by("pk").values_list("pk", "checksum"))
    return Reading(_pinned(version.pk, version.checksum, pinned, _newest_change()), version, audience)


def closed_reading(audience: Audience) -> Reading | None:
    """What partners read: every round that closed, by its newest snapshot; None before the first closes."""
    newest = Snapshot.objects.newest().order_by("pk").values_list("pk", "checksum")
    found = tuple(newest)
    return Reading(_newest(found, _newest_change()), None, audience) if found else None


def live_reading(audience: Audience = EVERYBODY) -> Reading:
    """What the programme reads: open rounds live."""
    newest = Snapshot.objects.filter(round=OuterRef("pk")).order_by("-number").values("checksum")[:1]
    rounds = Round.objects.in_order().annotate(newest=Subquery(newest))
    revisions = tuple(rounds.values_list("key", "revision", "state", "reference_date", "newest"))
    return Reading(_live(revisions, elsewhere.state(), _newest_change()), None, audience)


def reading_for(user: Any) -> Reading | None:
    """What this reader sees, with who they are for the names; None when there is nothing to read yet."""
    audience = audience_of(user)
    if audience.scope is Scope.PUBLISHED:
        return public_reading(audience)
    if audience.scope is Scope.CLOSED:
        return closed_reading(audience)
    found = live_reading(audience)
    return found if found.rounds else None


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
def _newest(snapshots: Sequence[tuple[int, str]], change: Sequence[int | None]) -> Rounds:
    return newest_rounds(Snapshot.objects.filter(pk__in=[pk for pk, _checksum in snapshots]))


@lru_cache(maxsize=2)
def _live(revisions: Sequence[Any], others: Hashable, change: Sequence[int | None]) -> Rounds:
    found = live_rounds()
    for kept, before, other in _newest_live:
        unchanged = [new[0] for new, _old in takewhile(_stands, zip(revisions, kept, strict=False))]
        if before == change:  # an approval in the open round is no reason to count the closed ones again
            found.adopt(other, unchanged)
    _newest_live[:] = [(revisions, change, found)]
    return found


def _stands(pair: tuple[Any, Any]) -> bool:
    """Whether a round was and is closed with the same snapshot."""
    (_key, _revision, state, _date, checksum), old = pair
    return bool(pair[0] == old and state == Round.State.CLOSED and checksum)


_newest_live: list[tuple[Sequence[Any], Sequence[int | None], Rounds]] = []
