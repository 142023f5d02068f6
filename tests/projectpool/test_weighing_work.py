"""What "Mijn werk" shows of weighing and deciding, and to whom."""

import pytest

from projectpool.actions.assessing import assign
from projectpool.actions.objecting import answer_objection, file_objection
from projectpool.weighing.work import weighing_work
from tests.projectpool.weighing import Weighing
from tests.roundtables.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Weighing:
    return Weighing()


def lines(who: object) -> list[tuple[str, str]]:
    """Title and detail of each line."""
    return [(one.title, one.detail) for one in weighing_work(who)]  # type: ignore[arg-type]


def test_assessors_and_managers_each_see_their_part(pool: Weighing) -> None:
    assert lines(pool.anna) == [] and lines(pool.leader) == []
    assert lines(pool.manager) == [
        (
            "Beoordeling Openstelling 2031",
            "3 aanvragen wachten op een besluit. 3 aanvragen hebben nog geen twee beoordelaars.",
        )
    ]
    assign(by=pool.manager, application=pool.together, assessors=[pool.anna, pool.bram])
    assert lines(pool.anna) == [("Aanvragen beoordelen", "1 aanvraag wacht op uw oordeel.")]
    assert [one.role for one in weighing_work(pool.anna)] == ["expert"]
    assert [one.role for one in weighing_work(pool.bram)] == ["Programmateam"]
    page = signed_in(pool.anna).get("/mijn-werk/").content.decode()
    assert "Aanvragen beoordelen" in page and 'href="/projectenpool/beoordelen/"' in page
    assert "2 aanvragen hebben nog geen twee beoordelaars." in lines(pool.manager)[0][1]


def test_an_objection_waits_and_then_a_new_decision(pool: Weighing) -> None:
    for application in (pool.together, pool.zeeland, pool.utrecht):
        pool.refused(application)
    assert lines(pool.manager) == []
    filed = file_objection(by=pool.leader, application=pool.together, grounds="De score klopt niet.")
    assert lines(pool.manager) == [("Bezwaar: Samen sterker", "De regio wacht op een antwoord.")]
    answer_objection(by=pool.manager, objection=filed, upheld=True, answer="U hebt gelijk.")
    assert lines(pool.manager) == [("Beoordeling Openstelling 2031", "1 aanvraag wacht op een besluit.")]
    pool.refused(pool.together)
    assert lines(pool.manager) == []
