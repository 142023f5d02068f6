"""The example's report, made by the running worker like any other."""

import time
from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import User
from reports.actions.jobs import request_build
from reports.models import ProgressReport, ReportJob

STEPS = {"": 0.0, "charts": 0.1, "pdf": 0.8, "files": 0.95}
WIDTH = 40
PATIENCE = 180  # seconds


class Command(BaseCommand):
    """`ensure_example_report`: does nothing when the report is published."""

    help = "Laat de werker de voorbeeldrapportage maken en toont hoe ver hij is."

    def handle(self, **options: Any) -> None:
        """Ask for the report and show a bar until it is there."""
        report = ProgressReport.objects.filter(slug="vijfde").first()
        if report is None:
            raise CommandError(_("Het voorbeeld is nog niet geladen: manage.py load_example"))
        if report.published_version is not None:
            return
        job = request_build(by=User.objects.service("example"), report=report, publish=True)
        current_app.send_task("reports.build", args=[job.pk])
        self._watch(job)

    def _watch(self, job: ReportJob) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            job.refresh_from_db()
            self._bar(job)
            if job.state == ReportJob.State.DONE:
                self.stdout.write("")
                return
            if job.state == ReportJob.State.FAILED:
                raise CommandError(job.problem)
            time.sleep(0.2)
        raise CommandError(_("De werker is na drie minuten nog niet klaar met de rapportage."))

    def _bar(self, job: ReportJob) -> None:
        done = 1.0 if job.state == ReportJob.State.DONE else STEPS.get(job.step, 0.0)
        if job.step == "charts" and job.total:
            done += 0.7 * job.done / job.total
        filled = int(WIDTH * done)
        self.stdout.write(f"\rvijfde [{'#' * filled}{'.' * (WIDTH - filled)}] {done:4.0%}", ending="")
        self.stdout.flush()
