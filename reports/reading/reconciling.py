"""Counted against published: does what we count agree with what was printed?"""

from dataclasses import dataclass

from ..figures import Figure, Published
from .series import Rounds


@dataclass(frozen=True, slots=True)
class Comparison:
    """One published number beside the count. It agrees when the count lies within what was printed."""

    figure: Figure
    published: Published

    @property
    def agrees(self) -> bool:
        """Whether the count is the stated value, or within the range of a vague one."""
        value = self.figure.value
        return value is not None and self.published.min <= value <= self.published.max


def reconcile(rounds: Rounds, key: str) -> list[Comparison]:
    """Every published number of round `key` beside its count, in the order of the indicators."""
    figures = rounds.figures(key)
    return [
        Comparison(figure, published)
        for name, figure in figures.items()
        for published in rounds.published.get((name, key), ())
    ]
