"""The reading side: a published number with its date, its source and the words to say it in."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from impact.errors import unknown
from impact.models import SourcedNumber
from regions.language import in_language

BETWEEN = {"nl": "{low} tot {high}", "en": "{low} to {high}"}
AT_LEAST = {"nl": "minstens {low}", "en": "at least {low}"}
AT_MOST = {"nl": "hoogstens {high}", "en": "at most {high}"}
# A source that says "ruim 5.900" did not count 5.900: the word stays with the number, in both languages.
HEDGES = {
    "ruim ": {"nl": "ruim", "en": "over"},
    "bijna ": {"nl": "bijna", "en": "almost"},
    "meer dan ": {"nl": "meer dan", "en": "more than"},
    "> ": {"nl": "meer dan", "en": "more than"},
    "minder dan ": {"nl": "minder dan", "en": "less than"},
    "tenminste ": {"nl": "minstens", "en": "at least"},
    "ongeveer ": {"nl": "ongeveer", "en": "about"},
    "circa ": {"nl": "ongeveer", "en": "about"},
    "rond ": {"nl": "ongeveer", "en": "about"},
    "zo’n ": {"nl": "ongeveer", "en": "about"},
}
NOT_GIVEN = {"nl": "niet genoemd", "en": "not stated"}


@dataclass(frozen=True, slots=True)
class Sourced:
    """A published number, ready to show: "278.671 bezoekers" in Dutch, "278,671 visitors" in English."""

    key: str
    block: str
    subject: str
    kind: str
    label_nl: str
    label_en: str
    breakdown_nl: str
    breakdown_en: str
    value: Decimal | None
    value_min: Decimal | None
    value_max: Decimal | None
    worded_nl: str
    worded_en: str
    as_worded: str
    reference_date_nl: str
    reference_date_en: str
    source: str
    source_nl: str
    source_en: str
    original_source: str
    section: str
    note_nl: str


def sourced(key: str) -> Sourced:
    """The number kept under `key`; raises `UnknownNumber`."""
    number = SourcedNumber.objects.select_related("source", "block").filter(key=key).first()
    if number is None:
        raise unknown(key)
    return _sourced(number)


def sourced_many(keys: Iterable[str]) -> dict[str, Sourced]:
    """Several numbers by key in one query; raises `UnknownNumber` for the first that is missing."""
    wanted = list(keys)
    rows = SourcedNumber.objects.select_related("source", "block").filter(key__in=wanted)
    found = {number.key: _sourced(number) for number in rows}
    for key in wanted:
        if key not in found:
            raise unknown(key)
    return {key: found[key] for key in wanted}


def by_subject(subject: str) -> tuple[Sourced, ...]:
    """All numbers about a subject, in the order of the table."""
    rows = SourcedNumber.objects.select_related("source", "block").filter(subject=subject)
    return tuple(map(_sourced, rows))


def by_block(block: str) -> tuple[Sourced, ...]:
    """All numbers about a building block, in the order of the table."""
    rows = SourcedNumber.objects.select_related("source", "block").filter(block__key=block)
    return tuple(map(_sourced, rows))


def amount(value: Decimal, language: str) -> str:
    """A number as people write it: 278.671 and 8,3 in Dutch, 278,671 and 8.3 in English."""
    digits = f"{value:,.4f}".rstrip("0").rstrip(".")
    return digits.translate(str.maketrans(",.", ".,")) if language == "nl" else digits


def worded(number: SourcedNumber, language: str) -> str:
    """Amount and unit in `language`: a range or a bound where the source gives no more than that."""
    text = _quantity(number, language)
    if text == NOT_GIVEN[language]:
        return text
    unit = in_language(number, "unit", language)
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def _hedge(number: SourcedNumber, language: str) -> str:
    """The word with which the source keeps a number open: "bijna", or nothing."""
    found = (words for start, words in HEDGES.items() if number.as_worded.startswith(start))
    return next(found, {}).get(language, "")


def _quantity(number: SourcedNumber, language: str) -> str:
    hedge = _hedge(number, language)
    if number.value is not None:
        return f"{hedge} {amount(number.value, language)}".strip()
    low = amount(number.value_min, language) if number.value_min is not None else ""
    high = amount(number.value_max, language) if number.value_max is not None else ""
    if low and high:
        return BETWEEN[language].format(low=low, high=high)
    if low or high:
        bound = (AT_LEAST if low else AT_MOST)[language].format(low=low, high=high)
        return f"{hedge} {low or high}" if hedge else bound
    return NOT_GIVEN[language]


def _sourced(number: SourcedNumber) -> Sourced:
    return Sourced(
        key=number.key,
        block=number.block.key if number.block else "",
        subject=number.subject,
        kind=number.kind,
        label_nl=number.label_nl,
        label_en=in_language(number, "label", "en"),
        breakdown_nl=number.breakdown_nl,
        breakdown_en=in_language(number, "breakdown", "en"),
        value=number.value,
        value_min=number.value_min,
        value_max=number.value_max,
        worded_nl=worded(number, "nl"),
        worded_en=worded(number, "en"),
        as_worded=number.as_worded,
        reference_date_nl=number.reference_date,
        reference_date_en=number.reference_date_en or number.reference_date,
        source=number.source.key,
        source_nl=number.source.title_nl,
        source_en=in_language(number.source, "title", "en"),
        original_source=number.original_source,
        section=number.section,
        note_nl=number.note_nl,
    )
