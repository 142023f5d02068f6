"""One region beside the nation, on paper: what its page and its fact sheet must say to a reader."""

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from questionnaires.models import Question
from reports.models import Indicator
from roundtables.models import Round
from tests.questionnaires.plain import Paper
from tests.reports.by_hand import sentence
from tests.reports.counted import REST
from tests.reports.paper import FIXTURES, condition, side, stands

UNANSWERED = {slug: label for label, slug in REST.items()}
SIDES = {
    "counted": "ja", "not_counted": "nee", "not_applicable": "niet van toepassing",
    "not_answered": "niet beantwoord", "not_approved": "nog niet goedgekeurd", "outside": "niet meegeteld",
}  # fmt: skip
Place = tuple[str, str]  # round and question
Part = tuple[int, str, bool]  # how many regions, what they answered, whether this region is one of them


@dataclass(frozen=True)
class Told:
    """Where the region stands in one subject. `past` is a line per round: its name, what the region answered
    and how the nation did; empty when only one round asked. `move` is the round before, what it answered
    then, and which way it went."""

    title: str
    own: str
    parts: tuple[Part, ...]
    nation: str
    past: tuple[tuple[str, str, str], ...]
    move: tuple[str, str, str] | None


@dataclass(frozen=True)
class RegionPaper:
    """What one reader may know of one region; `public` when that reader is everybody."""

    paper: Paper
    rules: dict[str, Any]
    region: str
    public: bool
    worked_out: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    @cached_property
    def questions(self) -> dict[str, Any]:
        """The questions, as their file says them."""
        assert not Question.objects.filter(verdict="break").exists(), "every two rounds may be compared"
        found = json.loads((FIXTURES / "questionnaire.json").read_text(encoding="utf-8"))["questions"]
        return {one["key"]: one for one in found}

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the rounds are called."""
        return dict(Round.objects.values_list("key", "label_nl"))

    @cached_property
    def words(self) -> dict[str, Indicator]:
        """The words of the indicators."""
        return {one.key: one for one in Indicator.objects.select_related("block")}

    def scales(self, at: str) -> dict[str, Told]:
        """The scales of the round in which this reader may see the region, by the question's text."""
        found = (Scale(self, key) for key in self.asked(at) if self.is_scale(key))
        return {one.title: one.told(at) for one in found if self.joins(at) and one.known(at)}

    def figures(self, at: str) -> dict[str, Told]:
        """The figures, by their key; but those that a scale tells already, and those of another block."""
        found = (InFigure(self, key) for key in self.rules if self.adds(key, at))
        return {one.key: one.told(at) for one in found if self.joins(at) and one.known(at)}

    def nations(self, at: str) -> dict[str, tuple[Part, ...]]:
        """How the regions stand in every figure that the round asks, by its sentence."""
        found = (InFigure(self, key) for key in self.rules)
        return {one.sentence(at): one.parts(at) for one in found if one.asked(at)}

    def joins(self, at: str) -> bool:
        """Whether the region takes part."""
        return self.region in self.paper.rounds[at][1]

    def asked(self, at: str) -> dict[str, Any]:
        """What the round asks: each question with its skip rule."""
        return {one.key: one.ask_if for one in self.paper.rounds[at][0]}

    def is_scale(self, key: str) -> bool:
        """Whether a question has one answer, on a scale."""
        question = self.questions[key]
        ranked = [one for one in question["options"] if one.get("rank") is not None]
        return question["type"] == "single" and len(ranked) > 1

    def adds(self, key: str, at: str) -> bool:
        """Whether a figure asks anything of its own block, and more than the scales of the round."""
        asked = {question for _at, question in self.counted_by(key, at)}
        own = any(self.questions[one]["block"] == self.rules[key]["block"] for one in asked)
        return own and any(not (one in self.asked(at) and self.is_scale(one)) for one in asked)

    def begun(self, key: str, at: str) -> bool:
        """Whether a figure was ever counted up to that round."""
        keys = list(self.paper.rounds)
        return any(one in self.rules[key]["expressions"] for one in keys[: keys.index(at) + 1])

    def counted_by(self, key: str, at: str) -> set[Place]:
        """The questions that a figure looks at in a round, as far as they were asked."""
        return (
            set(self._leaves(condition(self.rules[key], self.paper, at), at))
            if self.begun(key, at)
            else set()
        )

    def open_to_reader(self, places: set[Place]) -> bool:
        """Whether this reader may know these answers, and those that decide whether they are asked for."""
        if not self.public:
            return True
        for at, key in places:
            behind = set(self._leaves(self.asked(at)[key] or {"true": 1}, at))
            if self.questions[key]["visibility"] != "public" or not self.open_to_reader(behind):
                return False
        return True

    def _leaves(self, rule: Any, at: str) -> Iterator[Place]:
        if "q" in rule:
            where = self.paper.named(rule.get("round", ""), at)
            if where and rule["q"] in self.asked(where):
                yield where, rule["q"]
        inner = rule.get("all", rule.get("any", [rule["not"]] if "not" in rule else []))
        for one in inner:
            yield from self._leaves(one, at)


@dataclass(frozen=True)
class Subject(ABC):
    """Something that a round asks of which a region has a place among all."""

    about: RegionPaper
    key: str

    @property
    @abstractmethod
    def title(self) -> str:
        """What it is called."""

    @property
    @abstractmethod
    def names(self) -> dict[str, str]:
        """The places where a region can stand, in the order in which a reader gets them."""

    @abstractmethod
    def asked(self, at: str) -> bool:
        """Whether the round asks it."""

    @abstractmethod
    def known(self, at: str) -> bool:
        """Whether the reader may know where the region stands."""

    @abstractmethod
    def stands(self, region: str, at: str) -> str:
        """Where a region stands, worked out."""

    @abstractmethod
    def nation(self, at: str) -> str:
        """How the regions stand, in words."""

    @abstractmethod
    def way(self, before: str, after: str) -> str | None:
        """Which way a region went from one place to another; None when that is no move."""

    def places(self, at: str) -> dict[str, str]:
        """Where every region stands; worked out once."""
        name = (f"{type(self).__name__} {self.key}", at)
        if name not in self.about.worked_out:
            found = {region: self.stands(region, at) for region in self.about.paper.rounds[at][1]}
            self.about.worked_out[name] = found
        return self.about.worked_out[name]

    def place(self, at: str) -> str:
        """Where this region stands; nowhere when it takes no part."""
        return self.places(at).get(self.about.region, "")

    def counts(self, at: str) -> Counter[str]:
        """How many regions stand where."""
        return Counter(self.places(at).values())

    def parts(self, at: str) -> tuple[Part, ...]:
        """The same, for readers: with where this region stands."""
        own = self.place(at)
        counts = self.counts(at)
        assert not counts.keys() - self.names.keys()
        return tuple((counts[one], name, one == own) for one, name in self.names.items() if counts[one])

    def told(self, at: str) -> Told:
        """All that the page says of it."""
        past = tuple(line for one in self.about.paper.rounds for line in self._past(one))
        again = sum(answer != "niet gevraagd" for _round, answer, _nation in past) > 1
        own = self.names[self.place(at)]
        return Told(self.title, own, self.parts(at), self.nation(at), past if again else (), self._moved(at))

    def _past(self, at: str) -> Iterator[tuple[str, str, str]]:
        label = self.about.labels[at]
        if not self.asked(at):
            yield label, "niet gevraagd", "–"
        elif not self.about.joins(at):
            yield label, "deed niet mee", "–"
        elif self.known(at):
            yield label, self.names[self.place(at)], self.nation(at)

    def _moved(self, at: str) -> tuple[str, str, str] | None:
        keys = list(self.about.paper.rounds)
        before = next((one for one in reversed(keys[: keys.index(at)]) if self.asked(one)), None)
        if before is None or not self.about.joins(before) or not self.known(before):
            return None
        was, now = (self.place(one) for one in (before, at))
        way = self.way(was, now)
        return (self.about.labels[before], self.names[was], way) if way else None


class Scale(Subject):
    """A question with one answer on a scale."""

    @property
    def title(self) -> str:
        return str(self.about.questions[self.key]["text_nl"])

    @property
    def names(self) -> dict[str, str]:
        options = sorted(self.about.questions[self.key]["options"], key=lambda one: -one.get("rank", 0))
        return {one["slug"]: one["label_nl"] for one in options} | UNANSWERED

    def asked(self, at: str) -> bool:
        return self.key in self.about.asked(at)

    def known(self, at: str) -> bool:
        return self.about.open_to_reader({(at, self.key)})

    def stands(self, region: str, at: str) -> str:
        return stands(self.about.paper, self.key, region, at)

    def nation(self, at: str) -> str:
        return "; ".join(f"{number} {name}" for number, name, _here in self.parts(at))

    def way(self, before: str, after: str) -> str | None:
        ranks = {one["slug"]: one.get("rank") for one in self.about.questions[self.key]["options"]}
        was, now = ranks.get(before), ranks.get(after)
        return None if was is None or now is None or was == now else "verder" if now > was else "terug"


class InFigure(Subject):
    """A figure that counts regions."""

    @property
    def title(self) -> str:
        return self.about.words[self.key].title_nl

    @property
    def names(self) -> dict[str, str]:
        return SIDES

    def asked(self, at: str) -> bool:
        if not self.about.begun(self.key, at):
            return False
        everybody = "true" in condition(self.about.rules[self.key], self.about.paper, at)
        return everybody or bool(self.about.counted_by(self.key, at))

    def known(self, at: str) -> bool:
        bases = [InFigure(self.about, name) for name in self.about.rules[self.key]["base"]]
        return self.about.open_to_reader(self.about.counted_by(self.key, at)) and all(
            base.known(at) for base in bases
        )

    def stands(self, region: str, at: str) -> str:
        return side(self.about.paper, self.about.rules[self.key], self.about.rules, region, at)

    def base(self, at: str) -> int:
        """How many regions are asked."""
        return self.counts(at).total() - self.counts(at)["outside"]

    def nation(self, at: str) -> str:
        return f"{self.counts(at)['counted']} van de {self.base(at)}" if self.base(at) else "–"

    def way(self, before: str, after: str) -> str | None:
        return "veranderd" if {before, after} == {"counted", "not_counted"} else None

    def sentence(self, at: str) -> str:
        """The statement of a figure of which every answer is there."""
        narrow = bool(self.about.rules[self.key]["base"])
        return sentence(self.about.words[self.key], self.counts(at)["counted"], self.base(at), narrow)
