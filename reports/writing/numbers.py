"""Finding numbers in text: nobody types one in a report, and each one that is printed can be followed back.

`typed` is for the text people write; `find_numbers` and `allowed_numbers` are for reading a made report back.
"""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

from num2words import num2words

from ..document.document import (
    ActionTable,
    Chart,
    CrossTable,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    ProjectBox,
    RegionalPicture,
    Run,
    Table,
)
from ..wording import Lang
from .placeholders import PLACEHOLDER

# Proper names that hold a number; the only ones that may be typed.
NAMES = (
    r"COVID-19",
    r"Masker\s19",
    r"Trauma\s2\.0",
    r"Allen\svoor\séén",
    r"onder\séén\sdak",
    r"PDF/UA-1",
    r"SHA-256",
    r"(?:Actielijn|Action line|Bijlage|Annex)\s\d",
    r"(?:[Pp]rojectenpool|[Pp]roject pool)\s\d{4}(?:-\d{4})?",
)
_NAMES = re.compile("|".join(NAMES))
_ADDRESS = re.compile(r"https?://\S+|mailto:\S+")
# A section (4.3), thousands, then decimals of the language; a note mark behind a full stop stands apart.
_DIGITS = {
    "nl": re.compile(r"(?<!\d)\d\.\d(?!\d)|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"),
    "en": re.compile(r"(?<!\d)\d\.\d(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"),
}
_WORD = re.compile(r"[^\W\d_]+")
EXTRA: dict[str, frozenset[str]] = {
    "nl": frozenset(
        {"beide", "beiden", "helft", "kwart", "tweederde", "derde", "anderhalf", "tiental", "dozijn"}
    ),
    "en": frozenset({"both", "half", "quarter", "thirds", "dozen"}),
}
VAGUE = re.compile(
    r"\b(alle|al de|geen enkele|geen|elke|iedere|beide|bijna alle|vrijwel alle|de meeste"
    r"|all|no|every|most|both)"
    r" (regio(?!nal)\w*|regions?)\b",
    re.IGNORECASE,
)

# A word, perhaps "van de ..." and one more word, and then regions.
_COUNTED = re.compile(
    r"(?P<count>[\w.]+)(?:\s+(?:van|of)\s+(?:de|deze|the|these)\s+[\w.]+)?(?:\s+[\w-]+)?"
    r"\s+(?:\w+-)?(?:regio(?!n)|regions?\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@cache
def number_words(lang: Lang) -> frozenset[str]:
    """The words that are a number; the Dutch article "een" and the English pronoun "one" are not."""
    words = {num2words(number, lang=lang).lower() for number in (*range(101), 1000)}
    plain = {word for word in words if re.fullmatch(r"[^\W\d_]+", word)}
    return (frozenset(plain) | EXTRA[lang] | {"miljoen", "million", "één"}) - {"een", "one", "en"}


def find_numbers(text: str, lang: Lang = "nl", *, in_names: bool = False) -> list[str]:
    """Every number in a text, in order: digits as written, words in lower case; proper names left out."""
    rest = _ADDRESS.sub(" ", text if in_names else _NAMES.sub(" ", text))
    found = [(match.start(), match[0]) for match in _DIGITS[lang].finditer(rest)]
    words = number_words(lang)
    found += [(m.start(), _lower(m[0])) for m in _WORD.finditer(rest) if _lower(m[0]) in words]
    return [token for _place, token in sorted(found)]


def _lower(word: str) -> str:
    """A word in lower case; "Eén", whose capital lost its accent, is "één" again."""
    return word.lower().replace("eén", "één")


def typed(text: str, lang: Lang = "nl") -> list[str]:
    """What may not be typed in a text for a report: numbers, and words such as "alle regio’s"."""
    rest = PLACEHOLDER.sub(" ", text)
    return find_numbers(rest, lang) + [match[0] for match in VAGUE.finditer(rest)]


def counts_regions(text: str, lang: Lang = "nl") -> bool:
    """Whether a text says of how many regions something holds, in digits or words."""
    begins = (match.start() for match in re.finditer(r"[\w.]+", text))  # claims may overlap
    counts = (match["count"] for begin in begins if (match := _COUNTED.match(text, begin)))
    return any(find_numbers(count, lang) for count in counts if not _YEAR.fullmatch(count))


def allowed_numbers(document: Document) -> dict[str, set[str]]:
    """Every number the document may print, with the references it can be followed back by.

    Numbers of pages, figures, tables and notes are made by the form; a test leaves those out itself.
    """
    lang: Lang = "en" if document.lang == "en" else "nl"
    found: dict[str, set[str]] = defaultdict(set)

    def note(value: Any, refs: tuple[str, ...]) -> None:
        for text in texts(value):
            # a name may be broken over lines in print, so its number counts as one of the document's own
            for token in {*find_numbers(text, lang, in_names=True), *find_numbers(text, "nl", in_names=True)}:
                found[token].update(refs)

    for name in ("title", "subtitle", "edition", "date", "version", "colophon", "reading", "scale"):
        note(getattr(document, name), (f"document:{name}",))
    for chapter in document.chapters:
        note((chapter.title, chapter.number, chapter.intro), ("document:heading",))
        for block in (*chapter.figures, *chapter.blocks):
            note_block(block, note)
    return dict(found)


def note_block(block: Any, note: Callable[[Any, tuple[str, ...]], None]) -> None:
    """Give each text of a block to `note`, with what its numbers came from."""
    match block:
        case Heading():
            note((block.text, block.number), ("document:heading",))
        case Chart():
            note((block.title, block.alt, block.note, block.table), block.table.refs)
        case ActionTable():
            note(block, tuple(f"actions:{row.block}" for row in block.rows))
        case KeyFigures():
            for item in block.items:
                note_block(item, note)
        case KeyFigure():
            note(block, (block.ref,))
        case Table() | CrossTable() | RegionalPicture() | ProjectBox():
            note(block, block.refs)
        case _:
            for run in runs(block):
                note(run.text, (run.ref,) if run.ref else ())


def texts(value: Any) -> list[str]:
    """All text and whole numbers in a value, however deep, without references and addresses."""
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int):
        return [str(value)]
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kept = [f.name for f in dataclasses.fields(value) if f.name not in _CODES]
        return [text for name in kept for text in texts(getattr(value, name))]
    if isinstance(value, tuple | list):
        return [text for part in value for text in texts(part)]
    return []


_CODES = frozenset(
    {"ref", "refs", "href", "hash", "anchor", "t", "kind", "step", "width", "height", "direction"}
)


def runs(value: Any) -> list[Run]:
    """All runs in a value, notes included."""
    if isinstance(value, Run):
        return [value, *(run for part in value.note for run in runs(part))]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [run for f in dataclasses.fields(value) for run in runs(getattr(value, f.name))]
    if isinstance(value, tuple | list):
        return [run for part in value for run in runs(part)]
    return []
