"""The example's report, made from the example's answers, read back as a civil servant would: page by page."""

import hashlib
import json
import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import page as page_validation
import pytest
from PIL import Image
from pypdf import PdfReader

from buildingblocks.models import BuildingBlock, Milestone, Source
from ghnt import example
from reports.actions import jobs, publishing
from reports.actions.jobs import request_build
from reports.building import build_document
from reports.building.files import EXAMPLE_LABEL, Built, build_files, read_report
from reports.document.document import ActionTable, Heading, Paragraph, checksum
from reports.document.pdf import compiler, inputs_of
from reports.models import Chart, Indicator, ProgressReport, ReportVersion
from reports.open_data.files import NAMES
from reports.open_data.keeping import kept
from reports.reading.reading import live_reading, public_reading
from reports.reading.series import pinned_rounds
from reports.wording import number_word
from reports.writing.numbers import allowed_numbers, find_numbers, runs, typed
from roundtables.actions.rounds import reopen_round
from roundtables.models import Round
from tests.accounts.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.xdist_group("example report")]
CHAPTERS, SECTIONS, APPENDICES = 7, 37, 3


@pytest.fixture(autouse=True)
def no_second_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lease is renewed from a thread with a connection of its own, which would wait for the transaction
    that a test rolls back; the tests with a real worker renew for real."""
    monkeypatch.setattr(jobs, "RENEW", 3600.0)


@pytest.fixture
def report(loaded: None) -> ProgressReport:
    return ProgressReport.objects.get(slug="vijfde")


def test_the_report_from_answers_to_pages(report: ProgressReport, tmp_path: Path) -> None:
    built = build_files(read_report(report), version_label="Versie 1")
    _it_is_complete(built)
    _it_is_accessible(built, tmp_path)
    _every_page_says_what_it_is(built)
    _pages_are_full(built)
    _every_number_can_be_followed_back(built)
    _numbers_are_those_of_the_snapshots(built)
    _all_forms_share_one_checksum(built)
    again = build_files(read_report(report), version_label="Versie 1")
    assert {name: mark(content) for name, content in again.files.items()} == {
        name: mark(content) for name, content in built.files.items()
    }, "the same snapshots give the same bytes"


def mark(content: bytes) -> str:
    """SHA-256."""
    return hashlib.sha256(content).hexdigest()


def pages(built: Built) -> list[str]:
    """The text layer of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(built.files["report.pdf"])).pages]


def _it_is_complete(built: Built) -> None:
    """Six chapters and a summary, 37 sections, three appendices; nothing empty, nothing twice."""
    chapters = [chapter for chapter in built.document.chapters if not chapter.appendix]
    assert len(chapters) == CHAPTERS
    assert len(built.document.chapters) - len(chapters) == APPENDICES
    for chapter in built.document.chapters:
        blocks = list(chapter.blocks)
        assert blocks
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if isinstance(block, Heading):
                assert following is not None, f"nothing under {block.text}"
                deeper = isinstance(following, Heading) and following.level > block.level
                assert deeper or not isinstance(following, Heading), f"nothing under {block.text}"
    paragraphs = [
        "".join(run.text for run in block.text)
        for chapter in built.document.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph)
    ]
    assert len(paragraphs) == len(set(paragraphs))
    assert not any("lorem" in text.lower() or "{" in text for text in paragraphs)


def _it_is_accessible(built: Built, folder: Path) -> None:
    path = folder / "report.pdf"
    path.write_bytes(built.files["report.pdf"])
    assert page_validation.validate_pdf(str(path), profile="ua1").is_compliant


def _every_page_says_what_it_is(built: Built) -> None:
    for number, text in enumerate(pages(built), start=1):
        assert EXAMPLE_LABEL in text, f"page {number} looks like a finding about real regions"
        assert "Versie 1" in text, f"page {number} does not say which version it is"


def _pages_are_full(built: Built) -> None:
    """No page is less than a third full, but the last of a chapter and of the contents. Measured in ink on
    the drawn page, between running head and foot."""
    charts = dict(Chart.objects.values_list("hash", "svg"))
    drawn = compiler("main.typ", inputs_of(built.document, charts)).compile(format="png", ppi=30)
    assert isinstance(drawn, list)
    assert len(drawn) == built.pages
    assert 45 <= built.pages <= 75
    starts = [number for number, text in enumerate(pages(built)) if _begins_a_chapter(built, text)]
    lasts = {number - 1 for number in [*starts, built.pages]}
    for number, png in enumerate(drawn):
        ink = np.asarray(Image.open(BytesIO(png)).convert("L"))
        body = ink[int(len(ink) * 0.10) : int(len(ink) * 0.90)]
        lowest = np.flatnonzero((body < 200).any(axis=1)).max(initial=0) / len(body)
        assert lowest > 1 / 3 or number in lasts, f"page {number + 1} is {lowest:.0%} full"


def _begins_a_chapter(built: Built, text: str) -> bool:
    """Whether the page's first lines hold a chapter's title."""
    told = " ".join(text.split()).replace("- ", "-")[:400]
    return any(chapter.title in told for chapter in built.document.chapters)


def _every_number_can_be_followed_back(built: Built) -> None:
    allowed = {number for number, refs in allowed_numbers(built.document).items() if refs}
    furniture = {str(number) for number in range(1, built.pages + 1)}
    for number, text in enumerate(pages(built), start=1):
        told = " ".join(text.split())
        unknown = [token for token in find_numbers(told) if token not in allowed | furniture]
        assert not unknown, f"page {number}: {unknown}"


def _numbers_are_those_of_the_snapshots(built: Built) -> None:
    """Each number in running text that names a figure is that figure's count, base or number of regions."""
    rounds = pinned_rounds(built.read.snapshots)
    checked = 0
    for run in runs(built.document):
        found = re.fullmatch(r"figure:([\w-]+)@([\w-]+)", run.ref)
        if not found:
            continue
        figure = rounds.figures(found[2])[found[1]]
        values = {figure.value, figure.base_value, figure.regions}
        values |= {point.figure.value for point in rounds.series(found[1]).points}
        values |= {point.figure.base_value for point in rounds.series(found[1]).points}
        said = {str(value) for value in values} | {
            number_word(value, "nl") for value in values if value is not None
        }
        assert set(find_numbers(run.text)) <= said | set(rounds.keys) | {"beide"}, run
        checked += 1
    assert checked > 60


def _all_forms_share_one_checksum(built: Built) -> None:
    manifest = json.loads(built.files["manifest.json"])
    assert manifest["document"] == checksum(built.document) == built.checksum
    assert built.checksum in built.files["report.html"].decode()
    for name, content in built.files.items():
        assert name == "manifest.json" or manifest["files"][name] == mark(content)


def test_nobody_typed_a_number_in_the_table_of_actions(report: ProgressReport) -> None:
    """Years and dates are no counts; everything else is a placeholder."""
    found = {number for milestone in Milestone.objects.all() for number in typed(milestone.text_nl)}
    assert found <= {"1", "2020"}
    document, _charts = build_document(
        read_report(report).outline, read_report(report).facts, version_label="", label="",
        moment=datetime(2020, 11, 1, tzinfo=UTC),
    )  # fmt: skip
    rows = [row for chapter in document.chapters for block in chapter.blocks
            if isinstance(block, ActionTable) for row in block.rows]  # fmt: skip
    items = [item for row in rows for item in (*row.realised, *row.running, *row.next)]
    assert "22 regio’s met actuele regiovisie" in items
    assert "Drie pilots Ieder kind geïnformeerd" in items
    assert not any("{" in item for item in items)


def test_a_version_is_kept_and_published(report: ProgressReport, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    job = request_build(by=UserFactory(), report=report, publish=True)
    assert publishing.run(job.pk)
    version = ReportVersion.objects.published().get()
    assert version.example
    assert version.snapshots.count() == len(example.CLOSED)
    assert {file.name for file in version.files.all()} == {
        "report.pdf", "report.html", "figures.csv", "figures.ods", "figures.xlsx", "manifest.json", *NAMES,
    }  # fmt: skip
    for file in version.files.all():
        assert mark((tmp_path / file.path).read_bytes()) == file.checksum
    _lost_open_data_is_made_again_to_the_byte(version)
    assert not publishing.run(job.pk), "a finished job is not done again"
    draft = request_build(by=UserFactory(), report=report)
    assert publishing.run(draft.pk)
    assert ReportVersion.objects.published().get() == version, "the public does not see a draft"


def _lost_open_data_is_made_again_to_the_byte(version: ReportVersion) -> None:
    """Also when building blocks, indicators and sources are called otherwise by then."""
    before = {name: file.checksum for name, file in kept(version).items()}
    BuildingBlock.objects.update(name_nl="Anders")
    Indicator.objects.update(title_nl="Anders", many_nl="doen anders")
    Source.objects.update(title_nl="Anders")
    version.files.filter(name__in=NAMES).delete()
    assert {name: file.checksum for name, file in kept(version).items()} == before


def test_a_round_that_is_reopened_stays_in_the_report(report: ProgressReport) -> None:
    reopen_round(by=UserFactory(), round_=Round.objects.get(key="2019"), why="Een regio meldde een fout.")
    assert [one.content["round"]["key"] for one in read_report(report).snapshots] == list(example.CLOSED)


def test_an_indicator_that_changes_changes_nothing_published(
    report: ProgressReport, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    publishing.run(request_build(by=UserFactory(), report=report, publish=True).pk)
    indicator = Indicator.objects.get(key="mda-structural")
    indicator.expressions = {"2018": {"true": 1}}
    indicator.save()
    reading = public_reading()
    assert reading is not None
    assert reading.figures("2020")["mda-structural"].value == 6
    assert live_reading().figures("2020")["mda-structural"].value == 28
