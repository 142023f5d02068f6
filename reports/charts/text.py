"""Text in charts: labels are data, here cleaned, made harmless and measured with the real font."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "typst" / "fonts"
FACES = {False: FONTS / "SourceSans3-Regular.ttf", True: FONTS / "SourceSans3-Bold.ttf"}
UNKNOWN = "?"
_DIRECTION = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SCRIPT = re.compile(r"(javascript|vbscript|data)\s*:", re.IGNORECASE)
_SPELLED = {"→": "›", "●": "•", "‐": "-", "\u2011": "-", "≥": ">=", "≤": "<=", "\u2212": "–"}


@cache
def metrics(bold: bool) -> tuple[dict[int, float], float, float]:
    """Per character its advance in em, with the ascent and descent in em."""
    font = TTFont(FACES[bold])
    advances, em = font["hmtx"], font["head"].unitsPerEm
    widths = {code: advances[name][0] / em for code, name in font.getBestCmap().items()}
    return widths, font["hhea"].ascent / em, -font["hhea"].descent / em


def tidy(text: str) -> str:
    """The text on one line, in composed form, without control and direction characters: for alt and table."""
    composed = unicodedata.normalize("NFC", _DIRECTION.sub("", text))
    printable = (" " if c.isspace() else c for c in composed if c.isspace() or _printable(c))
    return " ".join("".join(printable).split())


def drawable(text: str) -> str:
    """The text with only characters that the shipped fonts have, and without the address of a script."""
    return _SCRIPT.sub(r"\1 ", "".join(_char(c) for c in tidy(text))).strip()


def escaped(text: str) -> str:
    """Drawable text as Plotly wants it, which reads tags, links and entities in every label."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of drawable text in pixels."""
    widths = metrics(bold)[0]
    return sum(widths.get(ord(char), 0.6) for char in text) * size


def wrap(text: str, room: float, size: float, *, bold: bool = False, lines: int = 3) -> tuple[str, ...]:
    """The text over at most `lines` lines of `room` pixels, broken at spaces, after hyphens and slashes.

    What does not fit ends in an ellipsis; the table behind the chart has the whole of it.
    """
    found = [""]
    for piece in _pieces(text, room, size, bold):
        if width((found[-1] + piece).rstrip(), size, bold) <= room or not found[-1]:
            found[-1] += piece
        else:
            found.append(piece)
    found = [line.strip() for line in found]
    if len(found) > lines:
        found = [*found[: lines - 1], _cut(" ".join(found[lines - 1 :]), room, size, bold)]
    return tuple(found)


def fits(text: str, room: float, size: float, *, bold: bool = False, lines: int = 3) -> bool:
    """Whether the text can be set in the room without cutting a word."""
    words = re.findall(r"[^\s/-]+[/-]?|[/-]", text)
    widest = max((width(one, size, bold) for one in words), default=0)
    return widest <= room and len(wrap(text, room, size, bold=bold, lines=99)) <= lines


def _pieces(text: str, room: float, size: float, bold: bool) -> list[str]:
    """Where a line may end; a word that is too long by itself may end anywhere."""
    pieces = []
    for piece in re.findall(r"[^\s/-]+[/-]?\s*|[/-]\s*", text):
        while width(piece.rstrip(), size, bold) > room and len(piece) > 1:
            head = _head(piece, room, size, bold)
            pieces.append(head)
            piece = piece[len(head) :]
        pieces.append(piece)
    return pieces


def _head(text: str, room: float, size: float, bold: bool) -> str:
    end = len(text)
    while end > 1 and width(text[:end], size, bold) > room:
        end -= 1
    return text[:end]


def _cut(text: str, room: float, size: float, bold: bool) -> str:
    if width(text, size, bold) <= room:
        return text
    return _head(text, room - width("…", size, bold), size, bold).rstrip() + "…"


@cache
def _char(char: str) -> str:
    if all(ord(char) in metrics(bold)[0] for bold in FACES):
        return char
    if char in _SPELLED:
        return _SPELLED[char]
    if unicodedata.category(char) in ("Cf", "Mn", "Me", "Co", "Cn"):
        return ""
    plain = unicodedata.normalize("NFKC", char)
    known = plain != char and all(ord(c) in metrics(False)[0] and ord(c) in metrics(True)[0] for c in plain)
    return plain if known else UNKNOWN


def _printable(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cs", "Cn")
