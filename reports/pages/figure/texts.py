"""How the questions behind a figure were put, round by round: once per text, not once per round."""

from dataclasses import dataclass

from django.utils.translation import gettext

from roundtables.counts import QuestionText

from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...shared.cards import Words, reader_lang, words
from ...shared.definitions import label


@dataclass(frozen=True, slots=True)
class Version:
    """A question as some rounds put it, one after the other. `remark` says how its answers compare with those
    before it, `note` why, in Dutch."""

    rounds: tuple[str, ...]
    text: Words
    options: tuple[str, ...]
    remark: str
    note: str


@dataclass(frozen=True, slots=True)
class History:
    """All versions of one question, oldest first."""

    key: str
    versions: tuple[Version, ...]


def histories(reading: Reading, info: IndicatorInfo) -> tuple[History, ...]:
    """Every question that the figure looked at in any round."""
    asked: dict[str, list[tuple[RoundInfo, QuestionText]]] = {}
    for round_ in reading.rounds:
        for question in reading.questions_of(info.key, round_.key):
            asked.setdefault(question.key, []).append((round_, question))
    return tuple(History(key, tuple(_versions(found))) for key, found in asked.items())


def _versions(asked: list[tuple[RoundInfo, QuestionText]]) -> list[Version]:
    runs: list[tuple[QuestionText, list[str]]] = []
    for round_, question in asked:
        if runs and _put(runs[-1][0]) == _put(question):
            runs[-1][1].append(round_.label)
        else:
            runs.append((question, [round_.label]))
    return [_version(question, rounds) for question, rounds in runs]


def _put(question: QuestionText) -> tuple[object, ...]:
    """What the regions read, in this reader's language."""
    options = tuple((one.slug, one.label_nl, one.label_en) for one in question.options)
    return question.text_nl, question.text_en, options


def _version(question: QuestionText, rounds: list[str]) -> Version:
    foreign = reader_lang() == "en" and not question.text_en
    return Version(
        rounds=tuple(rounds),
        text=Words(words(question, "text").text, "nl" if foreign else ""),
        options=tuple(label(question, option.slug) for option in question.options),
        remark=remark(question),
        note=question.verdict_note_nl,
    )


def remark(question: QuestionText) -> str:
    """How its answers compare with those to the question before it."""
    if question.verdict == "break":
        return gettext("Niet te vergelijken met de ronde ervoor.")
    if question.verdict == "note":
        return gettext("Niet helemaal te vergelijken met de ronde ervoor.")
    return ""
