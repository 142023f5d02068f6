"""The sentence that carries a figure, and the smaller phrases that texts cite."""

from dataclasses import dataclass
from enum import StrEnum

from reports.figures import Figure, Status
from reports.wording.numbers import capitalised, digits, number_word, regions_phrase
from reports.wording.predicates import Lang, Predicate
from reports.wording.subjects import Subject, is_incomplete, known, missing, settled, tally

WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "so_far": "tot nu toe",
        "answers_so_far": "volgens de antwoorden tot nu toe",
        "as_known": "voor zover bekend",
        "may_change": "dit aantal kan nog veranderen",
        "lone": "het gaat om één regio",
        "no_regions": "er zijn geen regio’s",
        "no_group": "in deze ronde, dus is hier niets te tellen",
        "nothing": "dus is hier niets te tellen",
        "unknown": "er is nog niets bekend",
        "about": "over ‘{title}’",
        "not_asked": "niet gevraagd in deze ronde",
    },
    "en": {
        "so_far": "so far",
        "answers_so_far": "according to the answers so far,",
        "as_known": "as far as is known,",
        "may_change": "this number may still change",
        "lone": "there is only one such region",
        "no_regions": "there are no regions",
        "no_group": "in this round, so there is nothing to count here",
        "nothing": "so there is nothing to count here",
        "unknown": "nothing is known yet",
        "about": "about ‘{title}’",
        "not_asked": "not asked in this round",
    },
}
PARTS: dict[Lang, tuple[str, str, str, str, str]] = {
    "nl": ("geteld", "niet geteld", "niet van toepassing", "niet beantwoord", "nog niet goedgekeurd"),
    "en": ("counted", "not counted", "not applicable", "not answered", "not yet approved"),
}


class Form(StrEnum):
    """How a text may cite a figure."""

    STATEMENT = "statement"
    COUNT = "count"
    VALUE = "value"
    DIGITS = "digits"
    BASE = "base"
    PREDICATE = "predicate"


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence in the making: words before the subject, the subject, what follows after a semicolon."""

    opening: str
    subject: Subject
    tails: tuple[str, ...]


def statement(figure: Figure, predicate: Predicate, *, lang: Lang = "nl", these: bool = False) -> str:
    """The full sentence: "Zes van de 28 regio’s hebben MDA++ structureel ingericht."

    Empty when nobody was asked; Dutch where the predicate has no English (`predicate.speaks`). `these` speaks
    of a group that the sentence before has named: "Negen van deze 26 regio’s houden daar ook toezicht op."
    """
    return " ".join(part for part in lead_and_rest(figure, predicate, lang, these=these) if part)


def lead_and_rest(
    figure: Figure, predicate: Predicate, lang: Lang = "nl", *, these: bool = False
) -> tuple[str, str]:
    """The statement in two parts, for a picture that prints the first one large: "Zes van de 28 regio’s".

    With a space between them they are the statement. Both are empty when nobody was asked.
    """
    if figure.status is Status.NOT_ASKED:
        return "", ""
    lang = predicate.speaks(lang)
    words = WORDS[lang]
    if figure.base_value == 0 and not is_incomplete(figure):
        return capitalised(words["no_regions"]), _nobody(predicate.base(lang), lang)
    if known(figure) == 0:
        return capitalised(words["unknown"]), _unknown(figure, predicate, lang)
    return _told(_clause(figure, predicate, lang, these=these), predicate, lang, these=these)


def count_phrase(figure: Figure, lang: Lang = "nl") -> str:
    """The number within its base, for running text: "zes van de 28 regio’s"; empty when not asked."""
    if figure.status is Status.NOT_ASKED:
        return ""
    if figure.base_value == 0:
        return regions_phrase(0, lang)
    if is_incomplete(figure):
        return f"{WORDS[lang]['so_far']} {tally(figure, lang).text}"
    if missing(figure) and not figure.split.counted:
        return tally(figure, lang).text
    return settled(figure, lang, narrow=bool(figure.base), these=False).text


def value_phrase(figure: Figure, lang: Lang = "nl") -> str:
    """The number alone, in words up to and including twenty: "zes", "22"; empty when not asked."""
    return "" if figure.value is None else number_word(figure.value, lang)


def split_in_words(figure: Figure, lang: Lang = "nl") -> str:
    """The honest base as a sentence: "Zes geteld, negentien niet geteld, drie niet beantwoord."

    For alt texts and the page of a figure; parts of zero are left out, but never how many are counted.
    """
    if figure.status is Status.NOT_ASKED:
        return capitalised(WORDS[lang]["not_asked"]) + "."
    split = figure.split
    rest = (split.not_counted, split.not_applicable, split.not_answered, split.not_approved)
    parts = [(split.counted, PARTS[lang][0])]
    parts += [(number, name) for number, name in zip(rest, PARTS[lang][1:], strict=True) if number]
    return capitalised(", ".join(f"{number_word(number, lang)} {name}" for number, name in parts)) + "."


def phrase(figure: Figure, predicate: Predicate, form: Form | str, lang: Lang = "nl") -> str:
    """A figure in the form in which a text cites it; empty when not asked; ValueError for an unknown form."""
    form = Form(form)
    if figure.value is None:
        return ""
    match form:
        case Form.STATEMENT:
            return statement(figure, predicate, lang=lang)
        case Form.COUNT:
            return count_phrase(figure, lang)
        case Form.VALUE:
            return value_phrase(figure, lang)
        case Form.DIGITS:
            return digits(figure.value, lang)
        case Form.BASE:
            return regions_phrase(figure.base_value, lang)
        case Form.PREDICATE:
            spoken = predicate.speaks(lang)
            return predicate.verb_phrase(spoken, plural=_clause(figure, predicate, spoken).subject.plural)


def _clause(figure: Figure, predicate: Predicate, lang: Lang, *, these: bool = False) -> Clause:
    words = WORDS[lang]
    if is_incomplete(figure):
        tail = _missing_clause(figure, lang) or words["may_change"]
        return Clause(words["answers_so_far"], tally(figure, lang, these=these), (tail,))
    subject = settled(figure, lang, narrow=bool(figure.base or predicate.base(lang)), these=these)
    if missing(figure) and not figure.split.counted:
        # "none" about a base with gaps is only true as far as anybody knows
        return Clause(words["as_known"], subject, (_missing_clause(figure, lang),))
    return Clause("", subject, (words["lone"],) if subject.lone else ())


def _told(clause: Clause, predicate: Predicate, lang: Lang, *, these: bool) -> tuple[str, str]:
    """Put a clause into words; after an opening, Dutch turns the verb round."""
    verbs = predicate.verb_phrase(lang, plural=clause.subject.plural)
    base = "" if these else predicate.base(lang)
    before = clause.opening
    if clause.opening and lang == "nl":
        verb, _, verbs = verbs.partition(" ")
        before = f"{clause.opening} {verb}"
    lead = f"{before} {clause.subject.text}".strip()
    rest = "; ".join((f"{base} {verbs}".strip(), *clause.tails))
    return capitalised(lead), f"{rest}."


def _nobody(base: str, lang: Lang) -> str:
    words = WORDS[lang]
    return f"{base}, {words['nothing']}." if base else f"{words['no_group']}."


def _unknown(figure: Figure, predicate: Predicate, lang: Lang) -> str:
    about = WORDS[lang]["about"].format(title=predicate.title(lang))
    why = _missing_clause(figure, lang)
    return f"{about}: {why}." if why else f"{about}."


def _missing_clause(figure: Figure, lang: Lang) -> str:
    """What is still out: answers not given and answers not approved; empty when nothing is."""
    says = _missing_nl if lang == "nl" else _missing_en
    return says(figure.split.not_answered, figure.split.not_approved)


def _missing_nl(answers: int, approvals: int) -> str:
    clauses = []
    if answers:
        clauses.append(f"van {regions_phrase(answers, 'nl')} ontbreekt het antwoord nog")
    if approvals:
        clauses.append(f"van {regions_phrase(approvals, 'nl')} is het antwoord nog niet goedgekeurd")
    return " en ".join(clauses)


def _missing_en(answers: int, approvals: int) -> str:
    clauses = []
    if answers:
        clauses.append(f"{_answers_en(answers)} still missing")
    if approvals:
        clauses.append(f"{_answers_en(approvals)} not approved yet")
    return " and ".join(clauses)


def _answers_en(number: int) -> str:
    noun, verb = ("answer", "is") if number == 1 else ("answers", "are")
    return f"the {noun} of {regions_phrase(number, 'en')} {verb}"
