"""Answers from a CSV file into a round: all or nothing, and every bad line named."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from questionnaires import actions as questionnaires
from questionnaires.actions import Given
from questionnaires.models import Answer, Option, Question, Questionnaire, RevisionKind
from regions.models import Region

from .actions.rounds import changed, check_key, open_round
from .errors import BadLine, ImportRefused, RoundError
from .models import Response, Round
from .skips import skipped_answers

COLUMNS = ("region_slug", "question_id", "option_slug")
NUMBER = re.compile(r"[0-9]{1,9}([.,][0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: one chosen option, or a text or number."""

    number: int
    region: str
    question: str
    option: str
    value: str


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
    given = _Reader(round_, bad).read(lines, replace=replace)
    changed_answers = questionnaires.record(by=by, given=given, kind=RevisionKind.IMPORTED, why=path.name)
    approved = _approve(by, given, path.name) if approve else 0
    changed(round_)
    return Imported(key, len({one.sheet.pk for one in given}), changed_answers, approved)


def _approve(by: User, given: list[Given], why: str) -> int:
    """Settle what the file holds, and nothing else that waits in the round."""
    named = {one.key for one in given}
    sheets = {sheet for sheet, _question in named}
    answers = Answer.objects.filter(sheet__in=sheets)
    found = [answer for answer in answers if (answer.sheet_id, answer.question_id) in named]
    return questionnaires.approve(by=by, answers=found, why=why)


def _round(by: User, key: str, create: bool) -> Round:
    check_key(key)
    round_ = Round.objects.select_for_update().filter(key=key).first()
    if round_ is None and not create:
        raise RoundError(
            _("De ronde %s bestaat niet. Maak hem met --create, of controleer de sleutel.") % key
        )
    if round_ is None:
        questionnaire = Questionnaire.objects.order_by("-position").first()
        if questionnaire is None:
            raise RoundError(_("Er is nog geen vragenlijst. Laad eerst een vragenlijst of het voorbeeld."))
        return open_round(
            by=by, key=key, questionnaire=questionnaire, reference_date=timezone.localdate(),
            regions=Region.objects.all(),
        )  # fmt: skip
    if not round_.accepts_answers:
        raise RoundError(_("De ronde %s is niet open: er kan niets meer bij.") % key)
    return round_


def read_lines(path: Path) -> tuple[list[Line], list[BadLine]]:
    """The lines of the file, and those that are no lines of it; ImportRefused when it is no table at all."""
    rows = _rows(_text(path))
    first = next(rows, None)
    if first is None:
        raise ImportRefused([BadLine(1, _("het bestand is leeg."))])
    if isinstance(first, BadLine):
        raise ImportRefused([first])
    places = _places(first[1])
    lines: list[Line] = []
    bad: list[BadLine] = []
    for row in rows:
        if isinstance(row, BadLine):
            bad.append(row)
        elif len(row[1]) != len(first[1]):
            reason = _("deze regel heeft %(has)s velden; de kop heeft er %(head)s.")
            bad.append(BadLine(row[0], reason % {"has": len(row[1]), "head": len(first[1])}))
        else:
            fields = {name: row[1][place].strip() for name, place in places.items()}
            region, question, option = (fields[name] for name in COLUMNS)
            lines.append(Line(row[0], region, question, option, fields.get("value", "")))
    if not lines and not bad:
        raise ImportRefused([BadLine(1, _("er staan geen antwoorden onder de kop."))])
    return lines, bad


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RoundError(_("Het bestand %s kan niet gelezen worden.") % path) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        reason = _("het bestand is geen UTF-8. Bewaar het als “CSV UTF-8” en probeer het opnieuw.")
        raise ImportRefused([BadLine(line, reason)]) from error


def _rows(text: str) -> Iterator[tuple[int, list[str]] | BadLine]:
    """Each row with the line it starts on; a row that is no CSV ends the file."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in head and "," not in head else ","
    )
    number = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield number, row
            number = reader.line_num + 1
    except csv.Error:
        yield BadLine(number, _("deze regel is geen CSV; verder is niet gelezen."))


def _places(head: list[str]) -> dict[str, int]:
    names = [name.strip() for name in head]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        reason = _("in de kop ontbreekt %s.") % ", ".join(missing)
        raise ImportRefused([BadLine(1, reason)])
    double = [name for name in (*COLUMNS, "value") if names.count(name) > 1]
    if double:
        raise ImportRefused([BadLine(1, _("in de kop staat %s dubbel.") % ", ".join(double))])
    return {name: names.index(name) for name in (*COLUMNS, "value") if name in names}


class _Reader:
    """Turns lines into answers of one round, gathering what is wrong."""

    def __init__(self, round_: Round, bad: list[BadLine]) -> None:
        self.round = round_
        self.bad = list(bad)
        questions = Question.objects.filter(questionnaire=round_.questionnaire_id).prefetch_related("options")
        self.questions = {question.key: question for question in questions}
        self.options = {q.key: {o.slug: o for o in q.options.all()} for q in self.questions.values()}
        responses = Response.objects.filter(round=round_).select_related("sheet", "region")
        self.responses = {response.region.slug: response for response in responses}
        self.known_regions = set(Region.objects.values_list("slug", flat=True))

    def read(self, lines: list[Line], *, replace: bool) -> list[Given]:
        """The answers; ImportRefused when anything is wrong."""
        groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for line in lines:
            reason = self._line_wrong(line)
            if reason:
                self.bad.append(BadLine(line.number, reason))
            else:
                groups[line.region, line.question].append(line)
        given = [one for group in groups.values() if (one := self._answer(group)) is not None]
        numbers = {pair: group[0].number for pair, group in groups.items()}
        if not replace:
            self._refuse_existing(given, numbers)
        for pair in skipped_answers(self.round, given):
            self.bad.append(
                BadLine(numbers[pair], _("deze vraag wordt overgeslagen door een ander antwoord."))
            )
        if self.bad:
            raise ImportRefused(sorted(self.bad, key=lambda bad: bad.line))
        return given

    def _line_wrong(self, line: Line) -> str:
        if line.region not in self.known_regions:
            return _("de regio “%s” bestaat niet.") % line.region
        if line.region not in self.responses:
            return _("de regio “%s” doet niet mee aan deze ronde.") % line.region
        question = self.questions.get(line.question)
        if question is None:
            return _("de vraag “%s” staat niet in de vragenlijst van deze ronde.") % line.question
        return self._value_wrong(line, question)

    def _value_wrong(self, line: Line, question: Question) -> str:
        if question.has_options:
            if line.value:
                return _("bij de vraag “%s” hoort een optie en geen waarde.") % line.question
            if line.option not in self.options[line.question]:
                pair = {"option": line.option, "question": line.question}
                return _("de optie “%(option)s” hoort niet bij de vraag “%(question)s”.") % pair
            return ""
        if line.option:
            return _("bij de vraag “%s” hoort een waarde en geen optie.") % line.question
        if not line.value:
            return _("de waarde bij de vraag “%s” is leeg.") % line.question
        if question.type == Question.Type.NUMBER and _number(line.value) is None:
            return _("“%s” is geen getal. Schrijf het zonder punten, zoals 1200 of 12,5.") % line.value[:40]
        return ""

    def _answer(self, group: list[Line]) -> Given | None:
        first = group[0]
        question = self.questions[first.question]
        before = len(self.bad)
        seen: dict[str, int] = {}
        for line in group:
            if line.option in seen:
                reason = _("dit antwoord staat ook op regel %s.") % seen[line.option]
                self.bad.append(BadLine(line.number, reason))
            elif seen and question.type != Question.Type.MULTIPLE:
                reason = _("op de vraag “%(key)s” kan één antwoord; regel %(line)s geeft er al een.")
                self.bad.append(BadLine(line.number, reason % {"key": question.key, "line": first.number}))
            seen.setdefault(line.option, line.number)
        options = [self.options[question.key][slug] for slug in seen if slug]
        self._refuse_exclusive(options, seen)
        if len(self.bad) > before:
            return None
        return self._given(first, question, options)

    def _refuse_exclusive(self, options: list[Option], seen: dict[str, int]) -> None:
        for option in options:
            if option.exclusive and len(options) > 1:
                reason = _("de optie “%s” gaat niet samen met een andere optie.") % option.slug
                self.bad.append(BadLine(seen[option.slug], reason))

    def _given(self, line: Line, question: Question, options: list[Option]) -> Given:
        sheet = self.responses[line.region].sheet
        if question.type == Question.Type.NUMBER:
            return Given(sheet, question, number=_number(line.value))
        return Given(sheet, question, options=tuple(options), text="" if question.has_options else line.value)

    def _refuse_existing(self, given: list[Given], numbers: dict[tuple[str, str], int]) -> None:
        sheets = {response.sheet_id: slug for slug, response in self.responses.items()}
        answered = set(
            self.round.responses.filter(sheet__answers__isnull=False).values_list(
                "sheet", "sheet__answers__question"
            )
        )
        for one in given:
            if (one.sheet.pk, one.question.pk) in answered:
                pair = (sheets[one.sheet.pk], one.question.key)
                reason = _("er is al een antwoord op “%s”; vervang het met --replace.") % one.question.key
                self.bad.append(BadLine(numbers[pair], reason))


def _number(text: str) -> Decimal | None:
    """A number of at most nine digits and two decimals. "1.000" is refused, because nobody knows whether it
    is one or a thousand."""
    return Decimal(text.replace(",", ".")) if NUMBER.fullmatch(text) else None
