"""Targets and the regional route come from tables, and loading again leaves what people changed."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from buildingblocks.models import RouteTheme, Source
from ghnt.example import FIXTURES, load_definitions
from regions.tables import TableError
from reports import importing
from reports.models import Indicator, Target
from tests.accounts.factories import UserFactory
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.roundtables.story import questionnaire

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_everything_is_there_after_two_loads_with_one_line_of_history_each() -> None:
    load_definitions()
    load_definitions()
    assert RouteTheme.objects.count() == RouteTheme.history.count() == 8
    assert Target.objects.count() == Target.history.count() == 3
    assert not RouteTheme.objects.filter(name_en="").exists()
    unmeasured = set(RouteTheme.objects.filter(uses__isnull=True).values_list("key", flat=True))
    assert unmeasured == {"trauma", "harmful-practices", "elder-abuse"}


def test_a_target_of_the_route_stands_with_the_figure_that_counts_its_theme() -> None:
    load_definitions()
    wanted = [json.dumps(one) for row in RouteTheme.objects.values_list("uses", "implemented") for one in row]
    for target in Target.objects.select_related("indicator"):
        newest = max(target.indicator.expressions.items())[1]
        assert json.dumps(newest) in wanted, target.indicator.key
        assert (target.everyone, target.due, target.source.key) == (True, date(2021, 12, 31), "report-2")


def test_loading_again_leaves_the_targets_that_people_changed() -> None:
    by = load_definitions()
    changed, ended, untouched = Target.objects.order_by("key")
    Target.objects.filter(pk=changed.pk).update(everyone=False, value=20, revision=1)
    Target.objects.filter(pk=ended.pk).update(ended_on=date(2021, 2, 1), ended_why="Vervallen", revision=1)
    Target.objects.filter(pk=untouched.pk).update(note_nl="Niet zoals het in de tabel staat")
    importing.load(FIXTURES, by=by)
    assert Target.objects.get(pk=changed.pk).value == 20
    assert Target.objects.get(pk=ended.pk).ended_why == "Vervallen"
    assert Target.objects.get(pk=untouched.pk).note_nl == untouched.note_nl
    assert Target.objects.count() == 3


def test_a_target_that_people_set_is_not_set_a_second_time() -> None:
    by = load_definitions()
    Target.objects.all().delete()
    plan, source = Indicator.objects.get(key="integral-in-place"), Source.objects.get(key="report-5")
    Target.objects.create(indicator=plan, value=20, due=date(2021, 12, 31), source=source, revision=1)
    importing.load(FIXTURES, by=by)
    assert Target.objects.get(indicator=plan).value == 20


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"uses": {"q": "nergens", "has": "yes"}}, "geen vraag “nergens” met het antwoord “yes”."),
    ({"uses": {"q": "plan", "has": "misschien"}}, "geen vraag “plan” met het antwoord “misschien”."),
    ({"uses": {"q": "plan"}}, "Dit is geen voorwaarde"),
    ({"block": "raketbouw"}, "onbekende bouwsteen “raketbouw”."),
    ({"implemented": {"q": "plan", "has": "yes"}}, "Zeg ook wanneer een regio het thema gebruikt."),
]


@pytest.mark.parametrize(("spoilt", "sentence"), BROKEN)
def test_a_broken_route_is_refused_with_the_reason(
    spoilt: dict[str, Any], sentence: str, tmp_path: Path
) -> None:
    questionnaire()
    BuildingBlockFactory(key="mda")
    theme = {"key": "mda", "block": "mda", "name_nl": "MDA++", "name_en": "", "uses": None}
    route = {"themes": [theme | {"implemented": None} | spoilt]}
    (tmp_path / "route.json").write_text(json.dumps(route), encoding="utf-8")
    with pytest.raises(TableError) as caught, transaction.atomic():
        importing._route(tmp_path, UserFactory())
    assert sentence in str(caught.value)
    assert "route.json" in str(caught.value)
