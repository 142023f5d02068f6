"""Whoever reads a chart, hears it or takes its table gets the same numbers, whole and without overlap."""

import re
from itertools import combinations
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.charts.definitions import (
    BarRow,
    ChartDefinition,
    RoundStatus,
    StatusPart,
    TileState,
    TrendPoint,
    count_bars,
    status_rounds,
    tile_map,
    trend,
)
from reports.charts.placing import overlap

from .charts import ITEMS, SAMPLES, sizes, stood, texts

pytestmark = pytest.mark.once
COUNTS = st.integers(0, 28)
LABELS = st.sampled_from(ITEMS) | st.text(max_size=40)
FEW = settings(max_examples=40, deadline=None)


def assert_tidy(definition: ChartDefinition) -> None:
    """No text is clipped, none overlaps another, none is too small to print."""
    for figure in (definition.figure, definition.narrow):
        assert figure is not None
        found, layout = texts(figure), figure["layout"]
        for text, (x, y, wide, high) in found:
            inside = (
                x > -1.5 and x + wide < layout["width"] + 1.5 and y > -1 and y + high < layout["height"] + 1
            )
            assert inside, f"{text!r} is clipped"
        for (one, first), (other, second) in combinations(found, 2):
            assert not overlap(first, second), f"{one!r} overlaps {other!r}"
        # 720 px stand on 166 mm
        assert min(sizes(figure), default=13) * 166 / 720 / 25.4 * 72 >= 8


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("make", SAMPLES.values(), ids=SAMPLES)
def test_every_number_in_the_table_is_also_said(make: Any, language: str) -> None:
    """A screen reader's user hears all that a sighted reader sees."""
    definition = make(language)
    assert definition.alt.startswith(definition.title)
    assert definition.alt.endswith(".")
    for row in definition.rows:
        assert len(row) == len(definition.columns)
        for cell in row[1:]:
            assert cell in ("–", "gelijk", "same", "verder", "further", "terug", "back") or all(
                part in definition.alt or part in ("ronde loopt nog", "round still open")
                for part in cell.split("; ")
            ), cell
        assert row[0] in definition.alt


def test_the_sentence_about_statuses() -> None:
    """What the alt text of a distribution sounds like."""
    definition = status_rounds([RoundStatus("2018", ()), stood("2019", 1, 0, 7, 1024)], "Stand.")
    assert definition.alt == (
        "Stand. 2018: niet gevraagd. "
        "2019: 1 structureel, 0 pilot, 7 in ontwikkeling, 1.024 geen; van 1.032 regio’s."
    )
    assert definition.rows == (
        ("2018", "–", "–", "–", "–", "niet gevraagd"),
        ("2019", "1", "0", "7", "1.024", "1.032"),
    )


def test_the_sentence_about_counts() -> None:
    """What the alt text of bars sounds like, with and without one base for all."""
    rows = [BarRow("teams", 9, 26, 3), BarRow("scholing", 1, 26)]
    assert count_bars(rows, "Meer teams", previous_label="2019", language="en").alt == (
        "Meer teams (of 26 regions): teams 9 (2019: 3); scholing 1 (2019: not asked)."
    )
    different = count_bars([BarRow("teams", 9, 26), BarRow("scholing", 1, 2)], "Meer")
    assert different.alt == "Meer: teams 9 van 26; scholing 1 van 2."
    assert different.columns == ("Onderdeel", "Regio’s", "Van de")


def test_the_sentence_about_rounds() -> None:
    """What the alt text of a trend sounds like: what nobody asked is never a zero."""
    points = [
        TrendPoint("2018", None),
        TrendPoint("2019", 0, 28, published=1, break_before=True),
        TrendPoint("2021", 3, 28, open=True, upper=9),
    ]
    definition = trend(points, "Training")
    assert definition.alt == (
        "Training: 2018: niet gevraagd; 2019: 0 van 28 regio’s, gepubliceerd 1, "
        "niet te vergelijken met de ronde ervoor; 2021: 3 tot nu toe van 28 regio’s, hoogstens 9."
    )
    assert definition.rows[0] == ("2018", "niet gevraagd", "–", "–", "–", "–")


def test_the_sentence_about_regions() -> None:
    """What the alt text of a map sounds like: every region by its status, and who moved."""
    shown = [TileState("Noord", 0, 0, 4, "ja", changed="up"), TileState("Zuid", 1, 0, 1, "nee")]
    assert tile_map(shown, "Stand", previous_label="2019").alt == (
        "Stand. 2 regio’s. ja (1): Noord; nee (1): Zuid; verder dan in 2019 (1): Noord."
    )


def test_no_line_runs_over_what_was_not_asked_or_cannot_be_compared() -> None:
    """The line is broken, and an open round is not joined to it."""
    points = [
        TrendPoint("2016", 3, 28),
        TrendPoint("2017", None),
        TrendPoint("2018", 5, 28),
        TrendPoint("2019", 6, 28, break_before=True),
        TrendPoint("2020", 7, 28),
        TrendPoint("2021", 2, 28, open=True, upper=20),
    ]
    (line,) = (trace for trace in trend(points, "Training").figure["data"] if trace.get("mode") == "lines")
    assert line["y"] == [3, None, 5, None, 6, 7, None]
    assert line["connectgaps"] is False


def test_a_square_per_region_up_to_sixty_and_a_bar_above() -> None:
    """Sixty regions are sixty squares; three thousand are bars whose widths are in proportion."""

    def corners(*counts: int) -> int:
        shapes = status_rounds([stood("2020", *counts)], "Stand").figure["layout"]["shapes"]
        return max(str(shape["path"]).count("M") for shape in shapes if shape["fillcolor"] == "#0a3260")

    assert corners(60) == 60
    assert corners(61) == 1
    assert corners(3000) == 1


def test_three_thousand_regions_stay_readable() -> None:
    """Each number has a place of its own, also those of parts that are too small to see."""
    rounds = [stood("2019", 1, 3, 2900, 96, 0, 2), stood("2020", 1024, 900, 1000, 70, 4, 1, 1)]
    definition = status_rounds(rounds, "Stand")
    assert_tidy(definition)
    shown = [text for text, _box in texts(definition.figure)]
    assert {"1.024", "900", "2.900", "96", "70", "4", "3.000 regio’s"} <= set(shown)


def test_last_time_is_marked_only_where_it_differs() -> None:
    """One rust mark for the one item that changed."""
    rows = [BarRow("teams", 9, 28, 3), BarRow("scholing", 4, 28, 4), BarRow("geld", 4, 28)]
    shapes = count_bars(rows, "Meer", previous_label="2019").figure["layout"]["shapes"]
    (marks,) = (shape["path"] for shape in shapes if shape["line"]["color"] == "#a84400")
    assert marks.count("M") == 1


@pytest.mark.parametrize("make", SAMPLES.values(), ids=SAMPLES)
def test_samples_are_tidy(make: Any) -> None:
    """In both languages, on paper and on a telephone."""
    assert_tidy(make("nl"))
    assert_tidy(make("en"))


@FEW
@given(
    st.lists(st.tuples(LABELS, COUNTS, COUNTS | st.none()), min_size=0, max_size=12),
    st.sampled_from([28, 3000]),
)
def test_bars_of_any_rows_are_tidy(rows: list[tuple[str, int, int | None]], of: int) -> None:
    """One to twelve rows, long Dutch labels."""
    definition = count_bars(
        [BarRow(label, n, of, was) for label, n, was in rows], "T", previous_label="2020-najaar"
    )
    assert_tidy(definition)
    assert [row[1] for row in definition.rows] == [str(n) for _label, n, _was in rows]


@FEW
@given(st.lists(st.lists(st.integers(0, 9), min_size=0, max_size=7), max_size=20), st.sampled_from([1, 300]))
@example([[9] * 7] * 20, 1)
def test_statuses_of_any_rounds_are_tidy(rounds: list[list[int]], times: int) -> None:
    """None to twenty rounds."""
    named = [
        stood(f"{2018 + n // 2}-voorjaar", *(count * times for count in one)) for n, one in enumerate(rounds)
    ]
    assert_tidy(status_rounds(named, "T"))


def points(values: list[tuple[int | None, int | None]]) -> list[TrendPoint]:
    """Rounds twice a year; the last one is open."""
    found = []
    for place, (value, published) in enumerate(values):
        label = f"{2018 + place // 2}-{'najaar' if place % 2 else 'voorjaar'}"
        found.append(
            TrendPoint(label, value, 28, published, open=place == 19, upper=28, break_before=place == 5)
        )
    return found


@FEW
@given(st.lists(st.tuples(COUNTS | st.none(), st.none() | COUNTS), max_size=20))
def test_labels_of_any_trend_are_tidy(values: list[tuple[int | None, int | None]]) -> None:
    """None to twenty rounds of any course: words never touch, and nothing is clipped. Only numbers may, where
    two marks of one round nearly coincide between steep lines."""
    definition = trend(points(values), "T")
    for figure in (definition.figure, definition.narrow):
        assert figure is not None
        found = texts(figure)
        assert all(
            x > -1.5 and x + wide < figure["layout"]["width"] + 1.5 for _text, (x, _y, wide, _high) in found
        )
        words = [(text, box) for text, box in found if re.search("[a-z]", text)]
        assert not [(a, b) for (a, one), (b, other) in combinations(words, 2) if overlap(one, other)]


@pytest.mark.parametrize("rounds", range(1, 21))
def test_a_growing_figure_is_tidy(rounds: int) -> None:
    """The usual course: it grows, publications agree or differ by one."""
    values = [(n, n + (n % 3 == 0) if n % 2 else None) for n in range(4, 4 + rounds)]
    assert_tidy(trend(points(values), "T"))  # type: ignore[arg-type]  # narrower tuples than it takes


@FEW
@given(st.integers(1, 20), st.integers(1, 20), st.data())
def test_maps_of_any_size_are_tidy(rows: int, cols: int, data: st.DataObject) -> None:
    """From one tile to four hundred."""
    shown = [
        TileState(f"Regio {row * cols + col}", row, col, (row + col) % 5, f"stand {(row + col) % 5}",
                  changed=data.draw(st.sampled_from(["", "up", "down"])))
        for row in range(rows) for col in range(cols)
    ]  # fmt: skip
    definition = tile_map(shown, "T", previous_label="2019")
    assert_tidy(definition)
    assert len(definition.rows) == rows * cols


def test_a_map_never_becomes_a_bitmap() -> None:
    """Only shapes and texts: a heatmap would be an image."""
    assert {trace["type"] for trace in SAMPLES["tiles"]("nl").figure["data"]} == {"scatter"}


def test_the_same_data_gives_the_same_hash_and_other_data_another() -> None:
    """What changed is drawn anew; what did not is found again."""
    assert SAMPLES["bars"]("nl").hash == SAMPLES["bars"]("nl").hash
    marks = {make(language).hash for make in SAMPLES.values() for language in ("nl", "en")}
    assert len(marks) == 2 * len(SAMPLES)
    one = StatusPart("ja", 5, 4)
    assert (
        status_rounds([RoundStatus("2020", (one,))], "A").hash
        == status_rounds([RoundStatus("2020", (one,))], "B").hash
    ), "the title is not in the drawing"
