"""A document is plain data: what it says decides its checksum; prepared, it is fit for every form."""

import dataclasses
import json

import pytest

from reports.document.document import Chapter, Heading, Paragraph, Run, canonical, checksum
from reports.document.rendering import prepared, safe_link, tidy
from reports.document.words import WORDS, words
from tests.reports.documents import all_blocks, note, report, said


def test_the_same_report_has_the_same_checksum_and_a_changed_one_has_not() -> None:
    assert checksum(report()) == checksum(report())
    assert checksum(report()) != checksum(dataclasses.replace(report(), version="Versie 4"))


def test_the_kept_json_prepares_like_the_document_it_came_from() -> None:
    assert prepared(json.loads(canonical(report()))) == prepared(report())


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=1", "http://example.org", "mailto:a@example.org", " https://example.org "],
)
def test_an_address_of_a_page_or_a_mailbox_is_kept(address: str) -> None:
    assert safe_link(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "/beheer/",
        "https:",
        "https://exa mple.org",
        "vbscript:x",
        "http://[",
        "mailto:",
        "",
    ],
)
def test_any_other_address_is_no_link(address: str) -> None:
    assert safe_link(address) == ""
    link = prepared(report(Chapter("A", "a", (Paragraph((Run("hier", "link", href=address),)),))))
    assert link["chapters"][0]["blocks"][0]["text"][0]["kind"] == "plain"


def test_figures_tables_and_notes_are_numbered_through_the_whole_report() -> None:
    tree = prepared(report(all_blocks(), all_blocks()))
    numbers = [
        (block["t"], block["nr"])
        for chapter in tree["chapters"]
        for block in chapter["blocks"]
        if "nr" in block
    ]
    assert numbers == [
        ("chart", 1),
        ("table", 1),
        ("action_table", 2),
        ("chart", 2),
        ("table", 3),
        ("action_table", 4),
    ]


def test_a_subsection_without_a_section_is_raised_and_no_anchor_is_used_twice() -> None:
    blocks = (Heading(3, "Los", "a b"), Heading(2, "Vast", "a b"), Heading(3, "Diep", ""))
    chapter = prepared(report(Chapter("Een", "a-b", blocks)))["chapters"][0]
    assert [block["level"] for block in chapter["blocks"]] == [2, 2, 3]
    assert [chapter["anchor"], *(block["anchor"] for block in chapter["blocks"])] == [
        "a-b",
        "a-b-2",
        "a-b-3",
        "diep",
    ]


def test_a_note_in_a_note_is_told_as_text() -> None:
    run = Run("", kind="note", note=(Run("buiten"), note("binnen"), Run("diep", kind="note")))
    inner = prepared(report(Chapter("A", "a", (Paragraph((run,)),))))["chapters"][0]["blocks"][0]["text"][0]
    assert {part["kind"] for part in inner["note"]} == {"plain"}


def test_text_is_composed_and_keeps_no_control_or_direction_character() -> None:
    assert tidy("e\u0301\x00\x07 a\r\nb \u202eomgekeerd\u202c") == "é a\nb omgekeerd"


def test_every_language_has_the_same_words() -> None:
    assert set(WORDS["en"]) == set(WORDS["nl"])
    assert words("fy") == words("nl")
    assert (
        prepared(dataclasses.replace(report(), words={"contents": "Wat erin staat"}))["words"]["contents"]
        == "Wat erin staat"
    )


def test_the_widest_strip_sets_the_scale_for_all() -> None:
    assert prepared(report())["cells"] == 28
    assert prepared(report(Chapter("Leeg", "leeg", (Paragraph(said("x")),))))["cells"] == 0
