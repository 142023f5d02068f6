"""Tile maps for readers who may know which region answered what."""

from collections.abc import Sequence
from typing import Literal

from django.utils.translation import gettext

from questionnaires.models import Question
from regions.counts import Tile
from roundtables.counts import QuestionText

from ..building.status import tile_state
from ..charts.definitions import ChartDefinition, TileState, tile_map
from ..figures import Verdict
from ..reading.answers import Answers
from ..reading.facts import QuestionCounts
from ..reading.movement import Movement
from ..reading.reading import Reading, RoundInfo
from .cards import reader_lang, round_of

Side = Literal["up", "down", ""]


def status_map(
    reading: Reading, question: QuestionText, round_: RoundInfo, tiles: Sequence[Tile], title: str
) -> ChartDefinition | None:
    """The regions on the map by their answer, with who moved since the last time where this reader may know
    that too. None when this reader may not know the answers."""
    answers = reading.answers(question.key, round_.key)
    counts = reading.question_counts(question.key, round_.key)
    if answers is None or counts is None:
        return None
    moved = known_movement(reading, question, round_)
    states = tile_states(reading, answers, counts, tiles, moved)
    since = round_of(reading, moved.rounds[0]).label if moved and moved.moved else ""
    return tile_map(states, title, previous_label=since, language=reader_lang())


def known_movement(reading: Reading, question: QuestionText, round_: RoundInfo) -> Movement | None:
    """Who moved since the last time; None when there is nothing to compare, or this reader may not know."""
    moved = reading.movement(question.key, round_.key)
    if moved is None or moved.verdict is Verdict.BREAK or not reading.knows_movement(moved):
        return None
    return moved


def tile_states(
    reading: Reading,
    answers: Answers,
    counts: QuestionCounts,
    tiles: Sequence[Tile],
    moved: Movement | None,
) -> list[TileState]:
    """A tile for every region that takes part in the round, under the name it had then."""
    names = {one.slug: one.name for one in reading.regions(answers.round)}
    return [
        tile_state(
            (names[tile.slug], tile.row, tile.col),
            answers.part(tile.slug),
            counts,
            reader_lang(),
            side_of(tile.slug, moved),
        )
        for tile in tiles
        if tile.slug in names
    ]


def side_of(region: str, moved: Movement | None) -> Side:
    """Whether a region stands further or back."""
    if moved is None:
        return ""
    return "up" if region in moved.up else "down" if region in moved.down else ""


def map_note(question: QuestionText, round_: RoundInfo) -> str:
    """What stands under a map: where it comes from, and who else may see it."""
    seen = {
        Question.Visibility.PUBLIC: gettext("Iedereen mag zien welke regio wat antwoordde."),
        Question.Visibility.PARTNERS: gettext("Zichtbaar voor partners van het programma."),
        Question.Visibility.PROGRAMME: gettext("Zichtbaar voor het programmateam."),
    }[Question.Visibility(question.visibility)]
    told = gettext("Bron: rondetafelgesprekken, ronde %(round)s. Tegels volgen de ligging, niet de grootte.")
    return f"{told % {'round': round_.label}} {seen}"
