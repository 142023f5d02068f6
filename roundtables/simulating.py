"""Made-up rounds for scale trials: many regions, many rounds, answers by chance from a seed. Written in bulk,
without history; never for anything but measuring."""

import random
from collections.abc import Iterator
from datetime import date
from itertools import batched

from django.conf import settings
from django.db import transaction

from questionnaires.models import Answer, AnswerChoice, AnswerSheet, AnswerState, Question, Questionnaire
from regions.models import Region

from .models import Participant, Response, Round

BATCH = 2_000
GAPS = 0.1  # share of questions that a region leaves open


@transaction.atomic
def simulate(*, regions: int, rounds: int, seed: int) -> list[Round]:
    """Make `rounds` closed rounds in which `regions` regions answered the newest questionnaire."""
    chance = random.Random(seed)
    questionnaire = Questionnaire.objects.for_rounds().order_by("-position").first()
    if questionnaire is None:
        raise Questionnaire.DoesNotExist
    taking_part = _regions(regions)
    return [_round(number, questionnaire, taking_part, chance) for number in range(1, rounds + 1)]


def _regions(wanted: int) -> list[Region]:
    there = list(Region.objects.order_by("number")[:wanted])
    first = Region.objects.count() + 1
    Region.objects.bulk_create(
        Region(
            slug=f"sim-{number}",
            name=f"Regio {number}",
            number=number,
            tile_row=100 + number // 10,
            tile_col=number % 10,
        )
        for number in range(first, first + wanted - len(there))
    )
    return list(Region.objects.order_by("number")[:wanted])


def _round(number: int, questionnaire: Questionnaire, regions: list[Region], chance: random.Random) -> Round:
    made = Round.objects.create(
        key=f"sim-{number}", label_nl=f"simulatie {number}", questionnaire=questionnaire, example=True,
        reference_date=date(2100 + number, 1, 1), state=Round.State.CLOSED,
    )  # fmt: skip
    Participant.objects.bulk_create([Participant(round=made, region=region) for region in regions], BATCH)
    sheets = AnswerSheet.objects.bulk_create(
        [AnswerSheet(questionnaire=questionnaire) for _r in regions], BATCH
    )
    Response.objects.bulk_create(
        [
            Response(round=made, region=region, sheet=sheet)
            for region, sheet in zip(regions, sheets, strict=True)
        ],
        BATCH,
    )
    asked = questionnaire.questions.exclude(answered_by__in=settings.ANSWERED_ELSEWHERE)
    questions = list(asked.prefetch_related("options"))
    for some in batched(_answers(sheets, questions, chance), BATCH):
        _store(list(some), chance)
    return made


def _answers(
    sheets: list[AnswerSheet], questions: list[Question], chance: random.Random
) -> Iterator[tuple[Answer, Question]]:
    for sheet in sheets:
        for question in questions:
            if chance.random() > GAPS and question.has_options:
                yield Answer(sheet=sheet, question=question, state=AnswerState.APPROVED), question


def _store(answers: list[tuple[Answer, Question]], chance: random.Random) -> None:
    made = Answer.objects.bulk_create([answer for answer, _question in answers], BATCH)
    choices = [
        AnswerChoice(answer=answer, option=chance.choice(list(question.options.all())))
        for answer, (_unsaved, question) in zip(made, answers, strict=True)
    ]
    AnswerChoice.objects.bulk_create(choices, BATCH)
