"""A file with answers that waits until somebody who looked at it says yes: outside the web root, under a name
that nobody can guess, for that person and that round only, and never for long."""

import re
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.models import User
from questionnaires.errors import EvidenceError
from questionnaires.scanning import scan
from regions.text import clean

from ..errors import RoundError
from ..models import Round
from .tables import BOOKS, FORMS

MOST_MB = 20
KEPT = 60 * 60  # seconds
NAME = 80
ZIP = b"PK\x03\x04"
TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits, under the name that its owner gave it."""

    token: str
    path: Path

    def drop(self) -> None:
        """It is read in, or no longer wanted."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def keep(*, by: User, round_: Round, file: "UploadedFile[Any]") -> Waiting:
    """Let a file wait, in place of an earlier one of this person; RoundError when it cannot be one with
    answers, and then nothing is kept."""
    name = _checked(file)
    sweep()
    place = _place(by, round_)
    shutil.rmtree(place, ignore_errors=True)
    token = secrets.token_hex(16)
    waiting = Waiting(token, place / token / name)
    waiting.path.parent.mkdir(parents=True, mode=0o700)
    try:
        with waiting.path.open("wb") as out:
            for piece in file.chunks():
                out.write(piece)
        scan(waiting.path)
    except EvidenceError as error:
        waiting.drop()
        raise RoundError(str(error)) from error
    return waiting


def find(*, by: User, round_: Round, token: str) -> Waiting | None:
    """The file that this person lets wait for this round; None when it is gone, or another's."""
    if not TOKEN.fullmatch(token):
        return None
    files = [path for path in (_place(by, round_) / token).glob("*") if path.is_file()]
    return Waiting(token, files[0]) if files and not _old(files[0]) else None


def sweep() -> int:
    """Away with what waited too long; how many files that were."""
    old = [path for path in _root().glob("*/*/*") if path.is_file() and _old(path)]
    for path in old:
        shutil.rmtree(path.parent, ignore_errors=True)
    return len(old)


def _old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > KEPT


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"


def _place(by: User, round_: Round) -> Path:
    return _root() / f"{round_.pk}-{by.pk}"


def _checked(file: "UploadedFile[Any]") -> str:
    """The name to keep; RoundError when the file cannot hold answers."""
    given = Path(clean(file.name or "").replace("\n", " ").replace("\t", " "))
    ending = given.suffix.lower()
    if ending not in FORMS:
        raise RoundError(_("Dit soort bestand kan niet. Kies een CSV-, XLSX- of ODS-bestand."))
    if not file.size:
        raise RoundError(_("Het bestand is leeg."))
    if file.size > MOST_MB * 1024 * 1024:
        raise RoundError(_("Het bestand is te groot. Het mag hoogstens %s MB zijn.") % MOST_MB)
    first = file.read(len(ZIP))
    file.seek(0)
    if (first == ZIP) != (ending in BOOKS):
        raise RoundError(_("Dit bestand is geen %s, al heet het zo.") % ending[1:].upper())
    return f"{re.sub(r'[^\w .()-]', '', given.stem).strip(' .')[:NAME] or 'antwoorden'}{ending}"
