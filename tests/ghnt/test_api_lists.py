"""Who asks for a list says which part of it and in what order, and hears it when that is no sense."""

from typing import Any

import pytest
from django.test import Client

from tests.projectpool.factories import ProjectFactory
from tests.regions.factories import RegionFactory
from tests.reports.readers import published

pytestmark = pytest.mark.django_db


def asked(path: str) -> Any:
    return Client().get(f"/api/v1/{path}")


def column(path: str, name: str) -> list[Any]:
    """One field of every line."""
    said = asked(path)
    assert said.status_code == 200, said.content
    return [line[name] for line in said.json()["resultaten"]]


def wrong(path: str) -> list[str]:
    """The names of what is wrong with a question."""
    said = asked(path)
    assert said.status_code == 400, said.content
    return [one["name"] for one in said.json()["errors"]]


def test_names_are_sorted_as_the_dutch_do() -> None:
    for number, name in enumerate(("Zeeland", "'s-Hertogenbosch", "IJsselland", "Haaglanden"), start=1):
        RegionFactory(name=name, number=number)
    by_name = ["Haaglanden", "'s-Hertogenbosch", "IJsselland", "Zeeland"]
    assert column("regios?sorteer=naam", "naam") == by_name
    assert column("regios?sorteer=-naam", "naam") == by_name[::-1]
    assert column("regios", "nummer") == [1, 2, 3, 4]
    assert column("regios?sorteer=-nummer&paginaGrootte=2&pagina=2", "nummer") == [2, 1]


def test_figures_are_sorted_by_round_and_then_by_value_and_what_is_unknown_comes_last() -> None:
    published()
    found = asked("cijfers?sorteer=-ronde,-waarde").json()["resultaten"]
    assert [one["ronde"] for one in found] == ["2031"] * 3 + ["2030"] * 3
    before = [one["waarde"] for one in found[3:]]
    assert before[-1] is None and before[:-1] == sorted(before[:-1], reverse=True)
    up = column("cijfers?ronde=2030&sorteer=waarde", "waarde")
    assert up[-1] is None and up[:-1] == sorted(up[:-1])


def test_an_amount_that_nobody_published_comes_last_whichever_way() -> None:
    for amount in (5, None, 7):
        ProjectFactory(amount=amount)
    assert column("projecten?sorteer=bedrag", "bedrag") == [5, 7, None]
    assert column("projecten?sorteer=-bedrag", "bedrag") == [7, 5, None]


@pytest.mark.parametrize(
    "order", ["naam,", "-", "--naam", "onzin", "slug", "naam;nummer", "%00", "naam, nummer"]
)
def test_an_order_that_does_not_exist_is_told(order: str) -> None:
    RegionFactory()
    assert wrong(f"regios?sorteer={order}") == ["sorteer"]


def test_a_list_with_one_order_knows_no_other() -> None:
    assert wrong("actielijnen?sorteer=naam") == ["sorteer"]


def test_a_name_that_is_there_twice_is_told() -> None:
    published()
    assert wrong("cijfers?ronde=2030&ronde=2031") == ["ronde"]
    assert wrong("regios?pagina=1&pagina=2") == ["pagina"]


@pytest.mark.parametrize(
    "value", ["0", "-1", "een", "1.5", "", "last", "%D9%A3", "1e3", "+1", " 1", "9" * 5000]
)
@pytest.mark.parametrize("name", ["pagina", "paginaGrootte"])
def test_what_is_no_number_of_a_page_is_told(name: str, value: str) -> None:
    RegionFactory()
    assert wrong(f"regios?{name}={value}") == [name]


def test_a_page_that_is_not_there_is_not_found_however_far() -> None:
    RegionFactory()
    for number in ("2", "9" * 40):
        assert asked(f"regios?pagina={number}").status_code == 404
    assert asked(f"regios?paginaGrootte={'9' * 40}").json()["paginaGrootte"] == 1_000


def test_the_links_to_other_pages_keep_the_question() -> None:
    for _number in range(3):
        RegionFactory()
    page = asked("regios?sorteer=-nummer&paginaGrootte=1&pagina=2")
    said = page.json()
    for link in (said["volgende"], said["vorige"]):
        assert "sorteer=-nummer" in link and "paginaGrootte=1" in link
    assert 'rel="last"' in page["Link"] and "sorteer=-nummer" in page["Link"]


def test_all_that_is_wrong_with_filter_order_and_page_comes_at_once() -> None:
    published()
    names = wrong("cijfers?onzin=1&status=x&bouwsteen=a%20b&sorteer=naam&pagina=nul")
    assert set(names) == {"onzin", "status", "bouwsteen", "sorteer", "pagina"}
