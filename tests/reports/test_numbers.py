"""Finding numbers in text, so that none is typed and each printed one can be followed back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.wording import digits, number_word
from reports.writing.numbers import counts_regions, find_numbers, typed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zes van de 28 regio’s", ["zes", "28"]),
        ("Eén regio, niet een regio", ["één"]),
        ("de helft, beide en een derde", ["helft", "beide", "derde"]),
        ("278.671 bezoekers, 45,6% en 14 miljoen euro", ["278.671", "45,6", "14", "miljoen"]),
        ("bijna 63.000.33 Het", ["63.000", "33"]),
        ("paragraaf 4.3", ["4.3"]),
        ("COVID-19, Masker 19 en MDA++", []),
        ("de Projectenpool 2020-2021 in Bijlage 3 van Actielijn 2", []),
        ("zesde, tweejaarlijks, drieluik", []),
        ("https://example.org/2020/rapport-5", []),
    ],
)
def test_numbers_are_found_in_digits_and_in_words(text: str, found: list[str]) -> None:
    assert find_numbers(text) == found


def test_english_numbers_are_found_too() -> None:
    assert find_numbers("Six of the 1,024 regions, both and half; 45.6%", "en") == [
        "six",
        "1,024",
        "both",
        "half",
        "45.6",
    ]


def test_the_number_in_a_name_counts_when_a_line_may_break_it() -> None:
    assert find_numbers("Trauma 2.0", in_names=True) == ["2.0"]


@given(st.integers(min_value=0, max_value=10_000))
def test_whatever_wording_writes_is_found(number: int) -> None:
    for text in (number_word(number, "nl"), digits(number, "nl")):
        assert find_numbers(f"Het zijn er {text}.") == [text]


@given(st.integers(min_value=0, max_value=20).filter(lambda number: number != 1))
def test_whatever_wording_writes_in_english_is_found(number: int) -> None:
    assert find_numbers(f"There are {number_word(number, 'en')} here.", "en") == [number_word(number, "en")]


def test_placeholders_are_not_typed() -> None:
    assert typed("Er zijn {pool:2020:entries} plannen in {round@2019}.") == []


def test_a_quantity_of_regions_is_typed() -> None:
    assert typed("Alle regio’s en regionale partners") == ["Alle regio"]
    assert typed("Alle regionale partners") == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Drie regio’s hebben een pilot", True),
        ("6 van de 28 regio’s", True),
        ("drie pilots in twaalf nieuwe GHNT-regio’s", True),
        ("{plan:digits} regio’s met een plan", False),
        ("Alle regio’s sinds 2021", False),
        ("In 2021 nieuwe regio’s", False),
        ("Per 1 januari 2021 in de regio", False),
        ("Drie regionale bijeenkomsten", False),
    ],
)
def test_a_typed_number_of_regions_is_found(text: str, counts: bool) -> None:
    assert counts_regions(text) == counts


def test_a_typed_number_of_regions_is_found_in_english() -> None:
    assert counts_regions("Six of the 28 regions", "en")
    assert not counts_regions("Six regional talks", "en")
