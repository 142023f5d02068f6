"""Content in two languages lies in pairs of fields, `name_nl` and `name_en`; Dutch is never empty."""

from typing import Any

from django.utils.translation import get_language


def in_language(row: Any, field: str, language: str | None = None) -> str:
    """The text of `field` in `language` (by default the reader's); Dutch where nobody translated it yet."""
    language = language or get_language() or "nl"
    english = getattr(row, f"{field}_en", "") if language.startswith("en") else ""
    return str(english or getattr(row, f"{field}_nl"))
