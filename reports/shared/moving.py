"""How regions moved on a scale since the last time, as a page says it: how many, and to whom may know who."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from roundtables.counts import QuestionText

from ..building.parts import LABELS, REST
from ..figures import Verdict
from ..reading.movement import Movement
from ..reading.reading import Reading, RoundInfo
from ..wording import capitalised, number_word
from .cards import reader_lang, round_of
from .definitions import label


@dataclass(frozen=True, slots=True)
class Mover:
    """A region that stands elsewhere on the scale than the last time."""

    slug: str
    region: str
    before: str
    after: str
    further: bool


@dataclass(frozen=True, slots=True)
class FlowCell:
    """How many regions went from the row's answer to the column's; `moved` when those are two answers."""

    number: int
    moved: bool


@dataclass(frozen=True, slots=True)
class FlowRow:
    """Where the regions with one answer went."""

    before: str
    cells: tuple[FlowCell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Flow:
    """From answer to answer, as a table."""

    columns: tuple[str, ...]
    rows: tuple[FlowRow, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """How regions moved since round `since`. `movers` and `flow` are None when this reader may not know who
    moved. `silent` when no number may be said: the sentence says why, and all is zero."""

    since: RoundInfo
    up: int
    down: int
    level: int
    sentence: str
    note: str
    silent: bool = False
    movers: tuple[Mover, ...] | None = None
    flow: Flow | None = None

    @property
    def names_up(self) -> tuple[str, ...]:
        """The regions that stand further, for whoever may know."""
        return tuple(one.region for one in self.movers or () if one.further)

    @property
    def names_down(self) -> tuple[str, ...]:
        """The regions that fell back, for whoever may know."""
        return tuple(one.region for one in self.movers or () if not one.further)


def moves(reading: Reading, question: str, round_key: str) -> Moves | None:
    """The movement in a question; None in the first round that put it."""
    moved = reading.movement(question, round_key)
    if moved is None:
        return None
    since = round_of(reading, moved.rounds[0])
    if moved.verdict is Verdict.BREAK:
        said = gettext("De vraag is veranderd; vergelijken met %(round)s kan niet.") % {"round": since.label}
        return Moves(since, 0, 0, 0, said, own_note(moved), silent=True)
    if not reading.counts_movement(moved):
        said = gettext("Hoeveel regio’s vooruit of terug gingen, is hier niet te zien.")
        return Moves(since, 0, 0, 0, said, "", silent=True)
    return counted(reading, moved, since)


def counted(reading: Reading, moved: Movement, since: RoundInfo) -> Moves:
    """A movement that may be counted, with who moved where this reader may know."""
    up, down, level = len(moved.up), len(moved.down), len(moved.level)
    known = reading.knows_movement(moved)
    return Moves(
        since,
        up,
        down,
        level,
        sentence=moved_sentence(up, down, level),
        note=own_note(moved),
        movers=movers(reading, moved) if known else None,
        flow=flow(moved) if known else None,
    )


def own_note(moved: Movement) -> str:
    """Why the two rounds are not quite the same; such notes are written in Dutch only."""
    if moved.verdict is Verdict.SAME:
        return ""
    own = moved.note if reader_lang() == "nl" else ""
    return own or gettext("De cijfers van deze rondes zijn niet helemaal vergelijkbaar.")


def moved_sentence(up: int, down: int, level: int) -> str:
    """ "Drie regio’s gingen vooruit, geen enkele ging terug." """
    if not up + down + level:
        return gettext("Van nog geen enkele regio is de stand in beide rondes bekend.")
    if not up + down:
        return gettext("Geen enkele regio ging vooruit of terug.")
    words = {"further": further(up), "back": back(down)}
    return gettext("%(further)s, %(back)s.") % words


def further(number: int) -> str:
    """How many regions stand further."""
    if not number:
        return gettext("Geen enkele regio ging vooruit")
    told = {"number": capitalised(number_word(number, reader_lang()))}
    return ngettext("%(number)s regio ging vooruit", "%(number)s regio’s gingen vooruit", number) % told


def back(number: int) -> str:
    """How many stand back, as the sentence goes on."""
    if not number:
        return gettext("geen enkele ging terug")
    told = {"number": number_word(number, reader_lang())}
    return ngettext("%(number)s ging terug", "%(number)s gingen terug", number) % told


def movers(reading: Reading, moved: Movement) -> tuple[Mover, ...]:
    """Who moved, those that stand further first; only for a reader who may know."""
    names = {one.slug: one.name for one in reading.regions(moved.rounds[1])}
    order = [reading.regions(moved.rounds[1])[place].slug for place in reading.alphabet(moved.rounds[1])]
    where = {region: pair for pair, regions in moved.flows.items() for region in regions}
    return tuple(
        Mover(
            slug, names[slug],
            answer_label(moved.before, where[slug][0]), answer_label(moved.question, where[slug][1]),
            further=slug in moved.up,
        )
        for side in (moved.up, moved.down)
        for slug in order
        if slug in side
    )  # fmt: skip


def flow(moved: Movement) -> Flow:
    """From answer to answer, the furthest last; parts of the rest that hold nobody are left out."""
    starts, ends = _parts(moved.before, moved, 0), _parts(moved.question, moved, 1)
    rows = tuple(
        FlowRow(
            answer_label(moved.before, start),
            tuple(FlowCell(moved.number(start, end), start != end) for end in ends),
            moved.total_before(start),
        )
        for start in starts
    )
    return Flow(tuple(answer_label(moved.question, end) for end in ends), rows)


def _parts(question: QuestionText, moved: Movement, side: int) -> list[str]:
    ranked = sorted((one for one in question.options), key=lambda one: one.rank or 0)
    held = {pair[side] for pair in moved.flows}
    options = [one.slug for one in ranked]
    return options + [part for part in (*REST, "answered") if part in held]


def answer_label(question: QuestionText, part: str) -> str:
    """An answer as the regions read it, or a part of the rest."""
    if any(option.slug == part for option in question.options):
        return label(question, part)
    return LABELS[reader_lang()].get(part) or gettext("beantwoord")
