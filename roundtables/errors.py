"""What can go wrong in a round, in sentences for users."""

from collections.abc import Sequence
from dataclasses import dataclass

from regions.errors import Refusal


class RoundError(Refusal):
    """Base of this room's errors; the message is fit for a user."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a file that cannot be read in, and why; `cell` is where it stands in a sheet, such as B14."""

    line: int
    reason: str
    cell: str = ""

    def __str__(self) -> str:
        place = f"regel {self.line}, cel {self.cell}" if self.cell else f"regel {self.line}"
        return f"{place}: {self.reason}"


class ImportRefused(RoundError):
    """A file with answers that is refused as a whole; `lines` says what is wrong where."""

    def __init__(self, lines: Sequence[BadLine]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(str(line) for line in self.lines))


class RegisterConflict(RoundError):
    """Lines of the register that a colleague changed meanwhile; `regions` are their slugs."""

    def __init__(self, said: str, regions: Sequence[str]) -> None:
        self.regions = tuple(regions)
        super().__init__(said)
