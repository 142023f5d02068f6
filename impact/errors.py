"""What can go wrong with sourced numbers, in sentences for the person who reads them."""

from django.utils.translation import gettext as _


class ImpactError(Exception):
    """Something about a sourced number is not right; the message may be shown."""


class UnknownNumber(ImpactError):
    """A key under which no number is kept."""


def unknown(key: str) -> UnknownNumber:
    """A page or a report asks for a number that nobody published."""
    return UnknownNumber(_("Er is geen gepubliceerd getal met de sleutel “%(key)s”.") % {"key": key})
