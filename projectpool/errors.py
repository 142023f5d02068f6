"""What can go wrong in the project pool, in sentences for the person who reads them."""

from django.utils.translation import gettext as _


class PoolError(Exception):
    """Something about the project pool is not right; the message may be shown."""


class UnknownPool(PoolError):
    """A pool that was never opened."""


class UnknownTheme(PoolError):
    """A theme or box that this pool does not have."""


def unknown_pool(key: str) -> UnknownPool:
    """A page or a report asks for a pool that does not exist."""
    return UnknownPool(_("Er is geen projectenpool “%(key)s”.") % {"key": key})


def unknown_theme(key: str) -> UnknownTheme:
    """A page or a report asks for a theme that this pool does not know."""
    return UnknownTheme(_("Deze projectenpool heeft geen thema of kader “%(key)s”.") % {"key": key})
