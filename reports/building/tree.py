"""The whole document: every block of the outline, filled from the facts."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from ..charts.definitions import ChartDefinition
from ..document.document import Block, Bullets, CallOut, Chapter, Document, Heading, Paragraph, TextBox
from ..reading.facts import Facts
from ..wording import Lang
from ..writing.naming import check
from ..writing.outline import BlockPlan, Both, ChapterPlan, Outline, SectionPlan, both
from . import charts, front, pictures, pool, tables
from .text import text_of

CHARTS = frozenset({"bars", "trend", "status", "tile_map", "pool_bars"})
WRITTEN = frozenset({"lead", "paragraph", "call_out", "bullets", "heading", "box"})


def build_document(
    outline: Outline,
    facts: Facts,
    *,
    version_label: str,
    label: str,
    moment: datetime,
    lang: Lang = "nl",
    date_text: str = "",
) -> tuple[Document, list[ChartDefinition]]:
    """The document and the charts it shows, in order, each once. Raises OutlineError for an unknown name."""
    check(outline, facts)
    builder = _Builder(facts, lang)
    chapters = tuple(builder.chapter(chapter) for chapter in outline.chapters)
    date = date_text or front.date_of(moment, lang)
    title, texts, scale = front.reading(lang)
    document = Document(
        lang=lang,
        slug=outline.slug,
        title=outline.meta_text("title", lang),
        subtitle=outline.meta_text("subtitle", lang),
        programme=outline.meta_text("programme", lang),
        edition=facts.current.label(lang),
        date=date,
        version=version_label,
        label=label,
        author=outline.meta_text("author", lang),
        keywords=outline.meta_list("keywords", lang),
        commissioners=outline.meta_list("commissioners", lang),
        colophon=front.colophon(outline, facts, lang, version=version_label, label=label, date=date),
        reading_title=title,
        reading=texts,
        scale=scale,
        chapters=chapters,
        tiles=front.cover(outline, facts),
    )
    return document, list(builder.definitions.values())


def anchor(text: str) -> str:
    """A title as part of an address: lower case, without accents or signs."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


class _Builder:
    """Builds blocks in one language and keeps the definitions of the charts among them, by hash."""

    def __init__(self, facts: Facts, lang: Lang) -> None:
        self.facts, self.lang = facts, lang
        self.definitions: dict[str, ChartDefinition] = {}

    def chapter(self, plan: ChapterPlan) -> Chapter:
        """A chapter with its sections below each other."""
        return Chapter(
            title=plan.title.text(self.lang),
            anchor=anchor(plan.title.nl),
            blocks=tuple(block for section in plan.sections for block in self.section(section, plan)),
            number=plan.number if plan.shown else "",
            appendix=plan.appendix,
            opener=plan.opener,
            intro=plan.intro.text(self.lang),
            figures=pictures.key_figures(plan.figures, self.facts, self.lang),
        )

    def section(self, plan: SectionPlan, chapter: ChapterPlan) -> list[Block]:
        """Its heading and its blocks; a section of which nothing was asked says so.

        The only section of an appendix goes by the title of the appendix.
        """
        title = plan.title.text(self.lang)
        head = Heading(
            2, title, anchor(plan.title.nl), plan.number if plan.shown and plan.number[0] != "0" else ""
        )
        blocks = [block for one in plan.blocks for block in self.block(one)]
        kept = _with_content(blocks)
        kept = kept or [pictures.not_asked(title, self.facts, self.lang)]
        return kept if plan.number == chapter.number else [head, *kept]

    def block(self, plan: BlockPlan) -> Sequence[Block]:
        """The blocks that a plan becomes; none when it has nothing to say."""
        if plan.t in CHARTS:
            return [block for chart in self.drawings(plan) for block in self.drawn(chart)]
        made = self.written(plan) if plan.t in WRITTEN else self.filled(plan)
        return () if made is None else (made,)

    def drawings(self, plan: BlockPlan) -> Sequence[charts.Drawn | None]:
        """The charts of a plan."""
        title, facts, lang = self.title(plan), self.facts, self.lang
        match plan.t:
            case "bars":
                before = plan.more.get("previous", False)
                return (charts.bars(plan.value, title, facts, lang, previous=before),)
            case "trend":
                return charts.trends(plan.value, title, facts, lang)
            case "status":
                return (charts.status(plan.value, title, facts, lang),)
            case "tile_map":
                return (charts.tiles(plan.value, title, facts, lang),)
            case _:
                return (charts.pool_bars(plan.value, title, facts, lang),)

    def written(self, plan: BlockPlan) -> Block | None:
        """A block that people wrote."""
        match plan.t:
            case "heading":
                return self.heading(plan)
            case "bullets":
                return self.bullets(plan)
            case "box":
                return self.box(plan)
            case "call_out":
                return self.call_out(plan)
            case _:
                return self.paragraph(plan)

    def filled(self, plan: BlockPlan) -> Block | None:
        """A block that comes from the facts alone."""
        title, facts, lang = self.title(plan), self.facts, self.lang
        match plan.t:
            case "key_figures":
                return pictures.key_figures_block(plan.value, facts, lang)
            case "picture":
                return pictures.picture(plan.value, plan.more.get("question", ""), facts, lang)
            case "projects":
                return pool.project_box(plan.value, title, facts, lang)
            case "cross_table":
                return pool.cross_table(plan.value, title, facts, lang)
            case "totals":
                return pool.totals_table(plan.value, title, facts, lang)
            case "experiments_table":
                return pool.experiments_table(title, facts, lang)
            case "action_table":
                return tables.action_table(plan.value, title, facts, lang)
            case "numbers":
                return tables.numbers_table(plan.value, title, facts, lang)
            case _:
                return tables.regions_table(title, facts, lang)

    def title(self, plan: BlockPlan) -> str:
        """The title of a block."""
        return plan.title.text(self.lang)

    def drawn(self, chart: charts.Drawn | None) -> list[Block]:
        """A chart's block; its definition is kept for whoever draws it."""
        if chart is None:
            return []
        block, definition = chart
        self.definitions.setdefault(definition.hash, definition)
        return [block]

    def paragraph(self, plan: BlockPlan) -> Paragraph | None:
        """A paragraph, or nothing when no sentence of it has anything to say."""
        value, lang = plan.text(self.lang)
        text = text_of(value, self.facts, lang)
        return Paragraph(text, lead=plan.t == "lead") if text else None

    def call_out(self, plan: BlockPlan) -> CallOut | None:
        """One sentence that should be remembered."""
        value, lang = plan.text(self.lang)
        text = text_of(value, self.facts, lang)
        return CallOut(text) if text else None

    def bullets(self, plan: BlockPlan) -> Bullets | None:
        """A list; items that have nothing to say are left out."""
        value, lang = plan.text(self.lang)
        items = tuple(text for one in value if (text := text_of(one, self.facts, lang)))
        return Bullets(items) if items else None

    def heading(self, plan: BlockPlan) -> Heading:
        """A subsection's title."""
        title = both(plan.value)
        return Heading(3, title.text(self.lang), anchor(title.nl))

    def box(self, plan: BlockPlan) -> TextBox | None:
        """A framed text."""
        english = self.lang == "en" and plan.more.get("en")
        texts, lang = (plan.more["en"], "en") if english else (plan.more.get("paragraphs", ()), "nl")
        paragraphs = tuple(text for one in texts if (text := text_of(one, self.facts, lang)))  # type: ignore[arg-type]
        label: Both = both(plan.more.get("label", {"nl": ""}))
        return (
            TextBox(label.text(self.lang), both(plan.value).text(self.lang), paragraphs)
            if paragraphs
            else None
        )


def _with_content(blocks: list[Block]) -> list[Block]:
    """Without subheadings that have nothing below them."""
    kept: list[Block] = []
    for block in reversed(blocks):
        if isinstance(block, Heading) and (not kept or isinstance(kept[-1], Heading)):
            continue
        kept.append(block)
    return kept[::-1]
