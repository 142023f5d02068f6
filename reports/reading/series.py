"""Reading several rounds as one: figures, series and texts, from snapshots or live."""

import dataclasses
import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from questionnaires.conditions import Condition, Leaf, leaves
from questionnaires.matrix import PREVIOUS, Matrices, Matrix
from regions.names import dutch_key
from roundtables.counts import QuestionText, RoundData, read_live
from roundtables.models import Round, Snapshot
from roundtables.snapshots import read_round, read_snapshot

from ..figures import Counter, Figure, IndicatorRule, Point, Published, Series, Sides, Split, Status, Verdict
from ..models import Indicator
from .answers import Answers, Parts, answers, parts, question_counts
from .behind import behind_indicator, behind_question
from .facts import QuestionCounts
from .movement import Movement, movement
from .words import Words, printed

ORDER = {Verdict.SAME: 0, Verdict.NOTE: 1, Verdict.BREAK: 2}


class LiveRounds:
    """Rounds as their tables stand: a closed one by its newest snapshot. `only_live` reads tables always."""

    def __init__(self, *, only_live: bool = False) -> None:
        begun = Round.objects.begun().in_order()
        self._rounds = {round_.key: round_ for round_ in begun.select_related("questionnaire")}
        self._read = read_live if only_live else read_round
        self.keys: tuple[str, ...] = tuple(self._rounds)

    def data(self, key: str) -> RoundData:
        """The round `key`, read now."""
        return self._read(self._rounds[key])

    def load(self, key: str) -> Matrix:
        """Its answers."""
        return self.data(key).matrix()


class PinnedRounds:
    """Rounds as the snapshots hold them that a report version pins. Only their places are kept; the answers
    of a round are read when it is counted."""

    def __init__(self, snapshots: Iterable[Snapshot]) -> None:
        about = [
            (one.content["round"]["reference_date"], one.content["round"]["key"], one.pk) for one in snapshots
        ]
        self._pks = {key: pk for _date, key, pk in sorted(about)}
        self.keys: tuple[str, ...] = tuple(self._pks)

    def data(self, key: str) -> RoundData:
        """The round `key` as it was."""
        return read_snapshot(Snapshot.objects.get(pk=self._pks[key]))

    def load(self, key: str) -> Matrix:
        """Its answers."""
        return self.data(key).matrix()


class Rounds:
    """Figures over rounds, each round read once. Threads of a web server share it, so reading takes turns."""

    def __init__(
        self,
        source: LiveRounds | PinnedRounds,
        rules: Mapping[str, IndicatorRule],
        published: Mapping[tuple[str, str], Sequence[Published]],
    ) -> None:
        self.source = source
        self.keys = source.keys
        self.published = published
        self._lock = threading.RLock()
        self._data: dict[str, RoundData] = {}
        self._figures: dict[str, dict[str, Figure]] = {}
        self._kept: dict[tuple[str, ...], Any] = {}
        self.counter = Counter(rules, Matrices(self))

    def adopt(self, other: "Rounds", unchanged: Sequence[str]) -> None:
        """Take over what `other` counted by the same rules in the first rounds, which did not change. Nothing
        is taken over when a rule names a round that may have."""
        with other._lock:
            named = {leaf.round for rule in self.counter.rules.values() for leaf in _leaves_of(rule)}
            if named - {"", PREVIOUS} - set(unchanged):
                return
            self._data = {key: data for key, data in other._data.items() if key in unchanged}
            self._figures = {key: found for key, found in other._figures.items() if key in unchanged}
            self._kept = {place: made for place, made in other._kept.items() if place[1] in unchanged}

    def load(self, key: str) -> Matrix:
        """The answers of a round, for the counter."""
        data = self.source.data(key)
        self._data.setdefault(key, dataclasses.replace(data, rows=()))
        return data.matrix()

    def data(self, key: str) -> RoundData:
        """A round's regions and questions; its answers only live on in its figures."""
        with self._lock:
            if key not in self._data:
                self.counter.matrices.matrix(key)
            return self._data[key]

    def figures(self, key: str) -> dict[str, Figure]:
        """Every indicator in round `key`."""
        with self._lock:
            if key not in self._figures:
                self._figures[key] = self.counter.figures(key)
            return self._figures[key]

    def series(self, indicator: str) -> Series:
        """The indicator over all rounds, oldest first, with what was published beside it."""
        points, before = [], None
        for key in self.keys:
            figure = self.figures(key)[indicator]
            verdict, note = (Verdict.SAME, "") if before is None else self._verdict(indicator, before, key)
            published = tuple(self.published.get((indicator, key), ()))
            points.append(Point(figure, verdict, note, self.data(key).open, published))
            before = key if figure.status is not Status.NOT_ASKED else before
        return Series(indicator, tuple(points))

    def _verdict(self, indicator: str, before: str, key: str) -> tuple[Verdict, str]:
        """The worst verdict, with its note, that was given to a question behind the indicator in any round
        after `before`, up to and including `key`."""
        condition = self.counter.rules[indicator].condition(key, self.keys) or {"true": 1}
        return self._worst({leaf.question for leaf in leaves(condition) if not leaf.round}, before, key)

    def _worst(self, wanted: set[str], before: str, key: str) -> tuple[Verdict, str]:
        since = self.keys[self.keys.index(before) + 1 : self.keys.index(key) + 1]
        given = [
            (Verdict(question.verdict), question.verdict_note_nl)
            for round_key in since
            for name, question in self.questions(round_key).items()
            if name in wanted
        ]
        return max(given, key=lambda pair: ORDER[pair[0]], default=(Verdict.SAME, ""))

    def questions(self, key: str) -> dict[str, QuestionText]:
        """The questions that round `key` asked."""
        return self._questions.setdefault(
            key, {question.key: question for question in self.data(key).questions}
        )

    @cached_property
    def _questions(self) -> dict[str, dict[str, QuestionText]]:
        return {}

    def _keep[T](self, place: tuple[str, ...], make: Callable[[], T]) -> T:
        """Made once: what it is made of does not change while this object lives."""
        with self._lock:
            if place not in self._kept:
                self._kept[place] = make()
            found: T = self._kept[place]
            return found

    def question_counts(self, question: str, key: str) -> QuestionCounts:
        """How many regions answered what in round `key`."""
        text, matrices = self.questions(key)[question], self.counter.matrices
        return self._keep(("counts", key, question), lambda: question_counts(matrices, key, text))

    def answers(self, question: str, key: str) -> Answers:
        """Which region answered what in round `key`; for readers who may know."""
        text, matrices = self.questions(key)[question], self.counter.matrices
        return self._keep(("answers", key, question), lambda: answers(matrices, key, text))

    def parts(self, question: str, key: str) -> Parts:
        """The same as columns; for readers who may know."""
        text, matrices = self.questions(key)[question], self.counter.matrices
        return self._keep(("parts", key, question), lambda: parts(matrices, key, text))

    def alphabet(self, key: str) -> tuple[int, ...]:
        """The places of the regions of round `key` in a Dutch list."""
        regions = self.data(key).regions
        return self._keep(
            ("alphabet", key),
            lambda: tuple(sorted(range(len(regions)), key=lambda place: dutch_key(regions[place].name))),
        )

    def split(self, condition: Condition, key: str) -> Split | None:
        """How the regions of round `key` stand to a condition; None when nobody was asked."""
        place = ("split", key, json.dumps(condition, sort_keys=True))
        return self._keep(place, lambda: self.counter.split(condition, key))

    def breaks(self, condition: Condition, before: str, key: str) -> bool:
        """Whether a question of the condition changed its meaning after round `before`, up to `key`."""
        return self._worst({leaf.question for leaf in leaves(condition)}, before, key)[0] is Verdict.BREAK

    def sides(self, indicator: str, key: str) -> Sides | None:
        """The regions behind a figure; for readers who may know."""
        return self._keep(("sides", key, indicator), lambda: self.counter.sides(indicator, key))

    def behind_question(self, question: str, key: str) -> tuple[QuestionText, ...]:
        """What decides where a region stands in a question: itself, and what decides whether it is asked."""
        return self._keep(
            ("behind question", key, question),
            lambda: tuple(behind_question(self.counter.matrices, self.texts, key, question).values()),
        )

    def behind_indicator(self, indicator: str, key: str) -> tuple[QuestionText, ...]:
        """What decides where a region stands in a figure."""
        matrices, rules = self.counter.matrices, self.counter.rules
        return self._keep(
            ("behind indicator", key, indicator),
            lambda: tuple(behind_indicator(matrices, self.texts, rules, key, indicator).values()),
        )

    @property
    def texts(self) -> dict[str, dict[str, QuestionText]]:
        """The questions of every round."""
        return {key: self.questions(key) for key in self.keys}

    def asked_before(self, question: str, key: str, named: str = "") -> tuple[str, str] | None:
        """The last round before `key` that put this question, or the one it succeeds, and its key there; only
        round `named` when it is given."""
        names = [question, self.questions(key)[question].succeeds]
        for earlier in reversed(self.keys[: self.keys.index(key)]):
            if named and earlier != named:
                continue
            found = next((name for name in names if name and name in self.questions(earlier)), None)
            if found:
                return earlier, found
        return None

    def movement(self, question: str, before: tuple[str, str], key: str) -> Movement:
        """How regions moved in a question, from a round and the question's key there, to round `key`."""
        earlier, name = before
        return self._keep(
            ("movement", key, question, *before), lambda: self._moved(question, earlier, name, key)
        )

    def _moved(self, question: str, earlier: str, name: str, key: str) -> Movement:
        verdict, note = self._worst({question, name}, earlier, key)
        return movement(self.answers(name, earlier), self.answers(question, key), verdict, note)


def _leaves_of(rule: IndicatorRule) -> Iterable[Leaf]:
    return (leaf for condition in rule.expressions.values() for leaf in leaves(condition))


def rules() -> dict[str, IndicatorRule]:
    """Every indicator's rule, in order."""
    rows = Indicator.objects.values_list("key", "base", "expressions")
    return {key: IndicatorRule(key, tuple(base), expressions) for key, base, expressions in rows}


def live_rounds(*, only_live: bool = False) -> Rounds:
    """What the programme reads: open rounds live, closed ones by their newest snapshot."""
    return Rounds(LiveRounds(only_live=only_live), rules(), printed())


def pinned_rounds(
    snapshots: Iterable[Snapshot], pinned: Mapping[str, Any] | None = None, words: Words | None = None
) -> Rounds:
    """What a report version reads: its pinned snapshots, the rules by which it counted, and what publications
    printed according to `words`, or to what is known now."""
    found = rules() if pinned is None else {key: _rule(key, rule) for key, rule in pinned.items()}
    return Rounds(PinnedRounds(snapshots), found, printed(words))


def newest_rounds(snapshots: Iterable[Snapshot]) -> Rounds:
    """What partners read: the newest snapshot of every round that closed, by the rules of today."""
    return Rounds(PinnedRounds(snapshots), rules(), printed())


def kept_rules(found: Mapping[str, IndicatorRule]) -> dict[str, Any]:
    """Rules as a report version keeps them."""
    return {
        key: {"base": list(rule.base), "expressions": dict(rule.expressions)} for key, rule in found.items()
    }


def _rule(key: str, kept: Mapping[str, Any]) -> IndicatorRule:
    return IndicatorRule(key, tuple(kept["base"]), kept["expressions"])
