"""The fixed words of a report's form, in the report's own language.

A report is written in one language whatever the reader's screen says, so these do not go through gettext.
"""

WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "contents": "Inhoud",
        "colophon": "Colofon",
        "figure": "Figuur",
        "table": "Tabel",
        "page_of": "van",
        "none": "geen",
        "regional_picture": "Regiobeeld",
        "project_pool": "Uit de projectenpool",
        "chart_table": "Toon deze figuur als tabel",
        "notes": "Noten",
        "note": "Noot",
        "back": "Terug naar de tekst bij noot",
    },
    "en": {
        "contents": "Contents",
        "colophon": "Colophon",
        "figure": "Figure",
        "table": "Table",
        "page_of": "of",
        "none": "none",
        "regional_picture": "Regional picture",
        "project_pool": "From the project pool",
        "chart_table": "Show this figure as a table",
        "notes": "Notes",
        "note": "Note",
        "back": "Back to the text at note",
    },
}


def words(language: str) -> dict[str, str]:
    """The words for a language; Dutch for a language that has none of its own."""
    return dict(WORDS.get(language, WORDS["nl"]))
