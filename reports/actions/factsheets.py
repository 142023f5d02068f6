"""Fact sheets of all regions in one file: made by a job, kept for whoever asked, and for nobody else."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, reach
from regions.models import Region
from roundtables.actions.changing import wake

from ..document.pdf import compile_pdf
from ..errors import ReportError
from ..models import FactSheetJob
from ..pages.region.factsheet import MAIN, Sheet, sheet_of
from ..reading.audience import audience_of
from ..reading.reading import Reading, RoundInfo, public_reading, reading_for
from . import jobs
from .jobs import Hold

FOLDER = "factsheets"
STEP = "sheets"


@transaction.atomic
def request_sheets(*, by: User, round_key: str, everybody: bool, language: str) -> FactSheetJob:
    """Ask for the fact sheets of a round; while an earlier request of this person runs, that one."""
    User.objects.select_for_update().get(pk=by.pk)
    running: FactSheetJob | None = FactSheetJob.objects.unfinished().filter(asked_by=by).first()
    if running is not None:
        return running
    _read(by, round_key, everybody)
    job: FactSheetJob = FactSheetJob.objects.create(
        asked_by=by, round_key=round_key, everybody=everybody, language=language
    )
    transaction.on_commit(lambda: wake("reports.sheets", job.pk))
    return job


def run(pk: int) -> bool:
    """Do the job if nobody else does; whether this call finished it."""
    return jobs.do(FactSheetJob, pk, _make)


def file_of(reader: User) -> tuple[FactSheetJob, Path] | None:
    """The newest file that this person asked for; None when there is none, or when it holds more or less than
    they may know by now."""
    if not reach(reader, Deed.READ_OPEN):
        return None
    made = FactSheetJob.objects.filter(asked_by=reader, state=FactSheetJob.State.DONE).exclude(path="")
    job: FactSheetJob | None = made.first()
    if job is None or (not job.everybody and job.reader != audience_of(reader).mark):
        return None
    return job, Path(settings.MEDIA_ROOT) / job.path


def _read(by: User, round_key: str, everybody: bool) -> tuple[Reading, RoundInfo]:
    """What the sheets are made from; a sentence when this person may not, or the round is not there."""
    if not reach(by, Deed.READ_OPEN):
        raise ReportError(_("Alleen het programmateam kan alle fact sheets laten maken."))
    reading = public_reading() if everybody else reading_for(by)
    found = next((one for one in reading.rounds if one.key == round_key), None) if reading else None
    if reading is None or found is None:
        raise ReportError(_("Deze ronde bestaat niet of is niet gepubliceerd."))
    return reading, found


def _make(job: FactSheetJob, hold: Hold) -> bool:
    """Write the file, then make it the job's if the job is still ours: all or nothing, and only once."""
    reading, round_ = _read(job.asked_by, job.round_key, job.everybody)
    place = Path(settings.MEDIA_ROOT) / FOLDER / str(job.asked_by_id) / f"{hold.token}.zip"
    place.parent.mkdir(parents=True, exist_ok=True)
    kept, there = False, list(place.parent.iterdir())
    try:
        with translation.override(job.language):
            size = _write(place, _sheets(reading, round_, hold))
        kept = _finish(job, hold, place, size, reading)
    finally:
        if not kept:
            place.unlink(missing_ok=True)
    if kept:
        _tidy(job, there)
    return kept


def _sheets(reading: Reading, round_: RoundInfo, hold: Hold) -> Iterator[Sheet]:
    """A sheet per region, told as they get finished."""
    regions = list(Region.objects.order_by("number"))
    for done, region in enumerate(regions):
        jobs.progress(hold, STEP, done, len(regions))
        yield sheet_of(reading, region, round_)
    jobs.progress(hold, STEP, len(regions), len(regions))


def _write(place: Path, sheets: Iterator[Sheet]) -> int:
    """Sheet by sheet, so that no more than one is held in memory; the size of the file."""
    with place.open("wb") as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as packed:
            for sheet in sheets:
                entry = ZipInfo(sheet.file_name, sheet.moment.timetuple()[:6])
                pdf = compile_pdf(MAIN, sheet.inputs, moment=sheet.moment)
                packed.writestr(entry, pdf, ZIP_DEFLATED)
        return file.tell()


def _finish(job: FactSheetJob, hold: Hold, place: Path, size: int, reading: Reading) -> bool:
    return jobs.finish(
        hold,
        path=str(place.relative_to(settings.MEDIA_ROOT)),
        size=size,
        made_at=timezone.now(),
        reader="" if job.everybody else reading.audience.mark,
    )


def _tidy(job: FactSheetJob, there: list[Path]) -> None:
    """One file a person: what was made before, and what a worker left that died, goes."""
    FactSheetJob.objects.filter(asked_by=job.asked_by).exclude(pk=job.pk).update(path="", size=0)
    for other in there:
        other.unlink(missing_ok=True)
