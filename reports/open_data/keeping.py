"""The open data of a version is made once and kept: whatever changes later, a published file never does."""

import hashlib
import secrets
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from ..models import ReportFile, ReportVersion
from ..pages.report.page import place_of
from .files import NAMES, SUMS, build


def kept(version: ReportVersion) -> dict[str, ReportFile]:
    """The files of the version by name, in the order of `NAMES`. A version that was built when there was no
    open data yet gets its files from whoever asks first."""
    found = _rows(version)
    if SUMS not in found:
        keep(version)
        found = _rows(version)
    return {name: found[name] for name in NAMES if name in found}


def keep(version: ReportVersion) -> None:
    """Make the files and keep them, all or none. Who comes second leaves the first one's as they are."""
    files = build(version)
    folder = Path("open_data") / version.report.slug / f"{version.number}-{_mark(files[SUMS])[:16]}"
    for name, content in files.items():
        _write(Path(settings.MEDIA_ROOT) / folder / name, content)
    rows = [
        ReportFile(version=version, name=name, path=str(folder / name), size=len(made), checksum=_mark(made))
        for name, made in files.items()
    ]
    try:
        with transaction.atomic():
            ReportFile.objects.bulk_create(rows)
    except IntegrityError:
        if SUMS not in _rows(version):
            raise


def content_of(file: ReportFile) -> bytes:
    """The file's bytes; FileNotFoundError when it is gone or is no longer what was published."""
    content = place_of(file).read_bytes()
    if _mark(content) != file.checksum:
        raise FileNotFoundError(file.path)
    return content


def _rows(version: ReportVersion) -> dict[str, ReportFile]:
    return {one.name: one for one in version.files.filter(name__in=NAMES)}


def _write(place: Path, content: bytes) -> None:
    """A whole file or none. The folder is named after its content, so a second writer writes the same."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{secrets.token_hex(8)}")
    draft.write_bytes(content)
    draft.replace(place)


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
