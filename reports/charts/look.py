"""The look of charts: one blue scale that holds in grey, patterns, and one accent for what changed."""

from dataclasses import dataclass
from typing import Literal

Pattern = Literal["", "dots", "diagonal", "horizontal"]
FAMILY = '"Source Sans 3", system-ui, sans-serif'
INK, GREY, QUIET, HAIR, OUTLINE, TRACK = "#0c1f33", "#536271", "#6b7a8a", "#d9dfe6", "#bcc6d1", "#eceff3"
BLUE, CHANGED, WHITE = "#0b5394", "#a84400", "#ffffff"
# 720 px stand on 166 mm, so 13 px is 8.5 pt in print: nothing is smaller.
SMALL, TEXT, LARGE = 13, 14, 16
WIDE, NARROW = 720, 288  # px: the report's measure; a telephone of 320 px
NARROW_BELOW = 480


@dataclass(frozen=True, slots=True)
class Ink:
    """How a status is drawn: fill, outline, pattern in its own colour, and text that can be read on it."""

    key: str
    fill: str
    text: str
    outline: str = ""
    pattern: Pattern = ""
    mark: str = ""
    dash: str = ""
    rank: int = 0  # place in legends: the furthest first


STEPS = {
    4: Ink("s3", "#0a3260", WHITE, rank=1),
    3: Ink("s2", "#3a78b0", WHITE, pattern="dots", mark="#2a6093", rank=2),
    2: Ink("s1", "#a3c4e1", INK, pattern="diagonal", mark="#86afd3", rank=3),
    1: Ink("s0", "#eaeff5", INK, outline=QUIET, rank=4),
    0: Ink("unanswered", WHITE, INK, outline=QUIET, dash="3px,2px", rank=8),
}
SPECIALS = {
    "counted": Ink("counted", BLUE, WHITE, rank=5),
    "not_counted": Ink("not_counted", HAIR, INK, outline=OUTLINE, rank=6),
    "na": Ink("na", WHITE, GREY, outline=OUTLINE, pattern="horizontal", mark=OUTLINE, rank=7),
    "unanswered": STEPS[0],
    "unapproved": Ink("unapproved", WHITE, BLUE, outline=BLUE, pattern="diagonal", mark="#2b6fb3", rank=9),
}


def ink_of(step: int, special: str = "") -> Ink:
    """The ink of a step, 4 (furthest) to 0 (not answered), or of a special part of the honest base."""
    return SPECIALS[special] if special else STEPS[step]
