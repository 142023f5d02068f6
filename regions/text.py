"""Text is cleaned once, at the edge, so that both databases and Typst take it."""

import unicodedata

KEPT = "\n\t"


def clean(text: str) -> str:
    """`text` in NFC, with line ends as \\n and without control characters, lone surrogates or NUL."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in unified if char in KEPT or unicodedata.category(char) not in ("Cc", "Cs"))
