"""From an outline to the tree that page and PDF are made from."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from reports.building import build_document
from reports.document.document import (
    Block,
    Chart,
    CrossTable,
    Document,
    Heading,
    KeyFigures,
    Paragraph,
    ProjectBox,
    RegionalPicture,
    Table,
    canonical,
)  # fmt: skip
from reports.errors import OutlineError
from reports.figures import Status
from reports.reading.facts import Facts
from reports.wording import Lang
from reports.writing.numbers import allowed_numbers, find_numbers, texts
from reports.writing.outline import read_outline
from tests.reports.facts import REGIONS, facts, figure, outline, pool

MOMENT = datetime(2031, 11, 16, tzinfo=UTC)
TITLE = {"nl": "Teams", "en": "Teams in English"}


def build(*blocks: dict[str, Any], made: Facts | None = None, lang: Lang = "nl", **chapter: Any) -> Document:
    plan = read_outline(outline(*blocks, **chapter))
    document, definitions = build_document(
        plan, made or facts(), version_label="Versie 1", label="", moment=MOMENT, lang=lang
    )
    shown = [block.hash for one in document.chapters for block in one.blocks if isinstance(block, Chart)]
    assert set(shown) == {definition.hash for definition in definitions}, "every chart can be drawn"
    return document


def blocks(*plans: dict[str, Any], **more: Any) -> tuple[Block, ...]:
    """The blocks below the heading of the one section."""
    return build(*plans, **more).chapters[0].blocks[1:]


def plain(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return "".join(run.text for run in block.text)


def test_a_picture_shows_every_answer_to_its_question() -> None:
    (picture,) = blocks({"picture": "plan", "question": "state"})
    assert isinstance(picture, RegionalPicture)
    assert (picture.lead, picture.rest) == ("Vijf van de elf regio’s", "hebben plan.")
    assert [(cell.n, cell.step, cell.label) for cell in picture.parts] == [
        (5, 4, "vast"), (3, 2, "proef"), (1, 1, "nog niet"), (2, 0, "niet beantwoord"),
    ]  # fmt: skip
    assert picture.base == "Basis: elf regio’s.\nRonde 2031."
    assert (picture.trend, picture.direction) == (
        "Ten opzichte van 2030 is dit aantal gestegen van drie naar vijf.", "up",
    )  # fmt: skip
    assert "figure:plan@2030" in picture.refs, "the number of the round before can be followed back too"


@pytest.mark.parametrize("key", ["plan", "checked", "lone"])
@pytest.mark.parametrize("question", ["", "state"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_cells_of_a_picture_are_its_base(key: str, question: str, lang: Lang) -> None:
    plan = {"picture": key} | ({"question": question} if question else {})
    (picture,) = blocks(plan, lang=lang)
    assert isinstance(picture, RegionalPicture)
    assert sum(cell.n for cell in picture.parts) == picture.of


def test_a_figure_about_fewer_regions_has_a_shorter_strip() -> None:
    (picture,) = blocks({"picture": "checked", "question": "state"})
    assert isinstance(picture, RegionalPicture)
    assert (picture.of, [cell.n for cell in picture.parts]) == (5, [2, 3])
    assert picture.base.startswith("Basis: vijf regio’s met een plan.")
    assert picture.trend == ""


def test_what_nobody_asked_is_said_and_never_none() -> None:
    (said,) = blocks({"picture": "silent"})
    assert plain(said) == "Over het onderwerp ‘Stand van silent’ is in 2031 geen vraag gesteld."
    (english,) = blocks({"picture": "silent"}, lang="en")
    assert plain(english) == "In 2031 no question was asked about ‘State of silent’."


def test_a_section_of_which_nothing_was_asked_says_so_once() -> None:
    (said,) = blocks(
        {"heading": {"nl": "Kop"}}, {"paragraph": "{silent:statement}"}, {"bars": ["silent"], "title": TITLE}
    )
    assert "‘Lokale teams’" in plain(said)


def test_a_subheading_goes_with_its_content() -> None:
    kept = blocks(
        {"paragraph": "Dit staat er."}, {"heading": {"nl": "Kop"}}, {"paragraph": "{silent:statement}"}
    )
    assert not any(isinstance(block, Heading) for block in kept)


def test_key_figures_leave_out_what_nobody_asked() -> None:
    (found,) = blocks({"key_figures": ["plan", "silent", "lone"]})
    assert isinstance(found, KeyFigures)
    assert [(one.value, one.of, one.text) for one in found.items] == [
        ("5", "van 11", "regio’s hebben plan"), ("1", "van 11", "regio heeft lone"),
    ]  # fmt: skip
    assert [one.ref for one in found.items] == ["figure:plan@2031", "figure:lone@2031"]


def test_bars_stand_beside_the_round_before() -> None:
    (chart,) = blocks({"bars": ["plan", "silent"], "title": TITLE, "previous": True})
    assert isinstance(chart, Chart)
    assert chart.table.rows == (("Stand van plan", "5", "3", "11"),)
    assert set(chart.table.refs) == {"round:2031", "figure:plan@2031", "figure:plan@2030"}


def test_a_trend_needs_two_measurements() -> None:
    found = blocks({"trend": ["plan", "checked"], "title": TITLE}, {"paragraph": "Tekst."})
    charts = [block for block in found if isinstance(block, Chart)]
    assert [chart.title for chart in charts] == ["Stand van plan, door de rondes heen"]


def test_a_status_starts_with_the_round_that_asked_first() -> None:
    (chart,) = blocks({"status": "state", "title": TITLE})
    assert isinstance(chart, Chart)
    assert [row[0] for row in chart.table.rows] == ["2031"]


def test_a_tile_map_shows_what_everybody_may_see() -> None:
    (chart,) = blocks({"tile_map": "state", "title": TITLE})
    assert isinstance(chart, Chart)
    states = ("vast", "proef", "niet beantwoord", "niet beantwoord")
    assert {row[0]: row[1] for row in chart.table.rows} == dict(zip(REGIONS, states, strict=True))


def test_a_tile_map_of_anything_else_is_not_made() -> None:
    current = facts().current
    private = {"state": replace(current.questions["state"], public=False)}
    made = facts(rounds=(facts().rounds[0], replace(current, questions=private)))
    plans = {"tile_map": "state", "title": TITLE}, {"paragraph": "Tekst."}
    for without in (made, facts(answers={})):
        assert not any(isinstance(block, Chart) for block in blocks(*plans, made=without))
        assert build(*plans, made=without).tiles == ()


def test_the_pool_stands_beside_the_pool_before_it() -> None:
    box, cross, totals = blocks(
        {"projects": "lokale-teams", "title": TITLE},
        {"cross_table": "2030", "title": TITLE},
        {"totals": "2030", "title": TITLE},
    )
    assert isinstance(box, ProjectBox) and isinstance(cross, CrossTable) and isinstance(totals, Table)
    assert [one.title for one in box.projects] == ["Een plan"]
    note = "".join(run.text for run in box.note)
    assert note.startswith("In de projectenpool 2031: één regio bij dit thema. In de projectenpool 2030: één")
    assert cross.rows[0] == ("Noord", ("*",), "1")
    assert [row[1] for row in totals.rows] == ["48", "51"], "what disagrees stands side by side"


@pytest.mark.parametrize(("lang", "mark"), [("nl", "* deel"), ("en", "* part")])
def test_the_marks_of_a_pool_are_in_the_language_of_the_report(lang: Lang, mark: str) -> None:
    made = facts(pools={"2031": pool("2031", "* deel", 48)})
    (cross,) = blocks({"cross_table": "2031", "title": TITLE}, made=made, lang=lang)
    assert isinstance(cross, CrossTable)
    assert cross.rows[0] == ("Noord", (mark,), "1")
    assert mark.removeprefix("* ") in cross.note


def test_a_source_stands_once_below_its_numbers() -> None:
    (table,) = blocks({"numbers": ["visitors", "share"], "title": TITLE})
    assert isinstance(table, Table)
    assert [column.label for column in table.columns] == ["Onderwerp", "Aantal", "Peildatum of periode"]
    assert table.note == "Bron: Een rapport."


EVERYTHING: tuple[dict[str, Any], ...] = (
    {"lead": "Zo gaat het: {plan:statement}"},
    {"paragraph": "De site trok {visitors} mensen.^[Peildatum: {visitors:date}.]"},
    {"bullets": ["eerst {plan:value@previous}", "nu {plan:value}"]},
    {"key_figures": ["plan"]},
    {"picture": "plan", "question": "state"},
    {"picture": "checked"},
    {"bars": ["plan", "lone"], "title": TITLE, "previous": True},
    {"trend": ["plan"], "title": TITLE},
    {"status": "state", "title": TITLE},
    {"tile_map": "state", "title": TITLE},
    {"pool_bars": "2031", "title": TITLE},
    {"cross_table": "2031", "title": TITLE},
    {"totals": "2031", "title": TITLE},
    {"projects": "teams", "title": TITLE},
    {"action_table": ["teams"], "title": TITLE},
    {"numbers": ["visitors"], "title": TITLE},
    {"regions_table": True, "title": TITLE},
    {"experiments_table": True, "title": TITLE},
    {"box": {"nl": "Kader"}, "label": {"nl": "Uitleg"}, "paragraphs": ["Er zijn {plan}."]},
    {"call_out": "Het zijn {plan}."},
)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_number_in_a_whole_report_can_be_followed_back(lang: Lang) -> None:
    document = build(*EVERYTHING, lang=lang, opener=True, figures=["plan"], intro={"nl": "Een begin."})
    allowed = allowed_numbers(document)
    for chapter in document.chapters:
        for text in texts(chapter):
            for token in (*find_numbers(text, lang), *find_numbers(text, "nl")):
                assert allowed.get(token), (token, text)


def test_the_same_facts_make_the_same_document() -> None:
    assert canonical(build(*EVERYTHING)) == canonical(build(*EVERYTHING))


def test_a_text_without_translation_stays_dutch_with_dutch_numbers() -> None:
    dutch, english = blocks(
        {"paragraph": "Er zijn {plan}."},
        {"paragraph": "Dat zijn {plan}.", "en": "Those are {plan}."},
        lang="en",
    )
    assert plain(dutch) == "Er zijn vijf van de elf regio’s."
    assert plain(english) == "Those are five of the eleven regions."


def test_an_appendix_with_one_section_has_no_heading_of_its_own() -> None:
    section = {"number": "B1", "title": {"nl": "Lijst"}, "blocks": [{"paragraph": "Tekst."}]}
    chapter = build({"paragraph": "x"}, number="B1", appendix=True, sections=[section]).chapters[0]
    assert [type(block) for block in chapter.blocks] == [Paragraph]


def test_a_name_that_does_not_exist_stops_the_report() -> None:
    with pytest.raises(OutlineError, match="onbekende indicator ‘plannen’"):
        build({"picture": "plannen"})


def test_a_round_that_is_not_complete_is_not_worded_as_if_it_were() -> None:
    open_ = figure("plan", "2031", 0, 2, 0, 9, 0, status=Status.INCOMPLETE)
    current = replace(facts().current, figures={**facts().current.figures, "plan": open_})
    (picture,) = blocks({"picture": "plan"}, made=facts(rounds=(facts().rounds[0], current)))
    assert isinstance(picture, RegionalPicture)
    assert "geen enkele" not in (picture.lead + picture.rest).lower()
    assert [(cell.n, cell.label) for cell in picture.parts] == [
        (2, "niet of nog niet"),
        (9, "niet beantwoord"),
    ]
