"""What stories about the programme's pages begin with."""

from datetime import date, timedelta

import pytest
from django.test import Client

from questionnaires.models import Question
from regions.models import Region
from roundtables.actions.rounds import prepare_round
from roundtables.models import Round
from tests.questionnaires.factories import OptionFactory, QuestionFactory
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.programme import TODAY
from tests.roundtables.story import Story


@pytest.fixture
def manager() -> Client:
    return signed_in(person(Kind.PROGRAMME_MANAGER))


@pytest.fixture
def held(story: Story) -> Question:
    """A question of the register."""
    made: Question = QuestionFactory(
        section=story.round.questionnaire.sections.get(), key="held", text_nl="Is het gesprek gehouden?",
        position=90, answered_by=Question.AnsweredBy.REGISTER,
    )  # fmt: skip
    OptionFactory(question=made, slug="yes", label_nl="ja")
    OptionFactory(question=made, slug="no", label_nl="nee")
    return made


@pytest.fixture
def preparing(story: Story) -> Round:
    return prepare_round(
        by=story.by, key="2031", questionnaire=story.round.questionnaire, copy_questionnaire=True,
        reference_date=date(2031, 1, 1), regions=Region.objects.all(), deadline=TODAY + timedelta(days=9),
    )  # fmt: skip
