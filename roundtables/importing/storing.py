"""Puts what a file says into a round, in one go: by the command, and on screen after a look at it."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Count, Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, require
from questionnaires import actions as questionnaires
from questionnaires.actions import Given
from questionnaires.models import Answer, Questionnaire, RevisionKind
from regions.models import Region

from ..actions.changing import changed, hold_sheets
from ..actions.rounds import check_key, open_round
from ..errors import RoundError
from ..models import Response, Round
from .answers import Reader, is_same
from .lines import Line, read_lines


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    round: str
    regions: int
    answers: int
    approved: int


@transaction.atomic
def import_answers(
    *, by: User, path: Path, key: str, create: bool = False, replace: bool = False, approve: bool = False
) -> Imported:
    """Read the answers in `path` into round `key`; `RoundError` or `ImportRefused` when anything is wrong,
    and then no row of any kind is left behind."""
    lines, bad = read_lines(path)
    round_ = _round(by, key, create)
    given = Reader(round_, bad).read(lines, replace=replace)
    return _store(by, round_, given, path.name, approve)


@transaction.atomic
def import_checked(
    *, by: User, path: Path, round_: Round, seen: str, replace: bool = False, approve: bool = False
) -> Imported:
    """Read a file in that somebody looked at first; `seen` is the mark of the round as it was then. Refused
    as `import_answers` does, when the round changed meanwhile, and when an answer that stands would change
    while `replace` does not say so."""
    require(by, Deed.RUN_ROUNDS)
    if approve:
        require(by, Deed.REVIEW)
    lines, bad = read_lines(path)
    locked = _round(by, round_.key, create=False)
    if mark_of(locked, lines) != seen:
        raise RoundError(
            _("De ronde is veranderd sinds u keek. Er is niets ingelezen. Bekijk opnieuw wat er verandert.")
        )
    reader = Reader(locked, bad)
    given = reader.read(lines, replace=True)
    if not replace and any(replaces(one, reader) for one in given):
        raise RoundError(_("Er staan al andere antwoorden. Vink aan dat het bestand ze mag vervangen."))
    return _store(by, locked, given, path.name, approve)


def replaces(one: Given, reader: Reader) -> bool:
    """Whether an answer takes the place of another that somebody gave."""
    answer = reader.stands.get(one.key)
    return answer is not None and has_content(answer) and not is_same(one, answer)


def has_content(answer: Answer) -> bool:
    """Whether an answer says anything."""
    return bool(
        answer.choices.all() or answer.text.strip() or answer.number is not None or answer.not_applicable
    )


def mark_of(round_: Round, lines: list[Line]) -> str:
    """A mark of all that the answers of a file depend on: it differs when the round was touched, or any
    answer of the regions in the file. Versions only go up, so no two changes hide each other."""
    named = {line.region for line in lines}
    taking_part = round_.responses.values_list("region", "region__slug")
    regions = [pk for pk, slug in taking_part if slug in named]
    answers = Answer.objects.filter(sheet__response__round=round_, sheet__response__region__in=regions)
    found = answers.aggregate(count=Count("pk"), newest=Max("pk"), versions=Sum("revision"))
    return "-".join(str(part or 0) for part in (round_.revision, *found.values()))


def closed(round_: Round) -> RoundError:
    """What is said when the round takes no answers."""
    return RoundError(_("De ronde %s is niet open: er kan niets meer bij.") % round_.key)


def _store(by: User, round_: Round, given: list[Given], why: str, approve: bool) -> Imported:
    changed_answers = questionnaires.record(by=by, given=given, kind=RevisionKind.IMPORTED, why=why)
    approved = _approve(by, given, why) if approve else 0
    changed(round_)
    return Imported(round_.key, len({one.sheet.pk for one in given}), changed_answers, approved)


def _approve(by: User, given: list[Given], why: str) -> int:
    """Settle what the file holds, and nothing else that waits in the round."""
    named = {one.key for one in given}
    sheets = {sheet for sheet, _question in named}
    answers = Answer.objects.filter(sheet__in=sheets)
    found = [answer for answer in answers if (answer.sheet_id, answer.question_id) in named]
    return questionnaires.approve(by=by, answers=found, why=why)


def _round(by: User, key: str, create: bool) -> Round:
    check_key(key)
    hold_sheets(Response.objects.filter(round__key=key).values_list("sheet", flat=True))
    round_ = Round.objects.select_for_update().filter(key=key).first()
    if round_ is None and not create:
        raise RoundError(
            _("De ronde %s bestaat niet. Maak hem met --create, of controleer de sleutel.") % key
        )
    if round_ is None:
        questionnaire = Questionnaire.objects.for_rounds().order_by("-position").first()
        if questionnaire is None:
            raise RoundError(_("Er is nog geen vragenlijst. Laad eerst een vragenlijst of het voorbeeld."))
        return open_round(
            by=by, key=key, questionnaire=questionnaire, reference_date=timezone.localdate(),
            regions=Region.objects.all(),
        )  # fmt: skip
    if not round_.accepts_answers:
        raise closed(round_)
    return round_
