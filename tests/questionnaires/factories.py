"""Questionnaires and answers for stories."""

import factory

from questionnaires import models
from tests.buildingblocks.factories import BuildingBlockFactory


class QuestionnaireFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Questionnaire

    version = factory.Sequence(lambda n: f"versie-{n}")
    position = factory.Sequence(lambda n: n + 1)


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Section

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    block = factory.SubFactory(BuildingBlockFactory)
    position = factory.Sequence(lambda n: n + 1)


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Question

    section = factory.SubFactory(SectionFactory)
    questionnaire = factory.SelfAttribute("section.questionnaire")
    key = factory.Sequence(lambda n: f"vraag-{n}")
    position = factory.Sequence(lambda n: n + 1)
    text_nl = "Heeft de regio een plan?"
    text_en = "Does the region have a plan?"
    type = models.Question.Type.YES_NO
    answered_by = models.Question.AnsweredBy.ROUNDTABLE
    required = factory.LazyAttribute(lambda question: question.type != models.Question.Type.FREE_TEXT)


class OptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Option

    question = factory.SubFactory(QuestionFactory)
    slug = factory.Sequence(lambda n: f"optie-{n}")
    label_nl = "ja"
    label_en = "yes"
    position = factory.Sequence(lambda n: n + 1)


class AnswerSheetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AnswerSheet

    questionnaire = factory.SubFactory(QuestionnaireFactory)


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Answer

    sheet = factory.SubFactory(AnswerSheetFactory)
    question = factory.SubFactory(QuestionFactory)


class AnswerChoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AnswerChoice

    answer = factory.SubFactory(AnswerFactory)
    option = factory.SubFactory(OptionFactory)


class AnswerRevisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AnswerRevision

    answer = factory.SubFactory(AnswerFactory)
    number = 1
    kind = models.RevisionKind.TYPED
    by = factory.SubFactory("tests.accounts.factories.UserFactory")
    began_at = factory.Faker("date_time", tzinfo=None)
    at = factory.SelfAttribute("began_at")
    old = factory.Dict({})
    new = factory.Dict({})


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Evidence

    sheet = factory.SubFactory(AnswerSheetFactory)
    question = factory.SubFactory(QuestionFactory)
    url = "https://voorbeeld.invalid/regiovisie"
    name = "regiovisie"
    added_by = factory.SubFactory("tests.accounts.factories.UserFactory")


class RemarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Remark

    sheet = factory.SubFactory(AnswerSheetFactory)
    question = factory.SubFactory(QuestionFactory)
    by = factory.SubFactory("tests.accounts.factories.UserFactory")
    text = "Bedoelt u de hele regio?"
