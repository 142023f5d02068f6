"""Tasks of the project pool. Rows say who is to be reminded; the queue only wakes a worker."""

import logging

from celery import shared_task
from django.utils import timezone

from .actions import chasing

log = logging.getLogger(__name__)


@shared_task(name="projectpool.remind")
def remind() -> None:
    """Every morning: remind who is due to report on a project."""
    log.info("%s reminders of project reports sent", chasing.remind(day=timezone.localdate()))


@shared_task(name="projectpool.send_reminders")
def send_reminders() -> None:
    """At once: send what the programme asked for by hand."""
    sent = chasing.send_unsent(day=timezone.localdate())
    log.info("%s reminders of project reports sent by hand", sent)
