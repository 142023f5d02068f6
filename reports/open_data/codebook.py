"""What the figures of a version mean: rounds, questions as each round put them with their options, indicators
with condition and base in words, breaks in series, sources, and the columns of the figures."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

from questionnaires.conditions import Condition
from questionnaires.models import Question
from roundtables.counts import QuestionText

from ..figures import Status, Verdict
from ..pages.figure.files import COMPARABLE
from ..reading.reading import IndicatorInfo, Reading
from ..reading.words import Words
from ..shared.definitions import condition_in_words
from .columns import FIGURES

type Line = dict[str, Any]


def codebook_rows(reading: Reading, words: Words) -> list[Line]:
    """A row per thing, with the names of `columns.CODEBOOK`; `words` are those that the reading tells in."""
    return [
        *_rounds(reading),
        *_questions(reading, words["blocks"]),
        *_indicators(reading),
        *_breaks(reading),
        *_sources(reading, words["sources"]),
        *_columns(),
    ]


def _rounds(reading: Reading) -> Iterator[Line]:
    for one in reading.rounds:
        yield {
            "soort": "ronde", "ronde": one.key, "vragenlijst": reading.questionnaire(one.key),
            "sleutel": one.key, "tekst": one.label_nl, "tekst_engels": one.label_en,
            "datum": one.date.isoformat(),
        }  # fmt: skip


def _questions(reading: Reading, names: dict[str, str]) -> Iterator[Line]:
    """Each question as each round put it, followed by its options."""
    for round_ in reading.rounds:
        for question in reading.questions(round_.key):
            where = {
                "ronde": round_.key, "vragenlijst": reading.questionnaire(round_.key),
                "bouwsteen": question.block, "bouwsteen_naam": names.get(question.block, ""),
                "sleutel": question.key,
            }  # fmt: skip
            yield {"soort": "vraag", **where, **_question(reading, question, round_.key)}
            for option in question.options:
                yield {
                    "soort": "antwoordoptie", **where, "code": option.slug, "rang": option.rank,
                    "tekst": option.label_nl, "tekst_engels": option.label_en,
                }  # fmt: skip


def _question(reading: Reading, question: QuestionText, round_key: str) -> Line:
    return {
        "tekst": question.text_nl,
        "tekst_engels": question.text_en,
        "type": question.type,
        "type_naam": str(Question.Type(question.type).label),
        "beantwoord_door": question.answered_by,
        "beantwoord_door_naam": str(Question.AnsweredBy(question.answered_by).label),
        "zichtbaarheid": question.visibility,
        "zichtbaarheid_naam": str(Question.Visibility(question.visibility).label),
        **_condition(reading, question.ask_if, round_key),
        "vervangt": question.succeeds,
        "vergelijkbaar": COMPARABLE[Verdict(question.verdict)] if question.succeeds else "",
        "kanttekening": question.verdict_note_nl,
    }


def _indicators(reading: Reading) -> Iterator[Line]:
    """Each indicator in each round that counts it."""
    for round_ in reading.rounds:
        figures = reading.figures(round_.key)
        for info in reading.indicators():
            figure = figures[info.key]
            if figure.status is Status.NOT_ASKED:
                continue
            yield {
                "soort": "indicator", "ronde": round_.key, "vragenlijst": reading.questionnaire(round_.key),
                **_named(info),
                **_condition(reading, reading.condition(info.key, round_.key), round_.key),
                "noemer": list(figure.base), "noemer_in_woorden": _base(info, figure.base),
            }  # fmt: skip


def _breaks(reading: Reading) -> Iterator[Line]:
    """Where a series may not be read through, or only with a note."""
    for info in reading.indicators():
        for point in reading.series(info.key).points:
            if point.figure.value is not None and point.verdict is not Verdict.SAME:
                yield {
                    "soort": "breuk", "ronde": point.figure.round, **_named(info),
                    "vergelijkbaar": COMPARABLE[point.verdict], "kanttekening": point.note,
                }  # fmt: skip


def _sources(reading: Reading, sources: list[list[str]]) -> Iterator[Line]:
    """The publications whose numbers stand beside the counts."""
    titles = {
        one.source_title
        for info in reading.indicators()
        for point in reading.series(info.key).points
        for one in point.published
    }
    for key, title_nl, title_en, publisher, day in sources:
        if title_nl in titles:
            yield {
                "soort": "bron", "sleutel": key, "tekst": title_nl, "tekst_engels": title_en,
                "uitgever": publisher, "datum": day,
            }  # fmt: skip


def _columns() -> Iterator[Line]:
    for column in FIGURES.columns:
        yield {"soort": "kolom", "sleutel": column.name, "tekst": column.text, "type": column.datatype}


def _named(info: IndicatorInfo) -> Line:
    return {
        "bouwsteen": info.block_key, "bouwsteen_naam": info.block_name_nl, "sleutel": info.key,
        "tekst": info.predicate.title_nl, "tekst_engels": info.predicate.title_en,
    }  # fmt: skip


def _base(info: IndicatorInfo, base: tuple[str, ...]) -> str:
    if not base:
        return "alle regio’s die aan de ronde meedoen"
    return f"regio’s {info.predicate.base_nl}".strip()


def _condition(reading: Reading, condition: Condition | None, round_key: str) -> Line:
    """A condition for programs and for people; nothing when there is none."""
    if not condition:
        return {}
    found = {"voorwaarde": json.dumps(condition, ensure_ascii=False, sort_keys=True)}
    for name, lang in (("voorwaarde_in_woorden", "nl"), ("voorwaarde_in_woorden_engels", "en")):
        with override(lang):
            found[name] = condition_in_words(reading, condition, round_key)
    return found
