"""What a placeholder says: runs of text that carry their reference, or nothing."""

from decimal import Decimal

from impact.counts import Sourced, amount

from ..document.document import Run, Text
from ..figures import Figure
from ..reading.facts import Facts, in_lang
from ..wording import Lang, Predicate, count_phrase, digits, lead_and_rest, number_word, regions_phrase
from ..writing.numbers import find_numbers
from ..writing.placeholders import Placeholder, parse
from .comparing import compared, reference

MILLION = Decimal(1_000_000)
WORDS = {
    "nl": {"million": "miljoen", "to": "tot", "most": "hoogstens", "least": "minstens", "these": "deze"},
    "en": {"million": "million", "to": "to", "most": "at most", "least": "at least", "these": "these"},
}


def quoted(inside: str, facts: Facts, lang: Lang) -> Text | None:
    """The runs of a placeholder; None when there is nothing to say, so that its sentence is left out."""
    found = parse(inside)
    if found.name == "pool":
        return _pool(found, facts, lang)
    if found.name == "round":
        round_ = facts.round(found.round)
        return (number(round_.label(lang), f"round:{round_.key}"),) if round_ else None
    if found.name == "regions":
        return _regions(facts, lang)
    if found.name in facts.predicates and not found.sourced:
        return _figure(found, facts, lang)
    return _sourced(found, facts.sourced[found.name], lang)


def number(text: str, ref: str) -> Run:
    """A run that holds a number, and what it came from."""
    return Run(text, "number", ref)


def _regions(facts: Facts, lang: Lang) -> Text:
    return (number(number_word(facts.current.regions, lang), f"round:{facts.current.key}/regions"),)


def _figure(found: Placeholder, facts: Facts, lang: Lang) -> Text | None:
    figure = facts.figure(found.name, found.round)
    if figure is None or figure.value is None:
        return None
    ref = reference(figure)
    if found.form == "trend":
        told = compared(facts, found.name, lang)
        return (number(told.text, told.ref),) if told.text else None
    if found.form in ("statement", "these-statement"):
        return _statement(figure, facts, lang, these=found.form == "these-statement")
    if found.form == "choice":
        return (Run(found.choice[_is_plural(figure)]),)
    return (number(_phrase(found.form, figure, lang), ref),)


def _phrase(form: str, figure: Figure, lang: Lang) -> str:
    value = figure.value or 0
    match form:
        case "value":
            return number_word(value, lang)
        case "digits":
            return digits(value, lang)
        case "base":
            return regions_phrase(figure.base_value, lang)
        case "these":
            return _of_these(figure, lang)
        case _:
            return count_phrase(figure, lang)


def _of_these(figure: Figure, lang: Lang) -> str:
    """So many of a group that was named before: "negen van deze 26 regio’s"."""
    text = count_phrase(figure, lang)
    base = regions_phrase(figure.base_value, lang)
    article = "de" if lang == "nl" else "the"
    return text.replace(f" {article} {base}", f" {WORDS[lang]['these']} {base}")


def _is_plural(figure: Figure) -> bool:
    """Whether the verb is plural: more than one region, unless that one is all there is."""
    return (figure.value or 0) > 1


def _statement(figure: Figure, facts: Facts, lang: Lang, *, these: bool) -> Text | None:
    predicate = facts.predicates[figure.key]
    lead, rest = lead_and_rest(figure, predicate, lang, these=these)
    if not lead:
        return None
    return number(lead, reference(figure)), _rest(f" {rest}", figure, predicate)


def _rest(rest: str, figure: Figure, predicate: Predicate) -> Run:
    """What follows the count; a number in it is the figure's, or stands in the words of the indicator."""
    if not find_numbers(rest):
        return Run(rest)
    own = (predicate.one_nl, predicate.many_nl, predicate.base_nl, predicate.one_en, predicate.many_en)
    in_words = any(find_numbers(text) for text in own)
    return number(rest, f"indicator:{predicate.key}" if in_words else reference(figure))


def _pool(found: Placeholder, facts: Facts, lang: Lang) -> Text | None:
    pool = facts.pools[found.pool]
    theme = pool.theme(found.theme) if found.theme else None
    counts = {
        "regions": pool.table.regions,
        "entries": pool.table.entries,
        "themes": theme.regions if theme else len(pool.table.themes),
        "described": len({project.key for projects in pool.projects.values() for project in projects}),
    }
    value = counts[found.count]
    ref = f"pool:{found.pool}/{found.count}" + (f"/{theme.key}" if theme else "")
    if found.form == "choice":
        return (Run(found.choice[value != 1]),)
    says = {"digits": digits, "phrase": regions_phrase}.get(found.form, number_word)
    return (number(says(value, lang), ref),)


def _sourced(found: Placeholder, one: Sourced, lang: Lang) -> Text:
    ref = f"sourced:{one.key}"
    match found.form:
        case "date":
            text = in_lang(lang, one.reference_date_nl, one.reference_date_en)
        case "source":
            text = source_of(one, lang)
        case "choice":
            return (Run(found.choice[one.value != 1]),)
        case "worded" if lang == "nl":
            text = one.as_worded
        case "digits" | "value":
            text = _bare(one, lang, in_words=found.form == "value")
        case _:
            text = quantity(one, lang)
    return (number(text, ref),)


def _bare(one: Sourced, lang: Lang, *, in_words: bool) -> str:
    """The number without its unit; of a range or a bound, the first that is given."""
    value = next((part for part in (one.value, one.value_min, one.value_max) if part is not None), None)
    if value is None:
        return one.as_worded
    whole = value == value.to_integral_value()
    return number_word(int(value), lang) if in_words and whole else amount(value, lang)


def source_of(one: Sourced, lang: Lang) -> str:
    """Where a number was published, and who made it when the publication says so."""
    title = in_lang(lang, one.source_nl, one.source_en)
    return f"{one.original_source}, {title}" if one.original_source else title


def quantity(one: Sourced, lang: Lang) -> str:
    """A sourced number as running text has it: zes, 278.671, 6%, 14 miljoen euro, 8.000 tot 9.000."""
    words, unit = WORDS[lang], _unit(one, lang)
    if one.value is not None:
        return _said(one.value, unit, lang)
    if one.value_min is not None and one.value_max is not None:
        return f"{amount(one.value_min, lang)} {words['to']} {_said(one.value_max, unit, lang)}"
    if one.value_max is not None:
        return f"{words['most']} {_said(one.value_max, unit, lang)}"
    if one.value_min is not None:
        return f"{words['least']} {_said(one.value_min, unit, lang)}"
    return one.as_worded


def _unit(one: Sourced, lang: Lang) -> str:
    """The part of the unit that belongs to the number itself: a percent sign, euro, or nothing."""
    worded = in_lang(lang, one.worded_nl, one.worded_en)
    if worded.endswith("%"):
        return "%"
    return " euro" if " euro" in worded else ""


def _said(value: Decimal, unit: str, lang: Lang) -> str:
    if unit != "%" and value >= MILLION and value % (MILLION / 10) == 0:
        return f"{amount(value / MILLION, lang)} {WORDS[lang]['million']}{unit}"
    if not unit and value == value.to_integral_value():
        return number_word(int(value), lang)
    return f"{amount(value, lang)}{unit}"
