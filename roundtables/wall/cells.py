"""The cells of the wall: what each tells, and the same in words for who cannot see it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buildingblocks.models import BuildingBlock

from ..standing import Cell, SectionState


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it stands on the wall: its mark, what it tells beside that, and all of it in words. `block`
    is the place on the review page; "" for who may not read it."""

    state: str
    told: str
    words: str
    name: str
    block: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are asked for, and how their cells are told."""

    blocks: Mapping[str, BuildingBlock]
    readable: frozenset[int] | None
    show: str
    today: date
    names: Mapping[str, str]
    words: Callable[[SectionState, int, int, int | None], str]
    zone: tzinfo

    def shown(self, cells: Iterable[Cell]) -> list[Shown]:
        """A region's cells in these columns."""
        return [self._shown(cell) for cell in cells if cell.block in self.blocks]

    def _shown(self, cell: Cell) -> Shown:
        block = self.blocks[cell.block]
        readable = self.readable is None or block.pk in self.readable
        age = (
            None
            if cell.changed_at is None
            else (self.today - cell.changed_at.astimezone(self.zone).date()).days
        )
        told = ""
        if self.show == "deel":
            told = f"{cell.answered}/{cell.asked}" if cell.asked else "–"
        elif self.show == "dagen":
            told = "–" if age is None else str(age)
        slug = str(block.slug) if readable else ""
        words = self.words(cell.state, cell.answered, cell.asked, age)
        return Shown(cell.state.value, told, words, self.names[cell.block], slug)


def in_words(state: SectionState, answered: int, asked: int, age: int | None) -> str:
    """A cell for who cannot see it: where it stands, how much is answered, and since when."""
    said = [state.label]
    if asked:
        said.append(_("%(answered)d van de %(asked)d beantwoord") % {"answered": answered, "asked": asked})
    if age == 0:
        said.append(_("vandaag gewijzigd"))
    elif age is not None:
        said.append(ngettext("%d dag geleden gewijzigd", "%d dagen geleden gewijzigd", age) % age)
    return ", ".join(said)
