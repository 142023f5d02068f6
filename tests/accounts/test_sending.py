"""A mail that is about rows is sent once, whoever else is sending."""

from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from accounts.sending import send_once
from projectpool.models import ReportReminder
from tests.projectpool.factories import ReportReminderFactory

pytestmark = pytest.mark.django_db
ROWS = ReportReminder.objects.all()


def mail(rows: list[Any]) -> EmailMessage:
    return EmailMessage(subject=f"{len(rows)} verslagen", body="", to=[rows[0].person.email])


def test_a_worker_that_comes_while_another_writes_the_mail_sends_nothing(mailoutbox: list[Any]) -> None:
    row: ReportReminder = ReportReminderFactory()
    late: list[bool] = []

    def write(taken: list[Any]) -> EmailMessage:
        late.append(send_once(row.person, ROWS.all(), mail))
        return mail(taken)

    assert send_once(row.person, ROWS.all(), write)
    assert late == [False] and len(mailoutbox) == 1


def test_the_mail_is_about_what_nobody_told_yet(mailoutbox: list[Any]) -> None:
    row: ReportReminder = ReportReminderFactory()
    ReportReminderFactory(person=row.person, sent_at=timezone.now())
    assert send_once(row.person, ROWS.all(), mail)
    assert [one.subject for one in mailoutbox] == ["1 verslagen"]
    assert not send_once(row.person, ROWS.all(), mail)


def test_what_somebody_called_something_never_stops_a_mail(mailoutbox: list[Any]) -> None:
    row: ReportReminder = ReportReminderFactory()

    def write(rows: list[Any]) -> EmailMessage:
        return EmailMessage(subject="Verslag van Samen\nBcc: x@voorbeeld.nl", body="", to=[row.person.email])

    assert send_once(row.person, ROWS.all(), write)
    assert [one.subject for one in mailoutbox] == ["Verslag van Samen Bcc: x@voorbeeld.nl"]
