"""Somebody else counts: every number on the dashboards of a new round, worked out on paper."""

import re
from collections.abc import Iterator

import pytest

from buildingblocks.models import BuildingBlock
from questionnaires.models import Question
from tests.reports.counted import PARTS, REST, Counted, Row, tables
from tests.reports.paper import NEW

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.xdist_group("recount")]
FIGURE = re.compile(r"/cijfers/([\w-]+)/\?ronde=([\w-]+)")


def figure_rows(page: str) -> Iterator[tuple[str, str, Row]]:
    """Rows that link to one figure in one round."""
    for table in tables(page):
        for row in table:
            found = [FIGURE.search(link) for link in row.links]
            if len(found) == 1 and found[0]:
                yield found[0][1], found[0][2], row


def test_every_number_on_the_dashboards(counted: Counted) -> None:
    _the_leading_figures(counted)
    _the_figures_over_all_rounds(counted)
    blocks = list(BuildingBlock.objects.values_list("slug", flat=True))
    assert sum(_a_block(counted, slug) for slug in blocks) > 80
    assert sum(_its_answers(counted, slug) for slug in blocks) > 8
    for key in ("mda-structural", "vt-fixed-contacts", "code-supervision", "teams-self-scan"):
        _a_figure(counted, key)
    assert _who_moved(counted) > 3
    _a_crossing(counted, "mda-state", "integral-state")
    _a_crossing(counted, "rv-state", "expertise-use")


def _the_leading_figures(counted: Counted) -> None:
    """The card of each block: the five parts and the base."""
    page = counted.page(f"/dashboard/?ronde={NEW}")
    cards = page.split('<li class="g-card g-card--dash')[1:]
    compared = 0
    for card in cards:
        key = re.search(rf"/cijfers/([\w-]+)/\?ronde={NEW}", card)
        rows = [table for table in tables(card) if table and table[0].cells[:1] == ["Deel"]]
        if key and rows:
            numbers = [int(row.cells[1]) for row in rows[0][1:]]
            assert numbers == counted.parts(key[1], NEW), key[1]
            compared += 1
    assert compared > 12


def _the_figures_over_all_rounds(counted: Counted) -> None:
    """The table of leading figures: "6 van 28" in every round."""
    page = counted.page(f"/dashboard/?ronde={NEW}")
    cells = re.findall(r'href="/cijfers/([\w-]+)/\?ronde=([\w-]+)">(\d+) van (\d+)</a>', page)
    assert len(cells) > 20
    for key, at, value, base in cells:
        if at in counted.paper.rounds:
            parts = counted.parts(key, at)
            assert [int(value), int(base)] == [parts[0], parts[-1]], (key, at)


def _a_block(counted: Counted, slug: str) -> int:
    """All figures of a block in five parts; how many were compared."""
    page = counted.page(f"/dashboard/{slug}/?ronde={NEW}")
    compared = 0
    for key, at, row in figure_rows(page):
        numbers = [int(cell) for cell in row.cells[1:] if cell.isdigit()]
        if len(numbers) == len(PARTS) + 1:
            assert numbers == counted.parts(key, at), (key, at)
            compared += 1
    return compared


def _its_answers(counted: Counted, slug: str) -> int:
    """How the regions stand on each scale of a block, in the new round; how many scales were compared."""
    page, compared = counted.page(f"/dashboard/{slug}/?ronde={NEW}"), 0
    scales = Question.objects.filter(
        questionnaire__rounds__key=NEW, section__block__slug=slug, type="single", options__rank__isnull=False
    ).distinct()
    for question in scales.prefetch_related("options"):
        labels = {option.label_nl: option.slug for option in question.options.all()} | REST
        expected = counted.options(question.key, NEW)
        for table in tables(page):
            header = table[0].cells if table else []
            row = next((one for one in table[1:] if one.cells[:1] and one.cells[0].startswith(NEW)), None)
            if row is None or not set(header[1:-1]) <= set(labels):
                continue  # of another question
            shown = {
                labels[name]: int(cell)
                for name, cell in zip(header[1:-1], row.cells[1:-1], strict=True)
                if name in labels and cell.isdigit()
            }
            assert {part: n for part, n in shown.items() if n} == expected, question.key
            compared += 1
    return compared


def _a_figure(counted: Counted, key: str) -> None:
    """The page of a figure: its split, and its series in the table and in the words of the chart."""
    page = counted.page(f"/cijfers/{key}/?ronde={NEW}")
    split = next(table for table in tables(page) if table and table[0].cells[:1] == ["Deel"])
    assert [int(row.cells[1]) for row in split[1:]] == counted.parts(key, NEW), key
    series = next(table for table in tables(page) if table and table[0].cells[:2] == ["Ronde", "Geteld"])
    most = series[0].cells.index("Hoogstens")
    for row in series[1:]:
        at, shown = row.cells[0], row.cells[1:3]
        if at not in counted.paper.rounds or not shown[1].isdigit():
            continue
        *parts, base = counted.parts(key, at)
        assert [int(number) for number in shown] == [parts[0], base], (key, at)
        running = at == NEW
        assert row.cells[most] == (str(counted.upper(key, at)) if running else "–"), (key, at)
        told = f"{parts[0]} tot nu toe van {base}" if running else f"{parts[0]} van {base}"
        assert f"{at}: {told} regio’s" in page, (key, at)


def _who_moved(counted: Counted) -> int:
    """How many regions moved up, fell back and stayed; how many questions were compared."""
    page, compared = counted.page(f"/vergelijken/?van=2020&tot={NEW}"), 0
    for table in tables(page):
        for row in table:
            asked = re.search(r"vraag=([\w-]+)", " ".join(row.links))
            if not asked or len(row.cells) != 4:
                continue
            ranks = {at: _ranks(asked[1], at) for at in ("2020", NEW)}
            moved = {"up": 0, "down": 0, "level": 0}
            for region in counted.paper.rounds[NEW][1]:
                before, after = (counted.stands(asked[1], region, at) for at in ("2020", NEW))
                if before in ranks["2020"] and after in ranks[NEW]:
                    step = ranks[NEW][after] - ranks["2020"][before]
                    moved["up" if step > 0 else "down" if step < 0 else "level"] += 1
            assert [int(cell) for cell in row.cells[1:]] == list(moved.values()), asked[1]
            compared += 1
    return compared


def _a_crossing(counted: Counted, first: str, second: str) -> None:
    """Two questions against each other, cell by cell, with the totals of the rows."""
    page = counted.page(f"/kruisen/?ronde={NEW}&a={first}&b={second}")
    names = {
        key: {
            option.label_nl: option.slug
            for option in Question.objects.get(questionnaire__rounds__key=NEW, key=key).options.all()
        }
        | REST
        for key in (first, second)
    }
    table = next(one for one in tables(page) if one and set(names[second]) & set(one[0].cells))
    columns = table[0].cells
    compared = 0
    for row in table[1:]:
        part = names[first].get(row.cells[0].lower(), names[first].get(row.cells[0]))
        for name, cell in zip(columns[1:], row.cells[1:], strict=False):
            other = names[second].get(name)
            number = re.match(r"\d+", cell)
            if part is None or other is None or number is None:
                continue
            both = [
                region
                for region in counted.paper.rounds[NEW][1]
                if counted.stands(first, region, NEW) == part and counted.stands(second, region, NEW) == other
            ]
            assert int(number[0]) == len(both), (first, part, second, other)
            compared += 1
    assert compared > 8


def _ranks(question: str, at: str) -> dict[str, int]:
    """The scale of a question as a round put it."""
    found = Question.objects.get(questionnaire__rounds__key=at, key=question).options.exclude(rank=None)
    return {option.slug: option.rank or 0 for option in found}
