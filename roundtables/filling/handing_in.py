"""The reading side of handing in: everything a region is about to send, in words."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from questionnaires.form import Field, field_of
from questionnaires.matrix import Matrices
from questionnaires.models import Answer, AnswerState, Question, Section

from ..skips import AsGiven
from ..standing import Cell, SectionState, standing
from .desk import Desk
from .section_page import answers_to


@dataclass(frozen=True, slots=True)
class CheckedSection:
    """A section with its answers. `ready` when it can be handed in now; `dropped` are answers to questions
    that are skipped, which vanish on handing in."""

    section: Section
    cell: Cell
    fields: tuple[Field, ...]
    dropped: tuple[Field, ...]

    @property
    def ready(self) -> bool:
        """Whether it goes along when the region hands in."""
        return self.cell.state == SectionState.READY


@dataclass(frozen=True, slots=True)
class Check:
    """All sections, and the answers that go along."""

    sections: tuple[CheckedSection, ...]
    answers: tuple[Answer, ...]
    dropped: tuple[Answer, ...]

    @property
    def seen(self) -> str:
        """Which answers go along and which fall away, each at its revision: what the region has read."""
        return " ".join(f"{one.pk}:{one.revision}" for one in (*self.answers, *self.dropped))

    @property
    def ready(self) -> list[CheckedSection]:
        """The sections that go along."""
        return [one for one in self.sections if one.ready]

    @property
    def lacking(self) -> list[CheckedSection]:
        """The sections that still lack answers."""
        states = (SectionState.NOT_STARTED, SectionState.BUSY, SectionState.RETURNED)
        return [one for one in self.sections if one.cell.state in states]


def check_of(desk: Desk) -> Check:
    """Everything that the region answered, with what handing in would do."""
    here = standing(desk.round, desk.round.participants.filter(pk=desk.participant.pk))
    matrices = Matrices(AsGiven(desk.round, here.data))
    questions = _questions(desk)
    standing_now = answers_to(desk.response, questions)
    sections, answers, dropped = [], [], []
    for section in desk.sections:
        cell = here.cells[desk.response.region.slug, section.block.key]
        asked = [question for question in questions if question.section_id == section.pk]
        hidden = {question.pk for question in asked if _hidden(desk, matrices, question)}
        gone = [q for q in asked if q.pk in hidden and _stands(standing_now.get(q.pk))]
        sections.append(
            CheckedSection(
                section,
                cell,
                tuple(field_of(q, standing_now.get(q.pk)) for q in asked if q.pk not in hidden),
                tuple(field_of(q, standing_now[q.pk]) for q in gone),
            )
        )
        if cell.state == SectionState.READY:
            answers += [standing_now[q.pk] for q in asked if q.pk in standing_now and q.pk not in hidden]
            dropped += [standing_now[q.pk] for q in gone]
    return Check(tuple(sections), tuple(answers), tuple(dropped))


def _questions(desk: Desk) -> list[Question]:
    """What this person may see of the questionnaire. Once frozen its questions never change, and are read
    once in each process; the moment of freezing tells apart what a primary key alone would not."""
    asked = desk.round.questionnaire
    seen = {section.pk for section in desk.sections}
    found = _frozen(asked.pk, asked.frozen_at) if asked.frozen_at else _read(asked.pk)
    return [question for question in found if question.section_id in seen]


@lru_cache(maxsize=16)
def _frozen(questionnaire: int, frozen_at: datetime) -> list[Question]:
    return _read(questionnaire)


def _read(questionnaire: int) -> list[Question]:
    found = Question.objects.filter(questionnaire=questionnaire, answered_by=Question.AnsweredBy.ROUNDTABLE)
    return list(found.prefetch_related("options").order_by("position"))


def _hidden(desk: Desk, matrices: Matrices, question: Question) -> bool:
    return bool(matrices.hidden(desk.round.key, question.key)[0])


def _stands(answer: Answer | None) -> bool:
    return answer is not None and answer.state != AnswerState.OPEN
