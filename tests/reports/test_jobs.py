"""A report is asked for once and made once, whatever happens to the workers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports.actions import jobs, publishing
from reports.errors import ReportError, TypesettingFailed
from reports.models import ReportJob, ReportVersion
from tests.accounts.factories import UserFactory
from tests.reports.factories import ProgressReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> ReportJob:
    return jobs.request_build(by=UserFactory(), report=ProgressReportFactory())


def test_asking_twice_is_asking_once(job: ReportJob) -> None:
    assert jobs.request_build(by=UserFactory(), report=job.report) == job


def test_two_workers_never_hold_the_same_job(job: ReportJob) -> None:
    assert jobs.claim(ReportJob, job.pk)
    assert not jobs.claim(ReportJob, job.pk)


def test_a_dead_workers_job_is_taken_up_when_its_lease_ran_out(job: ReportJob) -> None:
    first = jobs.claim(ReportJob, job.pk)
    ReportJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    second = jobs.claim(ReportJob, job.pk)
    assert first and second and second != first
    jobs.progress(first, "charts", 9, 10)
    job.refresh_from_db()
    assert job.step == "", "the worker that was thought dead changes nothing any more"


def test_the_lease_is_renewed_while_the_work_goes_on(job: ReportJob) -> None:
    hold = jobs.claim(ReportJob, job.pk)
    before = ReportJob.objects.get(pk=job.pk).lease_until
    assert hold
    jobs.progress(hold, "charts", 1, 30)
    job.refresh_from_db()
    assert before is not None and job.lease_until is not None and job.lease_until > before
    assert (job.step, job.done, job.total) == ("charts", 1, 30)


def test_a_job_that_takes_down_every_worker_ends(job: ReportJob) -> None:
    for _attempt in range(jobs.ATTEMPTS):
        assert jobs.claim(ReportJob, job.pk)
        ReportJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert not jobs.claim(ReportJob, job.pk)
    jobs.give_up_hopeless()
    job.refresh_from_db()
    assert job.state == ReportJob.State.FAILED
    assert "vijf pogingen" in job.problem


def test_a_report_that_cannot_be_made_says_why(job: ReportJob, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_report: object) -> None:
        raise TypesettingFailed("De opmaak lukte niet.")

    monkeypatch.setattr(publishing, "read_report", refuse)
    assert not publishing.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.problem) == (ReportJob.State.FAILED, "De opmaak lukte niet.")
    assert not ReportVersion.objects.exists()


def test_asking_to_publish_while_a_draft_is_made_is_told(job: ReportJob) -> None:
    with pytest.raises(ReportError, match="concept"):
        jobs.request_build(by=UserFactory(), report=job.report, publish=True)
