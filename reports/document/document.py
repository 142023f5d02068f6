"""The report as a tree of typed blocks: plain data, the same for page, PDF and sheets.

A block knows nothing of HTML or Typst, and a renderer knows nothing of regions. `canonical` gives the one
JSON whose checksum all forms of a version share.
"""

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal

Part = Literal["counted", "not_counted", "not_applicable", "not_answered", "not_approved"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. `ref` names what a number came from (`figure:mda-structural@2020`,
    `sourced:campaign-visitors-2020`, `pool:2020/regions`), so that every number can be followed back."""

    text: str
    kind: Literal["plain", "strong", "number", "link", "note"] = "plain"
    ref: str = ""  # of a number
    href: str = ""  # of a link: http, https or mailto
    note: tuple["Run", ...] = ()  # of a footnote: its text


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's (level 2) or subsection's (level 3) title. `number` such as 4.3, or empty."""

    level: Literal[2, 3]
    text: str
    anchor: str
    number: str = ""
    t: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` opens a chapter or section in larger type."""

    text: Text
    lead: bool = False
    t: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """An unordered list."""

    items: tuple[Text, ...]
    t: str = "bullets"


@dataclass(frozen=True, slots=True)
class Cell:
    """Part of a strip: `n` regions, drawn with step 4 (furthest) to 1 (not begun), or 0 (not answered)."""

    n: int
    step: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number with its sentence."""

    value: str
    of: str
    text: str
    ref: str
    parts: tuple[Cell, ...] = ()
    base: int = 0
    alt: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The leading numbers of the summary or of a chapter."""

    items: tuple[KeyFigure, ...]
    columns: int = 3
    t: str = "key_figures"


@dataclass(frozen=True, slots=True)
class RegionalPicture:
    """One statement with its strip: one cell per region of the base, in the parts of the honest base.
    `lead` is the count in words, `rest` the remainder of the sentence; `base` says who is counted."""

    lead: str
    rest: str
    base: str
    parts: tuple[Cell, ...]
    of: int
    alt: str
    refs: tuple[str, ...]
    trend: str = ""
    direction: Literal["up", "down", "same", ""] = ""
    t: str = "regional_picture"


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; numbers align right. `width` is a share, 0 for as wide as needed."""

    label: str
    number: bool = False
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with column headers; cells are text already worded. `refs` holds what its numbers came from."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    refs: tuple[str, ...] = ()
    t: str = "table"


@dataclass(frozen=True, slots=True)
class Chart:
    """A Plotly chart, kept under `hash`; `table` holds the same numbers for those who do not see it."""

    title: str
    hash: str
    alt: str
    table: Table
    note: str = ""
    width: int = 720  # px of the definition
    height: int = 400
    t: str = "chart"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A building block with what is done, what runs and what comes next."""

    block: str
    realised: tuple[str, ...]
    running: tuple[str, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionTable:
    """Building block x (realised, running, additional)."""

    title: str
    columns: tuple[str, str, str, str]
    rows: tuple[ActionRow, ...]
    t: str = "action_table"


@dataclass(frozen=True, slots=True)
class ProjectItem:
    """A project from the pool."""

    title: str
    regions: str
    summary: str


@dataclass(frozen=True, slots=True)
class ProjectBox:
    """Projects of one theme; `note` holds the counts per pool."""

    title: str
    note: Text
    projects: tuple[ProjectItem, ...]
    refs: tuple[str, ...] = ()
    t: str = "project_box"


@dataclass(frozen=True, slots=True)
class TextBox:
    """A framed text: an example or an explanation."""

    label: str
    title: str
    paragraphs: tuple[Text, ...]
    t: str = "text_box"


@dataclass(frozen=True, slots=True)
class CallOut:
    """One sentence that should be remembered."""

    text: Text
    t: str = "call_out"


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Region x theme, with totals; a cell holds "", a dot or a mark (`*`, `2x`, `deel`)."""

    title: str
    corner: str
    themes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], str], ...]  # region, cells, total
    totals: tuple[str, ...]
    total_label: str
    note: str = ""
    refs: tuple[str, ...] = ()
    t: str = "cross_table"


Block = (
    Heading | Paragraph | Bullets | KeyFigures | RegionalPicture | Table | Chart | ActionTable | ProjectBox
    | TextBox | CallOut | CrossTable
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter or appendix. `opener` chapters start with a page of their own."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    number: str = ""  # "4", "B1" or empty for the summary
    appendix: bool = False
    opener: bool = False
    intro: str = ""
    figures: tuple[KeyFigure, ...] = ()  # on the opening page


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line of the colophon."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A region on the cover's tile map."""

    row: int
    col: int
    step: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A step of the reading guide."""

    step: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `label` is "Voorbeeldgegevens" when any figure in it comes from an example round;
    `version` stands on every page."""

    lang: str
    slug: str
    title: str
    subtitle: str
    programme: str
    edition: str
    date: str  # worded in the report's language
    version: str
    label: str
    author: str
    keywords: tuple[str, ...]
    commissioners: tuple[str, ...]
    colophon: tuple[Line, ...]
    reading_title: str
    reading: tuple[str, ...]
    scale: tuple[Scale, ...]
    chapters: tuple[Chapter, ...]
    tiles: tuple[Tile, ...] = ()
    words: dict[str, str] = field(
        default_factory=dict
    )  # fixed words of the form: contents, figure, table, of


def canonical(document: Document) -> str:
    """The document as JSON with sorted keys and no spaces: the same tree always gives the same text."""
    return json.dumps(dataclasses.asdict(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(document: Document) -> str:
    """SHA-256 of the canonical JSON, shared by every form of this version."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()
