"""A target stands beside its figure, with its day and source, and the distance in words."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from reports.figures import Figure
from reports.models import Target
from reports.reading.targets import TargetLine, distance, targets, wanted
from tests.buildingblocks.factories import SourceFactory
from tests.reports.factories import IndicatorFactory, TargetFactory
from tests.reports.told import NOT_ASKED, figure, incomplete

pytestmark = pytest.mark.django_db


def one(**fields: object) -> TargetLine:
    target = TargetFactory(indicator=IndicatorFactory(key="plan"), **fields)
    return targets()[target.indicator.key]


@pytest.mark.parametrize(
    ("counted", "value", "words"),
    [
        (figure(20, 8), None, "nog 8 regio’s te gaan"),
        (figure(27, 1), None, "nog 1 regio te gaan"),
        (figure(28, 0), None, "gehaald"),
        (figure(20, 6), None, "nog 6 regio’s te gaan"),  # a round with fewer regions
        (figure(12, 16), 14, "nog 2 regio’s te gaan"),
        (figure(14, 14), 14, "gehaald"),
        (figure(20, 8), 14, "gehaald"),
        (incomplete(20, 0, 0, 8), None, ""),
        (NOT_ASKED, None, ""),
        (figure(), None, ""),
    ],
)
def test_the_distance_in_words(counted: Figure, value: int | None, words: str) -> None:
    assert distance(one(value=value), counted, "nl") == words


def test_what_it_asks_by_which_day_and_by_which_source() -> None:
    source = SourceFactory(title_nl="Infographic", title_en="The infographic")
    everyone = one(due=date(2021, 12, 31), source=source, note_nl="Regionale route")
    assert wanted(everyone, "nl") == "alle regio’s, uiterlijk 31 december 2021"
    assert (everyone.everyone, everyone.source, everyone.note) == (True, "Infographic", "Regionale route")


def test_a_number_of_regions() -> None:
    assert wanted(one(value=1, due=date(2021, 12, 31)), "nl") == "1 regio, uiterlijk 31 december 2021"
    TargetFactory(indicator=IndicatorFactory(key="steps"), value=20, due=date(2021, 12, 31))
    assert wanted(targets()["steps"], "nl") == "20 regio’s, uiterlijk 31 december 2021"


def test_the_nearest_target_that_is_still_to_come_holds_and_else_the_last() -> None:
    plan = IndicatorFactory(key="plan")
    for year, value in ((2030, 3), (2031, 4), (2032, 5)):
        TargetFactory(indicator=plan, due=date(year, 1, 1), value=value)
    assert targets(date(2029, 6, 1))["plan"].value == 3
    assert targets(date(2031, 1, 1))["plan"].value == 4
    assert targets(date(2031, 1, 2))["plan"].value == 5
    assert targets(date(2040, 1, 1))["plan"].value == 5
    Target.objects.filter(value=5).update(ended_on=date(2031, 6, 1), ended_why="Niet meer haalbaar")
    assert targets(date(2040, 1, 1))["plan"].value == 4


def test_a_target_is_a_number_or_everyone_and_stands_once_a_day() -> None:
    plan = IndicatorFactory(key="plan")
    TargetFactory(indicator=plan, due=date(2031, 1, 1), ended_on=date(2030, 1, 1), ended_why="Vervallen")
    TargetFactory(indicator=plan, due=date(2031, 1, 1))
    for wrong in (
        {"due": date(2031, 1, 1), "value": 3},
        {"due": date(2032, 1, 1), "value": 3, "everyone": True},
        {"due": date(2032, 1, 1), "value": 0},
        {"due": date(2032, 1, 1), "everyone": False},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            TargetFactory(indicator=plan, **wrong)
