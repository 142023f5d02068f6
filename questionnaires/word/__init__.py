"""Word out and back: the questions of a sheet as a document for a meeting, and what comes back in it."""

from .found import Outside
from .opening import WordError
from .places import Paper
from .reading import Fault, Readback, Returned, answers_in
from .writing import document_of

__all__ = ["Fault", "Outside", "Paper", "Readback", "Returned", "WordError", "answers_in", "document_of"]
