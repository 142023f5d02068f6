"""Evidence beside an answer: a link, or a file that is checked, scanned and kept outside the web root."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from regions.text import clean

from ..errors import EvidenceError
from ..models import AnswerSheet, Evidence, Question
from ..scanning import scan
from .filling import lock

ZIP = b"PK\x03\x04"
# ending: content type, and how such a file begins
TYPES: dict[str, tuple[str, bytes]] = {
    "pdf": ("application/pdf", b"%PDF-"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ZIP),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZIP),
    "odt": ("application/vnd.oasis.opendocument.text", ZIP),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", ZIP),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
}
MOST = 10  # pieces of evidence beside one answer
NAME = 120


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was checked and scanned: where it lies, and how it is told to a reader."""

    path: str
    name: str
    content_type: str
    size: int
    sha256: str
    scan: Evidence.Scan


@transaction.atomic
def attach_link(*, by: User, sheet: AnswerSheet, question: Question, url: str, name: str = "") -> Evidence:
    """Put a link beside an answer. Only the web: http or https."""
    lock(sheet)
    _room_for_one(sheet, question)
    address = clean(url).strip()
    host = _host(address)
    if not host or len(address) > 1000:
        raise EvidenceError(_("Dit is geen link. Een link begint met https://."))
    title = clean(name).strip()[:NAME] or host
    return Evidence.objects.create(sheet=sheet, question=question, url=address, name=title, added_by=by)


def _host(address: str) -> str:
    """Where a link leads; "" when it does not lead to the web."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:  # brackets that belong to no address
        return ""


def attach_file(
    *,
    by: User,
    sheet: AnswerSheet,
    question: Question,
    file: "UploadedFile[Any]",
    last: Callable[[], None] = lambda: None,
) -> Evidence:
    """Put a file beside an answer. Refused, with a sentence and nothing kept, when it is too large, not of an
    allowed kind or not what it says, or bad according to the scanner. Scanning takes a while: `last`
    may still refuse it, in the transaction that stores it."""
    _room_for_one(sheet, question)
    with keep_file(file, "evidence") as kept:
        made = Evidence(
            sheet=sheet, question=question, path=kept.path, name=kept.name, content_type=kept.content_type,
            size=kept.size, sha256=kept.sha256, scan=kept.scan, added_by=by,
        )  # fmt: skip
        _store(made, last)
    return made


@contextmanager
def keep_file(file: "UploadedFile[Any]", folder: str) -> Iterator[Kept]:
    """Check, keep and scan a file that somebody sent, for whatever room it belongs to; EvidenceError with a
    sentence when it may not be kept. When what follows fails, the file goes again."""
    ending, content_type = _kind(file)
    path = default_storage.save(f"{folder}/{secrets.token_hex(1)}/{secrets.token_hex(16)}", file)
    try:
        verdict = scan(Path(default_storage.path(path)))
        with default_storage.open(path) as kept:
            digest = _digest(kept)
        yield Kept(path, _named(file, ending), content_type, default_storage.size(path), digest, verdict)
    except BaseException:
        default_storage.delete(path)
        raise


@transaction.atomic
def _store(evidence: Evidence, last: Callable[[], None]) -> None:
    lock(evidence.sheet)
    _room_for_one(evidence.sheet, evidence.question)
    evidence.save()
    last()


@transaction.atomic
def take_away(*, by: User, evidence: Evidence) -> None:
    """No longer show a piece of evidence; who took it away and when stays known, and so does the file."""
    evidence.removed_by, evidence.removed_at = by, timezone.now()
    evidence.save(update_fields=["removed_by", "removed_at"])


@transaction.atomic
def erase(*, by: User, evidence: Evidence) -> None:
    """Really delete a file, because it holds what may not be kept. The row stays with who and when; what it
    was called goes too, for a name may hold the same."""
    if not evidence.path:
        raise EvidenceError(_("Dit is een link. Alleen een bestand kan gewist worden."))
    now = timezone.now()
    evidence.removed_by, evidence.removed_at = evidence.removed_by or by, evidence.removed_at or now
    evidence.erased_by, evidence.erased_at = by, now
    evidence.name = _("gewist bestand")
    evidence.save(update_fields=["removed_by", "removed_at", "erased_by", "erased_at", "name"])
    default_storage.delete(evidence.path)


def _room_for_one(sheet: AnswerSheet, question: Question) -> None:
    if Evidence.objects.standing().filter(sheet=sheet, question=question).count() >= MOST:
        raise EvidenceError(
            _("Bij een antwoord passen hoogstens %s bewijsstukken. Haal er eerst een weg.") % MOST
        )


def _kind(file: "UploadedFile[Any]") -> tuple[str, str]:
    most = settings.EVIDENCE_MAX_MB
    if (file.size or 0) > most * 1024 * 1024:
        raise EvidenceError(_("Het bestand is te groot. Het mag hoogstens %s MB zijn.") % most)
    if not file.size:
        raise EvidenceError(_("Het bestand is leeg."))
    ending = Path(file.name or "").suffix.lower().lstrip(".")
    if ending not in TYPES:
        allowed = ", ".join(kind.upper() for kind in TYPES if kind != "jpeg")
        raise EvidenceError(_("Dit soort bestand kan niet. Kies een van deze: %s.") % allowed)
    content_type, begins = TYPES[ending]
    first = file.read(len(begins))
    file.seek(0)
    if first != begins:
        raise EvidenceError(_("Dit bestand is geen %s, al heet het zo.") % ending.upper())
    return ending, content_type


def _named(file: "UploadedFile[Any]", ending: str) -> str:
    stem = clean(Path(file.name or "").stem).replace("/", "").replace("\n", " ").replace("\t", " ").strip()
    return f"{stem[:NAME] or _('bestand')}.{ending}"


def _digest(kept: Any) -> str:
    return hashlib.file_digest(kept, "sha256").hexdigest()
