"""Late reports are chased: on the list, on "Mijn werk", and by mail, once a day and never twice."""

from datetime import date, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from celery import current_app
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from projectpool.actions import chasing
from projectpool.errors import PoolError
from projectpool.following.chasing import due_for, is_reminded_on
from projectpool.following.work import project_work
from projectpool.models import ChangeRequest, ProjectReport, ReportReminder
from projectpool.tasks import remind, send_reminders
from tests.projectpool.at_once import at_once
from tests.projectpool.running import Running
from tests.roundtables.people import Kind, person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]


def late(story: Running, days: int = 1) -> ProjectReport:
    """The first report of the project, due so many days ago."""
    report = story.reports[0]
    report.due_on = timezone.localdate() - timedelta(days=days)
    report.save()
    return report


def test_a_late_report_stands_on_the_list_with_who_to_call():
    story = Running()
    late(story, 9)
    [one] = due_for(story.manager).late
    assert (one.days_late, one.region, one.leaders) == (9, story.drenthe, (story.leader,))
    page = signed_in(story.manager).get("/projectenpool/verslagen/").content.decode()
    assert "9 dagen te laat" in page
    assert story.leader.email in page
    other = person(Kind.PROGRAMME_MEMBER, block=story.block)
    assert due_for(other).late == (), "a project about another building block"


def test_what_is_due_soon_or_waits_to_be_read_stands_there_too():
    story = Running()
    report = late(story, -10)
    assert [one.report for one in due_for(story.manager).soon] == [report]
    report.state, report.submitted_at, report.submitted_by = "submitted", timezone.now(), story.leader
    report.save()
    found = due_for(story.manager)
    assert (found.soon, found.to_settle) == ((), (report,))
    assert "Ingediend door" in signed_in(story.manager).get("/projectenpool/verslagen/").content.decode()


def test_the_calendar_reminds_two_weeks_before_the_day_after_and_each_week():
    story = Running()
    report = late(story, 0)
    days = [day for day in range(-20, 17) if is_reminded_on(report, report.due_on + timedelta(days=day))]
    assert days == [-14, 1, 8, 15]


def test_the_leader_of_the_lead_gets_one_mail_about_all_late_reports(mailoutbox):
    story = Running()
    late(story, 1)
    again = story.grant("ander", "Ander project", date(2031, 1, 1), date(2031, 12, 31)).reports.all()[0]
    again.due_on = timezone.localdate() - timedelta(days=8)
    again.save()
    remind()
    remind()
    [mail] = mailoutbox
    assert mail.to == [story.leader.email]
    assert mail.subject == "Herinnering: 2 verslagen van projecten zijn te laat"
    assert "Samen sterker" in mail.body
    assert f"/projectenpool/projecten/ander/verslag/{again.pk}/" in mail.body


def test_who_was_reminded_is_known_when_the_store_of_the_workers_was_emptied(mailoutbox):
    story = Running()
    late(story)
    remind()
    cache.clear()
    remind()
    assert len(mailoutbox) == 1
    row = ReportReminder.objects.get()
    assert (row.person, row.day) == (story.leader, timezone.localdate()) and row.sent_at is not None


def test_a_second_project_that_is_late_by_the_afternoon_comes_without_the_first(mailoutbox):
    story = Running()
    late(story)
    remind()
    again = story.grant("ander", "Ander project", date(2031, 1, 1), date(2031, 12, 31)).reports.all()[0]
    again.due_on = timezone.localdate() - timedelta(days=8)
    again.save()
    remind()
    assert len(mailoutbox) == 2
    assert "Ander project" in mailoutbox[1].body and "Samen sterker" not in mailoutbox[1].body


def test_nobody_is_reminded_of_what_is_handed_in_or_ended(mailoutbox):
    story = Running()
    report = late(story)
    report.state = "submitted"
    report.save()
    remind()
    late(story).project.reports.update(state="open")
    story.project.ended_at = timezone.now()
    story.project.save()
    remind()
    assert mailoutbox == []


def test_the_button_reminds_once_a_day(mailoutbox, django_capture_on_commit_callbacks, monkeypatch):
    story = Running()
    report = late(story, 3)
    sent: list[Any] = []
    monkeypatch.setattr(current_app, "send_task", lambda *args, **kwargs: sent.append((args, kwargs)))
    client = signed_in(story.manager)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/projectenpool/verslagen/herinneren/", {"verslag": [report.pk]})
    [(task, _about)] = sent
    assert task == ("projectpool.send_reminders",)
    send_reminders()
    send_reminders()
    assert len(mailoutbox) == 1
    with pytest.raises(PoolError, match="kreeg vandaag al een bericht"):
        chasing.remind_by_hand(by=story.manager, reports=[report.pk])
    said = client.post("/projectenpool/verslagen/herinneren/", {"verslag": [report.pk]}, follow=True)
    assert "kreeg vandaag al een bericht" in said.content.decode()
    with pytest.raises(PermissionDenied):
        chasing.remind_by_hand(by=story.leader, reports=[report.pk])


def test_a_mail_server_that_is_away_is_asked_again(mailoutbox, monkeypatch, caplog):
    story = Running()
    late(story)

    def away(*_args: Any) -> None:
        raise SMTPException("away")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", away)
        remind()
    assert "no reminder to person" in caplog.text
    assert ReportReminder.objects.get().sent_at is None
    remind()
    assert len(mailoutbox) == 1


def test_what_could_not_be_sent_today_goes_tomorrow_and_not_after_a_week(mailoutbox):
    story = Running()
    report = late(story, 3)
    chasing.remind_by_hand(by=story.manager, reports=[report.pk])
    row = ReportReminder.objects.get()
    day = row.day
    assert chasing.remind(day=day + timedelta(days=7)) == 0, "by then the calendar has its own"
    assert chasing.remind(day=day + timedelta(days=1)) == 1
    assert chasing.remind(day=day + timedelta(days=2)) == 0


def test_without_a_queue_the_morning_run_sends_it_in_the_same_mail(mailoutbox):
    story = Running()
    report = late(story)
    assert chasing.remind_by_hand(by=story.manager, reports=[report.pk]) == 1
    assert chasing.remind_by_hand(by=story.manager, reports=[report.pk]) == 1, "it was not sent yet"
    remind()
    assert len(mailoutbox) == 1


def test_who_handed_in_meanwhile_gets_nothing(mailoutbox):
    story = Running()
    report = late(story, 3)
    chasing.remind_by_hand(by=story.manager, reports=[report.pk])
    ProjectReport.objects.update(state="submitted")
    send_reminders()
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_of_workers_that_send_at_once_one_does(mailoutbox):
    story = Running()
    late(story)
    assert sorted(at_once(*[lambda: chasing.remind(day=timezone.localdate())] * 4)) == [0, 0, 0, 1]
    assert len(mailoutbox) == 1


def test_my_work_names_reports_and_requests():
    story = Running()
    report = late(story)
    for user, role in ((story.leader, "Drenthe"), (story.partner, "Twente"), (story.colleague, "Twente")):
        [line] = project_work(user)
        assert (line.title, line.urgent) == ("Halfjaarverslag: Samen sterker", True)
        assert role in line.role
    assert project_work(story.stranger) == []
    assert [line.title for line in project_work(story.manager)] == [
        "Verslagen van projecten die te laat zijn"
    ]
    report.state, report.why = "returned", "Welke teams?"
    report.save()
    assert project_work(story.leader)[0].detail == "Het verslag kwam terug: Welke teams?"
    report.state = "submitted"
    report.submitted_at = timezone.now()
    report.save()
    ChangeRequest.objects.create(
        project=story.project, what="time", text="Later", ends_on=date(2033, 1, 1), asked_by=story.leader
    )
    lines = project_work(story.manager)
    assert [line.title for line in lines] == [
        "Verslagen van projecten lezen",
        "Wijzigingsverzoek: Samen sterker",
    ]
    assert lines[1].url.endswith(f"/wijziging/{story.project.change_requests.get().pk}/")
