"""Text that people write: placeholders and a little Markdown become runs. Nothing of it is passed on as code.

Known are **bold**, [a link](https://example.org), lists by their own block, and a footnote `^[text]`.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..document.document import Run, Text
from ..reading.facts import Facts
from ..wording import Lang, capitalised
from ..writing.placeholders import PLACEHOLDER, SENTENCES
from .quoting import quoted

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "html_inline", "autolink", "code", "escape"]
)
_NOTE = re.compile(r"\^\[((?:[^\[\]]|\[[^\]]*\]\([^)]*\))*)\]")
_MARK = "\ue000{}\ue001"
_MARKED = re.compile("\ue000(\\d+)\ue001")
_END = re.compile(
    r"(?:[.!?]|:(?:" + "|".join(SENTENCES) + r")(?:@[\w-]+)?\})(?:\ue000\d+\ue001)*\s+(?=[A-ZÀ-Þ{‘*\[])"
)
HREFS = ("https://", "http://", "mailto:")


def text_of(source: str, facts: Facts, lang: Lang) -> Text:
    """The runs of a text; empty when no sentence of it has anything to say."""
    kept = [runs for one in sentences(source) if (runs := _sentence(one, facts, lang))]
    runs = [run for place, one in enumerate(kept) for run in (*((Run(" "),) if place else ()), *one)]
    return _joined(_with_capitals(runs))


def sentences(source: str) -> list[str]:
    """A text in sentences, each with the notes that follow it."""
    notes = _NOTE.findall(source)
    held = iter(range(len(notes)))
    marked = _NOTE.sub(lambda _match: _MARK.format(next(held)), source)
    parts = [part for part in _split(" ".join(marked.split())) if part]
    return [_MARKED.sub(lambda match: f"^[{notes[int(match[1])]}]", part) for part in parts]


def _split(text: str) -> list[str]:
    """Cut after the end of a sentence: its last sign or a placeholder that is a sentence, with its notes."""
    found, start = [], 0
    for match in _END.finditer(text):
        found.append(text[start : match.end()].strip())
        start = match.end()
    return [*found, text[start:].strip()]


def _sentence(source: str, facts: Facts, lang: Lang) -> list[Run]:
    """A sentence as runs; nothing when one of its placeholders has nothing to say."""
    placeholders = PLACEHOLDER.findall(_NOTE.sub("", source))
    if any(quoted(inside, facts, lang) is None for inside in placeholders):
        return []
    return list(_parsed(source, facts, lang))


def _parsed(source: str, facts: Facts, lang: Lang) -> Iterator[Run]:
    notes = _NOTE.findall(source)
    held = iter(range(len(notes)))
    marked = _NOTE.sub(lambda _match: _MARK.format(next(held)), source)
    strong, href = False, ""
    for token in _tokens(marked):
        if token.type in ("strong_open", "strong_close"):
            strong = token.type == "strong_open"
        elif token.type in ("link_open", "link_close"):
            href = str(token.attrGet("href") or "") if token.type == "link_open" else ""
        elif token.type in ("softbreak", "hardbreak"):
            yield Run(" ")
        elif token.content:
            yield from _pieces(token.content, notes, facts, lang, strong=strong, href=href)


def _tokens(source: str) -> list[Token]:
    blocks = _MARKDOWN.parseInline(source)
    return list(blocks[0].children or ()) if blocks else []


def _pieces(
    content: str, notes: list[str], facts: Facts, lang: Lang, *, strong: bool, href: str
) -> Iterator[Run]:
    """A stretch of text cut at placeholders and notes."""
    for part in re.split("(\\{[^{}]*\\}|\ue000\\d+\ue001)", content):
        mark = _MARKED.fullmatch(part)
        if mark:
            note = text_of(notes[int(mark[1])], facts, lang)
            if note:
                yield Run("", "note", note=note)
        elif PLACEHOLDER.fullmatch(part):
            yield from quoted(part[1:-1], facts, lang) or ()
        elif part and href.startswith(HREFS):
            yield Run(part, "link", href=href)
        elif part:
            yield Run(part, "strong" if strong else "plain")


def _with_capitals(runs: list[Run]) -> list[Run]:
    """A number that starts a sentence starts with a capital."""
    done: list[Run] = []
    before = ""
    for run in runs:
        if run.kind == "number" and (not before.strip() or before.rstrip()[-1] in ".!?"):
            run = Run(capitalised(run.text), "number", run.ref)
        before += run.text
        done.append(run)
    return done


def _joined(runs: list[Run]) -> Text:
    """Neighbouring plain runs become one."""
    done: list[Run] = []
    for run in runs:
        if done and run.kind == done[-1].kind == "plain":
            done[-1] = Run(done[-1].text + run.text)
        else:
            done.append(run)
    return tuple(done)
