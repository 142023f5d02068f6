"""A worker that is killed, at whatever moment, costs seconds: one finished report, never two, never half."""

import json
import random
import time
from pathlib import Path

import pytest

from tests.services import Installation

ASK = """
from accounts.models import User
from reports.actions.jobs import request_build
from reports.models import ProgressReport
from celery import current_app
job = request_build(by=User.objects.service("test"), report=ProgressReport.objects.get(slug="vijfde"))
current_app.send_task("reports.build", args=[job.pk])
print(job.pk)
"""
STATE = """
import json
from reports.models import ReportJob
job = ReportJob.objects.get(pk={pk})
versions = list(job.report.versions.order_by("number"))
files = [[file.path, file.size] for version in versions for file in version.files.all()]
print(json.dumps([job.state, job.step, len(versions), files]))
"""
HALF_A_MINUTE = 30


def state(made: Installation, pk: int) -> tuple[str, str, int, list[tuple[str, int]]]:
    """The job's state and step, how many versions there are, and their files."""
    found = json.loads(made.manage("shell", "--no-imports", "-c", STATE.format(pk=pk)))
    return found[0], found[1], found[2], found[3]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_any_moment(example: Installation, seed: int) -> None:
    pk = int(example.manage("shell", "--no-imports", "-c", ASK).strip().splitlines()[-1])
    before = state(example, pk)[2]
    chance = random.Random(seed)
    for _kill in range(2):
        with example.worker() as worker:
            time.sleep(chance.uniform(0.5, 4))
            worker.kill()
    began = time.monotonic()
    with example.worker(), example.beat():
        while state(example, pk)[0] not in ("done", "failed"):
            assert time.monotonic() - began < 3 * HALF_A_MINUTE, "no report at all"
        took = time.monotonic() - began
    outcome, _step, versions, files = state(example, pk)
    assert outcome == "done"
    assert versions == before + 1, "one more version, not two"
    assert took < HALF_A_MINUTE
    media = Path(example.folder) / "files"
    for path, size in files:
        assert (media / path).stat().st_size == size
    folders = {(media / path).parent for path, _size in files}
    assert set((media / "reports" / "vijfde").iterdir()) == folders, "nothing half is left"
