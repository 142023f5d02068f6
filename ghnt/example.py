"""The example: everything a newcomer needs to look around, marked as made up.

Rounds 2018, 2019 and 2020 hold answers whose counts agree with what was published; which region answered
what is made up. `2021-voorjaar` is open, with regions in every state.
"""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

import buildingblocks.importing
import impact.importing
import projectpool.importing
import questionnaires.importing
import regions.importing
import reports.importing
from accounts.models import User
from questionnaires import actions
from questionnaires.actions import Given
from questionnaires.models import Answer, AnswerState, Question, Questionnaire, RevisionKind
from regions.models import Region
from reports.actions import publishing
from reports.actions.jobs import request_build
from reports.models import ProgressReport
from reports.outline import load_outline
from roundtables.actions.reviewing import approve
from roundtables.actions.rounds import close_round, excuse, open_round
from roundtables.importing import import_answers
from roundtables.models import Response, Round

FIXTURES = settings.BASE_DIR / "fixtures"
LOADERS = (
    regions.importing.load,
    buildingblocks.importing.load,
    impact.importing.load,
    projectpool.importing.load,
    questionnaires.importing.load,
    reports.importing.load,
)
CLOSED = {"2018": date(2018, 11, 1), "2019": date(2019, 6, 1), "2020": date(2020, 11, 1)}
OPEN, OPEN_DATE, DEADLINE = "2021-voorjaar", date(2021, 5, 1), date(2021, 6, 15)
REPORT = "vijfde"
EXCUSED, EXCUSED_WHY = 14, "De gemeenten in deze regio worden opnieuw ingedeeld."
LABELS = {OPEN: ("voorjaar 2021", "spring 2021")}


@transaction.atomic
def load_definitions(folder: Path = FIXTURES) -> User:
    """Load what answers are about: regions, blocks, pool, questionnaire, indicators. Who loaded it."""
    by = User.objects.service("example")
    for loader in LOADERS:
        loader(folder, by=by)
    return by


@transaction.atomic
def load(folder: Path = FIXTURES) -> list[str]:
    """Load the example; what is there already stays. The names of the rounds that were made."""
    by = load_definitions(folder)
    made = [key for key in CLOSED if _closed_round(by, folder, key)]
    _report(folder)
    return made + ([OPEN] if _open_round(by) else [])


def publish() -> None:
    """Publish the example's report, made in this process; nothing when it is published already."""
    report = ProgressReport.objects.get(slug=REPORT)
    if report.published_version is None:
        publishing.run(request_build(by=User.objects.service("example"), report=report, publish=True).pk)


def _report(folder: Path) -> None:
    """The report's outline; people may change it afterwards, so it is made once."""
    if ProgressReport.objects.filter(slug=REPORT).exists():
        return
    outline = load_outline(folder / f"report_{REPORT}")
    ProgressReport.objects.create(
        slug=REPORT,
        title_nl=outline["title"]["nl"],
        title_en=outline["title"]["en"],
        subtitle_nl=outline["subtitle"]["nl"],
        subtitle_en=outline["subtitle"]["en"],
        round=Round.objects.get(key=max(CLOSED)),
        outline=outline,
    )


def _closed_round(by: User, folder: Path, key: str) -> bool:
    if Round.objects.filter(key=key).exists():
        return False
    round_ = _opened(by, key, CLOSED[key])
    import_answers(by=by, path=folder / "example" / f"answers_{key}.csv", key=key, approve=True)
    close_round(by=by, round_=round_)
    return True


def _opened(by: User, key: str, when: date, deadline: date | None = None) -> Round:
    label_nl, label_en = LABELS.get(key, (key, key))
    return open_round(
        by=by,
        key=key,
        label_nl=label_nl,
        label_en=label_en,
        reference_date=when,
        deadline=deadline,
        example=True,
        questionnaire=Questionnaire.objects.get(version=key),
        regions=Region.objects.order_by("number"),
    )


def _open_round(by: User) -> bool:
    if Round.objects.filter(key=OPEN).exists():
        return False
    round_ = _opened(by, OPEN, OPEN_DATE, DEADLINE)
    for place, response in enumerate(round_.responses.select_related("region").order_by("region__number")):
        _fill(by, round_, response, place)
    return True


def _fill(by: User, round_: Round, response: Response, place: int) -> None:
    """Give the region last round's answers, as far as its place in the list says: of each seven regions one
    has not begun, one is half-way, one has its last answers to confirm, one has sent everything in, one has
    answers back and two are approved."""
    if place == EXCUSED:
        excuse(by=by, participant=round_.participants.get(region=response.region), why=EXCUSED_WHY)
    turn = place % 7
    if turn == 0:
        return
    given = _last_time(response)
    state = {1: AnswerState.GIVEN, 2: AnswerState.CARRIED_OVER}.get(turn, AnswerState.SUBMITTED)
    actions.record(
        by=by, given=given[: len(given) // 2] if turn == 1 else given, state=state, kind=RevisionKind.IMPORTED
    )
    if turn == 4:
        actions.record(by=by, given=given[:3], state=AnswerState.RETURNED, kind=RevisionKind.IMPORTED)
    if turn >= 5:
        approve(by=by, response=response)


def _last_time(response: Response) -> list[Given]:
    """The region's answers of the round before, to the questions that this round asks too."""
    asked = {
        question.key: question
        for question in Question.objects.filter(questionnaire=response.round.questionnaire_id)
    }
    options = {
        key: {option.slug: option for option in question.options.all()} for key, question in asked.items()
    }
    answers = Answer.objects.filter(
        sheet__response__region=response.region, sheet__response__round__key="2020", question__key__in=asked
    )
    found = (
        answers.select_related("question").prefetch_related("choices__option").order_by("question__position")
    )
    return [
        Given(
            response.sheet,
            asked[answer.question.key],
            tuple(options[answer.question.key][choice.option.slug] for choice in answer.choices.all()),
            text=answer.text,
            number=answer.number,
        )
        for answer in found
    ]
