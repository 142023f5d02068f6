"""The register: what the programme knows of regions itself, with source and date; a region may contest it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from questionnaires import actions as questionnaires
from questionnaires.actions import Given, Save
from questionnaires.actions.recording import plain
from questionnaires.errors import AnswerError
from questionnaires.models import (
    Answer,
    AnswerRevision,
    AnswerState,
    Option,
    Question,
    RevisionKind,
)
from regions.text import clean

from ..errors import RegisterConflict, RoundError
from ..models import Contest, Response, Round
from .changing import changed, hold_sheets


@dataclass(frozen=True, slots=True)
class Line:
    """What the programme writes of one region. `seen` is the revision that the page shows; a line that nobody
    `touched` says what the page showed when it was made."""

    response: Response
    options: tuple[Option, ...] = ()
    text: str = ""
    number: Decimal | None = None
    source: str = ""
    source_date: date | None = None
    seen: int = 0
    touched: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the region."""
        return not self.options and not self.text.strip() and self.number is None

    def given(self, question: Question) -> Given:
        """The line as an answer."""
        return Given(
            self.response.sheet, question, self.options, text=self.text, number=self.number,
            source=self.source.strip(), source_date=self.source_date,
        )  # fmt: skip


@transaction.atomic
def keep_register(*, by: User, round_: Round, question: Question, lines: Sequence[Line], page: str) -> int:
    """Write down what a register says of regions; how many lines changed. It counts at once: who writes it
    down with its source stands for it. RoundError names the region of a line that cannot be kept, and
    RegisterConflict those that a colleague changed meanwhile; then nothing is kept."""
    hold_sheets(one.response.sheet_id for one in lines)
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    _refuse_other(locked, question)
    stands = _standing(question, lines)
    written = [one for one in lines if _is_new(one, question, stands.get(one.response.sheet_id))]
    _refuse_conflicts(written, stands, page)
    for line in written:
        _write(by, question, line, stands.get(line.response.sheet_id), page)
    answers = Answer.objects.filter(question=question, sheet__in=[one.response.sheet_id for one in written])
    questionnaires.approve(
        by=by, answers=answers.exclude(state=AnswerState.OPEN), why=_("overgenomen uit het register")
    )
    if written:
        changed(locked)
    return len(written)


def _refuse_other(round_: Round, question: Question) -> None:
    if not round_.accepts_answers:
        raise RoundError(_("De ronde is niet open: het register kan nu niet wijzigen."))
    if question.answered_by != Question.AnsweredBy.REGISTER:
        raise RoundError(_("Deze vraag beantwoorden de regio’s zelf."))


def _standing(question: Question, lines: Sequence[Line]) -> dict[int, Answer]:
    sheets = [one.response.sheet_id for one in lines]
    answers = Answer.objects.filter(question=question, sheet__in=sheets).prefetch_related("choices__option")
    return {answer.sheet_id: answer for answer in answers}


def _is_new(line: Line, question: Question, answer: Answer | None) -> bool:
    """Whether the line says something else than what stands. One that nobody touched only settles what the
    page showed and nobody approved."""
    if not line.touched or (line.is_empty and not line.seen):
        return answer is not None and answer.state in AnswerState.waiting() and answer.revision == line.seen
    if answer is None or answer.state == AnswerState.OPEN:
        return not line.is_empty
    given = line.given(question).over(answer)
    return plain(answer) != given.plain() or answer.state != AnswerState.APPROVED


def _refuse_conflicts(lines: Sequence[Line], stands: Mapping[int, Answer], page: str) -> None:
    """Before anything is written: what a colleague wrote after the page was made, its reader has not seen."""
    regions, said = [], []
    for line in lines:
        newest = _later(stands.get(line.response.sheet_id), line.seen, page)
        if newest is not None:
            name = line.response.region.name
            regions.append(line.response.region.slug)
            said.append(
                _("%(region)s: %(by)s heeft deze regel intussen gewijzigd.")
                % {"region": name, "by": newest.by}
            )
    if said:
        said.append(_("Er is niets opgeslagen. U ziet nu wat het nieuwst is. Kijk het na en bewaar opnieuw."))
        raise RegisterConflict(" ".join(said), regions)


def _later(answer: Answer | None, seen: int, page: str) -> AnswerRevision | None:
    """The newest change of content that the page does not show and did not make itself."""
    if answer is None or answer.revision == seen:
        return None
    later = answer.revisions.filter(number__gt=seen, kind__in=RevisionKind.of_content()).exclude(page=page)
    return later.select_related("by").order_by("-number").first()


def _write(by: User, question: Question, line: Line, answer: Answer | None, page: str) -> None:
    name = line.response.region.name
    if line.is_empty and answer is not None:
        questionnaires.drop(by=by, answers=[answer], why=_("niet meer in het register"))
        return
    if not line.source.strip() or line.source_date is None:
        raise RoundError(_("%s: geef de bron en de datum.") % name)
    try:
        save = Save(line.given(question), line.seen, page)
        questionnaires.save(by=by, save=save, state=AnswerState.SUBMITTED)
    except AnswerError as error:
        raise RoundError(f"{name}: {error}") from error


@transaction.atomic
def contest(*, by: User, response: Response, question: Question, why: str) -> Contest:
    """A region says that its line in the register is wrong; the line stands until that is settled."""
    if not response.round.accepts_answers:
        raise RoundError(_("De ronde is niet open. Neem contact op met het programmateam."))
    if question.answered_by != Question.AnsweredBy.REGISTER:
        raise RoundError(_("Deze vraag beantwoordt de regio zelf."))
    why = clean(why).strip()
    if not why:
        raise RoundError(_("Vertel wat er niet klopt."))
    Response.objects.select_for_update().get(pk=response.pk)
    if response.contests.filter(question=question, settled_at=None).exists():
        raise RoundError(_("U hebt dit al gemeld. Het programmateam kijkt ernaar."))
    return Contest.objects.create(response=response, question=question, why=why, by=by)


@transaction.atomic
def settle_contest(*, by: User, contest: Contest, outcome: str) -> None:
    """Tell the region what the programme found, whether or not the line changed."""
    locked = Contest.objects.select_for_update().get(pk=contest.pk)
    if locked.settled_at is not None:
        raise RoundError(_("Dit is al afgehandeld."))
    outcome = clean(outcome).strip()
    if not outcome:
        raise RoundError(_("Schrijf wat de uitkomst is: de regio leest dit."))
    locked.outcome, locked.settled_by, locked.settled_at = outcome, by, timezone.now()
    locked.save(update_fields=["outcome", "settled_by", "settled_at"])
