"""What can go wrong with building blocks, in sentences for the person who reads them."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from regions.errors import Refusal


class BlockError(Refusal):
    """Something about a building block is not right; the message may be shown."""


class UnknownBlock(BlockError):
    """A name that does not point at exactly one building block."""


class ChangedMeanwhile(BlockError):
    """A colleague changed it after the page was made; nothing was kept. `revision` is what stands now."""

    def __init__(self, said: str, revision: int) -> None:
        self.revision = revision
        super().__init__(said)


def unknown(text: str) -> UnknownBlock:
    """No report ever used this name."""
    return UnknownBlock(_("Er is geen bouwsteen met de naam “%(text)s”.") % {"text": text})


def several(text: str, names: list[str]) -> UnknownBlock:
    """A name that was split up later; the reader has to choose."""
    return UnknownBlock(
        _("“%(text)s” kan meer bouwstenen betekenen: %(names)s.") % {"text": text, "names": ", ".join(names)}
    )


def changed_meanwhile(by: object, at: datetime, revision: int) -> ChangedMeanwhile:
    """Somebody was first; who, and when."""
    said = {"by": by or _("iemand"), "at": date_format(timezone.localtime(at), "j F Y, H:i")}
    sentence = _("%(by)s heeft dit intussen gewijzigd (%(at)s). Er is niets opgeslagen.") % said
    newest = _("U ziet nu wat het nieuwst is. Kijk het na en bewaar opnieuw.")
    return ChangedMeanwhile(f"{sentence} {newest}", revision)
