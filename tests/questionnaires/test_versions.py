"""The programme words the next questionnaire; nothing that regions were asked changes under their hands."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from questionnaires.actions.versions import (
    OptionGiven,
    Wording,
    add_question,
    change_question,
    clone,
    judge,
    remove_question,
)
from questionnaires.comparing import compared, waiting_for_verdict
from questionnaires.errors import QuestionnaireError
from questionnaires.models import Question, Questionnaire
from tests.questionnaires.factories import (
    OptionFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db
YES_NO = (OptionGiven("yes", "ja", "yes"), OptionGiven("no", "nee", "no"))
PLAN = Wording("Heeft de regio een plan?", "Does the region have a plan?", options=YES_NO)


@pytest.fixture
def by() -> User:
    return User.objects.service("test")


@pytest.fixture
def old() -> Questionnaire:
    """Asked already: a plan, steps when there is one, and what projects the pool paid that year."""
    made = QuestionnaireFactory(version="2030", frozen_at=timezone.now())
    section = SectionFactory(questionnaire=made)
    pool = SectionFactory(questionnaire=made)
    plan = {"q": "plan", "has": "yes"}
    for place, (key, where, ask_if) in enumerate(
        [("plan", section, None), ("steps", section, plan), ("pool-2030-text", pool, None)], start=1
    ):
        question = QuestionFactory(
            section=where, questionnaire=made, key=key, position=place, ask_if=ask_if, verdict="break",
            verdict_note_nl="Vorige keer anders.", verdict_by=User.objects.service("test"),
        )  # fmt: skip
        OptionFactory(question=question, slug="yes", label_nl="ja", label_en="yes", position=1, rank=1)
        OptionFactory(question=question, slug="no", label_nl="nee", label_en="no", position=2, rank=0)
    return made


@pytest.fixture
def new(old: Questionnaire) -> Questionnaire:
    return clone(old, "2031")


def question(of: Questionnaire, key: str = "plan") -> Question:
    return of.questions.get(key=key)


def test_a_copy_asks_the_same_but_not_what_belongs_to_one_year(
    old: Questionnaire, new: Questionnaire
) -> None:
    assert list(new.questions.values_list("key", flat=True)) == ["plan", "steps"]
    assert new.sections.count() == 1
    assert (new.frozen_at, new.position > old.position) == (None, True)
    assert [option.rank for option in question(new).options.all()] == [1, 0]
    assert question(new, "steps").ask_if == {"q": "plan", "has": "yes"}
    assert waiting_for_verdict(new) == []


def test_a_verdict_of_last_time_is_not_taken_over(new: Questionnaire) -> None:
    assert (question(new).verdict, question(new).verdict_note_nl, question(new).verdict_by) == (
        "same", "", None,
    )  # fmt: skip


def test_another_text_waits_for_a_verdict(by: User, new: Questionnaire) -> None:
    assert change_question(by=by, question=question(new), wording=PLAN) is False
    other = Wording("Heeft uw regio een vastgesteld plan?", options=YES_NO)
    assert change_question(by=by, question=question(new), wording=other) is True
    assert [one.key for one in waiting_for_verdict(new)] == ["plan"]
    judge(by=by, question=question(new), verdict="note", note="Nu telt alleen een vastgesteld plan.")
    assert waiting_for_verdict(new) == []
    assert question(new).verdict_by == by


def test_other_answers_to_choose_from_wait_for_a_verdict_too(by: User, new: Questionnaire) -> None:
    three = Wording(PLAN.text_nl, options=(*YES_NO, OptionGiven("busy", "wordt gemaakt")))
    assert change_question(by=by, question=question(new), wording=three) is True
    renamed = Wording(PLAN.text_nl, options=(OptionGiven("yes", "ja, vastgesteld"), YES_NO[1]))
    assert change_question(by=by, question=question(new), wording=renamed) is True
    change = compared(new)[0]
    assert (change.text_changed, change.options_changed) == (False, True)


def test_english_and_explanation_need_no_verdict(by: User, new: Questionnaire) -> None:
    wording = Wording(PLAN.text_nl, "Is there a plan?", help_nl="Een concept telt niet.", options=YES_NO)
    assert change_question(by=by, question=question(new), wording=wording) is False


def test_a_verdict_on_other_words_is_none(by: User, new: Questionnaire) -> None:
    change_question(by=by, question=question(new), wording=Wording("Is er een plan?", options=YES_NO))
    judge(by=by, question=question(new), verdict="same")
    change_question(by=by, question=question(new), wording=Wording("Komt er een plan?", options=YES_NO))
    assert [one.key for one in waiting_for_verdict(new)] == ["plan"]


def test_anything_but_the_same_needs_a_note(by: User, new: Questionnaire) -> None:
    with pytest.raises(QuestionnaireError, match="kanttekening"):
        judge(by=by, question=question(new), verdict="break", note="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question(new).pk).update(verdict="break")


def test_another_meaning_gets_a_key_of_its_own(by: User, new: Questionnaire) -> None:
    section = new.sections.get()
    made = add_question(
        by=by, section=section, key="plan-settled", type="yes_no", wording=PLAN, succeeds="plan"
    )
    assert [one.key for one in waiting_for_verdict(new)] == ["plan-settled"], "its text is the same"
    judge(by=by, question=made, verdict="break", note="Een ander soort plan.")
    assert waiting_for_verdict(new) == []
    assert list(new.questions.values_list("key", flat=True)) == ["plan", "steps", "plan-settled"]


def test_something_new_waits_for_nothing(by: User, new: Questionnaire) -> None:
    section = new.sections.get()
    add_question(by=by, section=section, key="budget", type="number", wording=Wording("Hoeveel geld?"))
    assert waiting_for_verdict(new) == []


def test_a_key_never_comes_to_mean_something_else(by: User, new: Questionnaire) -> None:
    section = new.sections.get()
    for key in ("plan", "pool-2030-text"):  # in this version; in an earlier one
        with pytest.raises(QuestionnaireError, match="sleutel"):
            add_question(by=by, section=section, key=key, type="yes_no", wording=PLAN)
    with pytest.raises(QuestionnaireError, match="geen eerdere vraag"):
        add_question(by=by, section=section, key="x", type="yes_no", wording=PLAN, succeeds="never")


def test_what_another_question_waits_for_cannot_go(by: User, new: Questionnaire) -> None:
    without_yes = Wording(PLAN.text_nl, options=(OptionGiven("no", "nee"), OptionGiven("busy", "bezig")))
    with pytest.raises(QuestionnaireError, match="alleen gesteld"):
        change_question(by=by, question=question(new), wording=without_yes)
    with pytest.raises(QuestionnaireError, match="alleen gesteld"):
        remove_question(by=by, question=question(new))
    remove_question(by=by, question=question(new, "steps"))
    remove_question(by=by, question=question(new))
    assert (new.questions.count(), new.sections.count()) == (0, 0)


@pytest.mark.parametrize(
    "wording",
    [
        Wording(" ", options=YES_NO),
        Wording("Plan?", options=YES_NO[:1]),
        Wording("Plan?", options=YES_NO[:1] * 2),
    ],
)
def test_a_question_that_nobody_can_answer(by: User, new: Questionnaire, wording: Wording) -> None:
    with pytest.raises(QuestionnaireError):
        change_question(by=by, question=question(new), wording=wording)


def test_what_regions_were_asked_never_changes(by: User, old: Questionnaire) -> None:
    asked = question(old)
    attempts = (
        lambda: change_question(by=by, question=asked, wording=PLAN),
        lambda: remove_question(by=by, question=question(old, "steps")),
        lambda: judge(by=by, question=asked, verdict="same"),
        lambda: add_question(by=by, section=asked.section, key="x", type="number", wording=Wording("X?")),
    )
    for attempt in attempts:
        with pytest.raises(QuestionnaireError, match="ligt vast"):
            attempt()


def test_a_version_has_one_name(old: Questionnaire) -> None:
    with pytest.raises(QuestionnaireError, match="bestaat al"):
        clone(old, "2030")
