"""What regions that gave one answer also answered, as a sentence.

Questions and options are words that people wrote, so they are quoted and never bent: the sentence stays
correct whatever they say.
"""

from dataclasses import dataclass

from reports.wording.numbers import capitalised, number_word, regions_phrase
from reports.wording.predicates import Lang

VERBS = {False: ("antwoordt", "antwoorden"), True: ("kiest", "kiezen")}
PLACES = {False: "op", True: "bij"}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to a question, as it was put to the regions; `several` when more answers could be chosen."""

    label_nl: str
    label_en: str
    question_nl: str
    question_en: str
    several: bool = False

    def speaks(self, lang: Lang) -> bool:
        """Whether it can be said in that language."""
        return lang == "nl" or bool(self.label_en and self.question_en)


def together(count: int, of: int, first: Said, second: Said, lang: Lang, *, so_far: bool = False) -> str:
    """How many of the `of` regions that gave the first answer gave the second as well: "Alle zes regio’s die
    ‘structureel’ antwoorden op “Hoe ver …?”, antwoorden ook ‘ja’ op “Is er …?”." `so_far` while answers are
    still coming in. Dutch where either answer has no English."""
    if lang == "en" and first.speaks("en") and second.speaks("en"):
        return _english(count, of, first, second, so_far)
    return _dutch(count, of, first, second, so_far)


def spoken_in(first: Said, second: Said, lang: Lang) -> Lang:
    """The language that `together` speaks then."""
    return "en" if lang == "en" and first.speaks("en") and second.speaks("en") else "nl"


def short(question: str) -> str:
    """The question itself, without what explains it: up to its question mark."""
    asked, mark, _rest = question.partition("?")
    return asked + mark


def _dutch(count: int, of: int, first: Said, second: Said, so_far: bool) -> str:
    one, many = VERBS[first.several]
    who = f"{_who_nl(count, of)} die ‘{first.label_nl}’ {many if of > 1 else one} {_place(first)}"
    verb = VERBS[second.several][count > 1]
    what = f"‘{second.label_nl}’ {_place(second)}"
    said = f"tot nu toe {verb} {who}, ook {what}" if so_far else f"{who}, {verb} ook {what}"
    return f"{capitalised(said)}."


def _place(said: Said) -> str:
    return f"{PLACES[said.several]} “{short(said.question_nl)}”"


def _who_nl(count: int, of: int) -> str:
    if of == 1:
        return "de enige regio"
    if count == of:
        return "beide regio’s" if of == 2 else f"alle {regions_phrase(of, 'nl')}"
    return f"{number_word(count, 'nl')} van de {regions_phrase(of, 'nl')}"


def _english(count: int, of: int, first: Said, second: Said, so_far: bool) -> str:
    said = f"{_who_en(count, of)} that {_gave(first)} also {_gave(second)}"
    return f"{capitalised(f'so far, {said}' if so_far else said)}."


def _gave(said: Said) -> str:
    verb, place = ("chose", "at") if said.several else ("answered", "to")
    return f"{verb} ‘{said.label_en}’ {place} “{short(said.question_en)}”"


def _who_en(count: int, of: int) -> str:
    if of == 1:
        return "the only region"
    if count == of:
        return "both regions" if of == 2 else f"all {regions_phrase(of, 'en')}"
    return f"{number_word(count, 'en')} of the {regions_phrase(of, 'en')}"
