"""Evidence: kept where nobody can guess it, checked before it is kept, and never half there."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from questionnaires.actions import attach_file, attach_link, take_away
from questionnaires.errors import EvidenceError
from questionnaires.models import AnswerSheet, Evidence, Question
from tests.accounts.factories import UserFactory
from tests.questionnaires.factories import AnswerSheetFactory, QuestionFactory
from tests.questionnaires.scanner import scanner

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def question() -> Question:
    made: Question = QuestionFactory()
    return made


@pytest.fixture
def sheet(question: Question) -> AnswerSheet:
    made: AnswerSheet = AnswerSheetFactory(questionnaire=question.questionnaire)
    return made


def attach(sheet: AnswerSheet, question: Question, name: str = "visie.pdf", content: bytes = PDF) -> Evidence:
    file = SimpleUploadedFile(name, content)
    return attach_file(by=UserFactory(), sheet=sheet, question=question, file=file)


def kept_files() -> list[Path]:
    return [path for path in (Path(settings.MEDIA_ROOT) / "evidence").rglob("*") if path.is_file()]


def test_a_file_is_kept_outside_the_web_root_under_a_name_that_says_nothing(
    sheet: AnswerSheet, question: Question
) -> None:
    kept = attach(sheet, question, "Regiovisie 2021 (concept).PDF")
    assert kept.name == "Regiovisie 2021 (concept).pdf"
    assert "visie" not in kept.path
    assert not Path(default_storage.path(kept.path)).is_relative_to(settings.STATIC_ROOT)
    assert (kept.scan, kept.content_type, kept.size) == ("unscanned", "application/pdf", len(PDF))
    with default_storage.open(kept.path) as stored:
        assert stored.read() == PDF


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("visie.exe", b"MZ", "Dit soort bestand kan niet"),
        ("visie.pdf", b"<html>", "is geen PDF"),
        ("visie.docx", PDF, "is geen DOCX"),
        ("visie.pdf", b"", "is leeg"),
        ("zonder-ending", PDF, "Dit soort bestand kan niet"),
    ],
)
def test_what_is_not_what_it_says_is_refused(
    sheet: AnswerSheet, question: Question, name: str, content: bytes, said: str
) -> None:
    before = kept_files()
    with pytest.raises(EvidenceError, match=said):
        attach(sheet, question, name, content)
    assert kept_files() == before
    assert not Evidence.objects.exists()


def test_too_large_is_refused(sheet: AnswerSheet, question: Question, settings: Any) -> None:
    settings.EVIDENCE_MAX_MB = 1
    with pytest.raises(EvidenceError, match="hoogstens 1 MB"):
        attach(sheet, question, content=PDF + b"x" * 1024 * 1024)


def test_a_clean_file_is_marked_so(
    sheet: AnswerSheet, question: Question, settings: Any, tmp_path: Path
) -> None:
    settings.SCANNER = scanner(tmp_path, 0)
    assert attach(sheet, question).scan == Evidence.Scan.CLEAN


@pytest.mark.parametrize(("ends", "said"), [(1, "keurt dit bestand af"), (2, "kon niet worden gescand")])
def test_a_bad_file_and_a_silent_scanner_leave_nothing(
    sheet: AnswerSheet, question: Question, settings: Any, tmp_path: Path, ends: int, said: str
) -> None:
    settings.SCANNER = scanner(tmp_path, ends)
    before = kept_files()
    with pytest.raises(EvidenceError, match=said):
        attach(sheet, question)
    assert kept_files() == before
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x.invalid/a", "visie", "https://", "file:///etc/passwd", "http://["]
)
def test_a_link_leads_to_the_web_and_nowhere_else(sheet: AnswerSheet, question: Question, url: str) -> None:
    with pytest.raises(EvidenceError, match="https"):
        attach_link(by=UserFactory(), sheet=sheet, question=question, url=url)


def test_a_link_may_be_taken_away_and_stays_known(sheet: AnswerSheet, question: Question) -> None:
    by = UserFactory()
    kept = attach_link(by=by, sheet=sheet, question=question, url="https://voorbeeld.invalid/visie")
    assert kept.name == "voorbeeld.invalid"
    take_away(by=by, evidence=kept)
    assert not Evidence.objects.standing().exists()
    assert Evidence.objects.get().removed_by == by


def test_ten_pieces_are_enough(sheet: AnswerSheet, question: Question) -> None:
    for number in range(10):
        attach_link(
            by=UserFactory(), sheet=sheet, question=question, url=f"https://voorbeeld.invalid/{number}"
        )
    with pytest.raises(EvidenceError, match="hoogstens 10"):
        attach(sheet, question)
