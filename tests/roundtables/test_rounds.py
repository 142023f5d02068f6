"""The programme prepares a round, opens it, helps regions along and closes it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from questionnaires.actions import send_back, submit
from questionnaires.actions.versions import OptionGiven, Wording
from questionnaires.models import Answer, AnswerSheet, Questionnaire
from regions.actions import pretend_region
from regions.models import Region
from reports.reading.series import LiveRounds
from roundtables.actions import preparing
from roundtables.actions.closing import holding_up
from roundtables.actions.participants import choose_participants, excuse, extend, include_again
from roundtables.actions.rounds import (
    begin_round,
    change_round,
    close_round,
    lacking,
    open_round,
    prepare_round,
    reopen_round,
)
from roundtables.errors import RoundError
from roundtables.models import Participant, Round, Transition
from tests.roundtables.story import Story, answer, begin

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def story() -> Story:
    return begin()


def prepared(story: Story, **about: object) -> Round:
    """The next round, with a questionnaire of its own."""
    return prepare_round(
        by=story.by, key="2031", questionnaire=story.round.questionnaire, copy_questionnaire=True,
        reference_date=date(2031, 1, 1), regions=Region.objects.all(), **about,
    )  # fmt: skip


def told(round_: Round) -> list[str]:
    """What the log of a round says, oldest first."""
    return [one.what for one in round_.transitions.order_by("pk")]


def participant(story: Story, region: str) -> Participant:
    return story.round.participants.get(region__slug=region)


def test_a_round_is_prepared_before_regions_see_it(story: Story) -> None:
    round_ = prepared(story, deadline=SOON)
    assert (round_.state, round_.questionnaire.version, round_.questionnaire.frozen_at) == (
        "preparing", "2031", None,
    )  # fmt: skip
    assert round_.participants.count() == Region.objects.count()
    assert "2031" not in LiveRounds().keys, "no figure reads it yet"
    begin_round(by=story.by, round_=round_)
    assert (round_.state, Questionnaire.objects.get(version="2031").frozen_at is None) == ("open", False)
    assert "2031" in LiveRounds().keys
    assert told(round_) == ["made", "opened"]


def test_what_lacks_is_said_and_keeps_the_round_shut(story: Story) -> None:
    round_ = prepared(story)
    question = round_.questionnaire.questions.get(key="plan")
    options = (OptionGiven("yes", "ja"), OptionGiven("no", "nee"))
    preparing.change_question(
        by=story.by, round_=round_, question=question, wording=Wording("Is er een plan?", options=options)
    )
    with pytest.raises(RoundError) as caught:
        begin_round(by=story.by, round_=round_)
    assert "uiterste datum" in str(caught.value)
    assert "1 gewijzigde vraag" in str(caught.value)
    preparing.judge(by=story.by, round_=round_, question=question, verdict="same")
    change_round(by=story.by, round_=round_, deadline=SOON)
    assert lacking(round_) == []
    begin_round(by=story.by, round_=round_)
    assert told(round_) == ["made", "changed", "changed", "changed", "opened"]


def test_a_date_that_has_passed_keeps_it_shut_too(story: Story) -> None:
    round_ = prepared(story, deadline=date(2020, 1, 1))
    assert lacking(round_) == ["De uiterste datum is voorbij. Kies een andere."]


def test_once_open_the_questions_are_fixed(story: Story) -> None:
    question = story.round.questionnaire.questions.get(key="plan")
    with pytest.raises(RoundError, match="liggen vast"):
        preparing.judge(by=story.by, round_=story.round, question=question, verdict="same")
    with pytest.raises(RoundError, match="al open"):
        begin_round(by=story.by, round_=story.round)
    with pytest.raises(RoundError, match="al open"):
        choose_participants(by=story.by, round_=story.round, regions=[])


def test_participants_are_chosen_before_it_opens(story: Story) -> None:
    round_ = prepared(story)
    before = AnswerSheet.objects.count()
    choose_participants(by=story.by, round_=round_, regions=Region.objects.filter(slug="drenthe"))
    assert list(round_.responses.values_list("region__slug", flat=True)) == ["drenthe"]
    assert AnswerSheet.objects.count() == before - 4, "no empty sheet stays behind"
    choose_participants(by=story.by, round_=round_, regions=Region.objects.all())
    assert round_.participants.count() == 5


def test_the_region_to_practise_with_never_counts(story: Story) -> None:
    round_ = prepared(story, deadline=SOON)
    choose_participants(by=story.by, round_=round_, regions=[pretend_region()])
    assert lacking(round_) == ["Kies ten minste één regio die meedoet."]
    choose_participants(by=story.by, round_=round_, regions=[*Region.objects.all(), pretend_region()])
    begin_round(by=story.by, round_=round_)
    assert round_.participants.counted().count() == 5
    assert [one.name for one in holding_up(round_)] == [region.name for region in Region.objects.all()]


def test_a_key_is_an_address(story: Story) -> None:
    for key in ("nieuw", "a b", "2030"):
        with pytest.raises(RoundError):
            open_round(
                by=story.by, key=key, questionnaire=story.round.questionnaire,
                reference_date=date(2031, 1, 1), regions=[],
            )  # fmt: skip


def test_a_region_gets_more_time_with_a_reason(story: Story) -> None:
    change_round(by=story.by, round_=story.round, deadline=SOON)
    drenthe = participant(story, "drenthe")
    later = SOON + timedelta(days=7)
    for until, why in ((SOON, "Ziekte"), (later, " ")):
        with pytest.raises(RoundError):
            extend(by=story.by, participant=drenthe, until=until, why=why)
    extend(by=story.by, participant=drenthe, until=later, why="Ziekte van de projectleider.")
    assert (participant(story, "drenthe").deadline, participant(story, "twente").deadline) == (later, SOON)
    last = story.round.transitions.first()
    assert last is not None
    assert (last.what, last.region, last.by) == (Transition.What.EXTENDED, drenthe.region, story.by)
    assert "Ziekte" in last.why


def test_an_excused_region_is_outside_every_count_until_it_joins_again(story: Story) -> None:
    drenthe = participant(story, "drenthe")
    with pytest.raises(ValidationError, match="reden"):
        excuse(by=story.by, participant=drenthe, why=" ")
    excuse(by=story.by, participant=participant(story, "drenthe"), why="Herindeling.")
    assert story.round.participants.counted().count() == 4
    include_again(by=story.by, participant=participant(story, "drenthe"), why="Uitgesteld.")
    assert story.round.participants.counted().count() == 5
    assert told(story.round)[-2:] == ["excused", "included"]


def test_a_round_stays_open_while_a_region_has_not_handed_in(story: Story) -> None:
    answer(story, "drenthe", "plan", "no")
    answer(story, "drenthe", "themes", "none")
    answer(story, "drenthe", "reach", number=Decimal(3))
    with pytest.raises(RoundError) as caught:
        close_round(by=story.by, round_=story.round, with_gaps=False)
    said = str(caught.value)
    assert "Twente (1 onderdeel bij de regio)" in said
    assert "Drenthe" not in said, "everything of Drenthe is approved"
    for region in ("twente", "zeeland", "utrecht", "friesland"):
        excuse(by=story.by, participant=participant(story, region), why="Doet later mee.")
    snapshot = close_round(by=story.by, round_=story.round, why="Alles binnen.", with_gaps=False)
    assert [region["slug"] for region in snapshot.content["regions"]] == ["drenthe"]


def test_what_waits_for_the_programme_keeps_it_open_as_well(story: Story) -> None:
    answer(story, "drenthe", "plan", "no", settled=False)
    answer(story, "drenthe", "themes", "none", settled=False)
    answer(story, "drenthe", "reach", number=Decimal(3), settled=False)
    answers = Answer.objects.filter(sheet__response__region__slug="drenthe")
    submit(by=story.by, answers=answers)
    held = {one.slug: one.in_words for one in holding_up(story.round)}
    assert held["drenthe"] == "1 onderdeel te beoordelen"
    send_back(by=story.by, answers=answers.filter(question__key="plan"), why="Klopt dit?")
    held = {one.slug: one.in_words for one in holding_up(story.round)}
    assert held["drenthe"] == "1 onderdeel bij de regio"
    for gaps in (True, False):
        with pytest.raises(RoundError, match="Drenthe"):
            close_round(by=story.by, round_=story.round, with_gaps=gaps)


def test_files_that_were_read_in_may_have_gaps(story: Story) -> None:
    answer(story, "drenthe", "plan", "no")
    assert close_round(by=story.by, round_=story.round).number == 1


def test_who_opened_closed_and_reopened_stands_in_the_log(story: Story) -> None:
    close_round(by=story.by, round_=story.round, why="Klaar.")
    for attempt in (
        lambda: close_round(by=story.by, round_=story.round),
        lambda: excuse(by=story.by, participant=participant(story, "twente"), why="Te laat."),
        lambda: change_round(by=story.by, round_=story.round, deadline=SOON),
    ):
        with pytest.raises(RoundError):
            attempt()
    reopen_round(by=story.by, round_=story.round, why="Twente meldde een fout.")
    with pytest.raises(RoundError):
        reopen_round(by=story.by, round_=story.round, why="Nog eens.")
    log = [(one.what, one.why, one.by) for one in story.round.transitions.order_by("pk")]
    who = User.objects.service("test")
    assert log == [
        ("made", "", who), ("opened", "", who), ("closed", "Klaar.", who),
        ("reopened", "Twente meldde een fout.", who),
    ]  # fmt: skip
    assert close_round(by=story.by, round_=story.round, why="Verbeterd.").number == 2
