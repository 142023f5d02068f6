"""The example's pool is reckoned from today, whatever day that is."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from ghnt import example_calls
from ghnt.example_moments import months_after
from projectpool.models import Application, ProjectReport
from tests.ghnt.test_example_calls import load

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Stand = ProjectReport.State


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 7, 31), date(2028, 2, 29), date(2026, 12, 31)])
def test_it_is_whole_on_any_day(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    monkeypatch.setattr(timezone, "now", lambda: noon)
    load()
    reports = ProjectReport.objects.filter(project__application__call__key=example_calls.RUNNING)
    assert {one.state for one in reports} == set(Stand)
    assert reports.late().filter(state=Stand.OPEN).exists()
    assert not reports.filter(submitted_at__gt=noon).exists()
    assert not Application.objects.filter(submitted_at__gt=noon).exists()


def test_months_are_reckoned_over_the_turn_of_a_year() -> None:
    assert months_after(date(2026, 11, 27), 2) == date(2027, 1, 1)
    assert months_after(date(2026, 2, 27), -14) == date(2024, 12, 1)
