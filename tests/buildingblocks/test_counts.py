"""The table of actions, as the report prints it."""

import pytest

from buildingblocks.counts import action_table
from tests.regions.reference import load

pytestmark = pytest.mark.django_db


def test_the_table_of_the_second_action_line():
    load("buildingblocks")
    rows = {row.key: row for row in action_table("2")}
    assert list(rows)[:3] == ["phased-care-vision", "local-teams", "mda-plus-plus"]
    teams = rows["local-teams"]
    assert (len(teams.realised), len(teams.running), len(teams.next)) == (5, 2, 1)
    assert teams.realised[:2] == ("Kwaliteitskader vastgesteld", "Zelfscan")
    assert rows["mda-plus-plus"].next == ()


def test_the_table_in_english_and_a_line_without_actions(django_assert_num_queries):
    load("buildingblocks")
    with django_assert_num_queries(1):
        rows = action_table("regional", "en")
    assert [row.block for row in rows] == ["Integrated steering", "Regional vision", "Project pool"]
    assert action_table("general") == ()
