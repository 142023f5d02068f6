"""Somebody else counts: every number on the page of a region and on its fact sheet, worked out on paper."""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from buildingblocks.models import BuildingBlock
from ghnt import example
from projectpool.models import Project
from questionnaires.models import AnswerState
from regions.models import Region
from reports.models import ProgressReport
from reports.pages.region.factsheet import sheet_of
from reports.reading.reading import Reading, public_reading, reading_for
from roundtables import models as rounds
from roundtables.actions.rounds import close_round, excuse
from tests.questionnaires.plain import Paper, Round
from tests.reports.by_hand import on_the
from tests.reports.counted import Counted, tables
from tests.reports.factories import ReportVersionFactory
from tests.reports.paper import NEW, kept
from tests.reports.region_paper import InFigure, Part, RegionPaper, Told

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.xdist_group("recount")]
EXCUSED = "zeeland"  # of the new round; the example excuses a region of its own from the round before
REGIONS = ("drenthe", "kop-van-noord-holland", "zuid-limburg", EXCUSED)
ITEM, END, TAG = '<li class="g-place">', "</div></li>", re.compile(r"<[^>]*>")
SPLIT = re.compile(r'<li( class="is-here")?><svg.*?</svg><b>(\d+)</b> (.*?)</li>')


@pytest.fixture
def newest(counted: Counted) -> Round:
    """The new round on paper, without the region that need not take part."""
    taking_part = rounds.Round.objects.get(key=NEW).participants.get(region__slug=EXCUSED)
    excuse(by=counted.person, participant=taking_part, why="Herindeling.")
    asked, answers = counted.paper.rounds[NEW]
    return asked, {region: found for region, found in answers.items() if region != EXCUSED}


def published(counted: Counted) -> list[str]:
    """Everybody may read what is closed: the new round too, unless answers wait. Which rounds that are."""
    round_ = rounds.Round.objects.get(key=NEW)
    waits = round_.responses.filter(sheet__answers__state=AnswerState.GIVEN).exists()
    if not waits:
        close_round(by=counted.person, round_=round_)
    version = ReportVersionFactory(
        report=ProgressReport.objects.get(slug=example.REPORT), state="approved",
        publish_at=datetime(2020, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    version.snapshots.set(rounds.Snapshot.objects.newest())
    return [*example.CLOSED, *([] if waits else [NEW])]


def test_every_number_about_a_region_that_the_programme_reads(counted: Counted, newest: Round) -> None:
    paper = Paper({**{key: kept(key) for key in (*example.CLOSED, example.OPEN)}, NEW: newest})
    _about_the_regions(counted, paper, counted.client, reading_for(counted.person))


def test_every_number_about_a_region_that_everybody_reads(counted: Counted, newest: Round) -> None:
    keys = published(counted)
    paper = Paper({key: newest if key == NEW else kept(key) for key in keys})
    client = Client(headers={"accept-language": "nl"})
    _about_the_regions(counted, paper, client, public_reading(), public=True)


def _about_the_regions(
    counted: Counted, paper: Paper, client: Client, reading: Reading | None, *, public: bool = False
) -> None:
    """Every page in every round, and every sheet."""
    assert reading and tuple(round_.key for round_ in reading.rounds) == tuple(paper.rounds)
    nobody = RegionPaper(paper, counted.indicators, "", public=public)
    for slug in REGIONS:
        known = replace(nobody, region=slug)
        subjects, rows = 0, 0
        for round_ in reading.rounds:
            subjects += _page(client, known, round_.key)
            data = json.loads(sheet_of(reading, Region.objects.get(slug=slug), round_).data)
            rows += _sheet(known, round_.key, data)
            _projects(slug, data)
            if slug == REGIONS[0]:
                _typeset(client, f"/regio/{slug}/factsheet.pdf?ronde={round_.key}", data)
        assert subjects > (20 if public else 100) and rows > 10


def _page(client: Client, known: RegionPaper, at: str) -> int:
    """The page in a round: every subject of which this reader may know, what changed in them, and no number
    beside those. How many subjects."""
    answer = client.get(f"/regio/{known.region}/?ronde={at}")
    assert answer.status_code == 200
    main = between(answer.content.decode(), "<main", '<section class="l-section" aria-labelledby="projecten"')
    head, *items = main.split(ITEM)
    name = Region.objects.get(slug=known.region).name
    scales, figures = known.scales(at).values(), known.figures(at).values()
    expected = [as_shown(one, name, scale=True) for one in scales]
    expected += [as_shown(one, name, scale=False) for one in figures]
    assert sorted(shown(item.partition(END)[0]) for item in items) == sorted(expected)
    moves = between(head, '<ul class="g-moved">', "</ul>")
    assert sorted(map(moved, moves.split("</li>")[:-1])) == sorted(
        (one.title, f"{one.move[0]}: {one.move[1]}. Nu: {one.own}. {one.move[2]}")
        for one in (*scales, *figures)
        if one.move
    )
    rest = text("<" + head.replace(moves, "") + " ".join(item.partition(END)[2] for item in items))
    for name in (*known.labels.values(), *BuildingBlock.objects.values_list("name_nl", flat=True)):
        rest = rest.replace(name, "")
    assert not re.search(r"\d", rest), "a number that nobody recounts"
    return len(items)


def _sheet(known: RegionPaper, at: str, data: dict[str, Any]) -> int:
    """The rows of the sheet; how many."""
    name, taking_part = Region.objects.get(slug=known.region).name, len(known.paper.rounds[at][1])
    assert data["words"]["nation"] == f"Alle {taking_part} regio’s"
    figures = known.figures(at).items()
    own = known.scales(at) | {InFigure(known, key).sentence(at): one for key, one in figures}
    nations = known.nations(at)
    for row in data["rows"]:
        parts = tuple((part["n"], part["label"], part["here"]) for part in row["parts"])
        if row["own"]:
            one = own[row["said"]]
            was = f"{one.move[0]}: {one.move[1]}" if one.move else ""
            assert (row["own"], row["moved"], parts) == (one.own, was, one.parts), row["said"]
        else:
            assert data["note"] and parts == nations[row["said"]], row["said"]
        assert row["alt"] == in_strip(parts, name)
    when = rounds.Round.objects.get(key=at).reference_date
    assert f"peildatum {on_the(when)}. Gemaakt op {on_the(timezone.localdate())}." in data["source"]
    assert [tile["own"] for tile in data["tiles"]].count(True) == 1
    return len({row["block"] for row in data["rows"]})


def _projects(slug: str, data: dict[str, Any]) -> None:
    """How many projects the newest pool describes of the region, and with how many others each is done."""
    found = Project.objects.filter(regions__slug=slug).order_by("-pool__key")
    newest = found.filter(pool=found[0].pool) if found else found
    others = [one.regions.exclude(slug=slug).count() for one in newest]
    assert sorted(_partners(one["partners"]) for one in data["projects"]) == sorted(others)
    more = [re.findall(r"\d+", line) for line in data["more"]]
    assert more == [[], *([str(left)] for left in range(1, len(others) + 1))]


def _partners(said: str) -> int:
    """How many other regions are told of, by name or by their number."""
    number = re.fullmatch(r"samen met (\d+) andere regio’s", said)
    return int(number[1]) if number else len(said.split(", ")) if said else 0


def _typeset(client: Client, address: str, data: dict[str, Any]) -> None:
    """All of it is there to read on the page."""
    pages = PdfReader(io.BytesIO(client.get(address).content)).pages
    assert len(pages) == 1
    words = "".join(pages[0].extract_text().split())
    for row in data["rows"]:
        parts = [f"{part['n']} {part['label']}" for part in row["parts"]]
        for said in (row["said"], row["own"], row["moved"], *parts):
            assert "".join(said.split()) in words, said


def moved(item: str) -> tuple[str, str]:
    """What changed, as the page has it: the subject, and how."""
    before, _mark, after = item.partition('<span class="g-moved__w">')
    return text(before.partition("</b>")[2]), text(after)


def text(html: str) -> str:
    """Its words."""
    return " ".join(unescape(TAG.sub("", html)).split())


def between(html: str, start: str, end: str) -> str:
    """What stands between two marks; nothing when they are not there."""
    return html.partition(start)[2].partition(end)[0]


def shown(item: str) -> Any:
    """A subject as the page has it: title, answer, what it was, the strip in words, the key below it, the
    nation, and the rounds."""
    rows = [tuple(row.cells) for table in tables(item) for row in table[1:]]
    return (
        text(between(item, "<p>", "</p>")),
        text(between(item, "</span> <b>", "</b>")),
        text(between(item, '<span class="g-place__was">', "</span>")),
        unescape(between(item, 'role="img" aria-label="', '"')),
        tuple((int(n), text(label), bool(here)) for here, n, label in SPLIT.findall(item)),
        text(between(item, "<p>Landelijk: ", "</p>")),
        tuple(rows),
    )


def as_shown(one: Told, name: str, *, scale: bool) -> Any:
    """The same on paper; only a scale has its parts in words, and only a figure its count."""
    was = f"{one.move[0]}: {one.move[1]}" if one.move else ""
    strip = in_strip(one.parts, name)
    parts, nation = (one.parts, "") if scale else ((), one.nation)
    return (one.title, one.own, was, strip, parts, nation, one.past)


def in_strip(parts: Sequence[Part], name: str) -> str:
    """What a strip says aloud."""
    here = f" (hier staat {name})"
    return "; ".join(f"{n} {label}{here if own else ''}" for n, label, own in parts)
