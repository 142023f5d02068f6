"""What can go wrong in the project pool, in sentences for the person who reads them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from regions.errors import Refusal


class PoolError(Refusal):
    """Something about the project pool is not right; the message may be shown."""


class UnknownPool(PoolError):
    """A pool that was never opened."""


class UnknownTheme(PoolError):
    """A theme or box that this pool does not have."""


class CallError(PoolError):
    """Something about a call cannot be done."""


class ApplicationError(PoolError):
    """Something about an application cannot be done."""


class TooLate(ApplicationError):
    """The call closed; what was typed stays."""


class NotReady(ApplicationError):
    """Something lacks before this can go on; `lacks` says what, a sentence each."""

    def __init__(self, message: str, lacks: list[str]) -> None:
        self.lacks = lacks
        super().__init__(message)


class Overtaken(ApplicationError):
    """A colleague changed the same thing after the page was made: `by` at `at`."""

    def __init__(self, message: str, *, by: Any, at: datetime) -> None:
        self.by, self.at = by, at
        super().__init__(message)


class AssessingError(PoolError):
    """Something about who assesses, or about an assessment, cannot be."""


class DecidingError(PoolError):
    """A decision, an objection or an instalment cannot be as it was given."""


def unknown_pool(key: str) -> UnknownPool:
    """A page or a report asks for a pool that does not exist."""
    return UnknownPool(_("Er is geen projectenpool “%(key)s”.") % {"key": key})


def unknown_theme(key: str) -> UnknownTheme:
    """A page or a report asks for a theme that this pool does not know."""
    return UnknownTheme(_("Deze projectenpool heeft geen thema of kader “%(key)s”.") % {"key": key})
