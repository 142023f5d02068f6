"""Dutch statements and dates written out by hand, by nothing that the product writes with."""

from datetime import date

from reports.models import Indicator

NUMBERS = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip


def in_words(number: int) -> str:
    """A number in a sentence."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def on_the(day: date) -> str:
    """A date in a sentence."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def sentence(words: Indicator, number: int, base: int, narrow: bool) -> str:
    """The statement of a figure of which every answer is there, about a group of more than two; `narrow` when
    that is not every region."""
    group = f"{in_words(base)} regio’s"
    if number == 0:
        who = f"geen van de {group}" if narrow or words.base_nl else "geen enkele regio"
    else:
        who = f"alle {group}" if number == base else f"{in_words(number)} van de {group}"
    who = "E" + who[1:] if who.startswith("é") else who.capitalize()
    said = words.many_nl if number > 1 else words.one_nl
    return " ".join(filter(None, (who, words.base_nl, f"{said}.")))
