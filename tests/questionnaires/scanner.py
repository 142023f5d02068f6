"""A virus scanner as an organisation would set it."""

from pathlib import Path


def scanner(folder: Path, ends: int) -> str:
    """A command that judges every file the same, as an organisation's scanner would be called."""
    script = folder / "scan.sh"
    script.write_text(f'#!/bin/sh\ntest -s "$1" || exit 2\nexit {ends}\n')
    return f"/bin/sh {script}"
