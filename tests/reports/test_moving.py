"""How a page says that regions moved."""

import pytest
from django.utils import translation

from accounts.models import User
from reports.reading.audience import Audience, audience_of
from reports.reading.reading import live_reading, public_reading
from reports.shared.moving import Moves, moved_sentence, moves
from reports.shared.states import names_over, state
from tests.reports.dashboards import changed_round, wider_round, world
from tests.roundtables.people import Kind, person
from tests.roundtables.story import answer

SAID = [
    ((3, 0, 25), "Drie regio’s gingen vooruit, geen enkele ging terug."),
    ((1, 1, 3), "Eén regio ging vooruit, één ging terug."),
    ((0, 2, 3), "Geen enkele regio ging vooruit, twee gingen terug."),
    ((0, 0, 5), "Geen enkele regio ging vooruit of terug."),
    ((0, 0, 0), "Van nog geen enkele regio is de stand in beide rondes bekend."),
    ((22, 21, 0), "22 regio’s gingen vooruit, 21 gingen terug."),
]


@pytest.mark.parametrize(("numbers", "sentence"), SAID)
def test_the_sentence(numbers: tuple[int, int, int], sentence: str) -> None:
    with translation.override("nl"):
        assert moved_sentence(*numbers) == sentence


def since_2030(user: User | None = None) -> Moves:
    """How regions moved with their plan, as somebody reads it."""
    reading = public_reading(audience_of(user))
    assert reading is not None
    found = moves(reading, "plan", "2031")
    assert found is not None
    return found


@pytest.mark.django_db
def test_counts_for_everybody_names_for_who_may_know() -> None:
    world("partners")
    public, partner = since_2030(), since_2030(person(Kind.COMMISSIONER))
    assert (public.up, public.down, public.level) == (partner.up, partner.down, partner.level) == (1, 0, 4)
    assert public.movers is None
    assert public.flow is None
    assert partner.names_up == ("Zeeland",)
    assert partner.flow is not None
    rows = [(row.before, [cell.number for cell in row.cells], row.total) for row in partner.flow.rows]
    assert rows == [("no", [2, 1], 3), ("yes", [0, 2], 2)]


@pytest.mark.django_db
def test_there_is_nothing_before_the_first_round() -> None:
    world()
    assert moves(live_reading(), "plan", "2030") is None


@pytest.mark.django_db
def test_a_changed_question_says_so_and_counts_nothing() -> None:
    world()
    answer(changed_round(), "drenthe", "scheme", "yes")
    found = moves(live_reading(), "scheme", "2032")
    assert found is not None
    assert found.silent
    assert found.sentence == "De vraag is veranderd; vergelijken met 2031 kan niet."
    assert (found.up, found.down, found.level) == (0, 0, 0)


@pytest.mark.django_db
def test_how_many_moved_is_silent_where_it_would_tell_a_hidden_answer() -> None:
    """Who has a plan now is public; who had one before is not: "one fell back" would tell."""
    world("programme")
    answer(wider_round(), "drenthe", "plan", "no")
    found = moves(live_reading(Audience(partner=True)), "plan", "2032")
    assert found is not None
    assert found.silent
    assert (found.up, found.down, found.level, found.movers, found.flow) == (0, 0, 0, None, None)
    assert found.sentence == "Hoeveel regio’s vooruit of terug gingen, is hier niet te zien."
    everything = moves(live_reading(Audience(blocks=None)), "plan", "2032")
    assert everything is not None
    assert everything.names_down == ("Drenthe",)


@pytest.mark.django_db
def test_a_question_is_followed_over_the_rounds() -> None:
    world()
    changed_round()
    reading = live_reading()
    question = reading.question("plan", "2031")
    assert question is not None
    names = {"2030": "plan", "2031": "plan", "2032": "scheme"}
    assert names_over(reading, question, "2031") == names
    later = reading.question("scheme", "2032")
    assert later is not None
    assert names_over(reading, later, "2032") == names
    found = state(reading, question, reading.rounds[1])
    assert [[(part.label, part.number) for part in one.parts] for one in found.rounds] == [
        [("yes", 2), ("no", 3)],
        [("yes", 3), ("no", 2)],
        [("niet beantwoord", 5)],
    ]
    assert [one.round.key for one in found.before] == ["2030"]
