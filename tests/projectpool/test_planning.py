"""A project gets its reports when it is granted, and others when its last day moves."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from projectpool.actions.following import due_after, half_years, plan_reports
from projectpool.errors import PoolError
from projectpool.models import ProjectReport
from questionnaires.models import AnswerSheet, Questionnaire
from tests.projectpool.factories import ProjectFactory
from tests.projectpool.running import Running

pytestmark = pytest.mark.django_db


def told(story: Running) -> list[tuple[str, date, date, date]]:
    return [(one.kind, one.period_from, one.period_until, one.due_on) for one in story.reports]


def test_two_years_are_told_in_three_half_years_and_a_final_report():
    assert told(Running()) == [
        ("half_year", date(2031, 1, 1), date(2031, 6, 30), date(2031, 8, 1)),
        ("half_year", date(2031, 7, 1), date(2031, 12, 31), date(2032, 2, 1)),
        ("half_year", date(2032, 1, 1), date(2032, 6, 30), date(2032, 8, 1)),
        ("final", date(2031, 1, 1), date(2032, 12, 31), date(2033, 4, 1)),
    ]


def test_each_report_has_a_sheet_of_its_own_on_the_newest_questions_which_then_lie_fast():
    story = Running()
    sheets = [one.sheet for one in story.reports]
    assert len({sheet.pk for sheet in sheets}) == 4
    newest = Questionnaire.objects.get(version="verslag-1")
    assert {sheet.questionnaire for sheet in sheets} == {newest}
    assert newest.frozen_at is not None


def test_a_short_piece_at_the_beginning_or_the_end_gets_no_report_of_its_own():
    pieces = list(half_years(date(2031, 6, 1), date(2032, 8, 31)))
    assert pieces == [(date(2031, 6, 1), date(2031, 12, 31))]
    assert list(half_years(date(2031, 3, 1), date(2031, 6, 30))) == []


def test_due_days_count_in_whole_months():
    assert due_after(date(2031, 12, 31), 1) == date(2032, 2, 1)
    assert due_after(date(2031, 11, 30), 1) == date(2032, 1, 1)


def test_planning_twice_changes_nothing():
    story = Running()
    before = told(story)
    plan_reports(by=story.manager, project=story.project)
    assert told(story) == before
    assert AnswerSheet.objects.count() == 5  # four reports and the application


def test_half_a_year_more_brings_a_report_and_moves_the_final_one():
    story = Running()
    story.project.ends_on = date(2033, 6, 30)
    story.project.save()
    plan_reports(by=story.manager, project=story.project)
    added, final = told(story)[-2:]
    assert added == ("half_year", date(2032, 7, 1), date(2032, 12, 31), date(2033, 2, 1))
    assert final == ("final", date(2031, 1, 1), date(2033, 6, 30), date(2033, 10, 1))


def test_ending_earlier_drops_what_nobody_began_and_keeps_what_was_told():
    story = Running()
    _first, second, third, _final = story.reports
    story.tell(second)
    story.project.ends_on = date(2031, 9, 30)
    story.project.save()
    plan_reports(by=story.manager, project=story.project)
    left = story.reports
    assert second in left
    assert third not in left
    assert not AnswerSheet.objects.filter(pk=third.sheet_id).exists()
    assert [one.kind for one in left].count(ProjectReport.Kind.FINAL) == 1


def test_only_the_programme_plans_and_only_with_days_and_questions():
    story = Running()
    with pytest.raises(PermissionDenied):
        plan_reports(by=story.leader, project=story.project)
    with pytest.raises(PoolError, match="eerste en laatste dag"):
        plan_reports(by=story.manager, project=ProjectFactory())
    later = story.grant("later", "Later", date(2031, 1, 1), date(2031, 12, 31))
    later.reports.all().delete()
    story.project.reports.all().delete()
    AnswerSheet.objects.filter(application=None).delete()
    Questionnaire.objects.filter(version="verslag-1").delete()
    with pytest.raises(PoolError, match="nog geen vragenlijst"):
        plan_reports(by=story.manager, project=later)
