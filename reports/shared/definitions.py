"""A condition in words, so that a reader can check what a figure counts."""

from itertools import groupby

from django.utils.translation import gettext

from questionnaires.conditions import Condition
from roundtables.counts import QuestionText

from ..reading.reading import Reading
from .cards import reader_lang

OWN_ROUND = ""


def condition_in_words(reading: Reading, condition: Condition, round_key: str) -> str:
    """What a region must have answered: "antwoord ‘ja’ op ‘Is er een plan?’ en niet …"."""
    match condition:
        case {"true": _always}:
            return gettext("alle regio’s die aan de ronde meedoen")
        case {"q": question, "has": option}:
            return answered(reading, round_key, question, [option], condition.get("round", OWN_ROUND))
        case {"not": part}:
            return gettext("niet: %(part)s") % {"part": condition_in_words(reading, part, round_key)}
        case {"all": parts}:
            return gettext(" en ").join(condition_in_words(reading, part, round_key) for part in parts)
        case {"any": parts}:
            return gettext(" of ").join(alternatives(reading, parts, round_key))
    return ""


def alternatives(reading: Reading, parts: list[Condition], round_key: str) -> list[str]:
    """Alternatives in words; options of one question are said together, with that question named once."""
    said = []
    for (question, at), group in groupby(
        parts, key=lambda part: (part.get("q", ""), part.get("round", OWN_ROUND))
    ):
        members = list(group)
        if question:
            said.append(answered(reading, round_key, question, [part["has"] for part in members], at))
        else:
            said += [f"({condition_in_words(reading, part, round_key)})" for part in members]
    return said


def answered(reading: Reading, round_key: str, key: str, options: list[str], at: str) -> str:
    """An answer to a question, with the round when it is another one than the figure's."""
    asked_in = other_round(reading, round_key, at)
    question = reading.question(key, asked_in)
    labels = {option.slug: label(question, option.slug) for option in question.options} if question else {}
    named = gettext(" of ").join(gettext("‘%s’") % labels.get(slug, slug) for slug in options)
    text = question_text(question) if question else key
    said = gettext("antwoord %(answers)s op “%(question)s”") % {"answers": named, "question": text}
    return (
        said
        if asked_in == round_key
        else gettext("%(said)s (ronde %(round)s)") % {"said": said, "round": asked_in}
    )


def other_round(reading: Reading, round_key: str, named: str) -> str:
    """The round that a condition looks at: its own, the one before it, or one by name."""
    if named != "previous":
        return named or round_key
    keys = [round_.key for round_ in reading.rounds]
    return keys[max(keys.index(round_key) - 1, 0)]


def question_text(question: QuestionText) -> str:
    """The question in the reader's language; Dutch, as it was asked, where there is no English."""
    return (question.text_en if reader_lang() == "en" else "") or question.text_nl


def label(question: QuestionText, slug: str) -> str:
    """The label of an option, as the regions read it."""
    option = next(one for one in question.options if one.slug == slug)
    return (option.label_en if reader_lang() == "en" else "") or option.label_nl
