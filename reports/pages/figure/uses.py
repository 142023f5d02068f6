"""Who uses a figure: sentences, tables and charts of published reports, and figures that count within it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.urls import reverse

from ...models import ReportVersion
from ...reading.reading import IndicatorInfo, Reading
from ...shared.cards import Words, reader_lang, spoken

KIND = "figure:"
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")
type Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document cites a figure: under which heading, in what kind of block, and what it says there."""

    heading: str
    anchor: str
    kind: str
    text: str
    rounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A place in a published report. `lang` marks the report's language where the page has another."""

    place: Place
    address: str
    lang: str


@dataclass(frozen=True, slots=True)
class ReportUses:
    """A published report with the places that cite the figure."""

    title: Words
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Narrower:
    """A figure that counts within the regions of this one."""

    key: str
    title: Words


def used_by(key: str) -> tuple[ReportUses, ...]:
    """The newest published version of every report that cites the figure, newest report first."""
    found: dict[int, ReportUses] = {}
    columns = ("pk", "checksum", "report", "report__slug", "report__title_nl", "report__title_en")
    published = ReportVersion.objects.published().newest_first()
    for pk, mark, report, slug, title_nl, title_en in published.values_list(*columns):
        if report in found:
            continue
        lang, cited = places(pk, mark)
        address, marked = reverse("reports:report", args=[slug]), "" if lang == reader_lang() else lang
        uses = tuple(Use(place, f"{address}#{place.anchor}", marked) for place in cited.get(key, ()))
        title = title_en if reader_lang() == "en" and title_en else title_nl
        found[report] = ReportUses(Words(title, "nl" if title != title_en and marked else ""), uses)
    return tuple(one for one in found.values() if one.uses)


def narrower(reading: Reading, key: str) -> tuple[Narrower, ...]:
    """The figures that have this one as their base."""
    return tuple(
        Narrower(info.key, _title(info))
        for info in reading.indicators()
        if any(name.partition("@")[0] == key for name in info.base)
    )


def _title(info: IndicatorInfo) -> Words:
    return spoken(info.predicate, info.predicate.title(info.predicate.speaks(reader_lang())))


@lru_cache(maxsize=8)
def places(version: int, checksum: str) -> tuple[str, dict[str, tuple[Place, ...]]]:
    """The language of a version's document and where it cites which figure. A document never changes, so it
    is read once; the checksum is part of what it is kept under."""
    document = ReportVersion.objects.values_list("document", flat=True).get(pk=version)
    found: dict[str, dict[Place, None]] = {}
    for chapter in document.get("chapters", ()):
        for heading, anchor, block in _blocks(chapter):
            for text, refs in said(block):
                for key, rounds in cited(refs).items():
                    place = Place(heading, anchor, block["t"], text, rounds)
                    found.setdefault(key, {})[place] = None
    return document.get("lang", "nl"), {key: tuple(some) for key, some in found.items()}


def _blocks(chapter: Node) -> Iterator[tuple[str, str, Node]]:
    """Every block with the heading that it stands under."""
    heading, anchor = _numbered(chapter.get("number", ""), chapter["title"]), chapter["anchor"]
    if chapter.get("figures"):
        yield heading, anchor, {"t": "key_figures", "items": chapter["figures"]}
    for block in chapter.get("blocks", ()):
        if block["t"] == "heading":
            heading, anchor = _numbered(block.get("number", ""), block["text"]), block["anchor"]
        yield heading, anchor, block


def _numbered(number: str, title: str) -> str:
    return f"{number} {title}".strip()


def said(block: Node) -> Iterator[tuple[str, list[str]]]:
    """What a block says, piece by piece, with what its numbers came from."""
    for text in _texts(block):
        yield from sentences(text)
    match block["t"]:
        case "key_figures":
            for item in block["items"]:
                yield f"{item['value']} {item['of']} {item['text']}", [item["ref"]]
        case "regional_picture":
            yield f"{block['lead']} {block['rest']}", block["refs"][:1]
        case "chart":
            yield block["title"], block["table"]["refs"]
        case "table":
            yield block["title"], block["refs"]


def _texts(block: Node) -> list[list[Node]]:
    """The running texts of a block, and those of its footnotes."""
    texts = [block["text"]] if block["t"] in ("paragraph", "call_out") else []
    texts += block["items"] if block["t"] == "bullets" else []
    texts += block["paragraphs"] if block["t"] == "text_box" else []
    return texts + [run["note"] for text in texts for run in text if run.get("note")]


def sentences(text: list[Node]) -> Iterator[tuple[str, list[str]]]:
    """The sentences of a text that carry a number, each with what it came from."""
    whole = "".join(run["text"] for run in text)
    starts = [0, *(found.end() for found in SENTENCE.finditer(whole)), len(whole)]
    for start, end in pairwise(starts):
        at, refs = 0, []
        for run in text:
            if run.get("ref") and start <= at < end:
                refs.append(run["ref"])
            at += len(run["text"])
        if refs:
            yield whole[start:end].strip(), refs


def cited(refs: list[str]) -> dict[str, tuple[str, ...]]:
    """The figures among references, with the rounds of which they are cited."""
    found: dict[str, list[str]] = {}
    for ref in refs:
        key, _at, round_key = ref.removeprefix(KIND).partition("@")
        if ref.startswith(KIND):
            found.setdefault(key, []).append(round_key)
    return {key: tuple(dict.fromkeys(rounds)) for key, rounds in found.items()}
