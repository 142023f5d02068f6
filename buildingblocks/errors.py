"""What can go wrong with building blocks, in sentences for the person who reads them."""

from django.utils.translation import gettext as _


class BlockError(Exception):
    """Something about a building block is not right; the message may be shown."""


class UnknownBlock(BlockError):
    """A name that does not point at exactly one building block."""


def unknown(text: str) -> UnknownBlock:
    """No report ever used this name."""
    return UnknownBlock(_("Er is geen bouwsteen met de naam “%(text)s”.") % {"text": text})


def several(text: str, names: list[str]) -> UnknownBlock:
    """A name that was split up later; the reader has to choose."""
    return UnknownBlock(
        _("“%(text)s” kan meer bouwstenen betekenen: %(names)s.") % {"text": text, "names": ", ".join(names)}
    )
