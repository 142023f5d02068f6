"""Questions about a building block with answers side by side: bars, with last time's beside them."""

from django.utils.translation import gettext, ngettext

from questionnaires.models import Question
from roundtables.counts import QuestionText

from ...charts.definitions import BarRow, count_bars
from ...figures import Verdict
from ...reading.facts import QuestionCounts
from ...reading.reading import Reading, RoundInfo
from ...shared.cards import reader_lang, round_of
from ...shared.chart_pieces import Picture
from ...shared.definitions import question_text
from ...shared.states import is_scale


def block_bars(reading: Reading, block: str, round_: RoundInfo) -> list[Picture]:
    """A chart for every question of the block, in this round, whose answers are no scale and more than yes
    and no; those that nobody was to answer are left out."""
    asked = (one for one in reading.questions(round_.key) if one.block == block and is_choice(one))
    return [one for question in asked if (one := bars_of(reading, question, round_)) is not None]


def is_choice(question: QuestionText) -> bool:
    """Whether a question has answers side by side."""
    several = question.type == Question.Type.MULTIPLE
    return several or (question.type == Question.Type.SINGLE and not is_scale(question))


def bars_of(reading: Reading, question: QuestionText, round_: RoundInfo) -> Picture | None:
    """How many regions gave each answer."""
    counts = reading.question_counts(question.key, round_.key)
    base = round_.regions - counts.not_applicable if counts else 0
    if counts is None or not base:
        return None
    before = counts_before(reading, question, round_)
    lang, was = reader_lang(), {one.slug: one.n for one in before[1].options} if before else {}
    rows = [BarRow(one.label(lang), one.n, base, was.get(one.slug)) for one in counts.options]
    name = before[0].label if before else ""
    definition = count_bars(rows, question_text(question), previous_label=name, language=lang)
    return Picture(definition, bars_note(question, counts, base))


def counts_before(
    reading: Reading, question: QuestionText, round_: RoundInfo
) -> tuple[RoundInfo, QuestionCounts] | None:
    """The last round before this one that put the question alike, with its answers."""
    moved = reading.movement(question.key, round_.key)
    if moved is None or moved.verdict is Verdict.BREAK:
        return None
    counts = reading.question_counts(moved.before.key, moved.rounds[0])
    return (round_of(reading, moved.rounds[0]), counts) if counts else None


def bars_note(question: QuestionText, counts: QuestionCounts, base: int) -> str:
    """The base, and what is still out."""
    told = [ngettext("Aantal van %(base)d regio.", "Aantal van %(base)d regio’s.", base) % {"base": base}]
    if question.type == Question.Type.MULTIPLE:
        told.append(gettext("Meer antwoorden mogelijk."))
    out = {"missing": counts.not_answered, "waiting": counts.not_approved}
    if counts.not_answered:
        missing = ngettext(
            "Van %(missing)d regio is er geen antwoord.", "Van %(missing)d regio’s is er geen antwoord.",
            counts.not_answered,
        )  # fmt: skip
        told.append(missing % out)
    if counts.not_approved:
        waiting = ngettext(
            "Van %(waiting)d regio is het antwoord nog niet goedgekeurd.",
            "Van %(waiting)d regio’s is het antwoord nog niet goedgekeurd.",
            counts.not_approved,
        )
        told.append(waiting % out)
    return " ".join(told)
