"""A call in the order of its scores, with the money and the spread beside it."""

import pytest

from projectpool.weighing.ranking import Ranking
from tests.projectpool.weighing import Kind, Weighing
from tests.roundtables.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Weighing:
    return Weighing()


def ranked(ranking: Ranking) -> list[tuple[str, float | None, int, bool]]:
    return [(row.application.title, row.weighing.score, row.running, row.over) for row in ranking.rows]


def test_best_first_with_the_running_total_against_the_budget(pool: Weighing) -> None:
    pool.assessed(pool.utrecht, 5)
    pool.assessed(pool.zeeland, 3)
    assert ranked(Ranking(pool.call, pool.manager)) == [
        ("Op tijd erbij", 5.0, 30_000_00, False),
        ("Veilig verder", 3.0, 90_000_00, False),
        ("Samen sterker", None, 150_000_00, True),
    ]


def test_what_is_decided_counts_for_what_it_got(pool: Weighing) -> None:
    pool.assessed(pool.together, 5)
    pool.assessed(pool.zeeland, 4)
    pool.assessed(pool.utrecht, 3)
    pool.granted(amount=50_000_00)
    pool.refused(pool.zeeland)
    ranking = Ranking(pool.call, pool.manager)
    assert [row.running for row in ranking.rows] == [50_000_00, 50_000_00, 80_000_00]
    assert [row.decided for row in ranking.rows] == [True, True, False] and ranking.waiting == 1


def test_the_spread_says_who_and_what_has_nothing_yet(pool: Weighing) -> None:
    pool.granted(amount=60_000_00)
    spread = Ranking(pool.call, pool.manager).spread
    assert spread.regions_without == ["Friesland", "Utrecht", "Zeeland"]
    assert spread.regions_silent == ["Friesland"]
    assert spread.themes_without == ["Lokale teams", "Plegeraanpak"]
    tiles = {one.name: (one.step, one.applications, one.granted) for one in spread.regions}
    assert tiles == {
        "Drenthe": (3, 1, 40_000_00), "Friesland": (0, 0, 0), "Twente": (3, 1, 20_000_00),
        "Utrecht": (1, 1, 0), "Zeeland": (1, 1, 0),
    }  # fmt: skip
    themes = {one.name: (one.applications, one.asked, one.projects, one.granted) for one in spread.themes}
    assert themes == {
        "Traumahulp": (1, 60_000_00, 1, 60_000_00),
        "Lokale teams": (2, 90_000_00, 0, 0),
        "Plegeraanpak": (0, 0, 0, 0),
    }


def test_a_theme_narrows_the_rows_and_no_number(pool: Weighing) -> None:
    whole, some = Ranking(pool.call, pool.manager), Ranking(pool.call, pool.manager, pool.teams.slug)
    assert {row.application for row in some.shown} == {pool.zeeland, pool.utrecht}
    assert [row.running for row in some.rows] == [row.running for row in whole.rows]
    assert some.spread == whole.spread


def test_who_works_on_one_block_sees_its_themes(pool: Weighing) -> None:
    member = person(Kind.PROGRAMME_MEMBER, block=pool.trauma.block)
    ranking = Ranking(pool.call, member)
    assert ranking.limited and [row.application for row in ranking.rows] == [pool.together]
    assert not Ranking(pool.call, pool.bram).limited


def test_who_still_has_to_judge_sees_no_score_and_no_order_of_it(pool: Weighing) -> None:
    pool.scored(pool.anna, 5, 5, pool.utrecht)
    pool.given_to(pool.bram, pool.utrecht)
    pool.scored(pool.anna, 1, 1, pool.zeeland)
    rows = Ranking(pool.call, pool.bram).rows
    assert [(row.application, row.weighing.hidden, row.weighing.score) for row in rows] == [
        (pool.zeeland, False, 1.0), (pool.together, False, None), (pool.utrecht, True, None),
    ]  # fmt: skip


def test_forty_applications_cost_no_query_each(pool: Weighing, django_assert_max_num_queries: object) -> None:
    for number in range(20):
        pool.asked(f"Project {number}", pool.teams, Zeeland=10_000_00)
    pool.assessed(pool.together)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        ranking = Ranking(pool.call, pool.manager)
        assert len(ranking.rows) == 23 and ranking.spread
