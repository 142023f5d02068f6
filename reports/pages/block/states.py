"""The scales of a building block on its page: the chart over rounds, who moved, and the maps."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from regions.counts import Tile
from roundtables.counts import QuestionText

from ...building.status import status_chart
from ...charts.definitions import ChartDefinition
from ...reading.reading import Reading, RoundInfo
from ...shared.cards import reader_lang, round_of
from ...shared.chart_pieces import Picture, pieces
from ...shared.maps import map_note, status_map
from ...shared.moving import Moves, moves
from ...shared.states import State, in_words, scales, state


@dataclass(frozen=True, slots=True)
class BlockState:
    """A scale: how the regions stand, how they moved, its chart, and its maps for whoever may know. `here` is
    False when the round of the page does not put the question, and the last one that did is shown."""

    state: State
    here: bool
    moves: Moves | None
    chart: SafeString
    maps: tuple[SafeString, ...]


def block_states(
    reading: Reading, block: str, round_: RoundInfo, tiles: Sequence[Tile]
) -> tuple[BlockState, ...]:
    """Every scale of the block, in the order of the questionnaire."""
    at = round_with_scales(reading, block, round_)
    found = scales(reading, block, at.key) if at else []
    return tuple(block_state(reading, one, at, round_, tiles) for one in found if at)


def round_with_scales(reading: Reading, block: str, round_: RoundInfo) -> RoundInfo | None:
    """The round of the page, or the one nearest before it, else after it, that puts a scale of the block."""
    place = reading.rounds.index(round_)
    nearest = (*reversed(reading.rounds[: place + 1]), *reading.rounds[place + 1 :])
    return next((one for one in nearest if scales(reading, block, one.key)), None)


def block_state(
    reading: Reading, question: QuestionText, at: RoundInfo, page: RoundInfo, tiles: Sequence[Tile]
) -> BlockState:
    """One scale."""
    found, here = state(reading, question, at), at.key == page.key
    moved = moves(reading, question.key, at.key)
    chart = Picture(over_rounds(found, moved), source(found), level=4)
    maps = maps_of(reading, question, at, tiles) if here else []
    drawn = pieces([chart, *maps])
    return BlockState(found, here, moved, drawn[0], tuple(drawn[1:]))


def over_rounds(found: State, moved: Moves | None) -> ChartDefinition:
    """How the regions stand in every round since the question was first put."""
    in_short = f"{found.here.round.label}: {in_words(found.here.parts)}"
    title = moved.sentence if moved and not moved.silent else in_short
    rounds = [(one.round.label, one.counts) for one in found.rounds]
    return status_chart(rounds, title, reader_lang())


def source(found: State) -> str:
    """Where the numbers come from, and the words of the question."""
    rounds = [one.round.label for one in found.rounds if one.counts]
    told = ngettext(
        "Vraag: “%(question)s” Bron: rondetafelgesprekken, ronde %(rounds)s.",
        "Vraag: “%(question)s” Bron: rondetafelgesprekken, rondes %(rounds)s.",
        len(rounds),
    )
    return told % {"question": found.text.text, "rounds": ", ".join(rounds)}


def maps_of(reading: Reading, question: QuestionText, at: RoundInfo, tiles: Sequence[Tile]) -> list[Picture]:
    """The map of this round, and of the last one before it that put the question, the oldest first; only
    those that this reader may know."""
    moved = reading.movement(question.key, at.key)
    wanted = [(question, at)]
    if moved is not None:
        wanted.insert(0, (moved.before, round_of(reading, moved.rounds[0])))
    found = []
    for asked, round_ in wanted:
        parts = state(reading, asked, round_).here.parts
        definition = status_map(reading, asked, round_, tiles, f"{round_.label}: {in_words(parts)}")
        if definition is not None:
            found.append(Picture(definition, map_note(asked, round_), level=4))
    return found
