"""What regions answered the last time that a question was asked, as the snapshot of that round kept it."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np
from django.db.models import Q

from questionnaires.matrix import Matrices, Matrix
from questionnaires.models import AnswerState, Question
from questionnaires.words import plain_in_words
from regions.language import in_language

from .counts import QuestionText, RoundData, read_live
from .models import Round, Snapshot
from .snapshots import content_of, read_snapshot

type Key = tuple[str, str]  # region slug, question key


@dataclass(frozen=True, slots=True)
class LastTime:
    """An answer of an earlier round; `question` is as it was put then."""

    round: RoundData
    question: QuestionText
    options: tuple[str, ...] = ()
    text: str = ""
    number: Decimal | None = None
    not_applicable: bool = False

    @property
    def label(self) -> str:
        """The round's name in the reader's language."""
        return in_language(self.round, "label")

    @property
    def words(self) -> str:
        """The answer in the reader's language, with the labels of then."""
        said = {
            "options": self.options, "text": self.text, "number": self.number,
            "not_applicable": self.not_applicable,
        }  # fmt: skip
        return plain_in_words(self.question, said)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier round with the answers that stood in it."""

    data: RoundData
    questions: Mapping[str, QuestionText]
    answers: Mapping[Key, LastTime]


def last_times(
    round_: Round, asked: Iterable[Question | QuestionText], regions: Iterable[str]
) -> dict[Key, LastTime]:
    """What these regions (slugs) answered to each of these questions in the last round before this one that
    asked it, by region and question. A question that takes another's place looks at that one too, unless
    answers do not compare. One query once the snapshots have been read in this process."""
    who = list(regions)
    found: dict[Key, LastTime] = {}
    wanted = {question.key: _names(question) for question in asked}
    for earlier in earlier_rounds(round_):
        here = {key: name for key, names in wanted.items() for name in names if name in earlier.questions}
        for region in who:
            for key, name in here.items():
                answer = earlier.answers.get((region, name))
                if answer is not None:
                    found[region, key] = answer
        wanted = {key: names for key, names in wanted.items() if key not in here}
        if not wanted:
            break
    return found


def _names(question: Question | QuestionText) -> tuple[str, ...]:
    """The keys under which a question was asked; its own wins, so it stands last."""
    compares = question.succeeds and question.verdict != Question.Verdict.BREAK
    return (question.succeeds, question.key) if compares else (question.key,)


def earlier_rounds(round_: Round) -> Iterable[Earlier]:
    """The rounds before this one, newest first: closed ones as their newest snapshot holds them."""
    day, done = round_.reference_date, set()
    rows = (
        Round.objects.filter(Q(reference_date__lt=day) | Q(reference_date=day, pk__lt=round_.pk))
        .exclude(state=Round.State.PREPARING)
        .order_by("-reference_date", "-pk", "-snapshots__number")
        .values_list("pk", "state", "snapshots__pk", "snapshots__checksum")
    )
    for pk, state, kept, checksum in rows:
        if pk in done:
            continue
        done.add(pk)
        if state == Round.State.CLOSED and kept is not None:
            yield _from_snapshot(kept, checksum)
        else:
            live = Round.objects.get(pk=pk)
            yield _earlier(read_live(live), content_of(live)["texts"])


@lru_cache(maxsize=12)
def _from_snapshot(pk: int, checksum: str) -> Earlier:
    """A snapshot never changes, so a process reads it once; its checksum says that it is the same one."""
    snapshot = Snapshot.objects.get(pk=pk)
    return _earlier(read_snapshot(snapshot), snapshot.content["texts"])


class Alone:
    """One round by itself, with every answer as it was given."""

    def __init__(self, data: RoundData) -> None:
        self.keys: Sequence[str] = (data.key,)
        self._data = data

    def load(self, _key: str) -> Matrix:
        """The answers of the round."""
        return self._data.matrix(as_given=True)


def _earlier(data: RoundData, texts: Iterable[Sequence[Any]]) -> Earlier:
    answers = _chosen(data)
    for region, question, text, number, _source, _date in texts:
        key = data.regions[region].slug, data.questions[question].key
        if key in answers:
            answers[key] = dataclasses.replace(
                answers[key], text=text, number=None if number is None else Decimal(number)
            )
    questions = {question.key: question for question in data.questions}
    return Earlier(data, questions, _without_skipped(data, answers))


def _chosen(data: RoundData) -> dict[Key, LastTime]:
    """The answers that stood, with their options; not what was only carried over, or emptied again."""
    pairs = [(question, option.slug) for question in data.questions for option in question.options]
    options: dict[tuple[int, int], list[str]] = {}
    marked: dict[tuple[int, int], bool] = {}
    for region, question, state, not_applicable, option in np.asarray(data.rows).reshape(-1, 5).tolist():
        if state in (AnswerState.OPEN, AnswerState.CARRIED_OVER):
            continue
        marked[region, question] = bool(not_applicable)
        options.setdefault((region, question), []).extend([pairs[option][1]] if option >= 0 else [])
    return {
        (data.regions[region].slug, data.questions[question].key): LastTime(
            data, data.questions[question], tuple(slugs), not_applicable=marked[region, question]
        )
        for (region, question), slugs in options.items()
    }


def _without_skipped(data: RoundData, answers: dict[Key, LastTime]) -> dict[Key, LastTime]:
    """An answer to a question that another answer skipped did not count then, so it is not compared now."""
    matrices = Matrices(Alone(data))
    hidden: Collection[Key] = {
        (region.slug, question.key)
        for question in data.questions
        if question.ask_if
        for region, skipped in zip(data.regions, matrices.skipped(data.key, question.key), strict=True)
        if skipped
    }
    return {key: answer for key, answer in answers.items() if key not in hidden}
