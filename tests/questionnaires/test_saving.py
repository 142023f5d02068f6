"""Saves of open pages: nothing is overwritten unseen, nothing is stored twice, and an answer that got lost on
its way back is no reason for alarm."""

from collections.abc import Callable

import pytest
from django.db import transaction

from accounts.models import User
from questionnaires.actions import Given, Save, approve, carry_over, drop, save, send_back, submit
from questionnaires.errors import SaveConflict
from questionnaires.history import history_of
from questionnaires.models import Answer, AnswerRevision, AnswerState, Question
from tests.accounts.factories import UserFactory
from tests.questionnaires.factories import AnswerSheetFactory, QuestionFactory

pytestmark = pytest.mark.django_db
type Typing = Callable[..., Save]


@pytest.fixture
def leader() -> User:
    made: User = UserFactory(name="regionaal projectleider")
    return made


@pytest.fixture
def question() -> Question:
    made: Question = QuestionFactory(type="free_text")
    return made


@pytest.fixture
def typing(question: Question) -> Typing:
    sheet = AnswerSheetFactory(questionnaire=question.questionnaire)

    def type_(text: str, *, seen: int = 0, page: str = "a", turn: int = 0, **beside: str) -> Save:
        return Save(Given(sheet, question, text=text, **beside), seen, page, turn)  # type: ignore[arg-type]

    return type_


def stands() -> Answer:
    return Answer.objects.get()


def test_every_save_takes_the_next_number(typing: Typing, leader: User) -> None:
    first = save(by=leader, save=typing("Wij"))
    second = save(by=leader, save=typing("Wij zoeken", seen=first.revision))
    assert (first.revision, second.revision, stands().revision) == (1, 2, 2)
    assert AnswerRevision.objects.get().number == 2  # folded, and told apart by its number


def test_a_colleague_who_has_not_seen_it_is_asked_to_choose(typing: Typing, leader: User) -> None:
    save(by=leader, save=typing("Van de leider"))
    colleague = UserFactory(name="medewerker regio")
    with pytest.raises(SaveConflict) as asked, transaction.atomic():
        save(by=colleague, save=typing("Van de medewerker", page="b"))
    assert (asked.value.by, asked.value.revision) == (leader, 1)
    assert stands().text == "Van de leider"
    save(by=colleague, save=typing("Van de medewerker", seen=asked.value.revision, page="b"))
    assert stands().text == "Van de medewerker"


def test_the_same_person_in_another_window_is_asked_too(typing: Typing, leader: User) -> None:
    save(by=leader, save=typing("Eerst", page="a"))
    save(by=leader, save=typing("Toen", seen=1, page="b"))
    with pytest.raises(SaveConflict), transaction.atomic():
        save(by=leader, save=typing("Oud venster", seen=1, page="a"))


def test_a_save_whose_answer_got_lost_is_sent_again_without_alarm(typing: Typing, leader: User) -> None:
    save(by=leader, save=typing("Wij zoeken geld."))
    again = save(by=leader, save=typing("Wij zoeken geld."))
    assert (again.revision, again.changed) == (1, False)
    more = save(by=leader, save=typing("Wij zoeken geld en mensen."))  # typed on before the answer came
    assert (more.revision, more.changed) == (2, True)


def test_two_people_who_type_the_same_do_not_disagree(typing: Typing, leader: User) -> None:
    save(by=leader, save=typing("Ja."))
    assert not save(by=UserFactory(), save=typing("Ja.", page="b")).changed


def test_a_review_meanwhile_is_no_conflict(typing: Typing, leader: User) -> None:
    save(by=leader, save=typing("Klaar."))
    submit(by=leader, answers=Answer.objects.all())
    save(by=leader, save=typing("Klaar, bijna.", seen=1))
    assert stands().state == AnswerState.GIVEN


def test_an_empty_field_leaves_no_trace(typing: Typing, leader: User) -> None:
    assert save(by=leader, save=typing("")).revision == 0
    assert not Answer.objects.exists()


def test_wiping_an_answer_opens_the_question_again(typing: Typing, leader: User) -> None:
    save(by=leader, save=typing("Vergissing"))
    assert save(by=leader, save=typing("", seen=1)).state == AnswerState.OPEN
    assert AnswerRevision.objects.filter(new__text="").exists()


def test_last_times_answer_counts_only_when_confirmed(typing: Typing, leader: User) -> None:
    one = typing("Zoals vorig jaar")
    assert carry_over(by=leader, given=[one.given]) == 1
    assert stands().state == AnswerState.CARRIED_OVER
    save(by=leader, save=typing("Zoals vorig jaar", seen=1), state=AnswerState.CONFIRMED)
    assert stands().state == AnswerState.CONFIRMED
    assert carry_over(by=leader, given=[typing("Nog eens").given]) == 0  # never over what stands
    assert [change.what for change in history_of(stands(), one.given.question)] == [
        "ongewijzigd bevestigd",
        "overgenomen van de vorige ronde",
    ]


def test_a_returned_answer_may_stay_as_it_is(typing: Typing, leader: User) -> None:
    save(by=leader, save=typing("Zo is het"))
    submit(by=leader, answers=Answer.objects.all())
    send_back(by=UserFactory(), answers=Answer.objects.all(), why="Klopt dit?")
    save(by=leader, save=typing("Zo is het", seen=3), state=AnswerState.CONFIRMED)
    assert stands().state == AnswerState.CONFIRMED


def test_the_history_says_old_and_new_in_words(typing: Typing, leader: User) -> None:
    save(by=leader, save=typing("Eerst"))
    save(
        by=UserFactory(name="medewerker regio"), save=typing("Later", seen=1, page="b", comment="Na overleg")
    )
    approve(by=UserFactory(name="programmamedewerker"), answers=Answer.objects.all(), why="Besproken.")
    newest, middle, oldest = history_of(stands(), Question.objects.get())
    assert (newest.what, newest.why, newest.lines) == ("goedgekeurd", "Besproken.", ())
    assert middle.lines == (("Antwoord", "Eerst", "Later"), ("Toelichting", "", "Na overleg"))
    assert oldest.lines == (("Antwoord", "", "Eerst"),)


def test_a_dropped_answer_stays_in_the_history(typing: Typing, leader: User) -> None:
    save(by=leader, save=typing("Geldt niet meer"))
    drop(by=leader, answers=Answer.objects.all(), why="Door een ander antwoord.")
    assert (stands().text, stands().state) == ("", AnswerState.OPEN)
    assert AnswerRevision.objects.latest("number").old["text"] == "Geldt niet meer"


def test_a_save_that_the_page_gave_up_never_takes_a_newer_ones_place(typing: Typing, leader: User) -> None:
    """The server was slow: the page sent the answer again with more text, and that arrived first."""
    newer = save(by=leader, save=typing("Wij zoeken een wethouder", turn=2))
    late = save(by=leader, save=typing("Wij zoeken", turn=1))
    assert (late.changed, late.revision) == (False, newer.revision)
    assert stands().text == "Wij zoeken een wethouder"
    assert save(by=leader, save=typing("Wij zoeken er twee", seen=newer.revision, turn=3)).changed
