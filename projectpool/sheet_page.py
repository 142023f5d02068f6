"""An answer sheet of the pool as a page: its questions as fields, and what the skip rules look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from questionnaires.facts import facts_for_page
from questionnaires.form import Field, field_of
from questionnaires.matrix import Asked, Matrices, Matrix
from questionnaires.models import Answer, AnswerSheet, Question

HERE = "now"  # a sheet of the pool stands by itself: its rules look at no other round


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The questions of a sheet as a page at `address`; `facts` is what form.js shows and hides them by."""

    address: str
    fields: tuple[Field, ...]
    facts: Mapping[str, Any]

    @property
    def shown(self) -> list[Field]:
        """The questions that are asked, given the other answers."""
        return [field for field in self.fields if not field.hidden]

    @property
    def unanswered(self) -> list[Field]:
        """What must still be answered."""
        return [field for field in self.shown if field.question.required and not field.answered]


class OneSheet:
    """The answers on one sheet, as given, for the skip rules."""

    keys: Sequence[str] = (HERE,)

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = fields

    def load(self, key: str) -> Matrix:
        """The sheet as a matrix of one line."""
        asked = [
            Asked(one.key, tuple(choice.slug for choice in one.choices), one.question.ask_if)
            for one in self.fields
        ]
        return Matrix.build((HERE,), asked, list(self._rows()), as_given=True)

    def _rows(self) -> Iterable[tuple[int, int, int, int, int]]:
        place = 0
        for number, field in enumerate(self.fields):
            chosen = [place + at for at, choice in enumerate(field.choices) if choice.chosen]
            for option in chosen or [-1]:
                yield 0, number, int(field.state), int(field.not_applicable), option
            place += len(field.choices)


def page_of(sheet: AnswerSheet, address: str) -> SheetPage:
    """All questions of a sheet, with what stands there now."""
    fields = fields_of(sheet, questions_of(sheet))
    matrices = Matrices(OneSheet(fields))
    for place, field in enumerate(fields, start=1):
        field.number_on_page = place
        field.hidden = bool(matrices.hidden(HERE, field.key)[0])
    return SheetPage(
        address, tuple(fields), facts_for_page(matrices, HERE, HERE, {one.key for one in fields})
    )


def questions_of(sheet: AnswerSheet, key: str = "") -> list[Question]:
    """The questions that a sheet asks, in order; all, or the one with this key."""
    found = Question.objects.filter(
        questionnaire=sheet.questionnaire_id, answered_by=Question.AnsweredBy.ROUNDTABLE
    )
    if key:
        found = found.filter(key=key)
    return list(found.select_related("section__block").prefetch_related("options").order_by("position"))


def fields_of(sheet: AnswerSheet, questions: Sequence[Question]) -> list[Field]:
    """Questions as fields, with what stands on the sheet."""
    answers = answers_to(sheet, questions)
    return [field_of(question, answers.get(question.pk)) for question in questions]


def answers_to(sheet: AnswerSheet, questions: Sequence[Question]) -> dict[int, Answer]:
    """What stands on the sheet, by question."""
    found = Answer.objects.filter(sheet=sheet, question__in=[one.pk for one in questions])
    return {answer.question_id: answer for answer in found.prefetch_related("choices__option")}
