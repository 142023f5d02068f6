"""The trend on the page of a figure: the report's own chart, drawn once, with all of it in a table too."""

import re

import pytest
from django.test import Client

from reports.building.charts import trends
from reports.charts import keeping
from reports.charts.definitions import ChartDefinition
from reports.models import Chart, Indicator
from reports.reading.for_report import read_facts
from tests.buildingblocks.factories import SourceFactory
from tests.reports.dashboards import next_round, world
from tests.reports.factories import PublishedFigureFactory
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.story import answer

pytestmark = pytest.mark.django_db
PLAN = "/cijfers/plan/"


def trend(client: Client, address: str = PLAN, language: str = "nl") -> str:
    """The part of the page that is about the trend."""
    said = client.get(address, headers={"accept-language": language})
    assert said.status_code == 200
    page = said.content.decode()
    assert "charts/charts.js" in page, "what draws it for a telephone"
    return page[page.index('<figure class="g-chart" data-chart>') :].partition("</figure>")[0]


def rows(piece: str) -> list[list[str]]:
    """The table under it, with its head."""
    table = piece[piece.index("<table") :]
    lines = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.S)
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", line) for line in lines]


def test_page_and_report_draw_the_same(client: Client) -> None:
    version, _block = world()
    facts, _sheets = read_facts(version.report, list(version.snapshots.all()))
    ((chart, definition),) = trends(["plan"], "Een plan", facts, "nl")
    shown = trend(client)
    kept = Chart.objects.get(hash=definition.hash)
    assert kept.svg in shown, "one definition draws both"
    assert f'role="img" aria-label="{chart.alt}"' in shown
    assert f'<script id="chart-{definition.hash[:12]}" type="application/json">' in shown
    assert rows(shown) == [
        [*(column.label for column in chart.table.columns), "Stand"],
        ["2030", "2", "5", "–", ""],
        ["2031", "3", "5", "4", "wijkt af"],
    ]
    assert [row[:-1] for row in rows(shown)[1:]] == [list(row) for row in chart.table.rows]
    assert '<tr class="is-here"><th scope="row">2031</th>' in shown


def test_a_chart_that_is_there_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the round and whoever reads: the series is the same, and so is its drawing."""
    world()
    drawn: list[str] = []

    def draw(definition: ChartDefinition) -> str:
        drawn.append(definition.title)
        return f"<svg><desc>{definition.hash}</desc></svg>"

    monkeypatch.setattr(keeping, "to_svg", draw)
    for reader in (Client(), signed_in(person(Kind.COMMISSIONER))):
        for at in ("2030", "2031"):
            assert "<desc>" in trend(reader, f"{PLAN}?ronde={at}")
            assert reader.get("/cijfers/plan/plan.svg").status_code == 200
    assert drawn == ["Een plan"]


def test_what_was_printed_in_words_stands_in_the_table(client: Client) -> None:
    world()
    PublishedFigureFactory(
        indicator=Indicator.objects.get(key="plan"), round_key="2030", value=None, min=1, max=2, kind="vague",
        as_worded="enkele", source=SourceFactory(), main=True,
    )  # fmt: skip
    assert rows(trend(client))[1] == ["2030", "2", "5", "–", "gelijk; gepubliceerd: “enkele”"]


def test_a_round_that_runs_shows_what_it_can_become_to_the_programme_only(client: Client) -> None:
    world()
    story, programme = next_round(), signed_in(person(Kind.PROGRAMME_MANAGER))
    answer(story, "drenthe", "plan", "yes")
    shown = trend(programme)
    assert "2032: 1 tot nu toe van 5 regio’s, hoogstens 5" in shown
    assert rows(shown)[0][-3:] == ["Hoogstens", "Toelichting", "Stand"]
    assert rows(shown)[-1][-3:] == ["5", "ronde loopt nog", "onvolledig: 1 van de 5 verwerkt"]
    answer(story, "twente", "plan", "no")
    assert "2032: 1 tot nu toe van 5 regio’s, hoogstens 4" in trend(programme)
    for reader in (client, signed_in(person(Kind.COMMISSIONER))):
        assert "2032" not in trend(reader)


def test_who_may_still_be_asked_counts_in_what_it_can_become() -> None:
    """Of who has a plan all are done, as far as is known: of three regions nobody knows yet whether they have
    one, and Twente has none."""
    world()
    story, programme = next_round(), signed_in(person(Kind.PROGRAMME_MANAGER))
    answer(story, "drenthe", "plan", "yes")
    answer(story, "drenthe", "steps", "done")
    answer(story, "twente", "plan", "no")
    shown = trend(programme, "/cijfers/steps-done/")
    assert "2032: 1 tot nu toe van 1 regio, hoogstens 4" in shown
    assert rows(shown)[-1][-1] == "onvolledig: de noemer staat nog niet vast"
    answer(story, "zeeland", "plan", "yes")
    shown = trend(programme, "/cijfers/steps-done/")
    assert "2032: 1 tot nu toe van 2 regio’s, hoogstens 4" in shown
    assert rows(shown)[-1][-1] == "onvolledig: 1 van de 2 verwerkt"


def test_it_speaks_the_language_of_the_page(client: Client) -> None:
    world()
    shown = trend(client, language="en")
    assert 'aria-label="A plan: 2030: 2 of 5 regions; 2031: 3 of 5 regions, published 4."' in shown
    assert rows(shown)[0][:3] == ["Round", "Counted", "Out of"]
    assert "counted from answers" in shown


def test_a_figure_that_one_round_asked_has_its_chart_too(client: Client) -> None:
    world()
    shown = trend(client, "/cijfers/theme-teams/?ronde=2030")
    assert "2030: niet gevraagd; 2031: 0 van 5 regio’s" in shown
    assert "Voor het eerst gevraagd in 2031." in shown
