"""What stands before the chapters: the cover's map, the colophon and the guide to reading the figures."""

from datetime import datetime

from ..document.document import Line, Scale, Tile
from ..reading.facts import Facts
from ..wording import Lang, regions_phrase
from ..writing.outline import Outline
from .charts import tile_states

MONTHS = {
    "nl": [
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ],
}  # fmt: skip
WORDS = {
    "nl": {
        "edition": "Uitgave", "commissioners": "Opdrachtgevers", "data": "Gegevens", "cover": "Omslag",
        "access": "Toegankelijkheid", "sources": "Bronnen",
        "edition_text": "{title} van het programma {programme}. {version}, {date}.",
        "data_text": "De aantallen komen uit {rounds} met {regions}. "
        "Alleen goedgekeurde antwoorden tellen mee.",
        "example": "Dit zijn voorbeeldgegevens: wat hier over een regio staat, is geen bevinding "
        "over die regio.",
        "cover_text": "De tegels staan voor de regio’s, ongeveer op hun plek op de kaart. Hoe lichter de "
        "tegel, hoe verder de regio is met MDA++.",
        "access_text": "Dit bestand volgt PDF/UA-1. Elke figuur heeft een tekstbeschrijving; kleur is nooit "
        "de enige drager van betekenis.",
        "rounds": "de rondetafelgesprekken van {names}", "and": " en ",
        "reading": "Zo leest u de figuren",
        "reading_text": "Elk vakje in een strook is een regio. Gaat een vraag over minder regio’s, dan is de "
        "strook korter. Donkerder betekent: verder gevorderd. Gearceerd betekent: geen antwoord.",
    },
    "en": {
        "edition": "Publication", "commissioners": "Commissioned by", "data": "Data", "cover": "Cover",
        "access": "Accessibility", "sources": "Sources",
        "edition_text": "{title} of the programme {programme}. {version}, {date}.",
        "data_text": "The numbers come from {rounds} with {regions}. Only approved answers are counted.",
        "example": "This is example data: what it says about a region is no finding about that region.",
        "cover_text": "The tiles are the regions, roughly where they lie on the map. The lighter the tile, "
        "the further the region is with MDA++.",
        "access_text": "This file follows PDF/UA-1. Every figure has a description in words; colour never "
        "carries meaning alone.",
        "rounds": "the round tables of {names}", "and": " and ",
        "reading": "How to read the figures",
        "reading_text": "Each cell of a strip is a region. When a question is about fewer regions, the strip "
        "is shorter. Darker means: further along. Hatched means: no answer.",
    },
}  # fmt: skip
SCALE = {
    "nl": (
        "niet beantwoord",
        "nog niet begonnen",
        "in voorbereiding",
        "pilot of loopt",
        "structureel of gereed",
    ),
    "en": ("not answered", "not begun yet", "in preparation", "pilot or under way", "structural or ready"),
}


def date_of(moment: datetime, lang: Lang) -> str:
    """A day in words."""
    return f"{moment.day} {MONTHS[lang][moment.month - 1]} {moment.year}"


def colophon(
    outline: Outline, facts: Facts, lang: Lang, *, version: str, label: str, date: str
) -> tuple[Line, ...]:
    """Who published it, what it leans on, and what a reader should know."""
    words = WORDS[lang]
    title, programme = outline.meta_text("title", lang), outline.meta_text("programme", lang)
    data = words["data_text"].format(
        rounds=_rounds(facts, lang), regions=regions_phrase(facts.current.regions, lang)
    )
    edition = words["edition_text"].format(title=title, programme=programme, version=version, date=date)
    lines = [
        Line(words["edition"], edition),
        Line(words["commissioners"], "\n".join(outline.meta_list("commissioners", lang))),
        Line(words["data"], f"{data} {words['example']}" if label else data),
        Line(words["sources"], "\n".join(_sources(facts, lang))),
        Line(words["cover"], words["cover_text"] if cover(outline, facts) else ""),
        Line(words["access"], words["access_text"]),
    ]
    return tuple(line for line in lines if line.text)


def _rounds(facts: Facts, lang: Lang) -> str:
    names = [round_.spoken(lang) for round_ in facts.rounds]
    listed = ", ".join(names[:-1]) + WORDS[lang]["and"] + names[-1] if len(names) > 1 else names[0]
    return WORDS[lang]["rounds"].format(names=listed)


def _sources(facts: Facts, lang: Lang) -> list[str]:
    """The publications, as a reader finds them."""
    titles = [(one.title_en if lang == "en" and one.title_en else one.title_nl, one) for one in facts.sources]
    return [f"{title} ({one.publisher}, {one.date.year})" for title, one in titles]


def cover(outline: Outline, facts: Facts) -> tuple[Tile, ...]:
    """The map on the cover, from a question that everybody may see; empty otherwise."""
    question = outline.meta.get("cover", {}).get("question", "")
    return tuple(Tile(one.row, one.col, one.step) for one in tile_states(question, facts, "nl"))


def reading(lang: Lang) -> tuple[str, tuple[str, ...], tuple[Scale, ...]]:
    """The guide to the figures: its title, its text and the steps of the scale, furthest first."""
    words = WORDS[lang]
    steps = tuple(Scale(step, SCALE[lang][step]) for step in (4, 3, 2, 1, 0))
    return words["reading"], (words["reading_text"],), steps
