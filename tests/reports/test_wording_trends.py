"""A reader learns what changed since last time, and is never told more than two figures can bear."""

import pytest

from reports.figures import Point, Published, Verdict
from reports.wording import trend, trend_short
from tests.reports.told import NOT_ASKED, figure, incomplete

SIX, FIVE = figure(6, 22), figure(5, 23)


@pytest.mark.parametrize(
    ("current", "previous", "full", "short"),
    [
        (
            SIX,
            FIVE,
            "Ten opzichte van 2019 is dit aantal gestegen van vijf naar zes.",
            "In 2019 waren dat er vijf.",
        ),
        (
            FIVE,
            SIX,
            "Ten opzichte van 2019 is dit aantal gedaald van zes naar vijf.",
            "In 2019 waren dat er zes.",
        ),
        (SIX, SIX, "Dat is evenveel als in 2019.", "Dat is evenveel als in 2019."),
        (
            SIX,
            figure(1, 27),
            "Ten opzichte van 2019 is dit aantal gestegen van één naar zes.",
            "In 2019 was dat er één.",
        ),
        (
            SIX,
            figure(0, 28),
            "Ten opzichte van 2019 is dit aantal gestegen van nul naar zes.",
            "In 2019 was dat nog geen enkele regio.",
        ),
        (
            figure(9, 15),
            figure(3, 23),
            "In 2019 waren dat er drie van de 26; nu zijn het er negen van de 24.",
            "In 2019 waren dat er drie van de 26.",
        ),
        (
            SIX,
            figure(6, 20),
            "In 2019 waren dat er zes van de 26; nu zijn het er zes van de 28.",
            "In 2019 waren dat er zes van de 26.",
        ),
        (SIX, NOT_ASKED, "In 2019 is dit niet gevraagd.", "In 2019 is dit niet gevraagd."),
        (NOT_ASKED, SIX, "", ""),
    ],
)
def test_a_reader_learns_what_changed_since_last_time(current, previous, full, short):
    assert trend(current, previous, previous_label="2019") == full
    assert trend_short(current, previous, previous_label="2019") == short


def test_a_first_measurement_has_nothing_to_compare_with():
    assert trend(SIX, None, current_label="2020") == "Dit is voor het eerst gevraagd in 2020."
    assert trend(SIX, None, lang="en", current_label="2020") == "This was asked for the first time in 2020."
    assert trend_short(SIX, None) == "Dit is voor het eerst gevraagd."


def test_a_changed_question_is_never_compared():
    changed = Point(SIX, Verdict.BREAK, "Vroeger ging de vraag over plannen")

    assert trend_short(changed, FIVE, previous_label="2019") == (
        "De vraag is veranderd; vergelijken met 2019 kan niet."
    )
    assert trend(changed, FIVE, previous_label="2019") == (
        "De vraag is veranderd; vergelijken met 2019 kan niet. Vroeger ging de vraag over plannen."
    )


def test_a_comparison_with_a_reservation_says_so():
    noted = Point(SIX, Verdict.NOTE, "De vraag is iets ruimer")

    assert trend(noted, FIVE, previous_label="2019").endswith("van vijf naar zes. De vraag is iets ruimer.")
    assert trend(Point(SIX, Verdict.NOTE), FIVE, lang="en", previous_label="2019").endswith(
        "These figures are not fully comparable."
    )
    assert trend_short(noted, FIVE, previous_label="2019") == (
        "In 2019 waren dat er vijf (niet helemaal vergelijkbaar)."
    )


@pytest.mark.parametrize(
    ("current", "previous", "expected"),
    [
        (
            SIX,
            incomplete(5, 20, 0, 3),
            "Het cijfer van 2019 is niet volledig; vergelijken kan daarom niet.",
        ),
        (
            incomplete(6, 20, 0, 2),
            FIVE,
            "In 2019 waren dat er vijf; het nieuwe aantal is nog niet volledig.",
        ),
        (
            incomplete(6, 20, 0, 2),
            incomplete(5, 20, 0, 3),
            "Beide cijfers, dit en dat van 2019, zijn niet volledig; vergelijken kan daarom niet.",
        ),
    ],
)
def test_unfinished_figures_rise_nor_fall(current, previous, expected):
    assert trend(current, previous, previous_label="2019") == expected


def test_a_published_number_stands_in_where_no_answers_exist():
    exact = Published(7, 7, 7, "zeven regio’s", "stated", "Eerste rapportage", "3.2")
    vague = Published(None, 15, 27, "de meeste", "vague", "Eerste rapportage", "3.2")

    assert trend(SIX, Point(NOT_ASKED, published=(vague, exact)), previous_label="2018") == (
        "In 2018 waren dat er zeven volgens ‘Eerste rapportage’."
    )
    assert trend(SIX, Point(NOT_ASKED, published=(vague,)), previous_label="2018") == (
        "Over 2018 noemt ‘Eerste rapportage’ geen precies aantal."
    )
