"""What will be counted of one region, in plain words, and what will not and why; read before closing."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User, known_as
from accounts.policy import Deed, reach
from buildingblocks.models import BuildingBlock
from questionnaires.matrix import Matrices, Matrix
from questionnaires.models import Answer, AnswerRevision, AnswerState, Question, RevisionKind
from questionnaires.words import plain_in_words
from regions.language import in_language

from ..counts import QuestionText, RoundData, chosen_in, read_live
from ..elsewhere import is_elsewhere
from ..models import Reply, Response
from ..skips import AsGiven
from .review import changed_after


@dataclass(frozen=True, slots=True)
class Line:
    """One question: what stands, and either who approved it when, or why it does not count."""

    question: QuestionText
    words: str
    approved_by: str = ""
    approved_at: datetime | None = None
    why_not: str = ""
    source: str = ""
    source_date: date | None = None

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        return in_language(self.question, "text")

    @property
    def elsewhere(self) -> str:
        """Who answered it when the region did not: the register or the project pool; else ""."""
        by = Question.AnsweredBy(self.question.answered_by)
        return "" if by == Question.AnsweredBy.ROUNDTABLE else str(by.label)


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one building block."""

    block: BuildingBlock
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything of one region that this person may read: what counts and what does not, by block. `outside`
    says why the region is in no figure at all."""

    counts: tuple[Part, ...]
    counts_not: tuple[Part, ...]
    number: int
    number_not: int
    reply: Reply | None
    changed_after_reply: bool
    may_reply: bool
    outside: str = ""


class AsSettled(AsGiven):
    """Rounds as figures read them: only what is approved counts."""

    def load(self, key: str) -> Matrix:
        """The answers of a round."""
        return self._data.matrix() if key == self._round.key else super().load(key)


def counted_for(user: User, response: Response) -> Counted:
    """What will be counted, for this person; PermissionDenied for who may read nothing of the region."""
    readable = reach(user, Deed.READ_ANSWERS).blocks(response.region_id)
    if readable is not None and not readable:
        raise PermissionDenied
    round_ = response.round
    data = read_live(round_, round_.participants.filter(region=response.region_id))
    blocks = BuildingBlock.objects.in_bulk(field_name="key")
    outside = outside_figures(response)
    lines = [
        dataclasses.replace(line, why_not=outside) if outside else line
        for line in _lines(response, data)
        if readable is None or blocks[line.question.block].pk in readable
    ]
    counts = [line for line in lines if not line.why_not]
    counts_not = [line for line in lines if line.why_not]
    reply = response.replies.select_related("by").first()
    return Counted(
        counts=_parts(counts, blocks),
        counts_not=_parts(counts_not, blocks),
        number=len(counts),
        number_not=len(counts_not),
        reply=reply,
        changed_after_reply=reply is not None and changed_after(response, reply.at),
        may_reply=not outside
        and round_.accepts_answers
        and reach(user, Deed.SUBMIT).holds(response.region_id),
        outside=outside,
    )


def outside_figures(response: Response) -> str:
    """Why a region is in no figure of the round, in a sentence; "" for one that counts."""
    takes_part = response.round.participants.filter(region=response.region_id).first()
    if takes_part is not None and takes_part.pretend:
        return _("Dit is de oefenregio: niets van de oefenregio staat in een cijfer.")
    if takes_part is not None and takes_part.excused:
        return _("De regio is vrijgesteld: niets van de regio staat in een cijfer.")
    return ""


COLUMNS = ("question__key", "state", "not_applicable", "text", "number", "source", "source_date")


def _lines(response: Response, data: RoundData) -> list[Line]:
    chosen, approvals = chosen_in(data), _approvals(response)
    rows = Answer.objects.filter(sheet=response.sheet_id).values_list(*COLUMNS)
    answers = {key: rest for key, *rest in rows}
    matrices = Matrices(AsSettled(response.round, data))
    found = []
    for question in data.questions:
        unwritten = (AnswerState.APPROVED if is_elsewhere(question) else 0, False, "", None, "", None)
        state, marked, text, number, source, day = answers.get(question.key, unwritten)
        said = {
            "options": chosen.get(question.key, ()), "text": text, "number": number, "not_applicable": marked,
        }  # fmt: skip
        skipped = bool(question.ask_if) and bool(matrices.skipped(data.key, question.key)[0])
        unknown = bool(question.ask_if) and not skipped and bool(matrices.hidden(data.key, question.key)[0])
        why_not = _why_not(question, AnswerState(state), marked, skipped, unknown)
        by, at = ("", None) if why_not else approvals.get(question.key, ("", None))
        found.append(Line(question, plain_in_words(question, said), by, at, why_not, source, day))
    return found


def _approvals(response: Response) -> dict[str, tuple[str, datetime]]:
    """Who approved each answer last, and when."""
    rows = AnswerRevision.objects.filter(answer__sheet=response.sheet_id, kind=RevisionKind.APPROVED)
    columns = ("answer__question__key", "by__name", "by__email", "at")
    approved = rows.order_by("number").values_list(*columns)
    return {key: (known_as(name, email), at) for key, name, email, at in approved}


def _why_not(question: QuestionText, state: AnswerState, marked: bool, skipped: bool, unknown: bool) -> str:
    """Why an answer will not count; nothing for one that will."""
    if skipped:
        return _("niet van toepassing door een ander antwoord")
    if state in (AnswerState.OPEN, AnswerState.CARRIED_OVER):
        return _not_answered(question, state)
    if state != AnswerState.APPROVED:
        return _not_approved(state)
    if unknown:
        return _("hangt af van een ander antwoord dat nog niet is goedgekeurd")
    if marked:
        return _("niet van toepassing")
    if question.type == Question.Type.FREE_TEXT:
        return _("vrije tekst: het programmateam leest dit, het is geen cijfer")
    return ""


def _not_answered(question: QuestionText, state: AnswerState) -> str:
    if question.answered_by == Question.AnsweredBy.REGISTER:
        return _("niet ingevuld door het programmateam")
    if state == AnswerState.CARRIED_OVER:
        return _("overgenomen van de vorige ronde, maar niet bevestigd")
    return _("niet beantwoord")


def _not_approved(state: AnswerState) -> str:
    if state == AnswerState.RETURNED:
        return _("teruggestuurd: pas het antwoord aan en dien het opnieuw in")
    if state == AnswerState.SUBMITTED:
        return _("ingediend, nog niet goedgekeurd")
    return _("nog niet ingediend")


def _parts(lines: list[Line], blocks: Mapping[str, BuildingBlock]) -> tuple[Part, ...]:
    by_block: dict[str, list[Line]] = {}
    for line in lines:
        by_block.setdefault(line.question.block, []).append(line)
    return tuple(Part(blocks[key], tuple(found)) for key, found in by_block.items())
