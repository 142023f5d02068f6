"""A worker that is killed, at whatever moment, costs seconds: one finished report, never two, never half."""

import json
import random
import time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.installations import Installation

ASK = """
from accounts.models import User
from reports.actions.jobs import request_build
from reports.models import ProgressReport
from celery import current_app
job = request_build(by=User.objects.service("test"), report=ProgressReport.objects.get(slug="vijfde"))
current_app.send_task("reports.build", args=[job.pk])
print(job.pk, job.report.versions.count())
"""
STATE = """
import json
from reports.models import ReportJob
job = ReportJob.objects.get(pk={pk})
versions = list(job.report.versions.order_by("number"))
files = [[file.path, file.size] for version in versions
         for file in version.files.filter(path__startswith="reports/")]
print(json.dumps([job.state, job.step, len(versions), files]))
"""
WAIT = """
from reports import models
from scripts.processes import wait_until
so_far = models.{model}.objects.filter(pk={pk}, {that})
assert wait_until(so_far.exists, seconds={seconds}), "it never comes"
"""
OVER = "state__in=('done', 'failed')"
LONG = 300  # seconds; only so that what never comes fails, and does not hang


def wait_for(made: Installation, model: str, pk: int, that: str) -> None:
    """Until a job has come so far; asked in one process, for each that starts takes time from the worker."""
    made.shell(WAIT.format(model=model, pk=pk, that=that, seconds=LONG))


def state(made: Installation, pk: int) -> tuple[str, str, int, list[tuple[str, int]]]:
    """The job's state and step, how many versions there are, and their files."""
    found = json.loads(made.shell(STATE.format(pk=pk)))
    return found[0], found[1], found[2], found[3]


@pytest.mark.xdist_group("alone")
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.once)])
def test_killed_at_any_moment(alone: Installation, seed: int) -> None:
    asked = alone.shell(ASK).strip().splitlines()[-1]
    pk, before = (int(part) for part in asked.split())
    chance = random.Random(seed)
    for _kill in range(2):
        with alone.worker() as worker:
            time.sleep(chance.uniform(0.5, 4))
            worker.kill()
    with alone.worker(), alone.beat():
        wait_for(alone, "ReportJob", pk, OVER)
    outcome, _step, versions, files = state(alone, pk)
    assert outcome == "done"
    assert versions == before + 1, "one more version, not two"
    media = Path(alone.folder) / "files"
    for path, size in files:
        assert (media / path).stat().st_size == size
    folders = {(media / path).parent for path, _size in files}
    assert set((media / "reports" / "vijfde").iterdir()) == folders, "nothing half is left"


ASK_SHEETS = """
from accounts.models import Role
from reports.actions.factsheets import request_sheets
manager = Role.objects.current().filter(kind=Role.Kind.PROGRAMME_MANAGER).first().person
print(request_sheets(by=manager, round_key="2020", everybody=False, language="nl").pk)
"""
SHEETS = """
import json
from reports.models import FactSheetJob
job = FactSheetJob.objects.get(pk={pk})
print(json.dumps([job.state, job.done, job.total, job.path, job.size, job.attempts]))
"""


def sheets(made: Installation, pk: int) -> list[Any]:
    """State, done, total, path, size and attempts of the job for fact sheets."""
    return list(json.loads(made.shell(SHEETS.format(pk=pk))))


@pytest.mark.once
@pytest.mark.xdist_group("alone")
def test_fact_sheets_are_taken_up_again_and_are_one_file(alone: Installation) -> None:
    pk = int(alone.shell(ASK_SHEETS).split()[-1])
    with alone.worker() as worker:
        wait_for(alone, "FactSheetJob", pk, "done__gt=0")
        worker.kill()
    stopped = sheets(alone, pk)
    with alone.worker(), alone.beat():
        wait_for(alone, "FactSheetJob", pk, OVER)
    outcome, done, total, path, size, attempts = sheets(alone, pk)
    assert (outcome, done) == ("done", total)
    assert stopped[0] == "done" or attempts > stopped[5], "the second worker took it up"
    file = Path(alone.folder) / "files" / path
    assert file.stat().st_size == size
    assert [other for other in file.parent.iterdir() if other != file] == [], "nothing half is left"
    with ZipFile(file) as packed:
        assert packed.testzip() is None and len(packed.namelist()) == total
