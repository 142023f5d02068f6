"""The fixed words and number signs of charts, in the report's own language rather than the reader's."""

WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "all": "alle",
        "all_base": "alle regio’s",
        "at_most": "hoogstens {n}",
        "back": "terug",
        "break": "vraag veranderd, niet te vergelijken",
        "change": "Verandering",
        "closed_count": "geteld uit antwoorden",
        "comparable_break": "niet te vergelijken met de ronde ervoor",
        "counted": "Geteld",
        "first_asked": "Voor het eerst gevraagd in {round}.",
        "from": "Van",
        "further": "verder",
        "further_than": "verder dan in {round}",
        "back_from": "terug ten opzichte van {round}",
        "item": "Onderdeel",
        "most": "Hoogstens",
        "none": "geen gegevens",
        "not_asked": "niet gevraagd",
        "note": "Toelichting",
        "of": "van {n}",
        "of_all": "Van de",
        "one": "regio",
        "many": "regio’s",
        "open": "ronde loopt nog",
        "open_range": "ronde loopt nog: tot nu toe en hoogstens",
        "published": "gepubliceerd",
        "published_column": "Gepubliceerd",
        "region": "Regio",
        "round": "Ronde",
        "same": "gelijk",
        "so_far": "{n} tot nu toe",
        "state": "Stand",
        "to": "{n} naar ‘{label}’",
        "total": "Totaal",
        "value": "Regio’s",
    },
    "en": {
        "all": "all",
        "all_base": "all regions",
        "at_most": "at most {n}",
        "back": "back",
        "break": "question changed, not comparable",
        "change": "Change",
        "closed_count": "counted from answers",
        "comparable_break": "not comparable with the round before",
        "counted": "Counted",
        "first_asked": "First asked in {round}.",
        "from": "From",
        "further": "further",
        "further_than": "further than in {round}",
        "back_from": "back compared with {round}",
        "item": "Item",
        "most": "At most",
        "none": "no data",
        "not_asked": "not asked",
        "note": "Note",
        "of": "of {n}",
        "of_all": "Out of",
        "one": "region",
        "many": "regions",
        "open": "round still open",
        "open_range": "round still open: so far and at most",
        "published": "published",
        "published_column": "Published",
        "region": "Region",
        "round": "Round",
        "same": "same",
        "so_far": "{n} so far",
        "state": "State",
        "to": "{n} to ‘{label}’",
        "total": "Total",
        "value": "Regions",
    },
}
SEPARATORS = {"nl": ",.", "en": ".,"}


def word(language: str, key: str, **values: str) -> str:
    """A fixed word or phrase; Dutch for a language that has none of its own."""
    return WORDS.get(language, WORDS["nl"])[key].format(**values)


def number(language: str, value: int) -> str:
    """A whole number in digits: 1.024 in Dutch, 1,024 in English."""
    return f"{value:,}".replace(",", SEPARATORS.get(language, ",.")[1])


def regions(language: str, value: int) -> str:
    """A number of regions with its noun: "1 regio", "28 regio’s"."""
    return f"{number(language, value)} {word(language, 'one' if value == 1 else 'many')}"
