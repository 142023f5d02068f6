"""Tasks of rounds. Rows say who is to be reminded; the queue only wakes a worker."""

import logging

from celery import shared_task
from django.utils import timezone

from .actions import reminding
from .importing import waiting

log = logging.getLogger(__name__)


@shared_task(name="roundtables.remind")
def remind() -> None:
    """Every morning: remind who has not finished."""
    log.info("%s reminders sent", reminding.remind(day=timezone.localdate()))


@shared_task(name="roundtables.send_reminders")
def send_reminders() -> None:
    """At once: send what the programme asked for by hand."""
    log.info("%s reminders sent by hand", reminding.send_by_hand(day=timezone.localdate()))


@shared_task(name="roundtables.sweep_imports")
def sweep_imports() -> None:
    """Every hour: away with files that nobody read in after all."""
    log.info("%s files with answers taken away", waiting.sweep())
