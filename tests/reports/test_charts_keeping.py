"""A chart is drawn once and found ready afterwards."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from reports.charts import keeping
from reports.charts.keeping import ensure
from reports.models import Chart

from .charts import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of what is drawn, in order."""
    titles: list[str] = []

    def draw(definition: Any) -> str:
        titles.append(definition.title)
        return f"<svg>{definition.title}</svg>"

    monkeypatch.setattr(keeping, "to_svg", draw)
    return titles


def test_only_what_changed_is_drawn_again(drawn: list[str]) -> None:
    """Approving one answer changes one chart: the next report draws one chart."""
    first = [SAMPLES["bars"]("nl"), SAMPLES["trend"]("nl")]
    ensure(first)
    assert len(drawn) == 2
    changed = SAMPLES["bars"]("en")
    kept = ensure([changed, first[1]])
    assert drawn[2:] == [changed.title]
    assert set(kept) == {changed.hash, first[1].hash}


def test_the_same_chart_twice_in_a_report_is_one_drawing(drawn: list[str]) -> None:
    """Told apart by what is drawn, not by where."""
    assert len(ensure([SAMPLES["bars"]("nl"), SAMPLES["bars"]("nl")])) == 1
    assert len(drawn) == 1


def test_what_another_worker_drew_meanwhile_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers draw the same chart: one row, no error."""
    definition = SAMPLES["bars"]("nl")

    def draw_late(one: Any) -> str:
        Chart.objects.create(hash=one.hash, definition={}, svg="<svg/>")
        return "<svg/>"

    monkeypatch.setattr(keeping, "to_svg", draw_late)
    assert ensure([definition]) == {definition.hash: "<svg/>"}
    assert Chart.objects.count() == 1


def test_charts_that_are_ready_cost_one_query(
    drawn: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """However many a report has."""
    definitions = [make(language) for make in SAMPLES.values() for language in ("nl", "en")]
    ensure(definitions)
    with django_assert_num_queries(1):
        ensure(definitions)


def test_the_definition_is_kept_beside_the_drawing() -> None:
    """What was drawn can be drawn again, by us or by somebody else."""
    definition = SAMPLES["bars"]("nl")
    svg = ensure([definition])[definition.hash]
    kept = Chart.objects.get()
    assert kept.svg == svg
    assert kept.definition["figure"] == definition.as_json()["figure"]
    assert kept.definition["alt"] == definition.alt
    assert [tuple(row) for row in kept.definition["rows"]] == list(definition.rows)
