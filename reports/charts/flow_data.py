"""Where regions stood in two rounds, and how many went from where to where."""

from dataclasses import dataclass

from .look import Ink, ink_of


@dataclass(frozen=True, slots=True)
class Stop:
    """Where regions stood in one round: an answer with its step, or a special part of the base, and how many
    regions."""

    label: str
    n: int
    step: int = 0
    special: str = ""

    @property
    def ink(self) -> Ink:
        """How it is drawn."""
        return ink_of(self.step, self.special)


@dataclass(frozen=True, slots=True)
class Band:
    """`n` regions that went from one stop to another, by their places; `moved` when those are two answers."""

    before: int
    after: int
    n: int
    moved: bool = False
