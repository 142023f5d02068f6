"""Two rounds of one question as a picture: the flow for who may know it, else how many gave which answer."""

from roundtables.counts import QuestionText

from ...building.parts import NO_ANSWER, step_of
from ...building.status import SPECIAL, status_chart, unranked
from ...charts.definitions import Band, ChartDefinition, Stop, flow
from ...figures import Verdict
from ...reading.facts import OptionCount, QuestionCounts
from ...reading.movement import Movement
from ...reading.reading import Reading
from ...shared.cards import reader_lang, round_of
from ...shared.moving import answer_label
from .page import parts_of


def chart_of(reading: Reading, moved: Movement, title: str) -> ChartDefinition:
    """The picture that this reader may see."""
    if moved.verdict is Verdict.BREAK or not reading.knows_movement(moved):
        return distributions(reading, moved, title)
    return flows(reading, moved, title)


def distributions(reading: Reading, moved: Movement, title: str) -> ChartDefinition:
    """How many regions gave which answer, in either round."""
    questions = (moved.before.key, moved.question.key)
    asked = [
        (round_of(reading, key).label, reading.question_counts(question, key))
        for question, key in zip(questions, moved.rounds, strict=True)
    ]
    return status_chart(asked, title, reader_lang())


def flows(reading: Reading, moved: Movement, title: str) -> ChartDefinition:
    """Where regions went, from answer to answer."""
    starts, ends = parts_of(moved, after=False), parts_of(moved, after=True)
    totals = [
        {start: moved.total_before(start) for start in starts},
        {end: sum(moved.number(start, end) for start in starts) for end in ends},
    ]
    bands = [
        Band(starts.index(start), ends.index(end), len(regions), start != end)
        for (start, end), regions in moved.flows.items()
    ]
    labels = (round_of(reading, moved.rounds[0]).label, round_of(reading, moved.rounds[1]).label)
    stops = (
        [stop(moved.before, part, totals[0][part]) for part in starts],
        [stop(moved.question, part, totals[1][part]) for part in ends],
    )
    return flow(stops, bands, labels, title, language=reader_lang())


def stop(question: QuestionText, part: str, number: int) -> Stop:
    """An answer, or a part of the rest, in the ink that it has everywhere."""
    options = tuple(
        OptionCount(one.slug, one.label_nl, one.label_en, one.rank, 0) for one in question.options
    )
    counts = QuestionCounts(question.key, question.text_nl, question.text_en, True, False, options)
    option = next((one for one in options if one.slug == part), None)
    label = answer_label(question, part)
    if option is None:
        return Stop(label, number, NO_ANSWER, SPECIAL.get(part, "not_counted"))
    ranks = sum(one.rank is not None for one in options)
    return Stop(label, number, step_of(option.rank, ranks), unranked(option, counts))
