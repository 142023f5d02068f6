"""The virus scanner: a command of the organisation's own, asked about each file before it is kept.

`SCANNER` is a command line such as "clamdscan --fdpass --no-summary"; the file's path is put behind it. It
must end with 0 for a clean file and 1 for a bad one, as clamdscan does. Without one, files are marked so.
"""

import shlex
import subprocess
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .errors import EvidenceError
from .models import Evidence

PATIENCE = 60  # seconds
CLEAN, BAD = 0, 1


def scan(path: Path) -> Evidence.Scan:
    """What the scanner says of a file; EvidenceError for a bad one, and when the scanner does not answer."""
    if not settings.SCANNER:
        return Evidence.Scan.UNSCANNED
    command = [*shlex.split(settings.SCANNER), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise EvidenceError(
            _("Het bestand kon niet worden gescand. Probeer het over een paar minuten opnieuw.")
        ) from None
    if done.returncode == BAD:
        raise EvidenceError(_("De virusscanner keurt dit bestand af. Het is niet bewaard."))
    if done.returncode != CLEAN:
        raise EvidenceError(
            _("Het bestand kon niet worden gescand. Probeer het over een paar minuten opnieuw.")
        )
    return Evidence.Scan.CLEAN
