"""From lines to the answers of one round, gathering everything that is wrong with them."""

from collections import defaultdict
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from questionnaires.actions import Given
from questionnaires.models import Answer, AnswerState, Option, Question
from questionnaires.numbers import number_of
from regions.models import Region
from regions.text import UNSTORABLE, clean

from ..errors import BadLine, ImportRefused
from ..models import Response, Round
from ..skips import skipped_answers
from .lines import NOT_APPLICABLE, Line

type Pair = tuple[str, str]


class Reader:
    """Turns lines into answers of one round. Afterwards `stands` holds the answers that stand where these go
    (by sheet and question), and `numbers` the first line of each region and question."""

    def __init__(self, round_: Round, bad: list[BadLine]) -> None:
        self.round = round_
        self.bad = list(bad)
        questions = Question.objects.filter(questionnaire=round_.questionnaire_id).prefetch_related("options")
        self.questions = {question.key: question for question in questions}
        self.options = {q.key: {o.slug: o for o in q.options.all()} for q in self.questions.values()}
        responses = Response.objects.filter(round=round_).select_related("sheet", "region")
        self.responses = {response.region.slug: response for response in responses}
        self.known_regions = set(Region.objects.values_list("slug", flat=True))
        self.regions = {response.sheet_id: slug for slug, response in self.responses.items()}
        self.stands: dict[tuple[int, int], Answer] = {}
        self.first: dict[Pair, Line] = {}

    def read(self, lines: list[Line], *, replace: bool) -> list[Given]:
        """The answers; ImportRefused when anything is wrong."""
        groups: dict[Pair, list[Line]] = defaultdict(list)
        for line in lines:
            column, reason = self._line_wrong(line)
            if reason:
                self.bad.append(line.bad(reason, column))
            else:
                groups[line.region, line.question].append(line)
        self.first = {pair: group[0] for pair, group in groups.items()}
        given = [one for group in groups.values() if (one := self._answer(group)) is not None]
        self.stands = _standing(given)
        given = [as_it_stands(one, self.stands.get(one.key)) for one in given]
        if not replace:
            self._refuse_existing(given)
        self._refuse_skipped(given)
        if self.bad:
            raise ImportRefused(sorted(self.bad, key=lambda bad: bad.line))
        return given

    def pair(self, one: Given) -> Pair:
        """The region and question of an answer."""
        return self.regions[one.sheet.pk], one.question.key

    def _line_wrong(self, line: Line) -> tuple[str, str]:
        """The column with something wrong, and what that is; twice "" when nothing is."""
        if line.region not in self.known_regions:
            return "region_slug", _("de regio “%s” bestaat niet.") % _short(line.region)
        if line.region not in self.responses:
            return "region_slug", _("de regio “%s” doet niet mee aan deze ronde.") % line.region
        question = self.questions.get(line.question)
        if question is None:
            reason = _("de vraag “%s” staat niet in de vragenlijst van deze ronde.")
            return "question_id", reason % _short(line.question)
        if question.answered_by in settings.ANSWERED_ELSEWHERE:
            who = question.get_answered_by_display()
            reason = _("de vraag “%(question)s” krijgt haar antwoord van de %(who)s. Laat deze regel weg.")
            return "question_id", reason % {"question": line.question, "who": who}
        if line.option == NOT_APPLICABLE:
            return self._reason_wrong(line, question)
        return self._value_wrong(line, question)

    def _reason_wrong(self, line: Line, question: Question) -> tuple[str, str]:
        if not question.may_not_apply:
            return "option_slug", _("de vraag “%s” geldt voor elke regio.") % line.question
        if not line.value:
            return "value", _("vertel in value waarom de vraag “%s” niet van toepassing is.") % line.question
        return "", ""

    def _value_wrong(self, line: Line, question: Question) -> tuple[str, str]:
        if question.has_options:
            if line.value:
                return "value", _("bij de vraag “%s” hoort een optie en geen waarde.") % line.question
            if line.option not in self.options[line.question]:
                pair = {"option": _short(line.option), "question": line.question}
                reason = _("de optie “%(option)s” hoort niet bij de vraag “%(question)s”.")
                return "option_slug", reason % pair
            return "", ""
        if line.option:
            return "option_slug", _("bij de vraag “%s” hoort een waarde en geen optie.") % line.question
        if not line.value:
            return "value", _("de waarde bij de vraag “%s” is leeg.") % line.question
        if question.type == Question.Type.NUMBER and number_of(line.value) is None:
            reason = _("“%s” is geen getal. Schrijf het zonder punten, zoals 1200 of 12,5.")
            return "value", reason % line.value[:40]
        return "", ""

    def _answer(self, group: list[Line]) -> Given | None:
        first = group[0]
        question = self.questions[first.question]
        before = len(self.bad)
        seen: dict[str, Line] = {}
        for line in group:
            if line.option in seen:
                reason = _("dit antwoord staat ook op regel %s.") % seen[line.option].number
                self.bad.append(line.bad(reason, "option_slug"))
            elif seen and (question.type != Question.Type.MULTIPLE or NOT_APPLICABLE in (line.option, *seen)):
                reason = _("op de vraag “%(key)s” kan één antwoord; regel %(line)s geeft er al een.")
                said = reason % {"key": question.key, "line": first.number}
                self.bad.append(line.bad(said, "option_slug"))
            seen.setdefault(line.option, line)
        options = [self.options[question.key][slug] for slug in seen if slug and slug != NOT_APPLICABLE]
        self._refuse_exclusive(options, seen)
        return None if len(self.bad) > before else self._given(first, question, options)

    def _refuse_exclusive(self, options: list[Option], seen: dict[str, Line]) -> None:
        for option in options:
            if option.exclusive and len(options) > 1:
                reason = _("de optie “%s” gaat niet samen met een andere optie.") % option.slug
                self.bad.append(seen[option.slug].bad(reason, "option_slug"))

    def _given(self, line: Line, question: Question, options: list[Option]) -> Given:
        sheet = self.responses[line.region].sheet
        if line.option == NOT_APPLICABLE:
            return Given(sheet, question, text=line.value, not_applicable=True)
        if question.type == Question.Type.NUMBER:
            return Given(sheet, question, number=number_of(line.value))
        return Given(sheet, question, options=tuple(options), text="" if question.has_options else line.value)

    def _refuse_existing(self, given: list[Given]) -> None:
        for one in given:
            if one.key in self.stands:
                reason = _("er is al een antwoord op “%s”; vervang het met --replace.") % one.question.key
                self.bad.append(self.first[self.pair(one)].bad(reason, "question_id"))

    def _refuse_skipped(self, given: list[Given]) -> None:
        """An answer that stands already may be given again, as the file that went out does."""
        same = {self.pair(one) for one in given if is_same(one, self.stands.get(one.key))}
        for pair in skipped_answers(self.round, given):
            if pair not in same:
                reason = _("deze vraag wordt overgeslagen door een ander antwoord.")
                self.bad.append(self.first[pair].bad(reason, "question_id"))


def _standing(given: list[Given]) -> dict[tuple[int, int], Answer]:
    """The answers that stand where these go, with their choices, by sheet and question."""
    found = Answer.objects.filter(
        sheet__in={one.sheet.pk for one in given}, question__in={one.question.pk for one in given}
    )
    return {
        (answer.sheet_id, answer.question_id): answer for answer in found.prefetch_related("choices__option")
    }


def _short(text: str) -> str:
    return clean(text)[:80]


def as_it_stands(one: Given, answer: Answer | None) -> Given:
    """An answer that says again what stands, taken as it stands: with its source, and with the spaces around
    a text that no file can be trusted with."""
    if answer is None or not _says(one, answer):
        return one
    return replace(one, text=answer.text, source=answer.source, source_date=answer.source_date)


def is_same(one: Given, answer: Answer | None) -> bool:
    """Whether nothing changes: it is there, and not only carried over from the last round."""
    if answer is None or answer.state in (AnswerState.OPEN, AnswerState.CARRIED_OVER):
        return False
    return _says(one, answer)


def _says(one: Given, answer: Answer) -> bool:
    return (
        {option.pk for option in one.options} == {choice.option_id for choice in answer.choices.all()}
        and held(one.text) == held(answer.text)
        and one.number == answer.number
        and one.not_applicable == answer.not_applicable
    )


def held(text: str) -> str:
    """What a file can hold of a text."""
    return clean(text).translate(UNSTORABLE).strip()
