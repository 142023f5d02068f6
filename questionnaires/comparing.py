"""What is different in a new version of the questionnaire, and which questions still wait for a verdict."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from .models import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Compared:
    """A question beside the one that a region answered before: the newest with its key, or the one that it
    succeeds; None when nobody was asked before."""

    question: Question
    before: Question | None

    @property
    def text_changed(self) -> bool:
        """Whether the region reads another question."""
        return self.before is not None and self.question.text_nl != self.before.text_nl

    @property
    def options_changed(self) -> bool:
        """Whether the region has other answers to choose from."""
        return self.before is not None and offered(self.question) != offered(self.before)

    @property
    def succeeds(self) -> bool:
        """Whether it came in place of a question that meant something else."""
        return self.before is not None and self.question.key != self.before.key

    @property
    def differs(self) -> bool:
        """Whether answers may not compare, so that somebody has to say how they do."""
        kind = self.before is not None and self.question.type != self.before.type
        return self.succeeds or kind or self.text_changed or self.options_changed

    @property
    def lacks_verdict(self) -> bool:
        """Whether it differs and nobody judged how answers compare."""
        return self.differs and self.question.verdict_by_id is None


def offered(question: Question) -> list[tuple[str, str]]:
    """The answers that can be chosen, whatever their order."""
    return sorted((option.slug, option.label_nl) for option in question.options.all())


def compared(questionnaire: Questionnaire) -> list[Compared]:
    """Every question of a version beside the one before it, in order."""
    questions = list(
        questionnaire.questions.select_related("section__block", "verdict_by").prefetch_related("options")
    )
    wanted = {question.succeeds or question.key for question in questions}
    before = _before(questionnaire, wanted)
    return [Compared(question, before.get(question.succeeds or question.key)) for question in questions]


def _before(questionnaire: Questionnaire, keys: Iterable[str]) -> dict[str, Question]:
    """The newest earlier question of each key."""
    earlier = questionnaire.earlier_questions.filter(key__in=keys)
    found = earlier.annotate(version=F("questionnaire__version"))
    return {question.key: question for question in found.prefetch_related("options")}


def waiting_for_verdict(questionnaire: Questionnaire) -> list[Question]:
    """The changed questions that nobody judged; none in a version that regions were asked already."""
    if questionnaire.frozen_at is not None:
        return []
    return [one.question for one in compared(questionnaire) if one.lacks_verdict]
