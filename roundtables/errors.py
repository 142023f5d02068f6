"""What can go wrong in a round, in sentences for users."""

from collections.abc import Sequence
from dataclasses import dataclass


class RoundError(Exception):
    """Base of this room's errors; the message is fit for a user."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a file that cannot be read in, and why."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"regel {self.line}: {self.reason}"


class ImportRefused(RoundError):
    """A file with answers that is refused as a whole; `lines` says what is wrong where."""

    def __init__(self, lines: Sequence[BadLine]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(str(line) for line in self.lines))
