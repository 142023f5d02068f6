"""Numbers in running text: words up to and including twenty, digits above."""

from functools import cache

from num2words import num2words

from reports.wording.predicates import Lang

LAST_WORD = 20
REGIONS: dict[Lang, tuple[str, str]] = {"nl": ("regio", "regio’s"), "en": ("region", "regions")}


def digits(number: int, lang: Lang) -> str:
    """A number in digits, with the thousands sign of the language: 1.234 in Dutch, 1,234 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if lang == "nl" else text


@cache
def number_word(number: int, lang: Lang) -> str:
    """A number as running text has it: six, but 22. One region is "één", never to be read as the article."""
    if number > LAST_WORD:
        return digits(number, lang)
    if number == 1 and lang == "nl":
        return "één"  # releases of num2words differ: "een" or "één"
    return str(num2words(number, lang=lang))


def capitalised(text: str) -> str:
    """The text with a capital; Dutch capitals carry no accent, so "één" becomes "Eén"."""
    if text.startswith("é"):
        return "E" + text[1:]
    return text[:1].upper() + text[1:]


def number_word_capitalised(number: int, lang: Lang) -> str:
    """A number at the start of a sentence: "Eén", "Zes", "22"."""
    return capitalised(number_word(number, lang))


def regions_phrase(number: int, lang: Lang) -> str:
    """So many regions: "één regio", "28 regio’s"."""
    one, many = REGIONS[lang]
    return f"{number_word(number, lang)} {one if number == 1 else many}"
