"""Whoever quotes a number gets it with its words, its date and its source."""

from decimal import Decimal

import pytest

from impact.counts import amount, by_block, by_subject, sourced, sourced_many
from impact.errors import UnknownNumber
from tests.impact.factories import SourcedNumberFactory
from tests.regions.reference import load

pytestmark = pytest.mark.django_db


WORDS = [
    ("campaign-visitors-2020", "278.671 bezoekers", "278,671 visitors"),
    ("im-001", "8,3%", "8.3%"),
    ("im-007", "90.000 tot 127.000 kinderen per jaar", "90,000 to 127,000 children a year"),
    ("im-064", "hoogstens 20%", "at most 20%"),
    ("im-067", "minder dan 2,5%", "less than 2.5%"),
    ("csg-visits-2020", "bijna 63.000 bezoekers", "almost 63,000 visitors"),
    ("vt-chats", "ruim 5.900 gesprekken", "over 5,900 conversations"),
    ("bwscan-vt-education-share", "ongeveer 3%", "about 3%"),
    ("vt-chat-convinced", "niet genoemd", "not stated"),
    ("shelter-budget", "14.000.000 euro per jaar", "14,000,000 euros a year"),
]


def test_a_number_in_words():
    load("buildingblocks", "impact")
    for key, dutch, english in WORDS:
        found = sourced(key)
        assert (found.worded_nl, found.worded_en) == (dutch, english)


def test_visitors_of_the_campaign_stand_side_by_side_with_their_dates():
    load("buildingblocks", "impact")
    both = sourced_many(["campaign-visitors-2020-summary", "campaign-visitors-2020"])
    assert [one.value for one in both.values()] == [Decimal(228000), Decimal(278671)]
    assert both["campaign-visitors-2020"].reference_date_nl == "eind november 2020"
    assert both["campaign-visitors-2020"].source_nl == "Vijfde voortgangsrapportage (concept)"
    assert both["campaign-visitors-2020-summary"].note_nl


def test_a_number_that_nobody_published():
    for ask in (lambda: sourced("moon"), lambda: sourced_many(["moon"])):
        with pytest.raises(UnknownNumber, match="“moon”"):
            ask()


def test_numbers_of_a_block_and_of_a_subject():
    one = SourcedNumberFactory(subject="money", value=None, value_min=Decimal(5), unit_nl="euro")
    assert by_subject("money")[0].worded_nl == "minstens 5 euro"
    assert by_subject("reach") == by_block("nothing") == ()
    assert str(one) == one.label == "Bezoekers van de campagnewebsite"
    assert one.unit == "euro"


def test_a_round_number_keeps_its_zeros():
    assert amount(Decimal("100"), "nl") == "100"
    assert amount(Decimal("1200000.0000"), "nl") == "1.200.000"
