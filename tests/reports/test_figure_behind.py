"""From a figure to the answers behind it, to the texts of its questions, to who uses it; and its files."""

import csv
import io
import json

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from questionnaires.models import Answer, AnswerRevision, Evidence, Question
from regions.models import Region
from reports.models import Indicator, ReportVersion
from roundtables.actions.attaching import attach_link
from roundtables.actions.rounds import close_round, reopen_round
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.reports.dashboards import changed_round, world
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.story import Story, answer, begin

pytestmark = pytest.mark.django_db
PLAN = "/cijfers/plan/"


def page(client: Client, address: str = PLAN) -> str:
    """The part of the page that is about the figure."""
    said = client.get(address)
    assert said.status_code == 200
    content = said.content.decode()
    return content[content.index("<main") :]


def with_beside(key: str = "2032") -> Story:
    """A round in which Drenthe explains its plan, and shows it."""
    story = begin(key)
    answer(story, "drenthe", "plan", "yes", comment="Vastgesteld in mei.")
    answer(story, "twente", "plan", "no", comment="Nog niet.")
    response = story.round.responses.get(region__slug="drenthe")
    question = Question.objects.get(questionnaire=story.round.questionnaire, key="plan")
    leader = person(Kind.PROJECT_LEADER, Region.objects.get(slug="drenthe"))
    attach_link(
        by=leader, response=response, question=question, url="https://voorbeeld.invalid/plan", name="Het plan"
    )
    return story


def test_two_clicks_from_a_statement_to_the_answer() -> None:
    world("partners")
    with_beside()
    shown = page(signed_in(person(Kind.PROGRAMME_MANAGER)), f"{PLAN}?ronde=2032")
    assert 'href="/beheer/rondes/2032/drenthe/?toon=alles#vraag-plan"' in shown
    for said in ("Vastgesteld in mei.", "Nog niet.", "Het plan", "Goedgekeurd op"):
        assert said in shown
    review = signed_in(person(Kind.PROGRAMME_MANAGER)).get("/beheer/rondes/2032/drenthe/?toon=alles")
    assert 'id="vraag-plan"' in review.content.decode()


def test_what_the_example_approved_says_so() -> None:
    world("partners")
    story = with_beside()
    answers = Answer.objects.filter(sheet__response__round=story.round)
    AnswerRevision.objects.filter(answer__in=answers).update(by=User.objects.service("example"))
    manager = signed_in(person(Kind.PROGRAMME_MANAGER))
    assert "door de voorbeeldgegevens" in page(manager, f"{PLAN}?ronde=2032")


def test_a_region_reads_what_stands_beside_its_own_answer_only() -> None:
    world("partners")
    story = with_beside()
    close_round(by=story.by, round_=story.round)
    leader = signed_in(person(Kind.PROJECT_LEADER, Region.objects.get(slug="drenthe")))
    shown = page(leader, f"{PLAN}?ronde=2032")
    assert "Vastgesteld in mei." in shown
    assert "Nog niet." not in shown
    assert "Twente" in shown
    assert 'href="/ronde/2032/drenthe/' in shown


def test_two_regions_each_read_their_own() -> None:
    """What was made for one reader is never shown to another."""
    world("partners")
    story = with_beside()
    close_round(by=story.by, round_=story.round)
    read = {}
    for slug in ("drenthe", "twente", "zeeland"):
        leader = person(Kind.PROJECT_LEADER, Region.objects.get(slug=slug))
        read[slug] = page(signed_in(leader), f"{PLAN}?ronde=2032")
    told = {slug: ("Vastgesteld in mei." in shown, "Nog niet." in shown) for slug, shown in read.items()}
    assert told == {"drenthe": (True, False), "twente": (False, True), "zeeland": (False, False)}


def test_what_is_taken_away_after_closing_is_gone_at_once() -> None:
    world("partners")
    story = with_beside()
    close_round(by=story.by, round_=story.round)
    manager = signed_in(person(Kind.PROGRAMME_MANAGER))
    assert "Het plan" in page(manager, f"{PLAN}?ronde=2032")
    Evidence.objects.update(removed_at=timezone.now(), removed_by=story.by)
    assert "Het plan" not in page(manager, f"{PLAN}?ronde=2032")


@pytest.mark.parametrize("kind", [Kind.COMMISSIONER, Kind.STEERING_GROUP])
def test_a_partner_reads_names_and_answers_and_no_more(kind: str) -> None:
    world("partners")
    story = with_beside()
    close_round(by=story.by, round_=story.round)
    shown = page(signed_in(person(kind)), f"{PLAN}?ronde=2032")
    assert "Drenthe" in shown
    for hidden in ("Vastgesteld in mei.", "Het plan", "Goedgekeurd op", "/beheer/"):
        assert hidden not in shown


def test_what_stands_beside_an_answer_that_changed_since_is_not_told() -> None:
    """The snapshot counted ‘yes’; then the round was reopened and the answer became ‘no’."""
    world("partners")
    story = with_beside()
    close_round(by=story.by, round_=story.round)
    reopen_round(by=story.by, round_=story.round, why="Een vergissing.")
    answer(story, "drenthe", "plan", "no", comment="Toch niet.")
    leader = signed_in(person(Kind.PROJECT_LEADER, Region.objects.get(slug="drenthe")))
    shown = page(leader, f"{PLAN}?ronde=2032")
    assert "Dit antwoord is gewijzigd sinds het werd geteld." in shown
    assert "Toch niet." not in shown
    assert "1 geteld" in shown


def test_a_reviewer_of_another_block_reads_no_comments() -> None:
    _version, block = world("programme")
    with_beside()
    own = page(signed_in(person(Kind.PROGRAMME_MEMBER, block=block)), f"{PLAN}?ronde=2032")
    assert "Vastgesteld in mei." in own
    other = person(Kind.PROGRAMME_MEMBER, block=BuildingBlockFactory())
    shown = page(signed_in(other), f"{PLAN}?ronde=2032")
    assert "Vastgesteld in mei." not in shown
    assert "u mag niet weten welke regio wat antwoordde" in shown


def test_who_is_new_since_the_round_before() -> None:
    world("public")
    shown = page(Client())
    place = shown.index("Zeeland")
    assert "nieuw" in shown[place : place + 120]
    assert shown.count("nieuw") == 1
    assert "Iedereen mag weten welke regio’s dit zijn." in shown


def test_how_the_question_was_put_over_the_rounds() -> None:
    world("public")
    story = changed_round()
    Indicator.objects.filter(key="plan").update(
        expressions={"2030": {"q": "plan", "has": "yes"}, "2032": {"q": "scheme", "has": "yes"}}
    )
    answer(story, "drenthe", "scheme", "yes")
    shown = page(signed_in(person(Kind.PROGRAMME_MANAGER)), f"{PLAN}?ronde=2032")
    assert "In andere rondes" in shown
    assert "<dt>2030, 2031</dt>" in shown
    assert "In 2032 is de vraag veranderd; vergelijken met eerdere rondes kan niet. Andere vraag." in shown


def test_who_cites_the_figure() -> None:
    version, _block = world("public")
    content = version.document
    run = {"text": "Drie", "kind": "number", "ref": "figure:plan@2031", "href": "", "note": []}
    rest = run | {"text": " regio’s hebben een plan. Dat is meer dan eerst.", "kind": "plain", "ref": ""}
    content["chapters"][0]["blocks"].append({"t": "paragraph", "lead": False, "text": [run, rest]})
    ReportVersion.objects.filter(pk=version.pk).update(document=content, checksum="d" * 64)
    shown = page(Client())
    assert 'href="/rapportages/vijfde/#samenvatting"' in shown
    assert "<p>Drie regio’s hebben een plan.</p>" in shown
    assert "Dat is meer dan eerst." not in shown
    assert 'href="/cijfers/steps-done/?ronde=2031"' in shown[shown.index("Dit cijfer is de noemer van:") :]


def test_a_draft_does_not_count_as_use() -> None:
    version, _block = world("public")
    ReportVersion.objects.filter(pk=version.pk).update(state="proposed")
    shown = page(signed_in(person(Kind.COMMISSIONER)))
    assert "Geen gepubliceerde rapportage noemt dit cijfer." in shown


def test_a_researcher_takes_the_series_along(client: Client) -> None:
    world("public", made_up=True)
    label, *rows = list(csv.reader(io.StringIO(client.get("/cijfers/plan/plan.csv").content.decode())))
    assert label[0] == "Voorbeeldgegevens"
    table = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [(row["ronde"], row["waarde"], row["noemer"]) for row in table] == [
        ("2030", "2", "5"),
        ("2031", "3", "5"),
    ]
    found = json.loads(client.get("/cijfers/plan/plan.json").content)
    assert [row["value"] for row in found["series"]] == [2, 3]
    assert found["label"] == "Voorbeeldgegevens"
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/cijfers/plan/plan.xlsx").content)).active
    assert sheet is not None
    assert [row[4] for row in sheet.iter_rows(min_row=3, values_only=True)] == [2, 3]
    drawing = client.get("/cijfers/plan/plan.svg").content.decode()
    assert "Voorbeeldgegevens" in drawing
    assert "2030: 2 van 5 regio’s; 2031: 3 van 5 regio’s" in drawing
    assert client.get("/cijfers/plan/plan.ods").content == client.get("/cijfers/plan/plan.ods").content
    for wrong in ("ander.csv", "plan.exe", "plan"):
        assert client.get(f"/cijfers/plan/{wrong}").status_code == 404


def test_a_title_that_looks_like_a_formula_is_text_in_a_sheet(client: Client) -> None:
    world("public")
    Indicator.objects.filter(key="plan").update(title_nl="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in client.get("/cijfers/plan/plan.csv").content.decode()


def test_no_file_is_kept_for_somebody_else(client: Client) -> None:
    world("public")
    for address in (PLAN, "/cijfers/plan/plan.csv", "/kruisen/", "/vergelijken/"):
        assert client.get(address)["Cache-Control"] in ("private, no-cache", "no-cache, private"), address


def test_an_approval_shows_in_the_next_page_and_file() -> None:
    world("partners")
    story = begin("2032")
    manager = signed_in(person(Kind.PROGRAMME_MANAGER))
    assert Answer.objects.filter(sheet__response__round=story.round).count() == 0
    before = page(manager, f"{PLAN}?ronde=2032")
    answer(story, "utrecht", "plan", "yes")
    after = page(manager, f"{PLAN}?ronde=2032")
    assert "1 geteld" not in before
    assert "1 geteld" in after
    rows = list(csv.DictReader(io.StringIO(manager.get("/cijfers/plan/plan.csv").content.decode())))
    assert rows[-1]["waarde"] == "1"
