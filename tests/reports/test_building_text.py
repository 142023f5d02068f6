"""What a writer's sentence becomes when its placeholders are filled in."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.building.text import sentences, text_of
from reports.document.document import Run, Text
from reports.figures import Status
from reports.reading.facts import Facts
from reports.wording import Lang
from reports.writing.numbers import find_numbers, runs
from tests.reports.facts import facts, figure, sourced


def said(source: str, made: Facts | None = None, lang: Lang = "nl") -> str:
    return "".join(run.text for run in text_of(source, made or facts(), lang))


def of(text: Text, kind: str) -> list[Run]:
    return [run for run in text if run.kind == kind]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Er is iets bij {plan}.", "Er is iets bij vijf van de elf regio’s."),
        ("Het zijn er {plan:value}.", "Het zijn er vijf."),
        ("Het zijn er {plan:digits}.", "Het zijn er 5."),
        ("{plan:value} regio’s {plan:heeft|hebben} iets.", "Vijf regio’s hebben iets."),
        ("{lone:value} regio {lone:heeft|hebben} iets.", "Eén regio heeft iets."),
        ("{plan:statement} En verder.", "Vijf van de elf regio’s hebben plan. En verder."),
        ("Dat geldt voor {checked:these}.", "Dat geldt voor twee van deze vijf regio’s."),
        ("{checked:these-statement}", "Twee van deze vijf regio’s hebben checked."),
        ("{plan:trend}", "Ten opzichte van 2030 is dit aantal gestegen van drie naar vijf."),
        ("Eerst waren het er {plan:value@previous}.", "Eerst waren het er drie."),
        ("Eerst waren het er {plan:value@2030}.", "Eerst waren het er drie."),
        ("Dit gaat over {round}, niet over {round@previous}.", "Dit gaat over 2031, niet over 2030."),
        ("Er zijn {regions} regio’s.", "Er zijn elf regio’s."),
        ("De site trok {visitors} bezoekers.", "De site trok 278.671 bezoekers."),
        ("Het gaat om {share} van de ouders.", "Het gaat om 45,6% van de ouders."),
        ("Er kwamen {visitors:worded} mensen.", "Er kwamen ruim zoveel mensen."),
        ("{pool:2031:themes:lokale-teams:phrase} en {pool:2031:entries} keer.", "Eén regio en één keer."),
        ("{pool:2031:regions} {pool:2031:regions:regio|regio’s} doen mee.", "Eén regio doen mee."),
    ],
)
def test_a_placeholder_says_its_number(source: str, text: str) -> None:
    assert said(source) == text


def test_numbers_are_said_in_the_language_of_the_text() -> None:
    assert said("It is about {plan}.", lang="en") == "It is about five of the eleven regions."
    assert said("{visitors} people, {share} of them.", lang="en") == "278,671 people, 45.6% of them."


def test_large_amounts_ranges_and_bounds_are_worded() -> None:
    money = sourced(
        "money", "14000000", worded_nl="14.000.000 euro per jaar", worded_en="14,000,000 euros a year"
    )
    bound = sourced("bound", None, value_max=Decimal(20), worded_nl="hoogstens 20%", worded_en="at most 20%")
    low = sourced("range", None, value_min=Decimal(8000), value_max=Decimal(9000))
    made = facts(sourced={"money": money, "bound": bound, "range": low})
    assert (
        said("{money} per jaar, {bound}, {range}.", made)
        == "14 miljoen euro per jaar, hoogstens 20%, 8.000 tot 9.000."
    )
    assert said("Binnen {bound:digits} dagen.", made) == "Binnen 20 dagen."


def test_what_nobody_asked_takes_its_sentence_with_it() -> None:
    assert (
        said("Dit blijft staan. Van {silent} weten we niets. En dit ook.") == "Dit blijft staan. En dit ook."
    )
    assert said("{silent:statement} Dit blijft.") == "Dit blijft."
    assert said("{silent:statement}") == ""


def test_a_first_measurement_says_nothing_of_a_trend() -> None:
    assert (
        said("{checked:statement} {checked:trend}") == "Twee van de vijf regio’s met een plan hebben checked."
    )


def test_the_first_round_has_no_round_before_it() -> None:
    first = replace(facts(), rounds=facts().rounds[:1])
    assert said("Dit was zo in {round@previous}. Nu niet.", first) == "Nu niet."


def test_every_number_can_be_followed_back() -> None:
    text = text_of(
        "{plan:statement} {plan:trend} De site trok {visitors} mensen.^[Bron: {visitors:date}.]",
        facts(),
        "nl",
    )
    for run in runs(text):
        assert not find_numbers(run.text) or run.ref, run
    assert {run.ref for run in runs(text) if run.ref} == {
        "figure:plan@2031", "figure:plan@2030", "sourced:visitors",
    }  # fmt: skip


def test_a_number_in_the_words_of_an_indicator_is_the_indicators() -> None:
    words = replace(facts().predicates["lone"], one_nl="zet in de komende twee jaar stappen")
    text = text_of("{lone:statement}", facts(predicates={**facts().predicates, "lone": words}), "nl")
    assert [run.ref for run in of(text, "number")] == ["figure:lone@2031", "indicator:lone"]


def test_a_note_follows_its_sentence() -> None:
    text = text_of(
        "Dit is **zo**.^[Bron: {visitors:source}.] En [hier](https://example.org) staat meer.", facts(), "nl"
    )
    assert [run.text for run in of(text, "strong")] == ["zo"]
    assert [run.href for run in of(text, "link")] == ["https://example.org"]
    note = of(text, "note")[0].note
    assert "".join(run.text for run in note) == "Bron: Een rapport."


def test_a_note_about_what_nobody_asked_is_left_out_but_not_its_sentence() -> None:
    text = text_of("Dit is zo.^[Bron: {silent}.] En dit.", facts(), "nl")
    assert not of(text, "note")
    assert "".join(run.text for run in text) == "Dit is zo. En dit."


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert()</script>",
        "[klik](javascript:alert())",
        "![x](https://example.org/x.png)",
        "&lt;b&gt;",
    ],
)
def test_what_is_no_text_is_never_passed_on(nasty: str) -> None:
    text = text_of(f"Kijk {nasty} hier.", facts(), "nl")
    assert {run.kind for run in text} <= {"plain", "link"}
    assert all(run.href.startswith("https://") for run in of(text, "link"))


def test_sentences_are_cut_after_their_notes() -> None:
    source = "Het is zo.^[Zie daar. En hier.] {plan:statement} Dan, zei men, komt COVID-19. Klaar!"
    assert sentences(source) == [
        "Het is zo.^[Zie daar. En hier.]", "{plan:statement}", "Dan, zei men, komt COVID-19.", "Klaar!",
    ]  # fmt: skip


def test_an_incomplete_figure_says_so() -> None:
    open_ = figure("plan", "2031", 5, 2, 0, 4, 0, status=Status.INCOMPLETE)
    current = replace(facts().current, figures={**facts().current.figures, "plan": open_})
    made = facts(rounds=(facts().rounds[0], current))
    text = text_of("{plan:statement}", made, "nl")
    assert "tot nu toe" in said("{plan:statement}", made)
    assert all(run.ref for run in text if find_numbers(run.text))
