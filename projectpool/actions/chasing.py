"""Reminders of project reports: one mail a person about all of theirs, and no report twice on a day.

A row says that somebody is to be reminded of a report on a day; the row is unique, and sent once.
"""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from celery import current_app
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from kombu.exceptions import OperationalError

from accounts.models import User
from accounts.policy import Deed, reach
from accounts.sending import send_once

from ..errors import PoolError
from ..following.chasing import WEEKLY, Awaited, awaited, due_for, is_reminded_on
from ..models import ProjectReport, ReportReminder

LANGUAGE = "nl"


def remind(*, day: date) -> int:
    """Remind who is due by the calendar on this day, or was reminded by hand; how many mails."""
    found = awaited(ProjectReport.objects.all(), day)
    _note((one for one in found if is_reminded_on(one.report, day)), day)
    return send_unsent(day=day)


def send_unsent(*, day: date) -> int:
    """Send what waits to be sent, also of the days before; how many mails. Who handed in hears nothing."""
    unsent = ReportReminder.objects.filter(sent_at=None, day__gt=day - timedelta(days=WEEKLY), day__lte=day)
    told: dict[User, list[Awaited]] = defaultdict(list)
    waiting = set(unsent.values_list("report", "person"))
    reports = ProjectReport.objects.filter(pk__in={report for report, _person in waiting})
    for one in awaited(reports, day):
        for person in one.leaders:
            if (one.report.pk, person.pk) in waiting:
                told[person].append(one)
    return sum(_send(person, unsent.filter(person=person), mine) for person, mine in told.items())


@transaction.atomic
def remind_by_hand(*, by: User, reports: Iterable[int]) -> int:
    """Remind the project leaders of these late reports now; how many people that are. Who heard of a report
    today hears of it no second time."""
    if not reach(by, Deed.KEEP_PROJECTS):
        raise PermissionDenied
    day, wanted = timezone.localdate(), set(reports)
    chosen = [one for one in due_for(by, day).late if one.report.pk in wanted]
    heard = set(ReportReminder.objects.filter(day=day, sent_at__isnull=False).values_list("report", "person"))
    fresh = {person for one in chosen for person in one.leaders if (one.report.pk, person.pk) not in heard}
    if not fresh:
        raise PoolError(_("Niemand om te herinneren: wie te laat is, kreeg vandaag al een bericht."))
    _note(chosen, day)
    transaction.on_commit(_wake)
    return len(fresh)


def _wake() -> None:
    """The queue only wakes a worker; when it is away, the next morning's run reminds."""
    with suppress(OperationalError):
        current_app.send_task("projectpool.send_reminders", retry=False)


def _note(found: Iterable[Awaited], day: date) -> None:
    """Write down who is to be reminded; who was today already stands there."""
    rows = [
        ReportReminder(report=one.report, person=person, day=day) for one in found for person in one.leaders
    ]
    ReportReminder.objects.bulk_create(rows, ignore_conflicts=True)


def _send(person: User, rows: QuerySet[ReportReminder], about: list[Awaited]) -> bool:
    """Send one mail about all of it, unless somebody else did."""

    def write(taken: list[ReportReminder]) -> EmailMessage:
        pks = {row.report_id for row in taken}
        return mail_to(person, [one for one in about if one.report.pk in pks])

    return send_once(person, rows.filter(report__in=[one.report for one in about]), write)


def mail_to(person: User, about: list[Awaited]) -> EmailMessage:
    """One mail about every report that is awaited of somebody, in plain Dutch."""
    with translation.override(LANGUAGE):
        lines = [
            {"one": one, "url": reverse("projectpool:report", args=[one.report.project.key, one.report.pk])}
            for one in about
        ]
        context = {"person": person, "lines": lines, "site": settings.SITE_URL}
        body = render_to_string("projectpool/projects/reminder.txt", context)
        late = sum(one.days_late > 0 for one in about)
        subject = _("Herinnering: verslag van een project")
        if late:
            subject = (
                ngettext(
                    "Herinnering: %d verslag van een project is te laat",
                    "Herinnering: %d verslagen van projecten zijn te laat",
                    late,
                )
                % late
            )
        return EmailMessage(subject=subject, body=body, to=[person.email])
