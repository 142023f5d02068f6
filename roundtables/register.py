"""The reading side of the register: its questions, who takes part, and what it says of one region."""

from dataclasses import dataclass

from django.db.models import Prefetch

from accounts.policy import Reach
from buildingblocks.models import BuildingBlock
from questionnaires.models import Answer, AnswerState, Question
from questionnaires.words import answer_in_words, plain_in_words
from regions.language import in_language
from regions.names import dutch_key

from .counts import QuestionText, chosen_of
from .elsewhere import is_elsewhere
from .models import Contest, Response, Round
from .snapshots import read_round


def questions_of(round_: Round, within: Reach) -> list[Question]:
    """What the programme answers itself, as far as the blocks are this reader's."""
    found = Question.objects.filter(
        questionnaire=round_.questionnaire_id, answered_by=Question.AnsweredBy.REGISTER
    ).select_related("section__block")
    # every region has the same questions, so only the blocks of the reach matter
    blocks = within.blocks(None)
    mine = found if blocks is None else found.filter(section__block__in=blocks)
    return list(mine.order_by("position"))


def taking_part(round_: Round) -> list[Response]:
    """Everybody in the round, in the order of a Dutch list."""
    found = round_.responses.select_related("region", "sheet")
    return sorted(found, key=lambda one: (one.region.pretend, dutch_key(one.region.name)))


def answers_to(round_: Round, question: Question) -> dict[int, Answer]:
    """The lines of one question by sheet."""
    answers = Answer.objects.filter(question=question, sheet__response__round=round_)
    return {answer.sheet_id: answer for answer in answers.prefetch_related("options")}


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """What the register says of a region on one question, and what the region said against it."""

    question: Question
    answer: Answer | None
    in_words: str
    contests: tuple[Contest, ...]

    @property
    def waits(self) -> bool:
        """Whether the region contests it and the programme has not settled that."""
        return any(contest.settled_at is None for contest in self.contests)


def lines_of(response: Response, within: Reach) -> list[RegisterLine]:
    """The register of one region, as far as this reader may see it."""
    blocks = within.blocks(response.region_id)
    questions = Question.objects.filter(
        questionnaire=response.round.questionnaire_id, answered_by=Question.AnsweredBy.REGISTER
    )
    if blocks is not None:
        questions = questions.filter(section__block__in=blocks)
    answers = response.sheet.answers.exclude(state=AnswerState.OPEN).prefetch_related("choices__option")
    mine = Prefetch("answers", answers, to_attr="of_region")
    contests: dict[int, list[Contest]] = {}
    for contest in response.contests.select_related("by", "settled_by").order_by("at"):
        contests.setdefault(contest.question_id, []).append(contest)
    found = questions.select_related("section__block").prefetch_related("options", mine).order_by("position")
    return [_line(question, contests.get(question.pk, [])) for question in found]


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What the project pool tells of a region on one question; "" when it has nothing there."""

    question: QuestionText
    in_words: str

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        return in_language(self.question, "text")


def told_elsewhere(response: Response, within: Reach) -> list[ToldLine]:
    """What the project pool tells of one region in this round, as it counts, as far as this reader may see
    it."""
    data, blocks = read_round(response.round), within.blocks(response.region_id)
    mine = blocks and set(BuildingBlock.objects.filter(pk__in=blocks).values_list("key", flat=True))
    slugs = [region.slug for region in data.regions]
    if response.region.slug not in slugs:
        return []
    chosen = chosen_of(data, slugs.index(response.region.slug))
    return [
        ToldLine(question, plain_in_words(question, {"options": chosen.get(question.key, ())}))
        for question in data.questions
        if is_elsewhere(question) and (blocks is None or question.block in (mine or ()))
    ]


def _line(question: Question, contests: list[Contest]) -> RegisterLine:
    answers: list[Answer] = question.of_region  # type: ignore[attr-defined]  # the Prefetch above
    answer = answers[0] if answers else None
    return RegisterLine(question, answer, answer_in_words(question, answer), tuple(contests))
