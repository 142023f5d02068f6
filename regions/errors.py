"""What can go wrong with regions, in sentences for the person who reads them."""

from django.utils.translation import gettext as _


class Refusal(Exception):
    """What cannot be done, in a sentence that may be shown. The base error of every room is one."""


class RegionError(Refusal):
    """Something about a region is not right; the message may be shown."""


class UnknownRegion(RegionError):
    """A name that does not point at exactly one region."""


def unknown(text: str) -> UnknownRegion:
    """Nobody ever used this name for a region."""
    return UnknownRegion(_("Er is geen regio met de naam “%(text)s”.") % {"text": text})


def no_region(text: str) -> UnknownRegion:
    """An area of justice: it looks like a region, and counting it as one would be wrong."""
    return UnknownRegion(
        _("“%(text)s” is een gebied van justitie en geen regio van het programma.") % {"text": text}
    )


def several(text: str, names: list[str]) -> UnknownRegion:
    """A label for regions that work together; the reader has to choose."""
    both = _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
    return UnknownRegion(
        _("“%(text)s” staat voor meer regio’s: %(names)s. Noem één regio.") % {"text": text, "names": both}
    )
