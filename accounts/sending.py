"""Mails that are sent once.

A row says that somebody is to be told of something on a day; whoever first writes `sent_at` sends the mail.
So a second worker, or the same one after it died, sends nothing again.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from regions.text import line

from .models import User

log = logging.getLogger(__name__)


def send_once(person: User, rows: "QuerySet[Any]", write: Callable[[list[Any]], EmailMessage]) -> bool:
    """Send one mail about those of the rows that nobody sent yet; whether it went. `write` makes it of them;
    its subject becomes one line. When the mail server is away they wait for the next run."""
    taken, then = _take(rows)
    if not taken:
        return False
    try:
        mail = write(taken)
        mail.subject = line(str(mail.subject))
        mail.send()
    except (OSError, SMTPException):
        log.exception("no reminder to person %s", person.pk)
        rows.model.objects.filter(pk__in=[row.pk for row in taken], sent_at=then).update(sent_at=None)
        return False
    return True


@transaction.atomic
def _take(rows: "QuerySet[Any]") -> tuple[list[Any], datetime]:
    """Those of the rows that are this worker's to send, with the moment by which they are known."""
    wanted = rows.model.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
    now = timezone.now()
    wanted.filter(sent_at=None).update(sent_at=now)
    return list(wanted.filter(sent_at=now)), now
