"""Puts the review page of one region together, for the person who reviews it.

Everything is read as plain rows, in a number of queries that does not grow with what a region answers.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from accounts.models import User, known_as
from accounts.policy import Deed, reach
from buildingblocks.models import BuildingBlock
from questionnaires.history import Change, change_of
from questionnaires.models import Answer, AnswerRevision, AnswerState, Evidence, Question, RevisionKind
from questionnaires.words import plain_in_words
from regions.models import Region
from regions.names import dutch_key

from ..actions.reviewing import settles
from ..counts import QuestionText, RoundData, chosen_in, read_live
from ..models import Meeting, Participant, Response
from ..plausibility import Now, now_of, signals_in
from ..threads import threads_by_key
from .reviewed import Counts, HandedIn, Item, Page, Part, Proof, Show, Stand, Table

LOOKED = (RevisionKind.APPROVED, RevisionKind.RETURNED)
COLUMNS = (
    "question__key", "state", "revision", "not_applicable", "text", "number", "comment", "agreement",
    "dissent",
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """What was read of one region: its questions as far as this person may read them, and their answers.
    `mine` are the blocks that this person settles, None for all."""

    user: User
    response: Response
    data: RoundData
    questions: Sequence[QuestionText]
    answers: Mapping[str, Stand]
    blocks: Mapping[str, BuildingBlock]
    mine: frozenset[int] | None

    def stand(self, question: QuestionText) -> Stand:
        """What stands as the answer to a question."""
        return self.answers.get(question.key, Stand())

    def settles(self, question: QuestionText) -> bool:
        """Whether this person settles it, in a round that is open."""
        return self.mine is None or self.blocks[question.block].pk in self.mine

    @cached_property
    def waiting(self) -> frozenset[str]:
        """The questions of which the region waits for this person."""
        return frozenset(one.key for one in self.questions if self.stand(one).waits and self.settles(one))


def page_for(user: User, response: Response, show: Show, only: Iterable[str] = ()) -> Page:
    """The review page for this person; PermissionDenied for who reviews nothing in this region. `only` these
    questions, whatever is asked to be shown, when a page renews a part of itself."""
    mine = settles(user, response)
    if mine is not None and not mine:
        raise PermissionDenied
    participant = response.round.participants.get(region=response.region_id)
    read = _read(user, response, participant, mine)
    keys = set(only)
    items = _items(read, [one for one in read.questions if _is_shown(read, one, show, keys)])
    reply = response.replies.select_related("by").first()
    before, after = _neighbours(read)
    return Page(
        response=response,
        participant=participant,
        show=show,
        parts=_parts(read, items),
        counts=_counts(read),
        meeting=_meeting(response),
        submissions=_submissions(response),
        reply=reply,
        changed_after_reply=reply is not None and changed_after(response, reply.at),
        before=before,
        after=after,
        order=tuple(one.key for one in read.questions if show.block in ("", read.blocks[one.block].slug)),
        waiting=read.waiting,
    )


def _meeting(response: Response) -> Table | None:
    columns = ("date", "online", "place", "attendees__organisation", "attendees__function")
    rows = list(
        Meeting.objects.filter(response=response).order_by("attendees__position").values_list(*columns)
    )
    if not rows:
        return None
    seats = tuple((organisation, function) for *_about, organisation, function in rows if organisation)
    date, online, place, *_seat = rows[0]
    return Table(date, online, place, seats)


def _submissions(response: Response) -> list[HandedIn]:
    rows = response.submissions.values_list("at", "by__name", "by__email", "agreed_by", "blocks")
    return [
        HandedIn(at, known_as(name, email), agreed, len(blocks)) for at, name, email, agreed, blocks in rows
    ]


def changed_after(response: Response, moment: datetime) -> bool:
    """Whether any answer of the region, or where it stands, changed after that."""
    return AnswerRevision.objects.filter(answer__sheet=response.sheet_id, at__gt=moment).exists()


class Revised(Protocol):
    """What tells whether somebody looked at a change: its number, and what it was."""

    @property
    def number(self) -> int:
        """Which change of the answer."""
        ...

    @property
    def kind(self) -> str:
        """A `RevisionKind`."""
        ...


def unseen[R: Revised](revisions: Sequence[R]) -> list[R]:
    """The changes that the programme has not looked at: those since it last approved or returned the answer,
    or, when it never did, since the region first handed it in. `revisions` of one answer, oldest first."""
    looked = [one.number for one in revisions if one.kind in LOOKED][-1:]
    handed = [one.number for one in revisions if one.kind == RevisionKind.SUBMITTED][:1]
    content = RevisionKind.of_content()
    return [
        one for since in looked or handed for one in revisions if one.number > since and one.kind in content
    ]


def _read(user: User, response: Response, participant: Participant, mine: frozenset[int] | None) -> Read:
    data = read_live(response.round, response.round.participants.filter(pk=participant.pk))
    blocks = BuildingBlock.objects.in_bulk(field_name="key")
    readable = reach(user, Deed.READ_ANSWERS).blocks(response.region_id)
    questions = [
        one
        for one in data.questions
        if one.answered_by == Question.AnsweredBy.ROUNDTABLE
        and (readable is None or blocks[one.block].pk in readable)
    ]
    return Read(user, response, data, questions, _answers(response, data), blocks, mine)


def _answers(response: Response, data: RoundData) -> dict[str, Stand]:
    chosen = chosen_in(data)
    rows = Answer.objects.filter(sheet=response.sheet_id).values_list(*COLUMNS)
    return {
        key: Stand(
            AnswerState(state), revision, marked, text, number, comment, agreement, dissent,
            options=tuple(chosen.get(key, ())),
        )
        for key, state, revision, marked, text, number, comment, agreement, dissent in rows
    }  # fmt: skip


def _is_shown(read: Read, question: QuestionText, show: Show, only: set[str]) -> bool:
    if only:
        return question.key in only
    if show.block:
        return read.blocks[question.block].slug == show.block
    return show.everything or question.key in read.waiting


def _items(read: Read, questions: list[QuestionText]) -> dict[str, Item]:
    """The questions that are shown, by key, each with everything around it."""
    response, slug = read.response, read.response.region.slug
    now = _now(read)
    signals = signals_in(now)
    changes = _changes(response, questions)
    evidence = _evidence(response)
    blocks = {one.key: read.blocks[one.block].pk for one in questions}
    talk = threads_by_key(response, blocks, read.user, from_programme=True)
    found = {}
    for one in questions:
        stand, before = read.stand(one), now.last.get((slug, one.key))
        found[one.key] = Item(
            question=one,
            answer=stand,
            now=plain_in_words(one, dataclasses.asdict(stand)),
            skipped=bool(one.ask_if) and bool(now.matrices.skipped(now.data.key, one.key)[0]),
            mine=response.round.accepts_answers and read.settles(one),
            may_erase=read.settles(one),
            before=before,
            last="" if before is None else before.words,
            changes=changes.get(one.key, ()),
            signals=signals.get((slug, one.key), ()),
            evidence=[proof for proof in evidence.get(one.key, ()) if read.settles(one) or not proof.removed],
            thread=talk[one.key],
        )
    return found


def _now(read: Read) -> Now:
    """What the rules for plausibility look at."""
    slug = read.response.region.slug
    comments = {(slug, key): one.comment for key, one in read.answers.items()}
    numbers = {(slug, key): one.number for key, one in read.answers.items() if one.number is not None}
    return now_of(read.response.round, read.data, comments, numbers)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A revision without what it holds."""

    pk: int
    number: int
    kind: str


def _changes(response: Response, questions: list[QuestionText]) -> dict[str, tuple[Change, ...]]:
    """What the programme has not looked at, in words, by question. What the other revisions hold stays in the
    database."""
    shown = {question.key: question for question in questions}
    turns: dict[str, list[_Turn]] = {}
    revisions = AnswerRevision.objects.filter(answer__sheet=response.sheet_id)
    rows = revisions.order_by("number").values_list("answer__question__key", "pk", "number", "kind")
    for key, pk, number, kind in rows:
        if key in shown:
            turns.setdefault(key, []).append(_Turn(pk, number, kind))
    fresh = {turn.pk: key for key, some in turns.items() for turn in unseen(some)}
    found: dict[str, tuple[Change, ...]] = {}
    if fresh:
        for one in revisions.filter(pk__in=fresh).select_related("by").order_by("number"):
            key = fresh[one.pk]
            found[key] = (*found.get(key, ()), change_of(shown[key], one))
    return found


def _evidence(response: Response) -> dict[str, list[Proof]]:
    found: dict[str, list[Proof]] = {}
    stands = Q(removed_at=None) | Q(url="", erased_at=None)
    rows = Evidence.objects.filter(stands, sheet=response.sheet_id)
    columns = ("question__key", "pk", "url", "name", "size", "scan", "removed_at")
    for key, pk, url, name, size, scan, removed in rows.values_list(*columns):
        scanned = str(Evidence.Scan(scan).label)
        found.setdefault(key, []).append(Proof(pk, url, name, size, scanned, removed is not None))
    return found


def _parts(read: Read, items: Mapping[str, Item]) -> tuple[Part, ...]:
    by_block: dict[str, list[QuestionText]] = {}
    for question in read.questions:
        by_block.setdefault(question.block, []).append(question)
    return tuple(
        Part(
            block=read.blocks[key],
            items=tuple(items[one.key] for one in found if one.key in items),
            waiting=sum(one.key in read.waiting for one in found),
        )
        for key, found in by_block.items()
    )


def _counts(read: Read) -> Counts:
    states = Counter(read.stand(one).state for one in read.questions)
    return Counts(
        waiting=len(read.waiting),
        returned=states[AnswerState.RETURNED],
        approved=states[AnswerState.APPROVED],
        with_region=sum(states[state] for state in (*AnswerState.fresh(), AnswerState.CARRIED_OVER)),
    )


def _neighbours(read: Read) -> tuple[Region | None, Region | None]:
    """The regions before and after this one, in the order of the list, that wait for this reviewer."""
    response = read.response
    waiting = Answer.objects.filter(sheet__response__round=response.round_id, state=AnswerState.SUBMITTED)
    if read.mine is not None:
        waiting = waiting.filter(question__section__block__in=read.mine)
    rows = waiting.order_by().values_list("sheet__response__region__slug", "sheet__response__region__name")
    regions = sorted(
        (Region(slug=slug, name=name) for slug, name in rows.distinct()), key=lambda one: dutch_key(one.name)
    )
    here = dutch_key(response.region.name)
    before = [one for one in regions if dutch_key(one.name) < here]
    after = [one for one in regions if dutch_key(one.name) > here]
    return (before[-1] if before else None), (after[0] if after else None)
