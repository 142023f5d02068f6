"""The fact sheet: one page, whatever stands on it, with what its reader may know and for whom it is."""

import io
import json
from pathlib import Path
from typing import Any

import page as checker
import pytest
from django.test import Client
from pypdf import PdfReader

from accounts.models import User
from regions.models import Region
from reports.document.pdf import compile_pdf, pdf_text, readable
from reports.pages.region import factsheet as sheets
from reports.pages.region.factsheet import MAIN, sheet_of
from reports.reading.reading import Reading, RoundInfo, reading_for
from roundtables.actions.rounds import excuse
from tests.reports.documents import NASTY
from tests.reports.regional import LABELS, people, told, with_projects
from tests.roundtables.people import signed_in
from tests.roundtables.story import begin

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADDRESS = "/regio/drenthe/factsheet.pdf"
PUBLIC, PARTNERS = (
    "Alleen openbare gegevens.",
    "Vertrouwelijk: alleen voor opdrachtgevers, stuurgroep en regio’s.",
)
OWN = "Vertrouwelijk: alleen voor Drenthe en het programmateam."


def read(pdf: bytes) -> str:
    """The text of the sheet, which is one page."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def asked(client: Client, address: str = ADDRESS) -> str:
    """The text of a sheet at an address."""
    said = client.get(address)
    assert said.status_code == 200 and said["Content-Type"] == "application/pdf"
    return read(said.content)


def data(user: Any, region: str = "drenthe", round_: str = "") -> dict[str, Any]:
    """What stands on somebody's sheet, before it is typeset."""
    reading = reading_for(user)
    assert reading is not None
    return dict(json.loads(sheet_of(reading, Region.objects.get(slug=region), at(reading, round_)).data))


def at(reading: Reading, key: str) -> RoundInfo:
    """A round by key; the newest closed one when no key is given."""
    return next((one for one in reading.rounds if one.key == key), reading.newest)


def accessible(pdf: bytes, folder: Path) -> bool:
    """Whether it passes PDF/UA-1."""
    file = folder / "sheet.pdf"
    file.write_bytes(pdf)
    return bool(checker.validate_pdf(str(file), profile="ua1").is_compliant)


def test_a_council_reads_the_region_beside_the_nation(client: Client, tmp_path: Path) -> None:
    told()
    with_projects()
    said = client.get(ADDRESS)
    text = read(said.content)
    assert accessible(said.content, tmp_path)
    for words in (
        "Drenthe",
        "Centrumgemeente: Emmen",
        "Samen werken",
        LABELS["done"],
        f"2030: {LABELS['busy']}",
        "Alle 5 regio’s",
        "Samen trainen",
        "samen met Twente",
        "ronde 2031",
        PUBLIC,
    ):
        assert words in text, words
    assert said["Content-Disposition"] == 'inline; filename="factsheet-drenthe-2031-openbaar.pdf"'
    assert "no-store" in said["Cache-Control"]


def test_it_is_typeset_once_and_kept_under_what_stands_on_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(steps="programme")
    made: list[str] = []

    def typeset(_main: str, inputs: dict[str, str], **_more: object) -> bytes:
        made.append(inputs["data"])
        return b"%PDF"

    monkeypatch.setattr(sheets, "typeset", typeset)
    for _time in range(2):
        client.get(ADDRESS)
    assert len(made) == 1
    signed_in(people()["own leader"]).get(ADDRESS)
    assert len(made) == 2, "another reader's sheet is another sheet"


@pytest.mark.parametrize(
    ("level", "for_whom"),
    [
        ("public", {"own leader": PARTNERS, "leader of another region": PARTNERS, "manager": PARTNERS}),
        ("partners", {"own leader": PARTNERS, "leader of another region": PARTNERS, "manager": PARTNERS}),
        ("programme", {"own leader": OWN, "leader of another region": PARTNERS, "manager": OWN}),
    ],
)
def test_for_whom_it_is_stands_on_it(level: str, for_whom: dict[str, str]) -> None:
    told(steps=level, themes=level)
    readers = people()
    for name, words in for_whom.items():
        found = data(readers[name])
        assert found["for_whom"] == words, (level, name)
        knows = level != "programme" or name != "leader of another region"
        assert (LABELS["done"] in {row["own"] for row in found["rows"]}) == knows, (level, name)


@pytest.mark.parametrize("level", ["partners", "programme"])
def test_what_is_not_for_everybody_never_stands_on_a_public_sheet(client: Client, level: str) -> None:
    told(steps=level, themes=level)
    texts = []
    for reader in (client, signed_in(people()["technical manager"]), signed_in(people()["manager"])):
        said = reader.get(f"{ADDRESS}?voor=openbaar")
        texts.append(read(said.content))
        assert "openbaar.pdf" in said["Content-Disposition"]
        assert LABELS["done"] not in texts[-1] and LABELS["busy"] not in texts[-1]
        assert "Welke regio wat antwoordde, is in deze ronde niet openbaar." in texts[-1]
        assert not any(secret in said.content for secret in (b"alle stappen", b"bezig met"))
    assert len(set(texts)) == 1


def test_a_sheet_about_a_round_that_runs_is_for_the_programme() -> None:
    told()
    begin("2032")
    found = data(people()["manager"], round_="2032")
    assert found["for_whom"] == "Vertrouwelijk: deze ronde loopt nog. Alleen voor het programmateam."


def test_a_region_that_takes_no_part_reads_why_and_sees_the_nation() -> None:
    told()
    story = begin("2032")
    excuse(by=story.by, participant=story.round.participants.get(region__slug="drenthe"), why="Herindeling.")
    found = data(people()["manager"], round_="2032")
    assert found["note"] == "Drenthe is vrijgesteld van ronde 2032 en telt daarin niet mee."
    assert all(row["own"] == "" and not any(part["here"] for part in row["parts"]) for row in found["rows"])


def test_before_anything_is_published_there_is_no_sheet(client: Client) -> None:
    told(published=False)
    assert client.get(ADDRESS).status_code == 404
    assert signed_in(people()["manager"]).get(f"{ADDRESS}?voor=openbaar").status_code == 404
    assert client.get(f"{ADDRESS}?ronde=1999").status_code == 404


# --- one page, whatever stands on it ------------------------------------------------------------------------
def long(found: dict[str, Any], word: str) -> dict[str, Any]:
    """The sheet with as much on it as it can get: every text at its longest, many rows, many projects."""
    full = {"block": word * 80, "said": word * 220, "own": word * 80, "moved": word * 80}
    part = {"n": 4, "step": 3, "label": word * 80, "here": False}
    row = {**found["rows"][0], **{name: text[:220] for name, text in full.items()}, "parts": [part] * 7}
    project = {"title": word * 110, "title_lang": "nl", "partners": word * 220, "summary": word * 220,
               "summary_lang": "nl"}  # fmt: skip
    texts = {"title": (word * 80)[:80], "towns": word * 40, "note": word * 60, "label": word * 20}
    return {**found, **texts, "rows": [row] * 7, "projects": [project] * 60, "more": ["En nog 1."] * 61}


@pytest.mark.parametrize("word", ["een lang woord ", "w", "Wereldgezondheidsorganisatie "])
def test_it_never_goes_on_overleaf(word: str, tmp_path: Path) -> None:
    told()
    user = people()["manager"]
    found = readable(long(data(user), word))
    pdf = compile_pdf(MAIN, {"data": json.dumps(found)}, moment=sheet(user).moment)
    assert "Bron: rondetafelgesprekken" in read(pdf)
    assert found["for_whom"] in read(pdf)
    assert accessible(pdf, tmp_path)


def sheet(user: User) -> sheets.Sheet:
    """Somebody's sheet of Drenthe in the newest closed round."""
    reading = reading_for(user)
    assert reading is not None
    return sheet_of(reading, Region.objects.get(slug="drenthe"), reading.newest)


def test_projects_that_do_not_fit_are_counted() -> None:
    told()
    with_projects()
    user = people()["manager"]
    found = data(user)
    more = ["", *(f"En nog {left} projecten." for left in range(1, 61))]
    pdf = compile_pdf(
        MAIN, {"data": json.dumps({**found, "projects": found["projects"] * 60, "more": more})},
        moment=sheet(user).moment,
    )  # fmt: skip
    text = read(pdf)
    shown = text.count("Samen trainen")
    assert 5 < shown < 60
    assert f"En nog {60 - shown} projecten." in text
    assert "Samen werken" in text, "projects go before the region's own answers do"


@pytest.mark.parametrize("kind", NASTY)
def test_whatever_people_type_is_told_and_never_run(kind: str, tmp_path: Path) -> None:
    told()
    user = people()["manager"]
    region = Region.objects.get(slug="drenthe")
    with_projects()
    typed = NASTY[kind].replace("\0", "")  # PostgreSQL keeps no NUL, and no form lets one in
    region.projects.update(title_nl=typed[:160] or "x", summary_nl=typed)
    made = sheet(user)
    pdf = compile_pdf(MAIN, made.inputs, moment=made.moment)
    assert accessible(pdf, tmp_path)
    start = pdf_text(NASTY[kind])[:12].strip()
    assert "".join(start.split()) in "".join(read(pdf).split())


def test_more_regions_than_squares_become_a_bar(tmp_path: Path) -> None:
    told()
    user = people()["manager"]
    found = data(user)
    for row in found["rows"]:
        row["parts"] = [{**part, "n": part["n"] * 700} for part in row["parts"]]
    pdf = compile_pdf(MAIN, {"data": json.dumps(found)}, moment=sheet(user).moment)
    assert "700" in read(pdf) and len(pdf) < 120_000
    assert accessible(pdf, tmp_path)
