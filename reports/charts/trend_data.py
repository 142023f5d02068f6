"""A round in a trend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A round: `value` of `of` regions, None when not asked or only published; `published` as printed.

    While the round is open `upper` is what it can still become. `break_before` says that the question
    changed so much that no line may be drawn from the round before; `note` explains.
    """

    label: str
    value: int | None
    of: int = 0
    published: int | None = None
    open: bool = False
    upper: int | None = None
    break_before: bool = False
    note: str = ""

    @property
    def shown(self) -> int | None:
        """What the line goes through: the count, else what was published."""
        return self.published if self.value is None else self.value
