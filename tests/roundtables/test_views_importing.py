"""The programme manager reads a file in on screen: first what it changes, then all of it or nothing."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from questionnaires.actions import attach_link
from questionnaires.models import Answer, AnswerState, Question
from regions.actions import pretend_region
from roundtables.actions.participants import excuse, take_part
from roundtables.actions.rounds import close_round
from roundtables.errors import RoundError
from roundtables.importing import import_checked, preview, waiting
from roundtables.models import Participant, Round
from roundtables.tasks import sweep_imports
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.sheets import ods, xlsx
from tests.roundtables.story import Story, answer, begin
from tests.roundtables.test_importing import GOOD, HEAD, rows

pytestmark = pytest.mark.django_db
ADDRESS = "/beheer/rondes/2030/inlezen/"


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]


@pytest.fixture
def story() -> Story:
    return begin()


@pytest.fixture
def manager(story: Story) -> User:
    return person(Kind.PROGRAMME_MANAGER)


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


def kept() -> list[Path]:
    """The files that wait."""
    return [path for path in (Path(settings.MEDIA_ROOT) / "imports").rglob("*") if path.is_file()]


def send(client: Client, content: str | bytes, name: str = "antwoorden.csv") -> HttpResponse:
    """Choose a file."""
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(ADDRESS, {"file": file})  # type: ignore[return-value]


def looked_at(
    client: Client, content: str | bytes, name: str = "antwoorden.csv"
) -> tuple[str, str, dict[str, str]]:
    """Choose a file that is good: the address where it waits, the page, and what to send to read it in."""
    sent = send(client, content, name)
    assert sent.status_code == 302, sent.content.decode()
    page = client.get(sent["Location"])
    return sent["Location"], page.content.decode(), {"seen": page.context["found"].mark}


def test_first_look_then_read_in(story: Story, client: Client, manager: User) -> None:
    before = rows()
    address, page, form = looked_at(client, GOOD)
    assert rows() == before
    assert "Wat er verandert" in page
    assert ("Drenthe" in page, "teams; trauma" in page, "geen antwoord" in page) == (True, True, True)
    sent = client.post(address, form, follow=True)
    assert sent.redirect_chain == [("/beheer/rondes/2030/", 302)]
    assert "4 antwoorden zijn ingelezen." in sent.content.decode()
    assert Answer.objects.get(question__key="themes").revisions.get().by == manager
    assert set(Answer.objects.values_list("state", flat=True)) == {AnswerState.GIVEN}
    assert kept() == []


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_sheet_too(story: Story, client: Client, tmp_path: Path, write: object) -> None:
    path = tmp_path / f"mijn antwoorden.{write.__name__}"  # type: ignore[attr-defined]
    write(path, [("drenthe", "remark", None, "'=1+1")])  # type: ignore[operator]
    address, page, form = looked_at(client, path.read_bytes(), path.name)
    assert path.name in page
    client.post(address, form)
    remark = Answer.objects.get()
    assert (remark.text, remark.revisions.get().why) == ("=1+1", path.name)


def test_what_is_approved_at_once_counts(story: Story, client: Client) -> None:
    address, _page, form = looked_at(client, GOOD)
    page = client.post(address, form | {"approve": "on"}, follow=True)
    assert "4 antwoorden zijn goedgekeurd" in page.content.decode()
    assert set(Answer.objects.values_list("state", flat=True)) == {AnswerState.APPROVED}


def test_the_page_tells_old_and_new(story: Story, client: Client) -> None:
    answer(story, "drenthe", "plan", "yes")
    answer(story, "drenthe", "steps", "busy", settled=False)
    answer(story, "twente", "reach", number=Decimal("12.5"), settled=False)
    answer(story, "zeeland", "remark", text="Blijft zo.", settled=False)
    text = (
        HEAD
        + "drenthe,plan,no,\ntwente,reach,,14\nzeeland,remark,,Blijft zo.\n"
        + "utrecht,remark,,Bel 06 12345678\n"
    )
    sent = send(client, text)
    page = client.get(sent["Location"])
    found = page.context["found"]
    assert found.counts == {"new": 1, "changed": 2, "emptied": 1}
    assert (found.same, found.approved, found.personal) == (1, 1, 1)
    told = [(one.region, one.key, one.kind.value, one.old, one.new) for one in found.changes]
    assert told == [
        ("Drenthe", "plan", "changed", "yes", "no"),
        ("Drenthe", "steps", "emptied", "busy", ""),
        ("Twente", "reach", "changed", "12,5", "14"),
        ("Utrecht", "remark", "new", "", "Bel 06 12345678"),
    ]
    shown = page.content.decode()
    assert "1 antwoord was al goedgekeurd" in shown
    assert "was goedgekeurd" in shown
    assert "lijkt een telefoonnummer" in shown
    assert "1 antwoord vervalt" in shown


def test_an_answer_is_replaced_only_when_that_is_ticked(story: Story, client: Client) -> None:
    answer(story, "drenthe", "plan", "yes")
    address, _page, form = looked_at(client, HEAD + "drenthe,plan,no,\ntwente,plan,no,\n")
    before = rows()
    page = client.post(address, form, follow=True)
    assert "Vink aan dat het bestand ze mag vervangen" in page.content.decode()
    assert rows() == before
    client.post(address, form | {"replace": "on"})
    assert {one.options.get().slug for one in Answer.objects.all()} == {"no"}


def test_the_same_again_asks_for_nothing(story: Story, client: Client) -> None:
    answer(story, "drenthe", "plan", "yes")
    address, page, form = looked_at(client, HEAD + "drenthe,plan,yes,\n")
    assert "Er verandert niets" in page
    assert 'name="replace"' not in page
    client.post(address, form)
    assert Answer.objects.get().state == AnswerState.APPROVED


def test_every_fault_stands_on_the_page_and_nothing_is_kept(
    story: Story, client: Client, tmp_path: Path
) -> None:
    before = rows()
    bad = [("atlantis", "plan", "yes", None), ("drenthe", "hoop", "yes", None)]
    sent = send(client, xlsx(tmp_path / "a.xlsx", bad).read_bytes(), "a.xlsx")
    page = sent.content.decode()
    assert sent.status_code == 422
    assert "2 plekken in het bestand kloppen niet" in page
    assert ("A2" in page, "B3" in page, "De regio “atlantis” bestaat niet" in page) == (True, True, True)
    assert (rows(), kept()) == (before, [])


def test_ten_thousand_faults_make_no_endless_page(story: Story, client: Client) -> None:
    page = send(
        client, HEAD + "".join(f"regio-{number},plan,yes,\n" for number in range(10_000))
    ).content.decode()
    assert "10000 plekken" in page.replace(".", "")
    assert page.count("<tr>") == 201
    assert "En nog" in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "Het bestand is leeg"),
        ("a.exe", b"MZ", "Dit soort bestand kan niet"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "Dit soort bestand kan niet"),
        ("a.xlsx", b"region_slug", "geen XLSX"),
        ("a.ods", b"region_slug", "geen ODS"),
        ("a.csv", b"PK\x03\x04", "geen CSV"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 99, "beschadigd"),
        ("a.csv", (HEAD + "drenthe,remark,,Frysl\u00e2n\n").encode("cp1252"), "geen UTF-8"),
        ("a.csv", (HEAD + "drenthe,plan,yes,\n").encode("utf-16"), "geen UTF-8"),
        ("a.csv", (HEAD + "drenthe,plan,yes,\n").encode("utf-16-le"), "geen UTF-8"),
        ("a.csv", (HEAD + "drenthe\0,plan,yes,\n").encode(), "bestaat niet"),
        ("a.csv", (HEAD + "drenthe,plan\0,yes,\n").encode(), "staat niet in de vragenlijst"),
        ("a.csv", (HEAD + "drenthe,plan,y\0es,\n").encode(), "hoort niet bij de vraag"),
        ("a.csv", (HEAD + "drenthe,reach,,1\0\n").encode(), "geen getal"),
        ("a.csv", HEAD.encode() + b'"' + b"x" * 200_000, "geen CSV"),
        ("a.csv", HEAD.encode(), "geen antwoorden"),
    ],
)
def test_a_file_that_cannot_be_read(
    story: Story, client: Client, name: str, content: bytes, said: str
) -> None:
    before = rows()
    sent = send(client, content, name)
    assert sent.status_code == 422
    assert said in sent.content.decode()
    assert (rows(), kept()) == (before, [])


def test_a_file_without_end_is_refused(story: Story, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST_MB", 0.001)
    assert "te groot" in send(client, GOOD * 100).content.decode()


def test_without_a_file_nothing_happens(story: Story, client: Client) -> None:
    assert "Kies een bestand" in client.post(ADDRESS).content.decode()


@pytest.mark.parametrize(
    "name", ["../../etc/a.csv", "..\\a.csv", "<script>.csv", "a\nb.csv", ".csv.csv", "é" * 200 + ".csv"]
)
def test_a_name_leads_nowhere_else(story: Story, client: Client, name: str) -> None:
    send(client, GOOD, name)
    (path,) = kept()
    place = Path(settings.MEDIA_ROOT) / "imports"
    assert path.resolve().is_relative_to(place.resolve())
    assert len(path.relative_to(place).parts) == 3
    assert "<" not in path.name and len(path.name) <= 90


# --- who, and when ------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", [Kind.PROGRAMME_MEMBER, Kind.PROJECT_LEADER, Kind.COMMISSIONER, Kind.TECHNICAL_MANAGER, ""]
)
def test_only_who_runs_rounds_reads_in(story: Story, client: Client, kind: str) -> None:
    region = story.round.responses.first().region if kind == Kind.PROJECT_LEADER else None  # type: ignore[union-attr]
    address, _page, form = looked_at(client, GOOD)
    other = signed_in(person(kind, region))
    assert send(other, GOOD).status_code == 403
    assert other.get(ADDRESS).status_code == 403
    assert other.get(address).status_code == 403
    assert other.post(address, form).status_code == 403
    assert not Answer.objects.exists()
    client.logout()
    assert client.get(ADDRESS).status_code == 302


def test_a_file_is_for_who_brought_it_and_for_its_round(story: Story, client: Client) -> None:
    address, _page, form = looked_at(client, GOOD)
    other = signed_in(person(Kind.PROGRAMME_MANAGER))
    sent = other.post(address, form, follow=True)
    assert "Dit bestand wacht niet meer" in sent.content.decode()
    begin("2031")
    sent = client.post(address.replace("2030", "2031"), form, follow=True)
    assert "Dit bestand wacht niet meer" in sent.content.decode()
    assert client.get(ADDRESS + "x/").status_code == 302
    assert not Answer.objects.exists()


def test_a_round_that_changed_meanwhile_is_looked_at_again(story: Story, client: Client) -> None:
    address, _page, form = looked_at(client, GOOD)
    answer(story, "drenthe", "plan", "no", settled=False)
    before = rows()
    page = client.post(address, form | {"replace": "on"}, follow=True)
    assert "De ronde is veranderd sinds u keek" in page.content.decode()
    assert rows() == before
    seen = page.context["found"].mark
    client.post(address, {"seen": seen, "replace": "on"})
    assert (
        Answer.objects.get(sheet__response__region__slug="drenthe", question__key="plan").options.get().slug
        == "yes"
    )


def test_a_region_that_types_is_noticed_before_anybody_approves(story: Story, client: Client) -> None:
    """Typing raises no revision of the round; the import still sees it."""
    answer(story, "drenthe", "remark", text="een", settled=False)
    address, _page, form = looked_at(client, HEAD + "drenthe,remark,,twee\n")
    Round.objects.update(revision=story.round.revision)
    standing = Answer.objects.get()
    mark = client.get(address).context["found"].mark
    standing.text, standing.revision = "drie", standing.revision + 1
    standing.save()
    page = client.post(address, form | {"seen": mark, "replace": "on"}, follow=True)
    assert "veranderd sinds u keek" in page.content.decode()
    assert Answer.objects.get().text == "drie"


def test_two_managers_at_once(story: Story, client: Client) -> None:
    """Both look; the second to say yes hears that the round changed."""
    other = signed_in(person(Kind.PROGRAMME_MANAGER))
    mine, _page, my_form = looked_at(client, HEAD + "drenthe,plan,yes,\n")
    theirs, _page, their_form = looked_at(other, HEAD + "drenthe,plan,no,\n")
    client.post(mine, my_form)
    page = other.post(theirs, their_form | {"replace": "on"}, follow=True)
    assert "veranderd sinds u keek" in page.content.decode()
    assert Answer.objects.get().options.get().slug == "yes"


def test_a_round_that_closed_meanwhile_takes_nothing(story: Story, client: Client) -> None:
    address, _page, form = looked_at(client, GOOD)
    close_round(by=story.by, round_=story.round)
    page = client.post(address, form, follow=True)
    assert "is niet open" in page.content.decode()
    assert "Er kunnen geen antwoorden bij" in client.get(ADDRESS).content.decode()
    assert "is niet open" in send(client, GOOD).content.decode()
    assert client.get(address, follow=True).status_code == 200
    assert not Answer.objects.exists()


def test_yes_twice_reads_in_once(story: Story, client: Client) -> None:
    address, _page, form = looked_at(client, GOOD)
    client.post(address, form)
    page = client.post(address, form, follow=True)
    assert "Dit bestand wacht niet meer" in page.content.decode()
    assert Answer.objects.count() == 4


def test_yes_without_having_looked_only_shows(story: Story, client: Client) -> None:
    address, _page, _form = looked_at(client, GOOD)
    assert client.post(address, {"approve": "on"}).status_code == 200
    assert not Answer.objects.exists()


def test_a_region_to_practise_with_gets_nothing_from_a_file(story: Story, client: Client) -> None:
    take_part(round_=story.round, region=pretend_region())
    page = send(client, HEAD + f"{pretend_region().slug},plan,yes,\n").content.decode()
    assert "bestaat niet" in page


def test_an_excused_region_is_marked(story: Story, client: Client) -> None:
    excuse(by=story.by, participant=Participant.objects.get(region__slug="twente"), why="Fusie.")
    text = HEAD + "twente,plan,yes,\nzeeland,plan,yes,\n"
    address, page, form = looked_at(client, text)
    assert page.count("vrijgesteld") == 1
    client.post(address, form)
    assert Answer.objects.count() == 2


def test_a_line_about_another_round_or_twice(story: Story, client: Client) -> None:
    page = send(
        client, HEAD + "drenthe,vraag-van-2018,yes,\ntwente,plan,yes,\ntwente,plan,yes,\n"
    ).content.decode()
    assert "staat niet in de vragenlijst van deze ronde" in page
    assert "Dit antwoord staat ook op regel 3" in page


def test_a_question_that_does_not_apply(story: Story, client: Client) -> None:
    page = send(client, HEAD + "drenthe,plan,n.v.t.,Geen plan\n").content.decode()
    assert "geldt voor elke regio" in page
    Question.objects.filter(key="plan").update(may_not_apply=True)
    assert "waarom de vraag" in send(client, HEAD + "drenthe,plan,n.v.t.,\n").content.decode()
    assert (
        "kan één antwoord"
        in send(client, HEAD + "drenthe,plan,n.v.t.,Nee\ndrenthe,plan,yes,\n").content.decode()
    )
    address, page, form = looked_at(client, HEAD + "drenthe,plan,n.v.t.,Geen plan\n")
    assert "niet van toepassing: Geen plan" in page
    client.post(address, form)
    assert (Answer.objects.get().not_applicable, Answer.objects.get().text) == (True, "Geen plan")


def test_what_stands_beside_an_answer_stays(story: Story, client: Client) -> None:
    answer(story, "drenthe", "remark", text="oud", comment="Toelichting.", settled=False)
    standing = Answer.objects.select_related("sheet", "question").get()
    attach_link(by=story.by, sheet=standing.sheet, question=standing.question, url="https://example.org/a")
    address, _page, form = looked_at(client, HEAD + "drenthe,remark,,nieuw\n")
    client.post(address, form | {"replace": "on"})
    assert (Answer.objects.get().text, Answer.objects.get().comment) == ("nieuw", "Toelichting.")
    assert standing.sheet.evidence.count() == 1


def test_many_changes_stand_on_several_pages(
    story: Story, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roundtables.views.importing.PAGE", 2)
    address, page, _form = looked_at(client, GOOD)
    assert page.count("<tr>") == 3
    assert "Bladzijde 1 van 2" in page
    assert client.get(f"{address}?pagina=2").content.decode().count("<tr>") == 3


# --- a file does not wait for ever --------------------------------------------------


def test_another_file_takes_the_place_of_the_first(story: Story, client: Client) -> None:
    first, _page, _form = looked_at(client, GOOD)
    looked_at(client, HEAD + "drenthe,plan,yes,\n")
    assert len(kept()) == 1
    assert client.get(first).status_code == 302


def test_a_file_that_waited_too_long_is_gone(story: Story, client: Client) -> None:
    address, _page, _form = looked_at(client, GOOD)
    past = time.time() - waiting.KEPT - 1
    os.utime(kept()[0], (past, past))
    assert client.get(address).status_code == 302
    sweep_imports()
    assert kept() == []


def test_a_scanner_may_refuse_it(story: Story, client: Client, tmp_path: Path, settings: object) -> None:
    scanner = tmp_path / "scanner"
    scanner.write_text("#!/bin/sh\nexit 1\n")
    scanner.chmod(0o700)
    settings.SCANNER = str(scanner)  # type: ignore[attr-defined]
    assert "keurt dit bestand af" in send(client, GOOD).content.decode()
    assert kept() == []


def test_the_wall_leads_to_both(story: Story, client: Client) -> None:
    page = client.get("/beheer/rondes/2030/").content.decode()
    assert ADDRESS in page
    assert "/beheer/rondes/2030/antwoorden.xlsx" in page
    member = signed_in(person(Kind.PROGRAMME_MEMBER)).get("/beheer/rondes/2030/").content.decode()
    assert ADDRESS not in member
    assert "/beheer/rondes/2030/antwoorden.xlsx" in member


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_managers_say_yes_in_the_same_moment(tmp_path: Path) -> None:
    """One of them is read in; the other hears that the round changed, and nothing of theirs is stored."""
    story = begin()
    people = [person(Kind.PROGRAMME_MANAGER) for _number in range(2)]
    paths = [tmp_path / f"{slug}.csv" for slug in ("yes", "no")]
    for path in paths:
        path.write_text(HEAD + f"drenthe,plan,{path.stem},\n")
    marks = [preview(by=people[0], path=path, round_=story.round).mark for path in paths]
    together = threading.Barrier(2)

    def say_yes(number: int) -> str:
        together.wait()
        try:
            import_checked(
                by=people[number], path=paths[number], round_=story.round, seen=marks[number], replace=True
            )
            return "ingelezen"
        except RoundError as error:
            return str(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(say_yes, range(2)))
    assert said[1] == "ingelezen"
    assert "veranderd sinds u keek" in said[0]
    assert Answer.objects.get().revisions.count() == 1
