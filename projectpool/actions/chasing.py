"""Reminders of project reports: one mail a person about all of theirs, and no report twice on a day.

A note in the store that all workers share says that somebody was reminded of a report on a day; only who
writes it first sends the mail. So a second worker, or the same one after it died, sends nothing again.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from smtplib import SMTPException

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from kombu.exceptions import OperationalError

from accounts.models import User
from accounts.policy import Deed, reach

from ..chasing import Awaited, awaited, due_for, is_reminded_on
from ..errors import PoolError
from ..models import ProjectReport

log = logging.getLogger(__name__)
LANGUAGE = "nl"
KEPT = 3 * 24 * 3600  # seconds: longer than the day that a note is about
type ByPerson = dict[User, list[Awaited]]


def remind(*, day: date) -> int:
    """Remind who is due by the calendar on this day; how many mails."""
    found = awaited(ProjectReport.objects.all(), day)
    return _send_all([one for one in found if is_reminded_on(one.report, day)], day)


def send_by_hand(*, reports: Iterable[int], day: date) -> int:
    """Send what the programme asked for by hand; how many mails."""
    return _send_all(awaited(ProjectReport.objects.filter(pk__in=list(reports)), day), day)


@transaction.atomic
def remind_by_hand(*, by: User, reports: Iterable[int]) -> int:
    """Remind the project leaders of these late reports now; how many people that are. Who heard of a report
    today hears of it no second time."""
    if not reach(by, Deed.KEEP_PROJECTS):
        raise PermissionDenied
    day, wanted = timezone.localdate(), set(reports)
    chosen = [one for one in due_for(by, day).late if one.report.pk in wanted]
    fresh = {
        person
        for one in chosen
        for person in one.leaders
        if cache.get(_note(one.report, person, day)) is None
    }
    if not fresh:
        raise PoolError(_("Niemand om te herinneren: wie te laat is, kreeg vandaag al een bericht."))
    pks = [one.report.pk for one in chosen]
    transaction.on_commit(lambda: _wake(pks))
    return len(fresh)


def _wake(reports: list[int]) -> None:
    """The queue only wakes a worker; when it is away, the next morning's run reminds."""
    with suppress(OperationalError):
        current_app.send_task("projectpool.send_reminders", args=[reports], retry=False)


def _send_all(found: Iterable[Awaited], day: date) -> int:
    by_person: ByPerson = defaultdict(list)
    for one in found:
        for person in one.leaders:
            by_person[person].append(one)
    return sum(_send(person, mine, day) for person, mine in by_person.items())


def _send(person: User, mine: list[Awaited], day: date) -> bool:
    """Send one mail about all of it, unless somebody else did."""
    told = [one for one in mine if cache.add(_note(one.report, person, day), 1, KEPT)]
    if not told:
        return False
    try:
        mail_to(person, told).send()
    except (OSError, SMTPException):  # a mail server that is away now is asked again in the next run
        log.exception("no reminder to person %s", person.pk)
        cache.delete_many([_note(one.report, person, day) for one in told])
        return False
    return True


def _note(report: ProjectReport, person: User, day: date) -> str:
    return f"projectpool:reminded:{day.isoformat()}:{report.pk}:{person.pk}"


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
