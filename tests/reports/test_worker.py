"""A worker that is killed, at whatever moment, costs seconds: one finished report, never two, never half."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.processes import Valkey
from tests.services import Installation, an_installation, database_of_its_own

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
files = [[file.path, file.size] for version in versions for file in version.files.all()]
print(json.dumps([job.state, job.step, len(versions), files]))
"""
HALF_A_MINUTE = 30


def state(made: Installation, pk: int) -> tuple[str, str, int, list[tuple[str, int]]]:
    """The job's state and step, how many versions there are, and their files."""
    found = json.loads(made.manage("shell", "--no-imports", "-c", STATE.format(pk=pk)))
    return found[0], found[1], found[2], found[3]


@pytest.fixture(scope="module")
def alone(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation of which this test alone starts and kills the workers."""
    folder = tmp_path_factory.mktemp("alone")
    with Valkey() as queue:
        made = an_installation(folder, database_of_its_own(request, folder), queue.url)
        made.manage("load_example", "--leave-report")
        yield made


@pytest.mark.xdist_group("alone")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_any_moment(alone: Installation, seed: int) -> None:
    asked = alone.manage("shell", "--no-imports", "-c", ASK).strip().splitlines()[-1]
    pk, before = (int(part) for part in asked.split())
    chance = random.Random(seed)
    for _kill in range(2):
        with alone.worker() as worker:
            time.sleep(chance.uniform(0.5, 4))
            worker.kill()
    began = time.monotonic()
    with alone.worker(), alone.beat():
        while state(alone, pk)[0] not in ("done", "failed"):
            assert time.monotonic() - began < 3 * HALF_A_MINUTE, "no report at all"
        took = time.monotonic() - began
    outcome, _step, versions, files = state(alone, pk)
    assert outcome == "done"
    assert versions == before + 1, "one more version, not two"
    assert took < HALF_A_MINUTE
    media = Path(alone.folder) / "files"
    for path, size in files:
        assert (media / path).stat().st_size == size
    folders = {(media / path).parent for path, _size in files}
    assert set((media / "reports" / "vijfde").iterdir()) == folders, "nothing half is left"
