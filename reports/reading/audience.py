"""Who reads: which rounds, and of which questions this reader may know which region answered what.

Three audiences read rounds: everybody what a published report pins, partners every closed round by its newest
snapshot, the programme open rounds too. Names go by question: `public`, `partners` or `programme`.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from accounts.models import User
from accounts.policy import Deed, Place, Reach, reach
from buildingblocks.models import BuildingBlock
from questionnaires.models import Question
from regions.models import Region
from roundtables.counts import QuestionText

LEVELS = Question.Visibility


class Scope(StrEnum):
    """Which rounds somebody reads."""

    PUBLISHED = "published"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Audience:
    """A reader. `blocks` are the keys of the building blocks of which everything may be known by name, None
    for all; `own` holds (region slug, block key) of whose answers are the reader's own, "" for all blocks."""

    scope: Scope = Scope.PUBLISHED
    partner: bool = False
    blocks: frozenset[str] | None = frozenset()
    own: frozenset[tuple[str, str]] = frozenset()

    @property
    def mark(self) -> str:
        """The same text for readers who may know the same, whenever and wherever it is asked."""
        blocks = None if self.blocks is None else sorted(self.blocks)
        known = json.dumps([self.scope, self.partner, blocks, sorted(self.own)])
        return hashlib.sha256(known.encode()).hexdigest()

    def knows(self, question: QuestionText) -> bool:
        """Whether this reader may know of every region what it answered to this question."""
        if self.blocks is None or question.block in self.blocks:
            return True
        return question.visibility == LEVELS.PUBLIC or (
            self.partner and question.visibility == LEVELS.PARTNERS
        )

    def knows_all(self, questions: Iterable[QuestionText]) -> bool:
        """Whether that holds for each of these: what is made of several answers tells about all of them."""
        return all(self.knows(question) for question in questions)

    def knows_own(self, region: str, questions: Iterable[QuestionText]) -> bool:
        """Whether this reader may know what this one region answered: its own, or everybody's."""
        return all(
            self.knows(question) or bool({(region, ""), (region, question.block)} & self.own)
            for question in questions
        )


EVERYBODY = Audience()


def audience_of(user: User | Any) -> Audience:
    """The reader as the policy sees them today."""
    closed, everything = reach(user, Deed.READ_CLOSED), reach(user, Deed.READ_OPEN)
    if not closed and not everything:
        return EVERYBODY
    return Audience(
        scope=Scope.ALL if everything else Scope.CLOSED,
        partner=bool(reach(user, Deed.KNOW_PARTNERS)),
        blocks=_blocks(reach(user, Deed.KNOW_ALL)),
        own=_own(reach(user, Deed.READ_ANSWERS)),
    )


def _blocks(found: Reach) -> frozenset[str] | None:
    blocks = found.blocks(None)
    if not blocks:
        return blocks if blocks is None else frozenset()
    return frozenset(BuildingBlock.objects.filter(pk__in=blocks).values_list("key", flat=True))


def _own(found: Reach) -> frozenset[tuple[str, str]]:
    places: list[Place] = [place for place in found.places if place.region is not None]
    if not places:
        return frozenset()
    slugs = dict(Region.objects.filter(pk__in=[one.region for one in places]).values_list("pk", "slug"))
    keys = dict(BuildingBlock.objects.filter(pk__in=[one.block for one in places]).values_list("pk", "key"))
    return frozenset((slugs[one.region or 0], keys[one.block] if one.block else "") for one in places)
