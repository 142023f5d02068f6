"""What somebody types is read as they meant it, and what cannot be an answer gets a sentence."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from questionnaires.actions import Given, record
from questionnaires.errors import AnswerError
from questionnaires.form import field_of, fill, read
from questionnaires.models import Answer, Question
from tests.accounts.factories import UserFactory
from tests.questionnaires.factories import AnswerSheetFactory, OptionFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def asked(kind: str, **fields: object) -> Question:
    """A question with three options, the last of which stands alone."""
    made: Question = QuestionFactory(key="plan", type=kind, **fields)
    if made.has_options:
        for place, slug in enumerate(("yes", "busy", "none")):
            OptionFactory(question=made, slug=slug, label_nl=slug, position=place, exclusive=slug == "none")
    return made


def given(question: Question, sent: str) -> Given:
    return read(question, AnswerSheetFactory(questionnaire=question.questionnaire), QueryDict(sent))


def test_choices_comment_and_dissent_arrive() -> None:
    question = asked("multiple")
    one = given(
        question, "plan=yes&plan=busy&plan.comment=Bijna+klaar&plan.agreement=dissent&plan.dissent=De+politie"
    )
    assert [option.slug for option in one.options] == ["yes", "busy"]
    assert (one.comment, one.agreement, one.dissent) == ("Bijna klaar", "dissent", "De politie")


@pytest.mark.parametrize(
    ("kind", "sent", "said"),
    [
        ("multiple", "plan=yes&plan=none", "gaat niet samen"),
        ("single", "plan=yes&plan=busy", "Kies één antwoord"),
        ("single", "plan=maybe", "hoort niet bij de vraag"),
        ("number", "plan=1.000", "zonder punten"),
        ("number", "plan=veel", "zonder punten"),
        ("free_text", "plan=" + "x" * 4001, "hoogstens 4000"),
        ("single", "plan.na=1", "geldt voor elke regio"),
        ("single", "plan=yes&plan.agreement=misschien", "eens is"),
    ],
)
def test_what_cannot_be_an_answer_gets_a_sentence(kind: str, sent: str, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        given(asked(kind), sent)


def test_not_applicable_needs_a_reason_where_it_is_allowed() -> None:
    question = asked("single", may_not_apply=True)
    with pytest.raises(AnswerError, match="waarom"):
        given(question, "plan.na=1&plan.reason=+")
    one = given(question, "plan=yes&plan.na=1&plan.reason=Geen+centrum")
    assert (one.not_applicable, one.text, one.options) == (True, "Geen centrum", ())


def test_a_number_is_read_with_a_comma() -> None:
    assert given(asked("number"), "plan=12,5").number == Decimal("12.5")
    assert given(asked("number"), "plan=").empty


def test_a_field_shows_what_stands_and_keeps_what_was_typed_wrong() -> None:
    question = asked("number")
    sheet = AnswerSheetFactory(questionnaire=question.questionnaire)
    record(by=UserFactory(), given=[Given(sheet, question, number=Decimal("12.50"), comment="Geschat")])
    field = field_of(question, Answer.objects.get())
    assert (field.number, field.comment, field.revision) == ("12,5", "Geschat", 1)
    fill(field, QueryDict("plan=twaalf&plan.comment=Anders"))
    assert (field.number, field.comment, field.revision) == ("twaalf", "Anders", 1)
