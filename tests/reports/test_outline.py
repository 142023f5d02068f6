"""A writer's outline: what it may hold, and what she is told when it holds something else."""

from pathlib import Path
from typing import Any

import pytest

from reports.errors import OutlineError
from reports.writing.naming import check
from reports.writing.outline import load_outline, read_outline
from tests.reports.facts import facts, outline

EXAMPLE = Path(__file__).parents[2] / "fixtures" / "report_vijfde"
PLACE = "een.json, hoofdstuk 1, paragraaf 1.1, blok 1: "


def refused(*blocks: dict[str, Any]) -> str:
    with pytest.raises(OutlineError) as caught:
        read_outline(outline(*blocks))
    return str(caught.value)


def unknown(*blocks: dict[str, Any]) -> str:
    with pytest.raises(OutlineError) as caught:
        check(read_outline(outline(*blocks)), facts())
    return str(caught.value)


def test_the_example_has_the_whole_structure_of_the_report() -> None:
    read = read_outline(load_outline(EXAMPLE))
    numbers = [chapter.number for chapter in read.chapters]
    assert numbers == ["0", "1", "2", "3", "4", "5", "6", "B1", "B2", "B3"]
    assert sum(len(chapter.sections) for chapter in read.chapters) == 37
    assert all(section.title.en for chapter in read.chapters for section in chapter.sections)


@pytest.mark.parametrize(
    "typed", ["28 regio’s", "zes regio’s", "beide regio’s", "de helft", "één plan", "Eén plan"]
)
def test_nobody_types_a_number(typed: str) -> None:
    told = refused({"paragraph": f"Er zijn {typed} met een plan."})
    assert told.startswith(f"{PLACE}getypt getal")


@pytest.mark.parametrize("vague", ["Alle regio’s", "Geen enkele regio", "De meeste regio’s"])
def test_nobody_types_a_quantity_of_regions_either(vague: str) -> None:
    assert "getypt getal" in refused({"paragraph": f"{vague} doen mee."})


@pytest.mark.parametrize("title", [{"nl": "Zes regio’s"}, {"nl": "Teams", "en": "Six regions"}])
def test_a_title_holds_no_number_either(title: dict[str, str]) -> None:
    assert "getypt getal" in refused({"bars": ["plan"], "title": title})


@pytest.mark.parametrize(
    "text",
    [
        "Een regio met een plan loopt voor COVID-19 uit.",
        "Masker 19 bleef, en Allen voor één ook.",
        "Zie [de site](https://example.org/2020/rapport-5).",
        "Er zijn {plan} met een plan.^[Zie {visitors:source}.]",
    ],
)
def test_what_is_no_number_may_be_written(text: str) -> None:
    read_outline(outline({"paragraph": text}))


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ({"grafiek": "plan"}, "onbekende bloksoort ‘grafiek’"),
        ({"paragraph": "Tekst.", "kleur": "rood"}, "onbekend veld ‘kleur’"),
        ({"paragraph": ""}, "‘paragraph’ is leeg"),
        ({"bars": "plan", "title": {"nl": "Teams"}}, "heeft niet de goede vorm"),
        ({"bars": ["plan"]}, "‘bars’ heeft geen titel"),
        ({"paragraph": "Er zijn {plan:value:more:again} plannen."}, "niet goed geschreven"),
        ({"paragraph": "Er zijn {Plan!} plannen."}, "niet goed geschreven"),
    ],
)
def test_a_block_of_the_wrong_form_is_refused_with_its_place(block: dict[str, Any], reason: str) -> None:
    told = refused(block)
    assert told.startswith(PLACE)
    assert reason in told


def test_every_problem_is_told_at_once() -> None:
    told = refused({"paragraph": "Zes plannen."}, {"grafiek": "plan"}).splitlines()
    assert len(told) == 2
    assert "blok 1" in told[0] and "blok 2" in told[1]


def test_no_paragraph_stands_twice() -> None:
    told = refused({"paragraph": "Dat is zo."}, {"paragraph": "Dat  is ZO."})
    assert "deze tekst staat ook in een.json, hoofdstuk 1, paragraaf 1.1, blok 1" in told


def test_a_heading_without_content_is_refused() -> None:
    head = {"heading": {"nl": "Kop"}}
    assert "de kop heeft geen inhoud" in refused(head)
    assert "de tussenkop heeft geen inhoud" in refused({"paragraph": "Tekst."}, head)


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ({"paragraph": "Er zijn {plannen}."}, "onbekende verwijzing ‘{plannen}’"),
        ({"paragraph": "Er zijn {plan:woorden}."}, "onbekende vorm ‘{plan:woorden}’"),
        ({"paragraph": "Er zijn {plan@1999}."}, "onbekende ronde ‘{plan@1999}’"),
        ({"paragraph": "Er zijn {pool:1999:entries}."}, "onbekende projectenpool"),
        ({"paragraph": "Er zijn {pool:2031:themes:schaken}."}, "onbekend thema"),
        ({"picture": "plannen"}, "onbekende indicator ‘plannen’"),
        ({"picture": "plan", "question": "vraag"}, "onbekende vraag ‘vraag’"),
        ({"status": "vraag", "title": {"nl": "Stand"}}, "onbekende vraag ‘vraag’"),
        ({"projects": "schaken", "title": {"nl": "Projecten"}}, "onbekend thema ‘schaken’"),
        ({"numbers": ["geld"], "title": {"nl": "Geld"}}, "onbekend gepubliceerd getal ‘geld’"),
        (
            {"action_table": ["geld"], "title": {"nl": "Acties"}},
            "onbekende bouwsteen in de actietabel ‘geld’",
        ),
        ({"bullets": ["Er zijn {sourced:plan}."]}, "onbekende verwijzing ‘{sourced:plan}’"),
    ],
)
def test_a_name_that_does_not_exist_is_refused_with_its_place(block: dict[str, Any], reason: str) -> None:
    told = unknown(block)
    assert told.startswith(PLACE)
    assert reason in told


def test_an_unknown_figure_of_an_opening_page_is_refused() -> None:
    with pytest.raises(OutlineError, match="onbekende indicator ‘plannen’"):
        check(read_outline(outline({"paragraph": "Tekst."}, figures=["plannen"])), facts())
