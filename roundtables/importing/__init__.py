"""Answers from a file into a round: all or nothing, and every bad line named."""

from .lines import COLUMNS, NOT_APPLICABLE, Line, read_lines
from .preview import Preview, preview
from .storing import Imported, import_answers, import_checked

__all__ = [
    "COLUMNS",
    "NOT_APPLICABLE",
    "Imported",
    "Line",
    "Preview",
    "import_answers",
    "import_checked",
    "preview",
    "read_lines",
]
