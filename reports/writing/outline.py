"""The outline of a report: chapters, sections and blocks that people write, without a single number.

A block is an object whose first name is its type: `{"paragraph": "..."}`, `{"picture": "mda-structural"}`.
Reading checks the form and refuses typed numbers; it says in Dutch what is wrong and where, a line a problem.
`naming` asks whether everything that an outline names exists.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from regions.tables import read_json

from ..errors import OutlineError
from ..wording import Lang
from .numbers import typed
from .placeholders import Malformed, found_in, parse

# What each type of block holds, and which further names it may have.
TITLED = frozenset({"title"})
TYPES: dict[str, tuple[str, frozenset[str]]] = {
    "lead": ("text", frozenset({"en"})),
    "paragraph": ("text", frozenset({"en"})),
    "call_out": ("text", frozenset({"en"})),
    "bullets": ("texts", frozenset({"en"})),
    "heading": ("both", frozenset()),
    "box": ("both", frozenset({"label", "paragraphs", "en"})),
    "key_figures": ("figures", frozenset()),
    "picture": ("figure", frozenset({"question"})),
    "bars": ("figures", TITLED | {"previous"}),
    "trend": ("figures", TITLED),
    "status": ("question", TITLED),
    "tile_map": ("question", TITLED),
    "pool_bars": ("pool", TITLED),
    "cross_table": ("pool", TITLED),
    "totals": ("pool", TITLED),
    "projects": ("theme", TITLED),
    "action_table": ("blocks", TITLED),
    "numbers": ("sourced", TITLED),
    "regions_table": ("flag", TITLED),
    "experiments_table": ("flag", TITLED),
}
SHAPES: dict[str, type] = {
    "text": str, "texts": list, "both": dict, "figures": list, "figure": str, "question": str, "pool": str,
    "theme": str, "blocks": list, "sourced": list, "flag": bool,
}  # fmt: skip
TEXT_KINDS = frozenset({"text", "texts"})
CHAPTER_NAMES = frozenset(
    {"file", "number", "shown", "appendix", "opener", "title", "intro", "figures", "sections"}
)


@dataclass(frozen=True, slots=True)
class Both:
    """A text in two languages; Dutch stands in where English lacks."""

    nl: str
    en: str = ""

    def text(self, lang: Lang) -> str:
        """The text in a language."""
        return self.en if lang == "en" and self.en else self.nl


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """A block as it was written: its type, what it holds, its further names, and where it stands."""

    t: str
    value: Any
    more: Mapping[str, Any]
    place: str

    @property
    def title(self) -> Both:
        """Its title, for blocks that have one."""
        return both(self.more.get("title", {"nl": ""}))

    def text(self, lang: Lang) -> tuple[Any, Lang]:
        """What it says and the language in which it does: Dutch until somebody translates it."""
        if lang == "en" and self.more.get("en"):
            return self.more["en"], "en"
        return self.value, "nl"


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A numbered part of a chapter. `shown` says whether its number is printed."""

    number: str
    title: Both
    blocks: tuple[BlockPlan, ...]
    shown: bool = True


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """A chapter or appendix; `figures` stand on the opening page of an `opener`."""

    number: str
    title: Both
    sections: tuple[SectionPlan, ...]
    shown: bool = True
    appendix: bool = False
    opener: bool = False
    intro: Both = field(default_factory=lambda: Both(""))
    figures: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole outline. `meta` holds what stands on the cover."""

    slug: str
    meta: Mapping[str, Any]
    chapters: tuple[ChapterPlan, ...]

    @property
    def blocks(self) -> Iterator[BlockPlan]:
        """All blocks in reading order."""
        for chapter in self.chapters:
            for section in chapter.sections:
                yield from section.blocks

    def meta_text(self, name: str, lang: Lang) -> str:
        """A text of the cover."""
        return both(self.meta.get(name, {"nl": ""})).text(lang)

    def meta_list(self, name: str, lang: Lang) -> tuple[str, ...]:
        """A list of the cover."""
        found = self.meta.get(name, {})
        return tuple(found.get(lang) or found.get("nl") or ())


def both(value: Any) -> Both:
    """A pair of texts as it is written in an outline."""
    return Both(value.get("nl", ""), value.get("en", "")) if isinstance(value, dict) else Both(str(value))


def load_outline(folder: Path) -> dict[str, Any]:
    """The outline that lies in a folder: report.json names a file per chapter. Raises TableError."""
    content: dict[str, Any] = dict(read_json(folder / "report.json"))
    chapters = []
    for name in content.get("chapters", []):
        chapters += [{"file": name, **chapter} for chapter in read_json(folder / name)]
    return {**content, "chapters": chapters}


def read_outline(content: Mapping[str, Any]) -> Outline:
    """An outline as it is stored; raises OutlineError with every problem of form and every typed number."""
    reader = _Reader()
    chapters = tuple(reader.chapter(chapter) for chapter in content.get("chapters", ()))
    if not chapters:
        reader.problems.append("De opzet heeft geen hoofdstukken.")
    if reader.problems:
        raise OutlineError("\n".join(reader.problems))
    meta = {name: value for name, value in content.items() if name != "chapters"}
    return Outline(str(content.get("slug", "")), meta, chapters)


class _Reader:
    """Reads chapters and keeps every problem it meets, so that a writer sees all of them at once."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.seen: dict[str, str] = {}

    def chapter(self, raw: Mapping[str, Any]) -> ChapterPlan:
        number, file = str(raw.get("number", "")), raw.get("file", "")
        place = f"{file}, hoofdstuk {number}" if file else f"hoofdstuk {number}"
        for name in sorted(raw.keys() - CHAPTER_NAMES):
            self.problems.append(f"{place}: onbekend veld ‘{name}’.")
        title, intro = self.both(raw.get("title"), place), both(raw.get("intro", {"nl": ""}))
        self.prose(intro.nl, place)
        self.prose(intro.en, place, "en")
        sections = tuple(self.section(section, place) for section in raw.get("sections", ()))
        if not sections:
            self.problems.append(f"{place}: het hoofdstuk heeft geen paragrafen.")
        return ChapterPlan(
            number=number,
            title=title,
            sections=sections,
            shown=raw.get("shown", True),
            appendix=raw.get("appendix", False),
            opener=raw.get("opener", False),
            intro=intro,
            figures=tuple(raw.get("figures", ())),
            place=place,
        )

    def section(self, raw: Mapping[str, Any], where: str) -> SectionPlan:
        number = str(raw.get("number", ""))
        place = f"{where}, paragraaf {number}"
        blocks = tuple(
            block
            for position, one in enumerate(raw.get("blocks", ()), 1)
            if (block := self.block(one, f"{place}, blok {position}")) is not None
        )
        if not any(block.t != "heading" for block in blocks):
            self.problems.append(f"{place}: de kop heeft geen inhoud.")
        for block, following in zip_longest(blocks, blocks[1:]):
            if block.t == "heading" and (following is None or following.t == "heading"):
                self.problems.append(f"{block.place}: de tussenkop heeft geen inhoud.")
        return SectionPlan(number, self.both(raw.get("title"), place), blocks, raw.get("shown", True))

    def block(self, raw: Mapping[str, Any], place: str) -> BlockPlan | None:
        kind = next((name for name in raw if name in TYPES), None)
        if kind is None:
            self.problems.append(f"{place}: onbekende bloksoort ‘{next(iter(raw), '')}’.")
            return None
        shape, allowed = TYPES[kind]
        more = {name: value for name, value in raw.items() if name != kind}
        for name in sorted(more.keys() - allowed):
            self.problems.append(f"{place}: onbekend veld ‘{name}’ bij ‘{kind}’.")
        if not isinstance(raw[kind], SHAPES[shape]) or not raw[kind]:
            self.problems.append(f"{place}: ‘{kind}’ is leeg of heeft niet de goede vorm.")
            return None
        plan = BlockPlan(kind, raw[kind], more, place)
        self.words(plan, shape)
        return plan

    def words(self, plan: BlockPlan, shape: str) -> None:
        """Check every text of a block."""
        if shape in TEXT_KINDS or plan.t == "box":
            for text in texts_of(plan, "nl"):
                self.prose(text, plan.place)
                self.once(text, plan.place)
            for text in texts_of(plan, "en") if plan.more.get("en") else ():
                self.prose(text, plan.place, "en")
        if shape == "both":
            self.both(plan.value, plan.place)
        if "title" in plan.more:
            self.both(plan.more["title"], plan.place)
        elif "title" in TYPES[plan.t][1]:
            self.problems.append(f"{plan.place}: ‘{plan.t}’ heeft geen titel.")

    def both(self, value: Any, place: str) -> Both:
        pair = both(value or {"nl": ""})
        if not pair.nl:
            self.problems.append(f"{place}: er is geen Nederlandse titel.")
        self.prose(pair.nl, place)
        self.prose(pair.en, place, "en")
        return pair

    def prose(self, text: str, place: str, lang: Lang = "nl") -> None:
        """No typed numbers, and placeholders that follow the grammar."""
        for token in typed(text, lang):
            self.problems.append(
                f"{place}: getypt getal ‘{token}’; gebruik een verwijzing zoals {{mda-structural}}."
            )
        for inside in found_in(text):
            try:
                parse(inside)
            except Malformed:
                self.problems.append(f"{place}: de verwijzing ‘{{{inside}}}’ is niet goed geschreven.")

    def once(self, text: str, place: str) -> None:
        """No text twice in a report."""
        before = self.seen.setdefault(" ".join(text.split()).lower(), place)
        if before != place:
            self.problems.append(f"{place}: deze tekst staat ook in {before}.")


def texts_of(plan: BlockPlan, lang: Lang) -> tuple[str, ...]:
    """The texts of a block that people wrote, in one language."""
    if plan.t == "box":
        return tuple(plan.more.get("en" if lang == "en" else "paragraphs", ()))
    value = plan.more.get("en", ()) if lang == "en" else plan.value
    return (value,) if isinstance(value, str) else tuple(value)
