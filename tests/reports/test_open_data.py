"""A researcher takes the figures: the same for everybody, complete, explained, and the same for ever."""

import csv
import hashlib
import io
import json
import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from csvw.metadata import CSVW
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.test import Client
from django.utils import timezone

from accounts.middleware import TOUCH
from accounts.models import Role
from accounts.second_factor import SEEN
from buildingblocks.models import BuildingBlock, Source
from questionnaires.models import Answer, AnswerState, Option, Question
from regions.models import Region
from reports.models import Indicator, ProgressReport, PublishedFigure, ReportFile, ReportVersion
from reports.open_data.columns import CODEBOOK, FIGURES
from reports.open_data.files import NAMES, SUMS
from reports.reading.reading import public_reading
from reports.reading.words import words_now
from roundtables.actions.rounds import close_round, reopen_round
from roundtables.models import Snapshot
from tests.accounts.factories import UserFactory
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.reports.factories import IndicatorFactory, PublishedFigureFactory, ReportVersionFactory
from tests.reports.hidden import NAMES as REGION_NAMES
from tests.reports.readers import published

pytestmark = pytest.mark.django_db
BASE = "/data/vijfde/1/"


def got(path: str, client: Client | None = None, headers: dict[str, str] | None = None) -> Any:
    """What a reader gets."""
    return (client or Client()).get(path, headers=headers)


def files(base: str = BASE) -> dict[str, bytes]:
    """Every file of a data set."""
    found = {name: got(base + name) for name in NAMES}
    assert {said.status_code for said in found.values()} == {200}
    return {name: said.content for name, said in found.items()}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_a_researcher_gets_the_figures_that_the_page_shows() -> None:
    published()
    rows = table(files()["cijfers.csv"])
    assert list(rows[0]) == FIGURES.headers
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in FIGURES.headers + CODEBOOK.headers)
    reading = public_reading()
    assert reading is not None
    assert len(rows) == sum(len(reading.figures(one.key)) for one in reading.rounds)
    for row in rows:
        figure = reading.figures(row["ronde"])[row["cijfer"]]
        assert row["waarde"] == ("" if figure.value is None else str(figure.value))
        assert int(row["noemer"]) == figure.base_value
        parts = ("niet_geteld", "niet_van_toepassing", "niet_beantwoord", "niet_goedgekeurd")
        assert int(row["waarde"] or 0) + sum(int(row[part]) for part in parts) == figure.base_value
    plan = next(row for row in rows if (row["ronde"], row["cijfer"]) == ("2031", "plan"))
    assert plan["uitspraak"].startswith("Drie van de vijf regio’s hebben een plan")
    assert (plan["titel"], plan["gepubliceerd"], plan["gepubliceerd_minimum"]) == ("Een plan", "zes", "4")
    steps = next(row for row in rows if row["cijfer"] == "steps-done")
    assert steps["uitspraak"] and not steps["uitspraak_engels"], "no English was written, so none is made"
    theme = next(row for row in rows if (row["ronde"], row["cijfer"]) == ("2030", "theme-teams"))
    assert (theme["waarde"], theme["status"], theme["uitspraak"]) == ("", "not_asked", "")


def test_every_form_says_the_same() -> None:
    published()
    made = files()
    for stem in ("cijfers", "codeboek"):
        rows = [list(row.values()) for row in table(made[f"{stem}.csv"])]
        sheet = openpyxl.load_workbook(io.BytesIO(made[f"{stem}.xlsx"])).active
        assert sheet is not None
        cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
        assert cells[1:] == rows
        found = json.loads(made[f"{stem}.json"])
        assert len(found[stem]) == len(rows)
        assert [one["tekst" if stem == "codeboek" else "cijfer"] for one in found[stem]] == [
            row[CODEBOOK.headers.index("tekst") if stem == "codeboek" else FIGURES.headers.index("cijfer")]
            for row in rows
        ]
        with ZipFile(io.BytesIO(made[f"{stem}.ods"])) as book:
            assert book.read("content.xml").decode().count("<table:table-row") == len(rows) + 1
    assert found["licentie"] == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_the_codebook_says_what_a_figure_counts() -> None:
    published()
    rows = table(files()["codeboek.csv"])
    kinds = [row["soort"] for row in rows]
    assert {"ronde", "vraag", "antwoordoptie", "indicator", "bron", "kolom"} <= set(kinds)
    steps = next(row for row in rows if (row["soort"], row["sleutel"]) == ("indicator", "steps-done"))
    assert (steps["noemer"], steps["noemer_in_woorden"]) == ("plan", "regio’s met een plan")
    assert json.loads(steps["voorwaarde"]) == {"q": "steps", "has": "done"}
    assert "‘done’" in steps["voorwaarde_in_woorden"] and "answer" in steps["voorwaarde_in_woorden_engels"]
    question = next(row for row in rows if (row["soort"], row["sleutel"]) == ("vraag", "steps"))
    assert question["type_naam"] == "één keuze" and question["zichtbaarheid_naam"]
    assert {row["sleutel"] for row in rows if row["soort"] == "kolom"} == set(FIGURES.headers)
    assert all(row["tekst"] for row in rows)


def test_a_break_stands_in_the_codebook_and_beside_the_figure() -> None:
    version = published()
    newest = version.snapshots.order_by("-pk").first()
    assert newest is not None
    for question in newest.content["questions"]:
        if question["key"] == "plan":
            question.update(succeeds="plan", verdict="break", verdict_note_nl="Een plan is nu meer.")
    QuerySet(Snapshot).filter(pk=newest.pk).update(content=newest.content)
    made = files()
    (found,) = [row for row in table(made["codeboek.csv"]) if row["soort"] == "breuk"]
    assert (found["sleutel"], found["ronde"], found["vergelijkbaar"]) == ("plan", "2031", "nee")
    assert found["kanttekening"] == "Een plan is nu meer."
    plan = [row for row in table(made["cijfers.csv"]) if row["cijfer"] == "plan"]
    assert [row["vergelijkbaar"] for row in plan] == ["", "nee"]


def test_the_metadata_describes_the_csv(tmp_path: Any) -> None:
    published()
    for name, content in files().items():
        (tmp_path / name).write_bytes(content)
    for stem in ("cijfers", "codeboek"):
        described = CSVW(str(tmp_path / f"{stem}.csv-metadata.json"), validate=True)
        assert described.is_valid
        (one,) = described.tables
        rows = list(one)
        assert len(rows) == len(table((tmp_path / f"{stem}.csv").read_bytes()))
    figure = next(iter(CSVW(str(tmp_path / "cijfers.csv-metadata.json")).tables[0]))
    assert isinstance(figure["noemer"], int) and figure["voorbeeldgegevens"] is False


def test_no_file_names_a_region() -> None:
    published()
    for name, content in files().items():
        opened = [content]
        if name.endswith(("ods", "xlsx")):
            with ZipFile(io.BytesIO(content)) as book:
                opened = [book.read(part) for part in book.namelist()]
        for text in opened:
            assert not [one for one in REGION_NAMES if one.encode() in text or one.lower().encode() in text]


def test_a_formula_stays_text() -> None:
    published()
    Indicator.objects.filter(key="plan").update(title_nl='=HYPERLINK("http://x")')
    ReportVersion.objects.update(words=words_now())
    made = files()
    titles = {row["titel"] for row in table(made["cijfers.csv"])}
    assert '\'=HYPERLINK("http://x")' in titles and '=HYPERLINK("http://x")' not in titles


def test_the_checksums_are_those_of_the_files() -> None:
    published()
    made = files()
    lines = {line[66:]: line[:64] for line in made[SUMS].decode().splitlines()}
    assert set(lines) == set(NAMES) - {SUMS}
    for name, mark in lines.items():
        assert hashlib.sha256(made[name]).hexdigest() == mark


def change_everything() -> None:
    """Answers, questions, options, regions: all that was put and answered, after publication."""
    Region.objects.update(name=Concat(Value("Elders "), "slug"))
    Question.objects.update(text_nl="Iets anders?", text_en="Something else?", visibility="programme")
    Option.objects.update(label_nl="wat anders", label_en="other")
    Answer.objects.update(state=AnswerState.OPEN)


def change_words() -> None:
    """Names, rules and printed numbers, after publication."""
    Indicator.objects.update(title_nl="Iets", many_nl="hebben iets", expressions={"2030": {"true": 1}})
    PublishedFigure.objects.update(value=1, min=1, max=1, as_worded="één")
    BuildingBlock.objects.update(name_nl="Blok")
    Source.objects.update(title_nl="Bron")


def test_what_was_published_never_changes() -> None:
    """Also not when everything behind it does, and the round is corrected and closed again."""
    version = published()
    before = files()
    change_everything()
    change_words()
    round_ = version.report.round
    person = UserFactory()
    Role.objects.create(person=person, kind=Role.Kind.PROGRAMME_MANAGER, given_by=person)
    reopen_round(by=person, round_=round_, why="Een fout.")
    close_round(by=person, round_=round_)
    assert files() == before


def test_made_anew_it_is_the_same_whatever_changed_since(settings: Any) -> None:
    """A file that got lost is made again from what the version pins: snapshots, rules, and the words of then.
    Nobody sees the difference, also not by its checksum."""
    published()
    before = files()
    change_everything()
    change_words()
    Indicator.objects.filter(key="plan").update(block=BuildingBlockFactory(), base=["steps-done"])
    IndicatorFactory(key="later", expressions={"2030": {"true": 1}})
    PublishedFigureFactory(indicator=Indicator.objects.get(key="plan"), round_key="2030")
    ProgressReport.objects.update(title_nl="Anders", title_en="Other")
    settings.CONTACT = settings.CONTACT | {"name": "Iemand anders"}
    Path(settings.MEDIA_ROOT, ReportFile.objects.get(name="cijfers.csv").path).unlink()
    ReportFile.objects.filter(name__in=NAMES).delete()
    assert files() == before
    assert "Blok" not in before["codeboek.csv"].decode()


def test_a_version_of_before_words_were_kept_is_told_in_the_words_of_now() -> None:
    published()
    ReportVersion.objects.update(words={})
    BuildingBlock.objects.update(name_nl="Blok")
    assert {row["bouwsteen_naam"] for row in table(files()["cijfers.csv"])} == {"Blok"}


def test_a_version_that_was_superseded_stays_where_it_was() -> None:
    first = published()
    before = files()
    second = ReportVersionFactory(
        report=first.report, number=2, label_nl="Versie 2", state="approved",
        publish_at=timezone.now() - timedelta(hours=1), checksum="d" * 64,
    )  # fmt: skip
    second.snapshots.set(first.snapshots.all())
    assert files() == before
    assert got("/data/vijfde/2/cijfers.csv").status_code == 200
    latest = got("/data/reeks/codeboek.json")
    assert json.loads(latest.content)["versie"] == 2
    assert latest["Content-Location"] == "/data/vijfde/2/codeboek.json"
    page = got("/data/").content.decode()
    assert BASE in page and "/data/vijfde/2/" in page


@pytest.mark.parametrize("hidden", ["draft", "proposed", "embargo"])
def test_what_is_not_published_is_there_for_nobody(hidden: str) -> None:
    published(state=hidden if hidden != "embargo" else "approved")
    if hidden == "embargo":
        ReportVersion.objects.update(publish_at=timezone.now() + timedelta(hours=1))
    person = UserFactory()
    Role.objects.create(person=person, kind=Role.Kind.PROGRAMME_MANAGER, given_by=person)
    manager = Client()
    manager.force_login(person)
    paths = [BASE, "/data/reeks/", "/data/catalogus.ttl", "/data/catalogus.jsonld"]
    paths += [base + name for base in (BASE, "/data/reeks/") for name in NAMES]
    for client in (Client(), manager):
        assert {got(path, client).status_code for path in paths} == {404}
        page = got("/data/", client)
        assert page.status_code == 200 and BASE not in page.content.decode()
    assert not ReportFile.objects.filter(name__in=NAMES).exists(), "nothing was made either"


def test_what_does_not_exist_is_said_so() -> None:
    published()
    for path in (BASE + "anders.csv", BASE + "report.pdf", "/data/vijfde/3/cijfers.csv", "/data/zesde/1/",
                 "/data/catalogus.xml", "/data/reeks/cijfers.txt"):  # fmt: skip
        assert got(path).status_code == 404, path
    ReportFile.objects.filter(name="cijfers.csv").update(checksum="0" * 64)
    assert got(BASE + "cijfers.ods").status_code == 200
    ReportFile.objects.filter(name="cijfers.csv").update(checksum="0" * 64)
    assert got(BASE + "cijfers.csv").status_code == 404, "a file that is not what was published is not given"


def test_any_cache_may_keep_a_file_and_hands_on_nothing_of_a_reader() -> None:
    published()
    client = Client(headers={"accept-language": "en"})
    client.force_login(UserFactory())
    session = client.session
    session[SEEN] = time.time() - TOUCH - 60  # long enough ago for this visit to be noted in it
    session.save()
    for name in NAMES:
        said = got(BASE + name, client)
        assert said["Cache-Control"] == "public, max-age=31536000, immutable"
        assert not said.cookies and not said.has_header("Vary")
        assert said["Content-Language"] == "nl"
        again = got(BASE + name, client, {"if-none-match": said["ETag"]})
        assert again.status_code == 304 and not again.content and not again.cookies
    latest = got("/data/reeks/cijfers.csv", client)
    assert latest["Cache-Control"] == "public, no-cache" and not latest.cookies
    assert got("/data/", client)["Cache-Control"] != latest["Cache-Control"], "a page is one reader's"


def test_a_csv_points_at_its_description_and_any_site_may_read_it() -> None:
    published()
    said = got(BASE + "cijfers.csv")
    assert said["Link"].startswith('<cijfers.csv-metadata.json>; rel="describedby"')
    assert said["Content-Type"] == "text/csv; charset=utf-8"
    assert said["Access-Control-Allow-Origin"] == "*"
    assert said["Content-Disposition"] == 'attachment; filename="vijfde-1-cijfers.csv"'
    assert not said.content.startswith(b"\xef\xbb\xbf") and b"\r\n" in said.content


def test_made_up_answers_are_said_to_be() -> None:
    published(made_up=True, example=True)
    made = files()
    rows = table(made["cijfers.csv"])
    assert {(row["ronde"], row["voorbeeldgegevens"]) for row in rows} == {("2030", "ja"), ("2031", "nee")}
    assert json.loads(made["cijfers.json"])["aanduiding"] == "Voorbeeldgegevens"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_says_what_there_is_and_how_to_cite_it(language: str) -> None:
    published()
    page = got("/data/", headers={"accept-language": language}).content.decode()
    changed = "1 januari 2020" if language == "nl" else "1 January 2020"
    addresses = ("/data/reeks/cijfers.csv", "/data/catalogus.ttl", 'href="/api/"')
    for expected in (changed, "CC0", "[dataset]", *addresses):
        assert expected in page
    one = got(BASE, headers={"accept-language": language}).content.decode()
    for name in NAMES:
        assert f'href="{BASE}{name}"' in one
    assert ReportFile.objects.get(name="cijfers.csv").checksum in one
    assert 'href="/data/"' in got("/rapportages/").content.decode()
    assert got("/data/reeks/").status_code == 200


def test_the_api_lists_the_files_of_the_report_alone() -> None:
    published()
    files()
    said = got("/api/v1/rapportages/vijfde").json()
    assert {one["naam"] for one in said["bestanden"]} == {"report.pdf", "figures.csv"}
    assert got("/api/v1/openapi.json").json()["externalDocs"]["url"].endswith("/data/")
