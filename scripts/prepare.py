"""Makes an installation ready to start: the database, the static files and, when EXAMPLE is on, the example.

One process for all of it, since starting Django three times takes longer than the work on a second start.
"""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from scripts.processes import ROOT


def _example_as_it_is() -> str:
    """Says whether the example on disk differs from what was loaded before, and from which database."""
    digest = hashlib.sha256(repr(settings.DATABASES["default"]["NAME"]).encode())
    for path in sorted((ROOT / "fixtures").rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def _is_filled() -> bool:
    from regions.models import Region

    return bool(Region.objects.exists())


def load_example() -> None:
    """Load the example unless it stands there already; what people did with it stays."""
    stamp, now = Path(settings.VAR_DIR) / "example-loaded", _example_as_it_is()
    if stamp.exists() and stamp.read_text() == now and _is_filled():
        return
    print("Loading the example ...", flush=True)
    call_command("load_example", "--leave-report")  # its report is for the worker to make, like any other
    stamp.write_text(now)


def main() -> int:
    """Prepare the installation that the environment describes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ghnt.settings")
    Path(os.environ.get("VAR_DIR", ROOT / "var")).mkdir(parents=True, exist_ok=True)
    django.setup()
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if settings.EXAMPLE:
        load_example()
    return 0


if __name__ == "__main__":
    sys.exit(main())
