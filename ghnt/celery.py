"""The queue's application: finds the `tasks.py` of every room."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ghnt.settings")

app = Celery("ghnt")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def look_for_work(**_about: Any) -> None:
    """A worker that starts takes up what another left behind, and looks once more when the lease of one that
    was killed just now has run out; beat looks too, every 20 seconds."""
    from reports.actions.jobs import LEASE  # models are there only once a worker runs

    app.send_task("reports.take_up_jobs")
    app.send_task("reports.take_up_jobs", countdown=LEASE.total_seconds() + 1)
