"""Rounds for stories."""

from datetime import UTC, date, datetime

import factory

from roundtables import models
from tests.questionnaires.factories import AnswerSheetFactory, QuestionnaireFactory
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
