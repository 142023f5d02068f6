"""What a page says about one figure: the number large, the sentence beside it, and what stands with them.

Numbers in large type are digits ("6 van de 28"), so the sentence goes on from there ("regio’s hebben …").
What is not yet complete gets no large number but the careful sentence of `wording`.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ..figures import Figure, Point, Published, Series, Status
from ..reading.reading import IndicatorInfo, Reading, RoundInfo
from ..wording import Lang, Predicate, digits, statement, trend, trend_short
from .strips import PARTS, parts_of, strip


@dataclass(frozen=True, slots=True)
class Words:
    """A text and the language it is in: "nl" where an English page falls back on Dutch, else empty."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """One round in a figure's short history: a count, a published number, or neither."""

    label: str
    counted: int | None
    published: int | None
    here: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One figure in one round. `number` and `of` are empty when there is no number to print large."""

    key: str
    title: Words
    figure: Figure
    number: str
    of: str
    sentence: Words
    strip: SafeString
    history: tuple[Past, ...]
    otherwise: tuple[Published, ...]

    @property
    def asked(self) -> bool:
        """Whether anybody was asked in this round."""
        return self.figure.status is not Status.NOT_ASKED

    @property
    def unusual(self) -> list[tuple[str, int]]:
        """The parts of the base beside counted and not counted: only those need a word below the strip."""
        parts = parts_of(self.figure.split, outside_of(self.figure))
        return [(part, size) for part, size in parts if part not in ("counted", "not_counted")]


def reader_lang() -> Lang:
    """The language of the page."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def words(row: Any, field: str) -> Words:
    """`field` of content in two languages, as the reader gets it."""
    lang = reader_lang()
    english = getattr(row, f"{field}_en", "") if lang == "en" else ""
    return Words(english or getattr(row, f"{field}_nl"), "" if english or lang == "nl" else "nl")


def outside_of(figure: Figure) -> int:
    """How many regions of the round stand outside the base."""
    return max(figure.regions - figure.base_value, 0) if figure.value is not None else 0


def card(reading: Reading, info: IndicatorInfo, round_: RoundInfo) -> Card:
    """Everything a list says about one figure."""
    figure = reading.figures(round_.key)[info.key]
    series = reading.series(info.key)
    number, of, sentence = told(figure, info.predicate)
    here = next(point for point in series.points if point.figure.round == round_.key)
    return Card(
        key=info.key,
        title=spoken(info.predicate, info.predicate.title(info.predicate.speaks(reader_lang()))),
        figure=figure,
        number=number,
        of=of,
        sentence=spoken(info.predicate, sentence),
        strip=strip(figure),
        history=tuple(past(point, reading, round_.key) for point in series.points),
        otherwise=tuple(one for one in here.published if differs(one, figure)),
    )


def spoken(predicate: Predicate, text: str) -> Words:
    """A text in the language that the predicate can speak to this reader."""
    lang = reader_lang()
    return Words(text, "" if predicate.speaks(lang) == lang else "nl")


def told(figure: Figure, predicate: Predicate) -> tuple[str, str, str]:
    """The number, its base and the sentence that goes on from there."""
    lang = predicate.speaks(reader_lang())
    if figure.status is Status.NOT_ASKED:
        return "", "", ""
    if figure.status is Status.INCOMPLETE or not figure.base_value:
        return "", "", statement(figure, predicate, lang=lang)
    value, base = figure.split.counted, figure.base_value
    noun = {"nl": ("regio", "regio’s"), "en": ("region", "regions")}[lang][base != 1]
    verbs = predicate.verb_phrase(lang, plural=value != 1)
    rest = " ".join(part for part in (noun, predicate.base(lang), verbs) if part)
    return digits(value, lang), of_base(base, lang), f"{rest}."


def of_base(base: int, lang: Lang) -> str:
    """What follows the large number: "van de 28"."""
    middle = {"nl": ("van", "van de"), "en": ("of", "of the")}[lang][base != 1]
    return f"{middle} {digits(base, lang)}"


def past(point: Point, reading: Reading, here: str) -> Past:
    """One round of the short history."""
    round_ = round_of(reading, point.figure.round)
    printed = next((one.value for one in point.published if one.value is not None), None)
    counted = None if point.open and point.figure.status is Status.INCOMPLETE else point.figure.value
    return Past(round_.label, counted, printed, round_.key == here, point.open)


def round_of(reading: Reading, key: str) -> RoundInfo:
    """The round with this key."""
    return next(round_ for round_ in reading.rounds if round_.key == key)


def differs(published: Published, figure: Figure) -> bool:
    """Whether the count is not what was printed; a vague quantity agrees with a whole range."""
    return figure.value is None or not published.min <= figure.value <= published.max


def trend_of(reading: Reading, series: Series, key: str, *, short: bool = True) -> str:
    """How the figure compares with the last measurement before it, in the language of the page."""
    places = [place for place, point in enumerate(series.points) if point.figure.round == key]
    current, earlier = series.points[places[0]], series.points[: places[0]]
    before = next((p for p in reversed(earlier) if p.figure.value is not None or p.published), None)
    tell = trend_short if short else trend
    return tell(
        current,
        before,
        lang=reader_lang(),
        previous_label=round_of(reading, before.figure.round).label if before else "",
        current_label=round_of(reading, key).label,
    )


def rows_of_split(figure: Figure) -> list[tuple[str, int]]:
    """All five parts, zero or not, for the table behind the strip."""
    return [(part, getattr(figure.split, part)) for part in PARTS]


def printed(one: Published) -> str:
    """A published number as a reader recognises it: the number, or the words it stood in."""
    if one.value is not None:
        return str(one.value)
    return gettext("“%(words)s”") % {"words": one.as_worded}
