"""The example's open round: regions in every state, so that a newcomer has something to fill in, review and
chase. The answers are those of the round before, with made-up ones where nothing was asked then; each is
given by the region's project leader and settled by the programme, as in a real round."""

import json
import zlib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Role, User
from questionnaires import actions
from questionnaires.actions import Given
from questionnaires.matrix import Matrices
from questionnaires.models import Answer, AnswerState, Question, Remark
from roundtables.actions.rounds import changed, excuse
from roundtables.counts import read_live
from roundtables.models import Attendee, Meeting, Response, Round, Submission
from roundtables.skips import AsGiven

DAYS_LEFT = 16
EXCUSED, EXCUSED_WHY = 14, "De gemeenten in deze regio worden opnieuw ingedeeld."
TURNS = 7
NOT_BEGUN, HALF_WAY, TO_CONFIRM, HANDED_IN, RETURNED = range(5)  # the other turns: approved
PASSES = 3  # a skip rule may look at an answer that itself depends on another


def deadline() -> date:
    """A date that a newcomer still has time for."""
    return timezone.localdate() + timedelta(days=DAYS_LEFT)


class Filler:
    """Fills the open round, region by region, as far as each region's place in the list says."""

    def __init__(self, by: User, round_: Round, before: str, folder: Path) -> None:
        self.by, self.round, self.before = by, round_, before
        self.made_up: dict[str, Any] = json.loads(
            (folder / "example" / "texts.json").read_text(encoding="utf-8")
        )
        questions = Question.objects.filter(questionnaire=round_.questionnaire_id).order_by("position")
        self.questions = list(questions.select_related("section__block").prefetch_related("options"))
        found = round_.responses.select_related("region", "sheet").order_by("region__number")
        self.responses: list[Response] = list(found)
        self.leaders = {
            role.region_id: role.person
            for role in Role.objects.filter(kind=Role.Kind.PROJECT_LEADER).select_related("person")
        }
        self.last = self._last_time()

    def fill(self) -> None:
        """Give every region its answers, its meeting, and its place in the review."""
        self._register()
        self._answer()
        for place, response in enumerate(self.responses):
            if place % TURNS >= HANDED_IN:
                self._hand_in(response, place)
            if place % TURNS == RETURNED:
                self._send_back(response, place)
            elif place % TURNS > RETURNED:
                actions.approve(by=self.programme, answers=self._theirs(response))
            if place == EXCUSED:
                taking_part = self.round.participants.get(region=response.region)
                excuse(by=self.by, participant=taking_part, why=EXCUSED_WHY)
        changed(self.round)

    @property
    def programme(self) -> User:
        """Who reviews."""
        role = Role.objects.filter(kind=Role.Kind.PROGRAMME_MEMBER).select_related("person").first()
        return role.person if role else self.by

    def leader(self, response: Response) -> User:
        """Who answers for a region."""
        return self.leaders.get(response.region_id, self.by)

    def _register(self) -> None:
        """The programme's own lines, with their source; one region in seven still lacks them."""
        asked = [one for one in self.questions if one.answered_by == Question.AnsweredBy.REGISTER]
        given = [
            self._given(
                response, question, source="Register van het programma", source_date=self.round.reference_date
            )
            for place, response in enumerate(self.responses)
            for question in asked
            if place % TURNS != NOT_BEGUN and (response.region_id, question.key) in self.last
        ]
        actions.record(by=self.programme, given=given, state=AnswerState.SUBMITTED)
        sheets = [one.sheet_id for one in self.responses]
        actions.approve(by=self.programme, answers=Answer.objects.filter(sheet__in=sheets))

    def _answer(self) -> None:
        """Answer what is asked, and then what those answers make to be asked."""
        done: set[tuple[int, int]] = set()
        for _pass in range(PASSES):
            shown = self._shown()
            for place, response in enumerate(self.responses):
                given = [
                    self._given(response, question)
                    for question in self._part(place % TURNS)
                    if (response.pk, question.pk) not in done and question.key in shown[response.region.slug]
                ]
                done |= {(response.pk, one.question.pk) for one in given}
                self._store(response, place % TURNS, given)

    def _store(self, response: Response, turn: int, given: list[Given]) -> None:
        if turn == TO_CONFIRM:
            known = [one for one in given if (response.region_id, one.question.key) in self.last]
            actions.carry_over(by=self.leader(response), given=known)
        else:
            actions.record(by=self.leader(response), given=given)

    def _part(self, turn: int) -> list[Question]:
        asked = [one for one in self.questions if one.answered_by == Question.AnsweredBy.ROUNDTABLE]
        return {NOT_BEGUN: [], HALF_WAY: asked[: len(asked) // 2]}.get(turn, asked)

    def _shown(self) -> dict[str, set[str]]:
        """The questions that each region sees now."""
        data = read_live(self.round, self.round.participants.all())
        matrices = Matrices(AsGiven(self.round, data))
        hidden = {one.key: matrices.hidden(self.round.key, one.key) for one in self.questions}
        return {
            region.slug: {key for key, values in hidden.items() if not values[row]}
            for row, region in enumerate(data.regions)
        }

    def _given(self, response: Response, question: Question, **fields: Any) -> Given:
        last = self.last.get((response.region_id, question.key))
        comment = self.made_up["comments"].get(question.key) if self._turn(response, question) == 0 else None
        if last is not None:
            known = {option.slug: option for option in question.options.all()}
            chosen = tuple(known[one.option.slug] for one in last.choices.all() if one.option.slug in known)
            return Given(response.sheet, question, chosen, last.text, last.number, comment=comment, **fields)
        return self._made_up(response, question, comment)

    def _made_up(self, response: Response, question: Question, comment: str | None) -> Given:
        turn = self._turn(response, question)
        if question.type == Question.Type.FREE_TEXT:
            texts = self.made_up["texts"].get(question.key, ["Wij zijn hierover in gesprek."])
            return Given(response.sheet, question, text=texts[turn % len(texts)], comment=comment)
        if question.type == Question.Type.NUMBER:
            return Given(response.sheet, question, number=Decimal(40 + 15 * turn), comment=comment)
        options = list(question.options.all())
        return Given(response.sheet, question, (options[turn % len(options)],), comment=comment)

    @staticmethod
    def _turn(response: Response, question: Question) -> int:
        """A number that is always the same for a region and a question, and differs between them."""
        return zlib.crc32(f"{response.region.slug} {question.key}".encode()) % 11

    def _last_time(self) -> dict[tuple[int, str], Answer]:
        answers = Answer.objects.filter(sheet__response__round__key=self.before)
        found = answers.select_related("question", "sheet__response").prefetch_related("choices__option")
        return {(one.sheet.response.region_id, one.question.key): one for one in found}

    def _theirs(self, response: Response) -> QuerySet[Answer]:
        return Answer.objects.filter(sheet=response.sheet_id, state=AnswerState.SUBMITTED)

    def _hand_in(self, response: Response, place: int) -> None:
        leader = self.leader(response)
        theirs = Answer.objects.filter(sheet=response.sheet_id).select_related("question__section__block")
        blocks = list(
            dict.fromkeys(one.question.section.block.key for one in theirs.order_by("question__position"))
        )
        actions.submit(by=leader, answers=theirs)
        Submission.objects.create(response=response, by=leader, blocks=blocks)
        day = self.round.reference_date + timedelta(days=place)
        online = place % 3 == 0
        meeting = Meeting.objects.create(
            response=response,
            date=day,
            online=online,
            place="" if online else "gemeentehuis van de centrumgemeente",
        )
        table = self.made_up["table"][: 3 + place % 3]
        Attendee.objects.bulk_create(
            Attendee(meeting=meeting, organisation=organisation, function=function, position=number)
            for number, (organisation, function) in enumerate(table, start=1)
        )

    def _send_back(self, response: Response, place: int) -> None:
        """Two answers come back with a question; what stands before them is approved."""
        theirs = list(self._theirs(response).order_by("question__position"))
        scales = [one for one in theirs if one.question.key in ("mda-state", "rv-state")]
        whys = self.made_up["returned"]
        actions.approve(
            by=self.programme, answers=[one for one in theirs[: len(theirs) // 2] if one not in scales]
        )
        for number, answer in enumerate(scales):
            why = whys[(place + number) % len(whys)]
            actions.send_back(by=self.programme, answers=[answer], why=why)
            Remark.objects.create(
                sheet=response.sheet,
                question=answer.question,
                by=self.programme,
                from_programme=True,
                text=why,
            )


def fill(by: User, round_: Round, *, before: str, folder: Path) -> None:
    """Fill the open round from the answers of the round `before`."""
    Filler(by, round_, before, folder).fill()
