"""Text is cleaned once, at the edge, so that both databases and Typst take it."""

import re
import unicodedata

KEPT = "\n\t"
# Turn the words that follow around, to the end of the line: also those of somebody else.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# What a spreadsheet takes for the start of a formula, also in its full-width form.
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
UNSTORABLE = dict.fromkeys((0xFFFE, 0xFFFF))  # characters that no XML can hold
QUOTED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def clean(text: str) -> str:
    """`text` in NFC, with line ends as \\n and without control characters, lone surrogates, NUL, or marks
    that turn around what stands after them. Marks for one word, as Arabic and Hebrew have them, stay."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in unified if char in KEPT or _is_plain(char))


def _is_plain(char: str) -> bool:
    return char not in TURNING and unicodedata.category(char) not in ("Cc", "Cs")


def line(text: str) -> str:
    """The same on one line, for what stands in a title, a list or the subject of a mail."""
    return " ".join(clean(text).split())


def cell(text: str) -> str:
    """`text` as a spreadsheet may have it: what it would run as a formula begins with an apostrophe."""
    return f"'{text}" if FORMULA.match(text) else text


def returnable(text: str) -> str:
    """The same for a file that comes back: `returned` gives exactly `text` again, also where somebody wrote
    an apostrophe themselves."""
    return f"'{text}" if FORMULA.match(text) or QUOTED.match(text) else text


def returned(text: str) -> str:
    """What a cell made by `returnable` says."""
    return text[1:] if QUOTED.match(text) else text
