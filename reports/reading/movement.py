"""How regions moved on a scale between two rounds: further, back, or where they were."""

from collections.abc import Mapping
from dataclasses import dataclass

from roundtables.counts import QuestionText

from ..figures import Verdict
from .answers import Answers


@dataclass(frozen=True, slots=True)
class Movement:
    """The regions that answered a scale in two rounds. `flows` holds them by (part before, part after),
    where a part is an option or a part of the rest; `up`, `down` and `level` only those with a ranked answer
    in both rounds."""

    question: QuestionText
    before: QuestionText
    rounds: tuple[str, str]
    verdict: Verdict
    note: str
    flows: Mapping[tuple[str, str], tuple[str, ...]]
    up: tuple[str, ...]
    down: tuple[str, ...]
    level: tuple[str, ...]

    @property
    def moved(self) -> int:
        """How many regions stand elsewhere on the scale."""
        return len(self.up) + len(self.down)

    def number(self, before: str, after: str) -> int:
        """How many regions went from one part to another."""
        return len(self.flows.get((before, after), ()))

    def total_before(self, part: str) -> int:
        """How many regions began there."""
        return sum(len(regions) for (start, _end), regions in self.flows.items() if start == part)


def movement(before: Answers, after: Answers, verdict: Verdict, note: str = "") -> Movement:
    """From one round to the next; regions that did not take part in both are left out."""
    old, new = _ranks(before.question), _ranks(after.question)
    flows: dict[tuple[str, str], list[str]] = {}
    moved: dict[str, list[str]] = {"up": [], "down": [], "level": []}
    for region in (*after.chosen, *after.rest):
        start, end = before.part(region), after.part(region)
        if not start or not end:
            continue
        flows.setdefault((start, end), []).append(region)
        if start in old and end in new:
            side = "up" if new[end] > old[start] else "down" if new[end] < old[start] else "level"
            moved[side].append(region)
    return Movement(
        question=after.question,
        before=before.question,
        rounds=(before.round, after.round),
        verdict=verdict,
        note=note,
        flows={pair: tuple(regions) for pair, regions in flows.items()},
        up=tuple(moved["up"]),
        down=tuple(moved["down"]),
        level=tuple(moved["level"]),
    )


def _ranks(question: QuestionText) -> dict[str, int]:
    return {option.slug: option.rank for option in question.options if option.rank is not None}
