"""Numbers as people write them, in forms and files."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

NUMBER = re.compile(r"[0-9]{1,9}([.,][0-9]{1,2})?")


def number_of(text: str) -> Decimal | None:
    """A number of at most nine digits and two decimals; None for anything else. "1.000" is refused, because
    nobody knows whether it is one or a thousand."""
    return Decimal(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def spelled(number: object) -> str:
    """A number as people read it: 1200 or 12,5."""
    text = str(number)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", _(","))
