"""Money is kept in whole eurocents; here it is read as people type it, and written as they read it."""

import re

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from projectpool.errors import PoolError

MOST = 100_000_000_000  # a thousand million euros: more is a slip of the finger
TYPED = re.compile(r"(?:€\s*)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}|-))?")


def cents_of(typed: str) -> int:
    """Eurocents of an amount as people in the Netherlands type it: 25000, 25.000, 25.000,50 or € 25.000,-.
    PoolError, with a sentence, when it can be read in two ways or in none."""
    found = TYPED.fullmatch(re.sub(r"[\s\u00a0]+", "", typed))
    if found is None:
        raise PoolError(
            _("“%s” is geen bedrag. Schrijf het in euro’s, zoals 25.000 of 25.000,50.") % typed[:40]
        )
    euros = int(found[1].replace(".", ""))
    part = found[2] or ""
    cents = 0 if part in ("", "-") else int(part.ljust(2, "0"))
    if euros * 100 + cents > MOST:
        raise PoolError(_("“%s” is te groot. Kijk het bedrag na.") % typed[:40])
    return euros * 100 + cents


def in_euros(cents: int) -> str:
    """An amount as it stands on a page: € 25.000 or € 25.000,50; in English € 25,000.50."""
    euros, part = divmod(abs(cents), 100)
    said = f"{euros:,}" + (f".{part:02}" if part else "")
    if not (get_language() or "nl").startswith("en"):
        said = said.translate(str.maketrans(",.", ".,"))
    return f"€\u00a0{'-' if cents < 0 else ''}{said}"


def as_typed(cents: int) -> str:
    """An amount as it stands in a field to type in: 25000 or 25000,50."""
    euros, part = divmod(cents, 100)
    return f"{euros},{part:02}" if part else str(euros)


def shared_out(total: int, weights: list[int]) -> list[int]:
    """A total in eurocents over parts by weight; whole cents that always add up to the total (largest
    remainders first, the first of equals first). Without any weight: evenly."""
    if not any(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in order[: total - sum(shares)]:
        shares[place] += 1
    return shares
