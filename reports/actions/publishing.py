"""Versions of a report: built by a job, kept as they were, published from a moment on."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from ..building.files import Built, build_files, read_report
from ..document.document import canonical
from ..models import ReportFile, ReportJob, ReportVersion
from ..open_data.keeping import keep
from . import jobs
from .jobs import Hold


def run(pk: int) -> bool:
    """Do the job if nobody else does; whether this call finished it."""
    return jobs.do(ReportJob, pk, _build)


def _build(job: ReportJob, hold: Hold) -> bool:
    built = build_files(
        read_report(job.report),
        version_label=_label(job),
        progress=lambda step, done, total: jobs.progress(hold, step, done, total),
    )
    if not _finish(job, hold, built):
        return False
    made = ReportVersion.objects.get(job=job)
    keep(made)  # its open data, before anybody changes a word
    return True


def _label(job: ReportJob) -> str:
    number = _next_number(job)
    return f"Versie {number}" if job.publish_at else f"Conceptversie {number}"


def _next_number(job: ReportJob) -> int:
    return (job.report.versions.aggregate(newest=Max("number"))["newest"] or 0) + 1


def _finish(job: ReportJob, hold: Hold, built: Built) -> bool:
    """Keep the files, then make version, files and outcome one fact: all or nothing, and only once."""
    folder = Path("reports") / job.report.slug / f"{built.checksum[:16]}-{hold.token[:8]}"
    place = Path(settings.MEDIA_ROOT) / folder
    place.mkdir(parents=True)
    for name, content in built.files.items():
        (place / name).write_bytes(content)
    kept, there = False, [other for other in place.parent.iterdir() if other != place]
    try:
        with transaction.atomic():
            kept = _record(job, hold, built, folder)
            if not kept:
                transaction.set_rollback(True)
    finally:
        if not kept:
            shutil.rmtree(place, ignore_errors=True)
    if kept:
        _tidy(there)
    return kept


def _tidy(folders: list[Path]) -> None:
    """Remove what workers left that died while they wrote: of the folders that stood there while this job was
    held, those that no version names."""
    paths = ReportFile.objects.filter(path__startswith="reports/").values_list("path", flat=True)
    named = {Path(path).parent.name for path in paths}
    for folder in folders:
        if folder.name not in named:
            shutil.rmtree(folder, ignore_errors=True)


def _record(job: ReportJob, hold: Hold, built: Built, folder: Path) -> bool:
    version = ReportVersion.objects.create(
        report=job.report,
        number=_next_number(job),
        label_nl=built.document.version,
        state=ReportVersion.State.APPROVED if job.publish_at else ReportVersion.State.DRAFT,
        moment=built.read.moment,
        publish_at=job.publish_at,
        example=built.read.example,
        document=json.loads(canonical(built.document)),
        rules=built.read.rules,
        words=built.read.words,
        checksum=built.checksum,
        pages=built.pages,
    )
    version.snapshots.set(built.read.snapshots)
    ReportFile.objects.bulk_create(
        ReportFile(
            version=version, name=name, path=str(folder / name), size=len(content), checksum=_mark(content)
        )
        for name, content in built.files.items()
    )
    return jobs.finish(hold, version=version)


def _mark(content: bytes) -> str:
    return sha256(content).hexdigest()
