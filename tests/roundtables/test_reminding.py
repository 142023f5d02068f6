"""Who has not finished is reminded: one mail a person, never a second, and nobody who is done."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Role, User
from questionnaires.actions import submit
from questionnaires.models import Answer
from regions.actions import pretend_region
from regions.models import Region
from roundtables.actions import reminding
from roundtables.actions.participants import excuse, extend, take_part
from roundtables.actions.reviewing import approve
from roundtables.actions.rounds import close_round
from roundtables.errors import RoundError
from roundtables.models import Reminder
from tests.roundtables.people import Kind, person
from tests.roundtables.story import Story, answer, begin

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def days(number: int) -> timedelta:
    return timedelta(days=number)


@pytest.fixture
def story() -> Iterator[Story]:
    story = begin()
    story.round.deadline = TODAY + days(3)
    story.round.save()
    yield story


def region(slug: str) -> Region:
    found: Region = Region.objects.get(slug=slug)
    return found


def leader(slug: str, **role: Any) -> User:
    return person(Kind.PROJECT_LEADER, region(slug), **role)


def mailed() -> list[str]:
    """Whom a mail went to, in any order."""
    return sorted(address for message in mail.outbox for address in message.to)


def finish(story: Story, slug: str, *, hand_in: bool = True) -> None:
    answer(story, slug, "plan", "no", settled=False)
    answer(story, slug, "themes", "none", settled=False)
    answer(story, slug, "reach", number=Decimal(3), settled=False)
    if hand_in:
        submit(by=story.by, answers=Answer.objects.filter(sheet__response__region__slug=slug))


def test_who_has_not_finished_hears_it_some_days_before(story: Story) -> None:
    drenthe, twente = leader("drenthe"), leader("twente")
    finish(story, "twente")
    assert reminding.remind(day=TODAY) == 1
    assert mailed() == [drenthe.email], f"not {twente.email}, who handed everything in"
    message = mail.outbox[0]
    assert message.subject == "Herinnering: nog 1 onderdeel van de rondetafel open"
    assert "Drenthe – 2030" in message.body
    assert "MDA++ (niet begonnen)" in message.body
    assert "/ronde/2030/drenthe/" in message.body


def test_on_other_days_nobody_does(story: Story) -> None:
    leader("drenthe")
    for day in (1, 2, 3):
        story.round.deadline = TODAY + days(day + 3)
        story.round.save()
        assert reminding.remind(day=TODAY) == 0
    assert not Reminder.objects.exists()


def test_running_again_sends_nothing_again(story: Story) -> None:
    leader("drenthe")
    assert [reminding.remind(day=TODAY) for _run in range(3)] == [1, 0, 0]
    assert Reminder.objects.get().sent_at is not None


def test_a_worker_that_died_before_it_sent_is_followed_by_one_that_does(story: Story) -> None:
    one, other = leader("drenthe"), leader("twente")
    for who in (one, other):
        Reminder.objects.create(round=story.round, person=who, kind=Reminder.Kind.BEFORE, day=TODAY)
    Reminder.objects.filter(person=one).update(sent_at=timezone.now())
    assert reminding.remind(day=TODAY) == 1
    assert mailed() == [other.email]


def test_a_mail_server_that_is_away_is_asked_again(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    leader("drenthe")
    with monkeypatch.context() as patch:

        def refuse(_mail: object) -> None:
            raise SMTPException("busy")

        patch.setattr(mail.EmailMessage, "send", refuse)
        assert reminding.remind(day=TODAY) == 0
    assert reminding.remind(day=TODAY) == 1


def test_after_the_deadline_every_few_days(story: Story) -> None:
    leader("drenthe")
    sent = []
    for late in range(1, 8):
        story.round.deadline = TODAY - days(late)
        story.round.save()
        Reminder.objects.all().delete()
        sent.append(reminding.remind(day=TODAY))
    assert sent == [0, 0, 1, 0, 0, 1, 0]
    assert "De uiterste datum was" in mail.outbox[0].body


def test_a_region_with_more_time_is_reminded_by_its_own_date(story: Story) -> None:
    drenthe, twente = leader("drenthe"), leader("twente")
    participant = story.round.participants.get(region__slug="drenthe")
    extend(by=story.by, participant=participant, until=TODAY + days(10), why="Ziekte.")
    reminding.remind(day=TODAY)
    assert mailed() == [twente.email]
    reminding.remind(day=TODAY + days(7))
    assert drenthe.email in mailed()


def test_a_contributor_hears_of_their_own_section_until_it_is_filled_in(story: Story) -> None:
    block = story.round.questionnaire.sections.get().block
    own = person(Kind.CONTRIBUTOR, region("drenthe"), block)
    person(Kind.CONTRIBUTOR, region("drenthe"), type(block).objects.create(
        key="trauma", slug="trauma", action_line=block.action_line, name_nl="Trauma", position=99,
    ))  # fmt: skip
    reminding.remind(day=TODAY)
    assert mailed() == [own.email]
    mail.outbox.clear()
    Reminder.objects.all().delete()
    finish(story, "drenthe", hand_in=False)
    lead = leader("drenthe")
    reminding.remind(day=TODAY)
    assert mailed() == [lead.email], "the leader still has to hand in, the contributor is done"
    assert "klaar om in te dienen" in mail.outbox[0].body


def test_only_who_has_the_role_today(story: Story) -> None:
    leader("drenthe", until=TODAY)
    leader("drenthe", since=TODAY + days(1))
    gone = leader("drenthe")
    gone.is_active = False
    gone.save()
    person(Kind.MUNICIPALITY, region("drenthe"))
    assert reminding.remind(day=TODAY) == 0


def test_one_mail_about_everything(story: Story) -> None:
    both = leader("drenthe")
    Role.objects.create(
        person=both, kind=Kind.PROJECT_LEADER, region=region("twente"), since=date(2020, 1, 1), given_by=both
    )
    next_round = begin("2031").round
    next_round.deadline = TODAY - days(3)
    next_round.save()
    assert reminding.remind(day=TODAY) == 1
    body = mail.outbox[0].body
    for line in ("Drenthe – 2030", "Twente – 2030", "Drenthe – 2031", "Twente – 2031"):
        assert body.count(line) == 1
    assert mail.outbox[0].subject == "Herinnering: nog 4 onderdelen van de rondetafel open"
    assert Reminder.objects.filter(person=both).count() == 2, "one a round"


def test_excused_and_pretend_regions_are_left_alone(story: Story) -> None:
    leader("drenthe")
    excuse(by=story.by, participant=story.round.participants.get(region__slug="drenthe"), why="Herindeling.")
    take_part(round_=story.round, region=pretend_region())
    person(Kind.PROJECT_LEADER, pretend_region())
    assert reminding.remind(day=TODAY) == 0


def test_a_closed_round_is_told_once_to_who_had_not_finished(story: Story) -> None:
    drenthe = leader("drenthe")
    leader("twente")
    finish(story, "twente")
    approve(by=story.by, response=story.round.responses.get(region__slug="twente"))
    excuse(by=story.by, participant=story.round.participants.get(region__slug="drenthe"), why="Ziek.")
    close_round(by=story.by, round_=story.round)
    assert [reminding.remind(day=TODAY + days(later)) for later in (0, 0, 1, 2)] == [1, 0, 0, 0]
    assert mailed() == [drenthe.email]
    assert mail.outbox[0].subject == "De ronde 2030 is gesloten"
    assert "niet meer invullen" in mail.outbox[0].body


def test_a_round_that_closed_long_ago_is_no_news(story: Story) -> None:
    leader("drenthe")
    close_round(by=story.by, round_=story.round)
    assert reminding.remind(day=TODAY + days(8)) == 0


def test_the_programme_reminds_by_hand_once_a_day(story: Story) -> None:
    drenthe = leader("drenthe")
    leader("twente")
    with pytest.raises(RoundError, match="Niemand"):
        reminding.remind_by_hand(by=story.by, round_=story.round, regions=["zeeland"])
    assert reminding.remind_by_hand(by=story.by, round_=story.round, regions=["drenthe"]) == 1
    with pytest.raises(RoundError, match="vandaag al"):
        reminding.remind_by_hand(by=story.by, round_=story.round, regions=["drenthe"])
    assert reminding.send_by_hand(day=TODAY) == 1
    assert reminding.send_by_hand(day=TODAY) == 0
    assert mailed() == [drenthe.email]
    assert story.round.transitions.filter(what="reminded", region=region("drenthe")).count() == 1


def test_without_a_queue_the_morning_run_sends_it_in_the_same_mail(story: Story) -> None:
    leader("drenthe")
    reminding.remind_by_hand(by=story.by, round_=story.round, regions=["drenthe"])
    assert reminding.remind(day=TODAY) == 1
    assert len(mail.outbox) == 1
    assert Reminder.objects.filter(sent_at=None).count() == 0


def test_who_finished_meanwhile_gets_nothing(story: Story) -> None:
    leader("drenthe")
    reminding.remind_by_hand(by=story.by, round_=story.round, regions=["drenthe"])
    finish(story, "drenthe")
    assert reminding.send_by_hand(day=TODAY) == 0
