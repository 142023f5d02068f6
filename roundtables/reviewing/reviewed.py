"""What the programme sees when it reviews one region: every answer with all that stands around it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from buildingblocks.models import BuildingBlock
from questionnaires.history import Change
from questionnaires.models import Answer, AnswerState
from regions.language import in_language
from regions.models import Region

from ..actions.reviewing import RETURNABLE
from ..counts import QuestionText
from ..last_time import LastTime
from ..models import Participant, Reply, Response
from ..plausibility import Signal
from ..threads import Thread


@dataclass(frozen=True, slots=True)
class Show:
    """What the reviewer asked to see: only what waits for review, or all; of every block, or of one."""

    everything: bool = False
    block: str = ""

    @classmethod
    def asked(cls, query: QueryDict) -> "Show":
        """As it stands in the address."""
        return cls(query.get("toon") == "alles", query.get("bouwsteen", ""))

    @property
    def query(self) -> str:
        """The same as an address has it."""
        shown = [("toon", "alles")] if self.everything else []
        made = QueryDict(mutable=True)
        made.update(dict(shown + ([("bouwsteen", self.block)] if self.block else [])))
        return f"?{made.urlencode()}" if made else ""


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands as the answer of a region to one question, as plain data."""

    state: AnswerState = AnswerState.OPEN
    revision: int = 0
    not_applicable: bool = False
    text: str = ""
    number: Decimal | None = None
    comment: str = ""
    agreement: str = ""
    dissent: str = ""
    options: tuple[str, ...] = ()

    @property
    def agreement_label(self) -> str:
        """What the partners at the table make of it, in words; "" when nobody said."""
        return str(Answer.Agreement(self.agreement).label) if self.agreement else ""

    @property
    def waits(self) -> bool:
        """Whether the region handed it in."""
        return self.state == AnswerState.SUBMITTED


@dataclass(frozen=True, slots=True)
class Proof:
    """A link or a file that the region added. `scanned` is what the virus scanner said of a file; one that
    was `removed` is there for who may erase it."""

    pk: int
    url: str
    name: str
    size: int
    scanned: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a region as it is reviewed. `now` and `last` are the answers in words; `changes` those
    that the programme has not looked at; `error` is why what the reviewer did just now did not happen, `why`
    the reason that was typed with it. Files may be erased after closing too."""

    question: QuestionText
    answer: Stand
    now: str
    skipped: bool
    mine: bool
    before: LastTime | None
    last: str
    changes: tuple[Change, ...]
    signals: Sequence[Signal]
    evidence: Sequence[Proof]
    thread: Thread
    may_erase: bool = False
    error: str = ""
    why: str = ""

    drawn: str = ""

    @property
    def key(self) -> str:
        """The question's key."""
        return self.question.key

    @property
    def seen(self) -> str:
        """What the reviewer sees, for the check that nobody changed it meanwhile."""
        return f"{self.key}:{self.answer.revision}"

    @property
    def shown(self) -> Hashable:
        """Everything that the page shows of it: two that are equal look the same."""
        last = None if self.before is None else self.before.label
        return (
            self.key, self.text, self.answer, self.now, self.skipped, self.mine, last, self.last,
            self.changes, tuple(self.signals), tuple(self.evidence), self.thread, self.error, self.why,
            self.may_erase,
        )  # fmt: skip

    @property
    def state_label(self) -> str:
        """Where the answer stands, in words."""
        if self.skipped:
            return _("niet van toepassing door een ander antwoord")
        return str(self.state.label)

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        return in_language(self.question, "text")

    @property
    def state(self) -> AnswerState:
        """Where the answer stands."""
        return self.answer.state

    @property
    def differs(self) -> bool:
        """Whether the region says something else than last time."""
        return self.before is not None and self.last != self.now and self.state != AnswerState.OPEN

    @property
    def to_review(self) -> bool:
        """Whether the region waits for this reviewer."""
        return self.mine and self.answer.waits

    @property
    def may_approve(self) -> bool:
        """Whether this reviewer can settle it now."""
        return self.mine and self.state in AnswerState.waiting()

    @property
    def may_return(self) -> bool:
        """Whether this reviewer can ask to look again."""
        return self.mine and self.state in RETURNABLE

    @property
    def not_handed_in(self) -> bool:
        """Whether the region may still be at work on it."""
        return self.state in AnswerState.fresh()


@dataclass(frozen=True, slots=True)
class Part:
    """The questions of one building block, as far as they are shown; `waiting` is how many wait for this
    reviewer, shown or not."""

    block: BuildingBlock
    items: tuple[Item, ...]
    waiting: int

    @property
    def seen(self) -> list[str]:
        """Question and revision of everything that can be approved in one go."""
        return [item.seen for item in self.items if item.to_review]


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the review of this region is."""

    waiting: int
    returned: int
    approved: int
    with_region: int


@dataclass(frozen=True, slots=True)
class Table:
    """The round table itself: when, where, and which organisations sat at it with which function."""

    date: date | None
    online: bool
    place: str
    seats: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Once that the region handed in: when, who, for how many sections, and the function that agreed."""

    at: datetime
    by: str
    agreed_by: str
    sections: int


@dataclass(frozen=True, slots=True)
class Page:
    """The review of one region."""

    response: Response
    participant: Participant
    show: Show
    parts: tuple[Part, ...]
    counts: Counts
    meeting: Table | None
    submissions: Sequence[HandedIn]
    reply: Reply | None
    changed_after_reply: bool
    before: Region | None
    after: Region | None
    order: tuple[str, ...]
    waiting: frozenset[str]

    def next_after(self, key: str) -> str:
        """The next question on the reader's page that waits, after this one or else from the top; "" when all
        is done."""
        place = self.order.index(key) if key in self.order else 0
        ahead = (*self.order[place + 1 :], *self.order[:place])
        return next((one for one in ahead if one in self.waiting), "")

    @property
    def shown(self) -> list[Part]:
        """The parts of which something is shown."""
        return [part for part in self.parts if part.items]

    def item(self, key: str) -> Item | None:
        """One question on the page."""
        return next((item for part in self.parts for item in part.items if item.key == key), None)
