"""How much of a round is settled: answers that count, and what is still out, by building block."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...reading.answers import NOT_ANSWERED, NOT_APPLICABLE, NOT_APPROVED
from ...reading.reading import Reading, RoundInfo
from ...shared.cards import Words


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of every question to every region: how many answers are settled, do not apply, are not given, and wait
    for approval. Together they are all that was asked."""

    settled: int = 0
    not_applicable: int = 0
    not_answered: int = 0
    not_approved: int = 0

    @property
    def asked(self) -> int:
        """All answers that the round asked for."""
        return self.settled + self.not_applicable + self.not_answered + self.not_approved

    @property
    def expected(self) -> int:
        """The answers that regions were to give: without what does not apply to them."""
        return self.asked - self.not_applicable

    @property
    def complete(self) -> bool:
        """Whether nothing is out any more."""
        return not self.not_answered and not self.not_approved

    def plus(self, other: "Coverage") -> "Coverage":
        """Both together."""
        return Coverage(
            self.settled + other.settled,
            self.not_applicable + other.not_applicable,
            self.not_answered + other.not_answered,
            self.not_approved + other.not_approved,
        )


@dataclass(frozen=True, slots=True)
class BlockCoverage:
    """The coverage of one building block in a round."""

    slug: str
    name: Words
    questions: int
    covered: Coverage


def coverage(reading: Reading, round_: RoundInfo) -> dict[str, tuple[int, Coverage]]:
    """By the key of a block: how many questions the round puts about it, and how many answers are settled."""
    found: dict[str, tuple[int, Coverage]] = {}
    for question in reading.questions(round_.key):
        counts = reading.question_counts(question.key, round_.key)
        if counts is None:
            continue
        out = {part: getattr(counts, part) for part in (NOT_APPLICABLE, NOT_ANSWERED, NOT_APPROVED)}
        one = Coverage(round_.regions - sum(out.values()), **out)
        number, before = found.get(question.block, (0, Coverage()))
        found[question.block] = number + 1, before.plus(one)
    return found


def total(parts: Iterable[Coverage]) -> Coverage:
    """All of them together."""
    whole = Coverage()
    for one in parts:
        whole = whole.plus(one)
    return whole
