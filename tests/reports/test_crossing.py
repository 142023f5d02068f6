"""Two questions against each other: what the table counts, what it says in words, and what its files hold."""

import csv
import io

import numpy as np
import pytest
from django.test import Client

from questionnaires.models import Question
from reports.pages.crossing.counting import Crossing
from reports.reading.answers import Parts
from reports.wording.crossings import Said, together
from roundtables.counts import OptionText, QuestionText
from tests.reports.hidden import world
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.story import answer, begin

FAR = Said("structureel", "structural", "Hoe ver is de regio? Kies één antwoord.", "How far is the region?")
STEER = Said("ja", "yes", "Is er sturing?", "Is there steering?")
WHO = Said("zorg", "care", "Wie sturen mee?", "Who steer along?", several=True)
PAGE = "/kruisen/?ronde=2031&a=plan&b=themes"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            (6, 6, FAR, STEER, "nl"),
            "Alle zes regio’s die ‘structureel’ antwoorden op “Hoe ver is de regio?”, antwoorden ook ‘ja’ op "
            "“Is er sturing?”.",
        ),
        (
            (2, 2, STEER, WHO, "nl"),
            "Beide regio’s die ‘ja’ antwoorden op “Is er sturing?”, kiezen ook ‘zorg’ bij “Wie sturen mee?”.",
        ),
        (
            (1, 1, WHO, STEER, "nl"),
            "De enige regio die ‘zorg’ kiest bij “Wie sturen mee?”, antwoordt ook ‘ja’ op “Is er sturing?”.",
        ),
        (
            (1, 6, STEER, WHO, "nl"),
            "Eén van de zes regio’s die ‘ja’ antwoorden op “Is er sturing?”, kiest ook ‘zorg’ bij “Wie "
            "sturen mee?”.",
        ),
        (
            (22, 25, STEER, WHO, "en"),
            "22 of the 25 regions that answered ‘yes’ to “Is there steering?” also chose ‘care’ at “Who steer"
            " along?”.",
        ),
        (
            (3, 3, STEER, FAR, "en"),
            "All three regions that answered ‘yes’ to “Is there steering?” also answered ‘structural’ to "
            "“How far is the region?”.",
        ),
    ],
)
def test_the_sentence(told: tuple[int, int, Said, Said, str], sentence: str) -> None:
    assert together(*told) == sentence  # type: ignore[arg-type]


def test_while_a_round_runs_the_sentence_says_so() -> None:
    said = together(3, 3, STEER, WHO, "nl", so_far=True)
    assert said.startswith("Tot nu toe kiezen alle drie regio’s die ‘ja’ antwoorden op “Is er sturing?”, ook")


def test_without_english_the_sentence_is_dutch() -> None:
    assert together(2, 2, Said("ja", "", "Is er?", "Is it?"), STEER, "en").startswith("Beide regio’s")


def parts(key: str, kind: str, **columns: str) -> Parts:
    """A question with, per option, a 1 for each region that chose it."""
    made = {slug: np.array([mark == "1" for mark in marks]) for slug, marks in columns.items()}
    regions = tuple(f"r{place}" for place in range(len(next(iter(columns.values())))))
    left = ~np.logical_or.reduce(list(made.values()))
    options = tuple(OptionText(slug, slug, slug, None) for slug in made)
    question = QuestionText(key, key, key, kind, "roundtable", "public", "block", options)
    return Parts(question, regions, made, {"not_answered": left} if left.any() else {})


def test_cells_rows_and_columns_add_up() -> None:
    found = Crossing(
        parts("one", "single", yes="11000", no="00110"), parts("two", "multiple", a="11100", b="01001")
    )
    assert [(line.slug, line.total) for line in found.rows] == [("yes", 2), ("no", 2), ("not_answered", 1)]
    assert [(line.slug, line.total) for line in found.columns] == [("a", 3), ("b", 2), ("not_answered", 1)]
    assert found.numbers == ((2, 1, 0), (1, 0, 1), (0, 1, 0))
    assert found.places(found.rows[0], found.columns[1]) == [1]


def test_what_all_of_a_group_share_is_said_first() -> None:
    found = Crossing(
        parts("one", "single", yes="11000", no="00111"), parts("two", "single", a="11110", b="00001")
    )
    pairs = [
        (pair.count, pair.of, pair.first.slug, pair.second.slug) for pair in found.pairs() if pair.complete
    ]
    assert pairs == [(2, 2, "yes", "a")]


def test_what_every_region_answered_tells_nothing() -> None:
    found = Crossing(
        parts("one", "single", yes="11100", no="00011"), parts("two", "multiple", a="11111", b="11000")
    )
    assert [(pair.first.slug, pair.second.slug) for pair in found.pairs()] == [("b", "yes")]


@pytest.mark.django_db
def test_a_programme_member_sees_who_stands_in_a_cell() -> None:
    world({"drenthe", "twente"}, {"drenthe", "zeeland"})
    page = signed_in(person(Kind.PROGRAMME_MEMBER)).get(PAGE).content.decode()
    said = "Twee van de drie regio’s die ‘no’ antwoorden op “Heeft de regio een plan?”, kiezen ook ‘trauma’"
    assert said in page
    assert "<p>Friesland, Utrecht</p>" in page
    assert "Bij zo weinig regio’s kan iets toeval zijn." in page
    assert "Een regio kan meer dan één antwoord geven" in page


@pytest.mark.django_db
def test_the_file_per_region_counts_up_to_the_table() -> None:
    world({"drenthe", "twente"}, {"drenthe", "zeeland"})
    client = signed_in(person(Kind.PROGRAMME_MANAGER))
    query = PAGE.partition("?")[2]
    table = list(csv.DictReader(io.StringIO(client.get(f"/kruisen/kruising.csv?{query}").content.decode())))
    regions = list(csv.DictReader(io.StringIO(client.get(f"/kruisen/regios.csv?{query}").content.decode())))
    assert [row["regio"] for row in regions] == ["Drenthe", "Friesland", "Twente", "Utrecht", "Zeeland"]
    for cell in table:
        held = [
            row
            for row in regions
            if row["antwoord_1"] == cell["antwoord_1"] and cell["antwoord_2"] in row["antwoord_2"].split("; ")
        ]
        assert len(held) == int(cell["aantal_regios"])


@pytest.mark.django_db
def test_a_file_is_for_this_reader_and_its_picture_takes_its_words_along() -> None:
    world({"drenthe", "twente"}, {"drenthe", "zeeland"})
    client = signed_in(person(Kind.PROGRAMME_MANAGER))
    query = PAGE.partition("?")[2]
    said = client.get(f"/kruisen/kruising.svg?{query}")
    assert said["Cache-Control"] == "private, no-cache"
    assert "Cookie" in said["Vary"]
    again = client.get(f"/kruisen/kruising.svg?{query}", headers={"if-none-match": said["ETag"]})
    assert again.status_code == 304
    drawing = said.content.decode()
    assert "<title>" in drawing
    assert "Geweld hoort nergens thuis, ronde" in drawing
    assert not [name for name in ("Drenthe", "Zeeland", "Utrecht") if name in drawing]


@pytest.mark.django_db
def test_answers_that_wait_and_questions_without_options() -> None:
    world({"drenthe"}, {"drenthe"})
    story = begin("2032")
    answer(story, "twente", "plan", "yes", settled=False)
    answer(story, "drenthe", "plan", "yes")
    answer(story, "drenthe", "themes", "teams")
    client = signed_in(person(Kind.PROGRAMME_MANAGER))
    page = client.get("/kruisen/?ronde=2032&a=plan&b=themes").content.decode()
    assert "nog niet goedgekeurd" in page
    assert "De ronde loopt nog: alleen goedgekeurde antwoorden tellen." in page
    for query in ("a=plan&b=reach", "a=plan&b=nergens"):
        assert "heeft geen vaste antwoorden" in client.get(f"/kruisen/?ronde=2032&{query}").content.decode()
    assert "Kies twee verschillende vragen." in client.get("/kruisen/?a=plan&b=plan").content.decode()
    assert client.get("/kruisen/kruising.csv?a=plan&b=plan").status_code == 404
    assert client.get("/kruisen/zaken.csv?a=plan&b=themes").status_code == 404


@pytest.mark.django_db
def test_labels_that_people_write_are_text_everywhere() -> None:
    world({"drenthe"}, {"drenthe"})
    Question.objects.filter(key="themes").update(text_nl="<script>alert(1)</script>?")
    story = begin("2032")
    answer(story, "drenthe", "plan", "yes")
    answer(story, "drenthe", "themes", "teams")
    client = signed_in(person(Kind.PROGRAMME_MANAGER))
    for name in ("", "kruising.svg"):
        content = client.get(f"/kruisen/{name}?ronde=2032&a=plan&b=themes").content.decode()
        assert "<script>alert" not in content


@pytest.mark.django_db
def test_before_anything_is_published(client: Client) -> None:
    assert "Er zijn nog geen cijfers gepubliceerd." in client.get("/kruisen/").content.decode()
    assert client.get("/kruisen/kruising.csv?a=plan&b=themes").status_code == 404
