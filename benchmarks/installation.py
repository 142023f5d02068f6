"""A fresh installation for a benchmark: its own database and files, gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fresh(**variables: str) -> Iterator[Path]:
    """Django, set up on an empty database in a folder of its own (or on DATABASE_URL when that is set)."""
    with tempfile.TemporaryDirectory(prefix="ghnt-bench-") as folder:
        os.environ.update(
            {"VAR_DIR": folder, "SECRET_KEY": "only-for-measuring", "LOG_LEVEL": "ERROR", **variables}
        )
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ghnt.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield Path(folder)
