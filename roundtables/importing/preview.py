"""What a file would change in a round, for who looks before it is read in. Nothing is stored."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.policy import Deed, require
from questionnaires.actions import Given
from questionnaires.casework import findings
from questionnaires.models import Answer, AnswerState
from questionnaires.words import answer_in_words, plain_in_words
from regions.names import dutch_key

from ..models import Round
from ..skips import skips
from .answers import Pair, Reader, is_same
from .lines import read_lines
from .storing import closed, has_content, mark_of, replaces


class Kind(models.TextChoices):
    """What happens to an answer."""

    NEW = "new", gettext_lazy("nieuw")
    CHANGED = "changed", gettext_lazy("gewijzigd")
    EMPTIED = "emptied", gettext_lazy("vervalt")


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that changes: what stands and what comes, in words. `approved` when the programme settled
    what stands; `excused` when the region counts nowhere; `findings` are what looks personal in it."""

    region: str
    key: str
    question: str
    kind: Kind
    old: str
    new: str
    line: int = 0
    approved: bool = False
    excused: bool = False
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """All that a file would do. `mark` tells the state of the round in which that is so; `same` is how many
    answers in the file stand already."""

    changes: tuple[Change, ...]
    same: int
    regions: int
    mark: str

    @property
    def counts(self) -> dict[str, int]:
        """How many answers of each kind."""
        found = Counter(one.kind for one in self.changes)
        return {kind.value: found[kind] for kind in Kind}

    @property
    def approved(self) -> int:
        """How many answers lose their approval."""
        return sum(one.approved for one in self.changes if one.kind == Kind.CHANGED)

    @property
    def personal(self) -> int:
        """How many texts seem to hold something about a person."""
        return sum(bool(one.findings) for one in self.changes)


def preview(*, by: User, path: Path, round_: Round) -> Preview:
    """Look what a file would change; `RoundError` or `ImportRefused` as when it is read in."""
    require(by, Deed.RUN_ROUNDS)
    lines, bad = read_lines(path)
    if not round_.accepts_answers:
        raise closed(round_)
    mark = mark_of(round_, lines)  # before anything is read: what changes meanwhile is a change
    reader = Reader(round_, bad)
    given = reader.read(lines, replace=True)
    look = _Look(reader)
    changes = [look.change(one) for one in given if not is_same(one, reader.stands.get(one.key))]
    return Preview(
        changes=tuple(sorted([*changes, *look.emptied(given)], key=look.order)),
        same=len(given) - len(changes),
        regions=len({one.sheet.pk for one in given}),
        mark=mark,
    )


class _Look:
    """Says in words what becomes of each answer."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        regions = {slug: response.region for slug, response in reader.responses.items()}
        self.names = {slug: region.name for slug, region in regions.items()}
        excused = reader.round.participants.filter(excused=True)
        self.excused = set(excused.values_list("region__slug", flat=True))

    def order(self, change: Change) -> tuple[Any, int]:
        """By region, and then by question."""
        return dutch_key(change.region), self.reader.questions[change.key].position

    def change(self, one: Given) -> Change:
        """An answer of the file that is not there yet."""
        pair, answer = self.reader.pair(one), self.reader.stands.get(one.key)
        return Change(
            region=self.names[pair[0]],
            key=one.question.key,
            question=one.question.text,
            kind=Kind.CHANGED if replaces(one, self.reader) else Kind.NEW,
            old=answer_in_words(one.question, answer),
            new=plain_in_words(one.question, one.plain()),
            line=self.reader.first[pair].number,
            approved=answer is not None and answer.state == AnswerState.APPROVED,
            excused=pair[0] in self.excused,
            findings=tuple(findings(one.text)),
        )

    def emptied(self, given: list[Given]) -> list[Change]:
        """Answers that are not in the file, to questions that no longer need an answer because of it."""
        round_ = self.reader.round
        falls = skips(round_, given) - skips(round_) - {self.reader.pair(one) for one in given}
        return [self._falls(pair, answer) for pair, answer in self._answers(falls)]

    def _answers(self, pairs: set[Pair]) -> list[tuple[Pair, Answer]]:
        regions, keys = {slug for slug, _key in pairs}, {key for _slug, key in pairs}
        sheets = [one.sheet_id for slug, one in self.reader.responses.items() if slug in regions]
        found = Answer.objects.filter(sheet__in=sheets, question__key__in=keys).select_related("question")
        named = [
            ((self.reader.regions[answer.sheet_id], answer.question.key), answer)
            for answer in found.prefetch_related("choices__option", "question__options")
        ]
        return [(pair, answer) for pair, answer in named if pair in pairs and has_content(answer)]

    def _falls(self, pair: Pair, answer: Answer) -> Change:
        return Change(
            region=self.names[pair[0]],
            key=answer.question.key,
            question=answer.question.text,
            kind=Kind.EMPTIED,
            old=answer_in_words(answer.question, answer),
            new="",
            approved=answer.state == AnswerState.APPROVED,
            excused=pair[0] in self.excused,
        )
