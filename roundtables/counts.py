"""The reading side of rounds: a round's answers as plain data, live or from a snapshot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Coalesce

from questionnaires.matrix import Asked, Matrix
from questionnaires.models import Answer, AnswerState, Option, Question, Questionnaire

from .elsewhere import Answers, answers_on
from .models import Participant, Round

type Rows = npt.NDArray[np.int64] | Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class OptionText:
    """An option as it was put to the regions."""

    slug: str
    label_nl: str
    label_en: str
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question as it was put to the regions; `verdict` compares it with the question before it."""

    key: str
    text_nl: str
    text_en: str
    type: str
    answered_by: str
    visibility: str
    block: str
    options: tuple[OptionText, ...]
    ask_if: dict[str, Any] | None = None
    succeeds: str = ""
    verdict: str = "same"
    verdict_note_nl: str = ""


@dataclass(frozen=True, slots=True)
class RegionName:
    """A region as it was called."""

    slug: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class RoundData:
    """A round as it counts: who takes part, what was asked, what was answered. `snapshot` is the number of
    the snapshot it was read from, 0 when read live. `rows` are as `Matrix.build` takes them; `excused` are
    the slugs of regions that need not take part, in the order of their numbers."""

    key: str
    label_nl: str
    label_en: str
    reference_date: date
    open: bool
    example: bool
    regions: tuple[RegionName, ...]
    questionnaire: str
    questions: tuple[QuestionText, ...]
    rows: Rows = field(repr=False)
    snapshot: int = 0
    excused: tuple[str, ...] = ()

    def matrix(self, *, as_given: bool = False) -> Matrix:
        """The answers as a boolean matrix; `as_given` also takes what is not yet settled."""
        asked = [Asked(q.key, tuple(option.slug for option in q.options), q.ask_if) for q in self.questions]
        return Matrix.build([region.slug for region in self.regions], asked, self.rows, as_given=as_given)


def read_live(round_: Round, participants: QuerySet[Participant] | None = None) -> RoundData:
    """The round as its tables stand now: three queries, however many regions, and those of whoever answers
    questions elsewhere. Of everybody who counts, or of these participants only."""
    everybody = _regions(round_.participants.filter(pretend=False) if participants is None else participants)
    regions = [region for region in everybody if participants is not None or not region[4]]
    questions, keys = _questions(round_.questionnaire)
    asked = {question.answered_by for question in questions}
    elsewhere = answers_on(round_.reference_date, asked, example=round_.example)
    questions, keys = _put(questions, keys, elsewhere)
    rows = _rows(_answers(round_, participants), [region[0] for region in regions], keys)
    return RoundData(
        key=round_.key,
        label_nl=round_.label_nl,
        label_en=round_.label_en,
        reference_date=round_.reference_date,
        open=round_.state != Round.State.CLOSED,
        example=round_.example,
        regions=tuple(RegionName(slug, name, number) for _pk, slug, name, number, _excused in regions),
        questionnaire=str(round_.questionnaire),
        questions=questions,
        rows=_with(rows, list(_given(questions, [region[1] for region in regions], elsewhere))),
        excused=tuple(region[1] for region in everybody if region[4]),
    )


def chosen_in(data: RoundData) -> dict[str, list[str]]:
    """The options that the one region of `data` chose, by question."""
    return chosen_of(data, 0)


def chosen_of(data: RoundData, place: int) -> dict[str, list[str]]:
    """The options that the region at that place in `data` chose, by question."""
    options = [option.slug for question in data.questions for option in question.options]
    chosen: dict[str, list[str]] = {}
    for region, question, _state, _marked, option in data.rows:
        if option >= 0 and region == place:
            chosen.setdefault(data.questions[question].key, []).append(options[option])
    return chosen


def _regions(participants: QuerySet[Participant]) -> list[tuple[int, str, str, int, bool]]:
    """Primary key, slug, name, number and whether it is excused, in the order of the numbers."""
    columns = ("region", "region__slug", "region__name", "region__number", "excused")
    return list(participants.order_by("region__number").values_list(*columns))


@dataclass(frozen=True, slots=True)
class _Keys:
    """Primary keys of questions and of all their options, in the order of the questions."""

    questions: list[int]
    options: list[int]


def _put(
    questions: tuple[QuestionText, ...], keys: _Keys, elsewhere: Mapping[str, Answers | None]
) -> tuple[tuple[QuestionText, ...], _Keys]:
    """The questions that the round puts. One that is answered elsewhere, where there was nothing to say on
    the day of the round, was put to nobody."""
    silent = {by for by, answers in elsewhere.items() if answers is None}
    if not silent:
        return questions, keys
    options = iter(keys.options)
    asked, pks, option_pks = [], [], []
    for question, pk in zip(questions, keys.questions, strict=True):
        own = list(islice(options, len(question.options)))
        if question.answered_by not in silent:
            asked.append(question)
            pks.append(pk)
            option_pks += own
    return tuple(asked), _Keys(pks, option_pks)


def _given(
    questions: Sequence[QuestionText], regions: Sequence[str], elsewhere: Mapping[str, Answers | None]
) -> Iterator[tuple[int, int, int, int, int]]:
    """The rows of what is answered elsewhere: settled, for every region, also for one that has nothing."""
    first = 0
    for place, question in enumerate(questions):
        answers = elsewhere.get(question.answered_by)
        for region, slug in enumerate(regions if answers is not None else ()):
            said = (answers or {}).get(slug, frozenset())
            chosen = [first + at for at, option in enumerate(question.options) if option.slug in said]
            yield from ((region, place, AnswerState.APPROVED, 0, option) for option in chosen or [-1])
        first += len(question.options)


def _with(rows: Rows, more: list[tuple[int, int, int, int, int]]) -> Rows:
    return np.concatenate([rows, np.array(more, dtype=np.int64)]) if more else rows


def _questions(questionnaire: Questionnaire) -> tuple[tuple[QuestionText, ...], _Keys]:
    """The questions as they are put, and their primary keys. Once frozen they never change, and are read once
    in each process; the moment of freezing tells apart what a primary key alone would not."""
    if questionnaire.frozen_at is None:
        return _read_questions(questionnaire.pk)
    return _frozen_questions(questionnaire.pk, questionnaire.frozen_at)


@lru_cache(maxsize=32)
def _frozen_questions(questionnaire: int, frozen_at: datetime) -> tuple[tuple[QuestionText, ...], _Keys]:
    return _read_questions(questionnaire)


def _read_questions(questionnaire: int) -> tuple[tuple[QuestionText, ...], _Keys]:
    """Plain tuples from two queries: making models of a few hundred rows would take longer than reading a
    round's answers."""
    options: dict[int, list[OptionText]] = {}
    option_keys: dict[int, list[int]] = {}
    rows = Option.objects.filter(question__questionnaire=questionnaire).order_by(
        "question__position", "position"
    )
    columns = ("pk", "question", "slug", "label_nl", "label_en", "rank")
    for pk, question, slug, label_nl, label_en, rank in rows.values_list(*columns):
        options.setdefault(question, []).append(OptionText(slug, label_nl, label_en, rank))
        option_keys.setdefault(question, []).append(pk)
    found = list(
        Question.objects.filter(questionnaire=questionnaire)
        .order_by("position")
        .values_list(
            "pk", "key", "text_nl", "text_en", "type", "answered_by", "visibility", "section__block__key",
            "ask_if", "succeeds", "verdict", "verdict_note_nl",
        )
    )  # fmt: skip
    texts = tuple(QuestionText(*row[1:8], tuple(options.get(row[0], ())), *row[8:]) for row in found)
    pks = [row[0] for row in found]
    return texts, _Keys(pks, [pk for question in pks for pk in option_keys.get(question, ())])


def answer_rows(round_: Round) -> QuerySet[Answer, tuple[int, int, int, int, int]]:
    """The one SELECT behind every figure of a round: region, question, state, whether it was marked not
    applicable, and a row per option chosen (-1 for an answer without one). Plain integers all."""
    return _answers(round_, None)


def _answers(
    round_: Round, participants: QuerySet[Participant] | None
) -> QuerySet[Answer, tuple[int, int, int, int, int]]:
    marked = Case(When(not_applicable=True, then=Value(1)), default=Value(0))
    answers = Answer.objects.filter(sheet__response__round=round_)
    if participants is not None:
        answers = answers.filter(sheet__response__region__in=participants.values("region"))
    return answers.order_by().values_list(
        F("sheet__response__region"),
        F("question"),
        F("state"),
        marked,
        Coalesce(F("choices__option"), Value(-1)),
    )


def _rows(answers: QuerySet[Answer, tuple[int, int, int, int, int]], regions: list[int], keys: _Keys) -> Rows:
    """Rows of the regions that count, with places instead of primary keys. Read by a bare cursor: for tens
    of thousands of rows the conversions of the ORM would take as long as the query itself."""
    try:
        sql, parameters = answers.query.sql_with_params()
    except EmptyResultSet:  # nobody takes part, and the ORM knows it without asking
        return np.empty((0, 5), dtype=np.int64)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = np.array(cursor.fetchall(), dtype=np.int64).reshape(-1, 5)
    for column, wanted in ((0, regions), (1, keys.questions), (4, keys.options)):
        found[:, column] = _places(found[:, column], wanted)
    return found[found[:, 0] >= 0]


def _places(values: npt.NDArray[np.int64], keys: list[int]) -> npt.NDArray[np.int64]:
    """The place in `keys` of each value; -1 where it is not among them."""
    places = np.full(max([*keys, -1]) + 2, -1, dtype=np.int64)
    places[keys] = np.arange(len(keys))
    return places[np.where(values < len(places), values, -1)]
