"""Every change of an answer can be followed back, and an evening of typing is not forty rows."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

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


def test_saving_an_approved_answer_again_takes_back_no_approval(given: Given) -> None:
    by = UserFactory()
    record(by=by, given=[given])
    approve(by=by, answers=Answer.objects.all())
    assert record(by=by, given=[given]) == 0
    assert Answer.objects.get().state == AnswerState.APPROVED
    assert record(by=by, given=[typed(given, "Anders")]) == 1
    assert Answer.objects.get().state == AnswerState.GIVEN


def test_a_number_has_one_spelling() -> None:
    question = QuestionFactory(type="number")
    sheet, by = AnswerSheetFactory(questionnaire=question.questionnaire), UserFactory()
    assert record(by=by, given=[Given(sheet, question, number=Decimal("10"))]) == 1
    assert record(by=by, given=[Given(sheet, question, number=Decimal("10.00"))]) == 0
    record(by=UserFactory(), given=[Given(sheet, question, number=Decimal("1.5"))])
    assert AnswerRevision.objects.latest("number").old["number"] == "10"


def test_a_corrected_source_is_a_change(given: Given) -> None:
    by = UserFactory()
    record(by=by, given=[given])
    record(by=by, given=[replace(given, source="Register van november", source_date=date(2030, 11, 1))])
    assert Answer.objects.get().source == "Register van november"
    assert AnswerRevision.objects.latest("number").new["source_date"] == "2030-11-01"
