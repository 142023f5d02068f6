"""What is unlikely in the answers of a round, by the rules that the programme keeps as data.

A signal asks for a reason beside the answer. It never blocks: the region knows, the rule only wonders.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from questionnaires.conditions import Bools, evaluate, leaves
from questionnaires.matrix import SETTLED, Matrices, Matrix, Source
from questionnaires.models import Answer, Question

from .counts import QuestionText, RoundData, read_live
from .last_time import Alone, Key, LastTime, last_times
from .models import Participant, PlausibilityRule, Round
from .skips import AsGiven

Kind = PlausibilityRule.Kind


@dataclass(frozen=True, slots=True)
class Signal:
    """Something unlikely in the answer of a region; `reason` is what the region says beside it, or ""."""

    rule: str
    kind: str
    text: str
    reason: str = ""

    @property
    def has_reason(self) -> bool:
        """Whether the region explained it."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True)
class Now:
    """The round at hand: its answers as given, what stood last time, and what is not in the matrix."""

    data: RoundData
    matrices: Matrices
    last: Mapping[Key, LastTime]
    comments: Mapping[Key, str]
    numbers: Mapping[Key, Decimal]
    rules: Sequence[PlausibilityRule]

    @property
    def matrix(self) -> Matrix:
        """This round's answers, settled or not."""
        return self.matrices.matrix(self.data.key)

    def shown(self, question: str) -> Bools:
        """The regions that gave an answer to a question that is theirs to answer."""
        matrix = self.matrix
        answered: Bools = matrix.meaning[:, matrix.questions[question]] == SETTLED
        return answered & ~self.matrices.hidden(self.data.key, question)


def signals(round_: Round, participants: QuerySet[Participant] | None = None) -> dict[Key, list[Signal]]:
    """Everything unlikely in a round, by region and question: of everybody who takes part, or of these
    participants. The number of queries does not grow with them."""
    return signals_in(look(round_, participants))


def look(round_: Round, participants: QuerySet[Participant] | None = None) -> Now:
    """Read what the rules look at, in a fixed number of queries."""
    who = round_.participants.all() if participants is None else participants
    data = read_live(round_, who)
    comments, numbers = _beside(round_, who)
    return now_of(round_, data, comments, numbers)


def now_of(
    round_: Round, data: RoundData, comments: Mapping[Key, str], numbers: Mapping[Key, Decimal]
) -> Now:
    """The same for whoever has read the round already."""
    rules = list(PlausibilityRule.objects.all())
    last = last_times(round_, data.questions, (region.slug for region in data.regions))
    return Now(data, Matrices(as_given(round_, data, rules)), last, comments, numbers, rules)


def as_given(round_: Round, data: RoundData, rules: Iterable[PlausibilityRule]) -> Source:
    """The answers for conditions, of other rounds too when a condition names one; few do."""
    conditions = [question.ask_if for question in data.questions]
    for rule in rules:
        conditions += [rule.condition, rule.must]
    named = any(leaf.round for condition in conditions if condition for leaf in leaves(condition))
    return AsGiven(round_, data) if named else Alone(data)


def signals_in(now: Now) -> dict[Key, list[Signal]]:
    """The same from what was read already."""
    found: dict[Key, list[Signal]] = {}
    for rule in now.rules:
        for region, question in _hits(rule, now):
            reason = now.comments.get((region, question), "").strip()
            signal = Signal(rule.key, rule.kind, rule.text, reason)
            found.setdefault((region, question), []).append(signal)
    return found


def _beside(round_: Round, who: QuerySet[Participant]) -> tuple[dict[Key, str], dict[Key, Decimal]]:
    """The comments and numbers of these participants."""
    comments: dict[Key, str] = {}
    numbers: dict[Key, Decimal] = {}
    rows = Answer.objects.filter(
        sheet__response__round=round_, sheet__response__region__in=who.values("region")
    ).exclude(comment="", number=None)
    columns = ("sheet__response__region__slug", "question__key", "comment", "number")
    for region, question, comment, number in rows.values_list(*columns):
        comments[region, question] = comment
        if number is not None:
            numbers[region, question] = number
    return comments, numbers


def _hits(rule: PlausibilityRule, now: Now) -> Iterator[Key]:
    """The answers that a rule wonders at."""
    if rule.kind == Kind.CONTRADICTS:
        yield from _contradictions(rule, now)
        return
    for question in now.data.questions:
        mine = question.answered_by == Question.AnsweredBy.ROUNDTABLE and rule.question in ("", question.key)
        if mine and rule.kind == Kind.FELL_BACK:
            yield from _fell_back(question, now)
        elif mine and question.type == Question.Type.NUMBER:
            yield from _jumped(question, rule.factor or 1, now)


def _fell_back(question: QuestionText, now: Now) -> Iterator[Key]:
    """Lower on the present scale than the answer of last time would stand on it."""
    ranks = {option.slug: option.rank for option in question.options if option.rank is not None}
    if not ranks:
        return
    for region, chosen in _chosen(question, now):
        before = now.last.get((region, question.key))
        was = _rank(before.options, ranks) if before and not before.not_applicable else None
        stands = _rank(chosen, ranks)
        if was is not None and stands is not None and stands < was:
            yield region, question.key


def _chosen(question: QuestionText, now: Now) -> Iterator[tuple[str, list[str]]]:
    matrix, shown = now.matrix, now.shown(question.key)
    columns = [(option.slug, matrix.options[question.key, option.slug]) for option in question.options]
    for row, region in enumerate(matrix.subjects):
        if shown[row]:
            yield region, [slug for slug, column in columns if matrix.chosen[row, column]]


def _rank(slugs: Sequence[str], ranks: Mapping[str, int]) -> int | None:
    """How far on the scale; None for what has no place on it."""
    return max((ranks[slug] for slug in slugs if slug in ranks), default=None)


def _jumped(question: QuestionText, factor: int, now: Now) -> Iterator[Key]:
    """More than `factor` times last time's number, or less than that part of it."""
    shown = now.shown(question.key)
    for row, region in enumerate(now.matrix.subjects):
        key = region, question.key
        before, number = now.last.get(key), now.numbers.get(key)
        if not shown[row] or number is None or before is None or before.number is None:
            continue
        if number > before.number * factor or number * factor < before.number:
            yield key


def _contradictions(rule: PlausibilityRule, now: Now) -> Iterator[Key]:
    """Where one answer says this and another says otherwise; what is not answered contradicts nothing."""
    question = rule.question or next(leaves(rule.condition)).question
    if question not in now.matrix.questions:
        return
    says = evaluate(rule.condition, now.data.key, now.matrices).true
    otherwise = evaluate(rule.must, now.data.key, now.matrices).false
    for row, region in enumerate(now.matrix.subjects):
        if says[row] and otherwise[row]:
            yield region, question
