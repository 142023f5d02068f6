"""Every change of an answer can be followed back, and an evening of typing is not forty rows."""

from datetime import timedelta

import pytest

from questionnaires.actions import FOLD, Given, approve, record
from questionnaires.models import Answer, AnswerRevision, AnswerState, RevisionKind
from tests.accounts.factories import UserFactory
from tests.questionnaires.factories import AnswerSheetFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def given() -> Given:
    question = QuestionFactory(type="free_text")
    return Given(AnswerSheetFactory(questionnaire=question.questionnaire), question, text="Wij")


def typed(given: Given, text: str) -> Given:
    """The same answer with another text."""
    return Given(given.sheet, given.question, text=text)


def test_one_persons_typing_folds_into_one_revision(given: Given) -> None:
    by = UserFactory()
    for text in ("Wij", "Wij zoeken", "Wij zoeken geld."):
        record(by=by, given=[typed(given, text)])
    revision = AnswerRevision.objects.get()
    assert (revision.old["text"], revision.new["text"]) == ("", "Wij zoeken geld.")


def test_a_colleague_or_a_later_hour_makes_the_next_revision(given: Given) -> None:
    by = UserFactory()
    record(by=by, given=[given])
    record(by=UserFactory(), given=[typed(given, "Zij")])
    AnswerRevision.objects.update(
        began_at=AnswerRevision.objects.latest("number").began_at - FOLD - timedelta(seconds=1)
    )
    record(by=by, given=[typed(given, "Wij allemaal")])
    numbers = list(AnswerRevision.objects.values_list("number", "old__text", "new__text"))
    assert numbers == [(1, "", "Wij"), (2, "Wij", "Zij"), (3, "Zij", "Wij allemaal")]
    assert Answer.objects.get().revision == 3


def test_saving_the_same_answer_changes_nothing(given: Given) -> None:
    by = UserFactory()
    assert record(by=by, given=[given]) == 1
    assert record(by=by, given=[given]) == 0


def test_approval_is_part_of_the_history(given: Given) -> None:
    record(by=UserFactory(), given=[given])
    programme = UserFactory()
    assert approve(by=programme, answers=Answer.objects.all(), why="Besproken.") == 1
    last = AnswerRevision.objects.latest("number")
    assert (last.number, last.kind, last.by, last.why) == (2, RevisionKind.APPROVED, programme, "Besproken.")
    assert Answer.objects.get().state == AnswerState.APPROVED
    assert approve(by=programme, answers=Answer.objects.all()) == 0


def test_text_is_cleaned_at_the_edge(given: Given) -> None:
    record(by=UserFactory(), given=[typed(given, "re\u0301gio\x00\r\nnieuw")])
    assert Answer.objects.get().text == "régio\nnieuw"
