"""What an application asks per region and year, and whether the sum fits the call."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regions.models import Region

from ..models import Application
from ..money import in_euros


@dataclass(frozen=True, slots=True)
class Money:
    """What is asked of the pool, and what the region adds itself; in eurocents."""

    amount: int = 0
    cofinance: int = 0

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + other.amount, self.cofinance + other.cofinance)


type Lines = Mapping[tuple[int, int], Money]  # by region (primary key) and year


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A region with its years."""

    region: Region
    cells: tuple[Money, ...]

    @property
    def total(self) -> Money:
        """All years together."""
        return sum(self.cells, Money())


@dataclass(frozen=True, slots=True)
class Budget:
    """The whole: a row per region, a column per year, and the sum beside the least and most of the call."""

    years: tuple[int, ...]
    rows: tuple[BudgetRow, ...]
    floor: int
    ceiling: int

    @property
    def columns(self) -> tuple[Money, ...]:
        """Each year over all regions."""
        return tuple(sum((row.cells[at] for row in self.rows), Money()) for at in range(len(self.years)))

    @property
    def total(self) -> Money:
        """Everything together."""
        return sum((row.total for row in self.rows), Money())

    @property
    def fits(self) -> bool:
        """Whether the sum lies between the least and the most for one project."""
        return self.total.amount > 0 and self.floor <= self.total.amount <= self.ceiling

    @property
    def without_money(self) -> list[Region]:
        """The regions for which nothing stands in the budget, asked nor added."""
        return [row.region for row in self.rows if row.total == Money()]

    @property
    def verdict(self) -> str:
        """What to make of the sum, in a sentence."""
        asked = self.total.amount
        said = {
            "asked": in_euros(asked), "floor": in_euros(self.floor), "ceiling": in_euros(self.ceiling),
            "over": in_euros(asked - self.ceiling), "under": in_euros(self.floor - asked),
        }  # fmt: skip
        if not asked:
            return _("Er staat nog geen bedrag in de begroting.")
        if asked > self.ceiling:
            return _("Samen vraagt u %(asked)s. Dat is %(over)s te veel: het maximum is %(ceiling)s.") % said
        if asked < self.floor:
            return _("Samen vraagt u %(asked)s. Dat is %(under)s te weinig: het minimum is %(floor)s.") % said
        return _("Samen vraagt u %(asked)s. Dat past binnen de openstelling.") % said


def budget_of(application: Application, lines: Lines | None = None) -> Budget:
    """The budget as it stands, or with `lines` as somebody types it."""
    found = lines_of(application) if lines is None else lines
    years = tuple(application.call.years)
    rows = tuple(
        BudgetRow(one.region, tuple(found.get((one.region_id, year), Money()) for year in years))
        for one in application.application_regions.all()
    )
    return Budget(years, rows, application.call.floor, application.call.ceiling)


def lines_of(application: Application) -> dict[tuple[int, int], Money]:
    """The lines that are stored."""
    return {
        (line.region_id, line.year): Money(line.amount, line.cofinance)
        for line in application.budget_lines.all()
    }
