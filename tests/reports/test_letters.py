"""The letter with a decision: accessible, kept as it was, for its regions and the programme only."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import page as checker
import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.formats import date_format
from pypdf import PdfReader

from projectpool.actions.objecting import answer_objection, file_objection
from projectpool.models import Application, Call, Decision, Project
from regions.models import Region
from reports.document.pdf import compile_pdf, pdf_text
from reports.errors import LetterChanged
from reports.pages.pool import letters
from reports.pages.pool.letters import MAIN, data_of, letter_of
from tests.projectpool.weighing import Weighing
from tests.reports.documents import NASTY
from tests.roundtables.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> None:
    """Each story has its own files."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def pool() -> Weighing:
    return Weighing()


def read(pdf: bytes) -> str:
    """The text of the letter, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def fresh(decision: Decision) -> Decision:
    return Decision.objects.select_related("application__call").get(pk=decision.pk)


def replaced(pool: Weighing, **other: Any) -> Decision:
    """The lead region objects, is right, and gets a new decision."""
    filed = file_objection(by=pool.leader, application=pool.together, grounds="De score klopt niet.")
    answer_objection(by=pool.manager, objection=filed, upheld=True, answer="U hebt gelijk.")
    return pool.granted(Application.objects.get(pk=pool.together.pk), **other)


def typeset(decision: Decision) -> bytes:
    """The letter as Typst makes it now, whatever is kept."""
    return compile_pdf(MAIN, {"data": data_of(fresh(decision))}, moment=decision.at)


def accessible(pdf: bytes, folder: Path) -> bool:
    """Whether it passes PDF/UA-1."""
    file = folder / "letter.pdf"
    file.write_bytes(pdf)
    return bool(checker.validate_pdf(str(file), profile="ua1").is_compliant)


def test_a_grant_in_a_letter(pool: Weighing, tmp_path: Path) -> None:
    decision = pool.granted(amount=50_000_01, conditions="Meld elk half jaar.\n\nDeel de lessen.")
    said = signed_in(pool.partner).get(f"/projectenpool/aanvragen/{pool.together.pk}/brief.pdf")
    assert said.status_code == 200 and said["Content-Type"] == "application/pdf"
    assert said["Content-Disposition"] == f'inline; filename="besluit-{pool.together.number}.pdf"'
    assert "no-store" in said["Cache-Control"]
    assert accessible(said.content, tmp_path)
    text = read(said.content)
    last = date_format(timezone.localdate(decision.at) + timedelta(weeks=6), "j F Y")
    for words in (
        "Toekenning uit de projectenpool", "Samen sterker", pool.together.number, "Drenthe", "Twente",
        "Wij kennen € 50.000,01 toe.", "€ 33.333,34", "€ 16.666,67", "€ 60.000", "Past bij het thema.",
        "1. Meld elk half jaar.", "2. Deel de lessen.", "1 januari 2031 tot en met 31 december 2032",
        f"Drenthe kan bezwaar maken tot en met {last}",
    ):  # fmt: skip
        assert words in text, words
    assert str(pool.anna) not in text and "Voorbeeldgegevens" not in text


def test_a_refusal_in_a_letter(pool: Weighing, tmp_path: Path) -> None:
    Call.objects.update(example=True)
    pdf = letter_of(fresh(pool.refused(pool.zeeland)))
    assert accessible(pdf, tmp_path)
    text = read(pdf)
    assert "Wij kennen geen geld toe." in text and "Te vaag." in text and "Voorbeeldgegevens" in text
    assert "Samen" not in text.split("Waarom")[0] and "Voorwaarden" not in text


def test_it_is_made_once_and_kept_as_it_was(pool: Weighing, monkeypatch: pytest.MonkeyPatch) -> None:
    decision = pool.granted()
    first = letter_of(fresh(decision))
    kept = fresh(decision)
    assert kept.letter_sha256 == hashlib.sha256(first).hexdigest()
    assert default_storage.exists(kept.letter_path)
    monkeypatch.setattr(letters, "typeset", lambda *_all, **_more: pytest.fail("made again"))
    Region.objects.filter(slug="drenthe").update(name="Drenthe en omstreken")
    Project.objects.update(amount=1_00)
    with translation.override("en"):
        assert letter_of(fresh(decision)) == first


def test_what_changed_since_the_decision_is_not_in_a_letter_that_is_read_late(pool: Weighing) -> None:
    decision = pool.granted(amount=60_000_00)
    project = Project.objects.get()
    project.amount, project.ends_on = 30_000_00, timezone.localdate() + timedelta(days=9_000)
    project.save()
    project.project_regions.update(amount=1_00)
    text = read(letter_of(fresh(decision)))
    assert "€ 40.000" in text and "€ 60.000" in text and "31 december 2032" in text


def test_a_reader_who_came_second_gets_the_first_letter(pool: Weighing) -> None:
    decision = pool.granted()
    late = fresh(decision)
    first = letter_of(fresh(decision))
    assert letter_of(late) == first
    assert len(default_storage.listdir("letters")[1]) == 1, "the second one was not kept"


def test_a_letter_that_is_no_longer_what_it_was_is_not_served(pool: Weighing) -> None:
    decision = pool.granted()
    letter_of(fresh(decision))
    place = Path(default_storage.path(fresh(decision).letter_path))
    place.write_bytes(place.read_bytes() + b" ")
    with pytest.raises(LetterChanged, match="niet meer zoals hij was"):
        letter_of(fresh(decision))
    client, address = signed_in(pool.leader), f"/projectenpool/aanvragen/{pool.together.pk}/brief.pdf"
    assert client.get(address).status_code == 404
    place.unlink()
    with pytest.raises(LetterChanged, match="De brief is er niet meer"):
        letter_of(fresh(decision))


def test_a_new_decision_has_a_letter_of_its_own(pool: Weighing) -> None:
    decision = pool.refused()
    first = letter_of(fresh(decision))
    again = replaced(pool)
    second = letter_of(fresh(again))
    assert "Wij kennen € 60.000 toe." in read(second) and second != first
    assert letter_of(fresh(decision)) == first, "the first one stays what it was"
    client, pages = signed_in(pool.leader), f"/projectenpool/aanvragen/{pool.together.pk}"
    assert client.get(f"{pages}/brief.pdf").content == second
    said = client.get(f"{pages}/besluiten/{decision.pk}/brief.pdf")
    assert said.content == first
    day = timezone.localdate(decision.at).isoformat()
    name = f"besluit-{pool.together.number}-{day}.pdf"
    assert said["Content-Disposition"] == f'inline; filename="{name}"'


def test_a_letter_that_is_read_after_its_decision_was_replaced_tells_of_that_decision(pool: Weighing) -> None:
    decision = pool.granted(amount=40_000_00, conditions="Meld elk half jaar.")
    replaced(pool, amount=55_000_00, motives="Bij nader inzien.")
    text = read(letter_of(fresh(decision)))
    for words in ("Wij kennen € 40.000 toe.", "Past bij het thema.", "elk half jaar.", "31 december 2032"):
        assert words in text, words
    assert "Bij nader inzien." not in text and "55.000" not in text


def test_an_earlier_letter_is_for_who_reads_the_one_that_stands(pool: Weighing) -> None:
    first = pool.refused()
    other = pool.refused(pool.zeeland)
    replaced(pool)
    address = f"/projectenpool/aanvragen/{pool.together.pk}/besluiten/{first.pk}/brief.pdf"
    for who, status in (
        (pool.leader, 200), (pool.partner, 200), (pool.manager, 200), (pool.bram, 200),
        (pool.stranger, 404), (pool.anna, 404),
    ):  # fmt: skip
        assert signed_in(who).get(address).status_code == status, who
    elsewhere = f"/projectenpool/aanvragen/{pool.together.pk}/besluiten/{other.pk}/brief.pdf"
    assert signed_in(pool.leader).get(elsewhere).status_code == 404, "about another application"


def test_the_letter_is_for_its_regions_and_who_sees_the_pool(pool: Weighing) -> None:
    pool.granted()
    address = f"/projectenpool/aanvragen/{pool.together.pk}/brief.pdf"
    for who, status in (
        (pool.leader, 200), (pool.partner, 200), (pool.manager, 200), (pool.bram, 200),
        (pool.stranger, 404), (pool.anna, 404),
    ):  # fmt: skip
        assert signed_in(who).get(address).status_code == status, who
    none = f"/projectenpool/aanvragen/{pool.zeeland.pk}/brief.pdf"
    assert signed_in(pool.manager).get(none).status_code == 404, "there is no decision"


@pytest.mark.parametrize("kind", NASTY)
def test_whatever_people_type_is_told_and_never_run(pool: Weighing, kind: str, tmp_path: Path) -> None:
    typed = NASTY[kind].replace("\0", "")  # PostgreSQL keeps no NUL, and no form lets one in
    Application.objects.update(title=typed[:160])
    Region.objects.filter(slug="twente").update(name=typed[:80])
    application = Application.objects.get(pk=pool.together.pk)
    decision = pool.granted(application, motives=typed, conditions=f"{typed}\n{typed}")
    pdf = typeset(decision)
    assert accessible(pdf, tmp_path)
    start = "".join(pdf_text(NASTY[kind])[:12].split())
    assert "".join(read(pdf).split()).count(start) >= 4


def test_a_long_letter_goes_on_overleaf(pool: Weighing, tmp_path: Path) -> None:
    decision = pool.granted(motives="Een lange uitleg. " * 440, conditions="Nog een voorwaarde.\n" * 60)
    pdf = typeset(decision)
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 2 and accessible(pdf, tmp_path)
    assert f"Pagina 2 van {len(pages)}" in " ".join(pages[1].extract_text().split())


def test_the_same_decision_gives_the_same_bytes(pool: Weighing) -> None:
    decision: Any = pool.granted()
    assert typeset(decision) == typeset(decision)
