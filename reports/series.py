"""Reading several rounds as one: figures, series and texts, from snapshots or live."""

import dataclasses
import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from questionnaires.conditions import leaves
from questionnaires.matrix import Matrices, Matrix
from roundtables.counts import QuestionText, RoundData, read_live
from roundtables.models import Round, Snapshot
from roundtables.snapshots import read_round, read_snapshot

from .figures import Counter, Figure, IndicatorRule, Point, Published, Series, Status, Verdict
from .models import Indicator, PublishedFigure

ORDER = {Verdict.SAME: 0, Verdict.NOTE: 1, Verdict.BREAK: 2}


class LiveRounds:
    """Rounds as their tables stand: a closed one by its newest snapshot. `only_live` reads tables always."""

    def __init__(self, *, only_live: bool = False) -> None:
        self._rounds = {
            round_.key: round_ for round_ in Round.objects.in_order().select_related("questionnaire")
        }
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
        self.counter = Counter(rules, Matrices(self))

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
        wanted = {leaf.question for leaf in leaves(condition) if not leaf.round}
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


def rules() -> dict[str, IndicatorRule]:
    """Every indicator's rule, in order."""
    rows = Indicator.objects.values_list("key", "base", "expressions")
    return {key: IndicatorRule(key, tuple(base), expressions) for key, base, expressions in rows}


def published() -> dict[tuple[str, str], list[Published]]:
    """What publications printed, by indicator and round; the leading one first."""
    found: dict[tuple[str, str], list[Published]] = {}
    columns = ("value", "min", "max", "as_worded", "kind", "source__title_nl", "section")
    rows = PublishedFigure.objects.order_by("indicator__position", "round_key", "-main", "pk")
    for key, round_key, *printed in rows.values_list("indicator__key", "round_key", *columns):
        found.setdefault((key, round_key), []).append(Published(*printed))
    return found


def live_rounds(*, only_live: bool = False) -> Rounds:
    """What the programme reads: open rounds live, closed ones by their newest snapshot."""
    return Rounds(LiveRounds(only_live=only_live), rules(), published())


def pinned_rounds(snapshots: Iterable[Snapshot], pinned: Mapping[str, Any] | None = None) -> Rounds:
    """What a report version reads: its pinned snapshots, and the rules by which it counted."""
    found = rules() if pinned is None else {key: _rule(key, rule) for key, rule in pinned.items()}
    return Rounds(PinnedRounds(snapshots), found, published())


def kept_rules(found: Mapping[str, IndicatorRule]) -> dict[str, Any]:
    """Rules as a report version keeps them."""
    return {
        key: {"base": list(rule.base), "expressions": dict(rule.expressions)} for key, rule in found.items()
    }


def _rule(key: str, kept: Mapping[str, Any]) -> IndicatorRule:
    return IndicatorRule(key, tuple(kept["base"]), kept["expressions"])
