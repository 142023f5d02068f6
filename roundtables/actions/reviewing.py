"""The programme settles what regions answered."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from questionnaires import actions as questionnaires
from questionnaires.models import AnswerState

from ..models import Response
from .rounds import changed


@transaction.atomic
def approve(*, by: User, response: Response, questions: Iterable[str] | None = None, why: str = "") -> int:
    """Settle the answers of one region, all or those to the questions named; how many were settled."""
    answers = response.sheet.answers.filter(state__in=AnswerState.waiting())
    if questions is not None:
        answers = answers.filter(question__key__in=questions)
    count = questionnaires.approve(by=by, answers=answers, why=why)
    changed(response.round)
    return count
