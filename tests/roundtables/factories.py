"""Rounds for stories."""

from datetime import UTC, date, datetime

import factory

from roundtables import models
from tests.questionnaires.factories import AnswerSheetFactory, QuestionFactory, QuestionnaireFactory
from tests.regions.factories import RegionFactory


class RoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Round

    key = factory.Sequence(lambda n: f"ronde-{n}")
    label_nl = factory.SelfAttribute("key")
    reference_date = factory.Sequence(lambda n: date(2030 + n, 1, 1))
    state = models.Round.State.OPEN
    questionnaire = factory.SubFactory(QuestionnaireFactory)


class ParticipantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Participant

    round = factory.SubFactory(RoundFactory)
    region = factory.SubFactory(RegionFactory)


class ResponseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Response

    round = factory.SubFactory(RoundFactory)
    region = factory.SubFactory(RegionFactory)
    sheet = factory.SubFactory(
        AnswerSheetFactory, questionnaire=factory.SelfAttribute("..round.questionnaire")
    )


class SnapshotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Snapshot

    round = factory.SubFactory(RoundFactory)
    number = 1
    made_at = datetime(2030, 1, 1, tzinfo=UTC)
    made_by = factory.SubFactory("tests.accounts.factories.UserFactory")
    content = factory.Dict({"v": 1})
    checksum = "0" * 64


class TransitionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Transition

    round = factory.SubFactory(RoundFactory)
    what = models.Transition.What.OPENED
    by = factory.SubFactory("tests.accounts.factories.UserFactory")


class SubmissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Submission

    response = factory.SubFactory(ResponseFactory)
    by = factory.SubFactory("tests.accounts.factories.UserFactory")
    blocks = factory.List([])


class ReplyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Reply

    response = factory.SubFactory(ResponseFactory)
    kind = models.Reply.Kind.CONFIRMED
    by = factory.SubFactory("tests.accounts.factories.UserFactory")


class ContestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Contest

    response = factory.SubFactory(ResponseFactory)
    question = factory.SubFactory(
        QuestionFactory, questionnaire=factory.SelfAttribute("..response.round.questionnaire")
    )
    why = "Onze regio heeft dit sinds april."
    by = factory.SubFactory("tests.accounts.factories.UserFactory")


class ReminderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Reminder

    round = factory.SubFactory(RoundFactory)
    person = factory.SubFactory("tests.accounts.factories.UserFactory")
    kind = models.Reminder.Kind.BEFORE
    day = date(2030, 1, 1)


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Meeting

    response = factory.SubFactory(ResponseFactory)
    date = date(2030, 1, 1)


class AttendeeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Attendee

    meeting = factory.SubFactory(MeetingFactory)
    organisation = "Veilig Thuis"
    position = factory.Sequence(lambda n: n + 1)


class PlausibilityRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.PlausibilityRule

    key = factory.Sequence(lambda n: f"regel-{n}")
    kind = models.PlausibilityRule.Kind.FELL_BACK
    text_nl = "Dit is een stap terug. Klopt dat?"


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Theme

    round = factory.SubFactory(RoundFactory)
    question = factory.SubFactory(QuestionFactory)
    name = factory.Sequence(lambda n: f"thema {n}")
    made_by = factory.SubFactory("tests.accounts.factories.UserFactory")


class MarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Mark

    theme = factory.SubFactory(ThemeFactory)
    response = factory.SubFactory(ResponseFactory)
    by = factory.SubFactory("tests.accounts.factories.UserFactory")
