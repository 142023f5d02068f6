"""Which regions stand on which side of a figure, for who may know; with what stands beside their answers for
who may read those."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.policy import Deed, Reach, reach
from buildingblocks.models import BuildingBlock
from questionnaires.conditions import leaves
from questionnaires.matrix import PREVIOUS
from questionnaires.models import Question
from regions.models import Region
from roundtables.counts import QuestionText

from ...figures import Sides, Status, Verdict
from ...reading.audience import EVERYBODY, Audience, Scope
from ...reading.live_answers import Beside, beside
from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...shared.cards import Words, round_of, words
from ...shared.definitions import other_round
from ...shared.strips import PART_NAMES

PARTNER = Audience(scope=Scope.CLOSED, partner=True)
MOST_NAMES = 100  # on one side
ORDER = ("counted", "not_counted", "not_applicable", "not_answered", "not_approved", "outside")


@dataclass(frozen=True, slots=True)
class Given:
    """What a region answered to one question behind the figure. `beside` is None for who may not read that;
    `changed` when the live answer is no longer what was counted. `address` leads to the answer itself."""

    answer: Words
    beside: Beside | None
    changed: bool
    address: str
    round: str


@dataclass(frozen=True, slots=True)
class Member:
    """A region on one side; `mark` says what changed since the round before."""

    slug: str
    name: str
    mark: str
    answers: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One part of the base, or the regions outside it: how many, and the first of them."""

    part: str
    number: int
    regions: tuple[Member, ...]

    @property
    def more(self) -> int:
        """How many are not named here."""
        return self.number - len(self.regions)


@dataclass(frozen=True, slots=True)
class SidesPage:
    """`visible` says for whom these names are. `known` is False when this reader may not know them: then
    only the reader's own regions stand in `own`. `questions` are those that the answers are to, in order,
    each with the round when it is another."""

    visible: str
    known: bool
    sides: tuple[Side, ...]
    own: tuple[tuple[str, Member], ...]
    detailed: bool
    questions: tuple[tuple[Words, str], ...]


def visible_to(reading: Reading, key: str, round_key: str) -> str:
    """For whom the names behind a figure are, in a sentence."""
    if reading.read_by(EVERYBODY).knows_figure(key, round_key):
        return gettext("Iedereen mag weten welke regio’s dit zijn.")
    if reading.read_by(PARTNER).knows_figure(key, round_key):
        return gettext("Zichtbaar voor partners; het publiek ziet alleen de aantallen.")
    return gettext("Zichtbaar voor het programmateam; anderen zien alleen de aantallen.")


class SidesMaker:
    """Puts the regions together. What is only for this reader is read first, so that a page that shows the
    same need not be made again: `fingerprint` tells that."""

    def __init__(self, user: Any, reading: Reading, info: IndicatorInfo, round_: RoundInfo) -> None:
        self.user, self.reading, self.info, self.round = user, reading, info, round_
        self.places = places_of(reading, info.key, round_.key)
        regions = reading.regions(round_.key)
        self.names = {one.slug: one.name for one in regions}
        self.order = [regions[place].slug for place in reading.alphabet(round_.key)]
        self.found = reading.sides(info.key, round_.key)
        self.reviews, self.reads = reach(user, Deed.REVIEW), reach(user, Deed.READ_ANSWERS)
        self.shown = self._shown()
        self.live = self._live([slug for slugs in self.shown.values() for slug in slugs])

    @property
    def fingerprint(self) -> Hashable:
        """All that the page shows beside what everybody sees who may know the same."""
        reaches = (self.reviews, self.reads, reach(self.user, Deed.KEEP_REGISTER))
        return (self.reading.audience.own, tuple(sorted(self.live.items(), key=itemgetter(0))), reaches)

    def page(self) -> SidesPage:
        """The whole of it."""
        self.before = self._before()
        own = () if self.found else tuple(self._own())
        sides = self._sides() if self.found else ()
        everybody = [one for side in sides for one in side.regions] + [one for _part, one in own]
        return SidesPage(
            visible=visible_to(self.reading, self.info.key, self.round.key),
            known=self.found is not None,
            sides=sides,
            own=own,
            detailed=any(given.beside or given.changed for one in everybody for given in one.answers),
            questions=tuple(self.question(at, question) for at, question in self.places),
        )

    def _shown(self) -> dict[str, list[str]]:
        """Whom the page names, by part; the reader's own regions when it may not name others."""
        if self.found is None:
            return {"": sorted({slug for slug, _block in self.reading.audience.own})}
        held = {part: frozenset(getattr(self.found, part)) for part in ORDER}
        return {part: [slug for slug in self.order if slug in held[part]][:MOST_NAMES] for part in ORDER}

    def _live(self, regions: list[str]) -> dict[tuple[str, str, str], Beside]:
        """Comments, evidence and approvals, by round, region and question."""
        if not isinstance(self.user, User) or not reach(self.user, Deed.READ_ANSWERS):
            return {}
        found = {}
        for at in dict.fromkeys(at for at, _question in self.places):
            keys = [question.key for there, question in self.places if there == at]
            for (region, key), one in beside(self.user, at, keys, regions).items():
                found[at, region, key] = one
        return found

    def _before(self) -> Sides | None:
        """The sides of the last round before this one that asked, when they can be compared and may be
        known."""
        points = self.reading.series(self.info.key).points
        place = next(n for n, point in enumerate(points) if point.figure.round == self.round.key)
        if points[place].verdict is Verdict.BREAK:
            return None
        asked = [point for point in points[:place] if point.figure.status is not Status.NOT_ASKED]
        return self.reading.sides(self.info.key, asked[-1].figure.round) if asked else None

    def _sides(self) -> tuple[Side, ...]:
        """Every part that holds regions."""
        return tuple(
            Side(part, len(getattr(self.found, part)), tuple(self.region(slug, part) for slug in slugs))
            for part, slugs in self.shown.items()
            if slugs
        )

    def _own(self) -> Iterator[tuple[str, Member]]:
        """The reader's own regions: what stands there and in which part."""
        for slug in self.shown[""]:
            part = self.reading.side_of(slug, self.info.key, self.round.key)
            if part:
                yield str(PART_NAMES[part]), self.region(slug, part)

    def region(self, slug: str, part: str) -> Member:
        """One region with its answers."""
        answers = tuple(self.given(slug, at, question) for at, question in self.places)
        return Member(
            slug, self.names.get(slug, slug), self.mark(slug, part), tuple(one for one in answers if one)
        )

    def mark(self, slug: str, part: str) -> str:
        """What changed since the round before; "" for what stayed, or was not known then."""
        if self.before is None:
            return ""
        was = slug in self.before.counted
        was_not = slug in self.before.not_counted or slug in self.before.outside
        if part == "counted" and was_not:
            return gettext("nieuw")
        settled = part in ("not_counted", "not_applicable", "outside")
        return gettext("niet meer") if settled and was else ""

    def given(self, slug: str, at: str, question: QuestionText) -> Given | None:
        """The answer to one question; None when this reader may not know it."""
        said = self.reading.answer_of(slug, question.key, at)
        if said is None:
            return None
        live = self.live.get((at, slug, question.key))
        options = {option.slug for option in question.options}
        counted = bool(set(said) & options)  # what is skipped may still have an answer that counts no more
        same = live is not None and live.said is not None and set(live.said) == set(said)
        return Given(
            answer=_answers(question, said),
            beside=live if same else None,
            changed=live is not None and counted and not same,
            address=self.address(slug, at, question),
            round=at,
        )

    def question(self, at: str, question: QuestionText) -> tuple[Words, str]:
        """A question behind the figure, with its round when that is another one."""
        round_ = "" if at == self.round.key else round_of(self.reading, at).label
        return words(question, "text"), round_

    def address(self, slug: str, at: str, question: QuestionText) -> str:
        """Where the answer itself stands: the review page for who reviews, the section for the region."""
        if question.answered_by == Question.AnsweredBy.POOL:
            return f"{reverse('projectpool:projects')}?regio={slug}"
        if question.answered_by == Question.AnsweredBy.REGISTER:
            kept = self._holds(reach(self.user, Deed.KEEP_REGISTER), slug, question)
            return reverse("roundtables:register", args=[at]) if kept else ""
        if self._holds(self.reviews, slug, question):
            return f"{reverse('roundtables:review', args=[at, slug])}?toon=alles#vraag-{question.key}"
        if self._holds(self.reads, slug, question):
            section = self.blocks[question.block][1]
            return f"{reverse('roundtables:section', args=[at, slug, section])}#vraag-{question.key}"
        return ""

    def _holds(self, found: Reach, slug: str, question: QuestionText) -> bool:
        """Whether the answer of a region to a question lies within it."""
        if not found or found.everywhere:
            return bool(found)
        return found.holds(self.pks.get(slug), self.blocks[question.block][0])

    @cached_property
    def pks(self) -> dict[str, int]:
        """Regions by slug, for who has a part of them."""
        return dict(Region.objects.values_list("slug", "pk"))

    @cached_property
    def blocks(self) -> dict[str, tuple[int, str]]:
        """Primary key and slug of every building block, by key."""
        return {key: (pk, slug) for key, pk, slug in BuildingBlock.objects.values_list("key", "pk", "slug")}


def _answers(question: QuestionText, said: tuple[str, ...]) -> Words:
    """Options as the regions read them, or a part of the rest."""
    options = [option for option in question.options if option.slug in said]
    if not options:
        return Words("; ".join(str(PART_NAMES.get(part, part)) for part in said))
    labels = [words(option, "label") for option in options]
    return Words("; ".join(one.text for one in labels), labels[0].lang)


def places_of(reading: Reading, key: str, round_key: str) -> list[tuple[str, QuestionText]]:
    """The questions that decide about a figure, each with the round in which it was asked."""
    found: dict[tuple[str, str], QuestionText] = {}
    first = reading.rounds[0].key == round_key
    for leaf in leaves(reading.condition(key, round_key) or {"true": 1}):
        at = other_round(reading, round_key, leaf.round)
        question = reading.question(leaf.question, at)
        if question is not None and not (first and leaf.round == PREVIOUS):
            found.setdefault((at, question.key), question)
    return [(at, question) for (at, _key), question in found.items()]
