"""How often one may ask. Counted in the shared cache in one step, so that it holds in every process."""

import ipaddress
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

PERIODS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
HOUSE = 64  # the first bits of an IPv6 address that one subscriber has; the rest is theirs to choose


class Limit(BaseThrottle):
    """A person with a token, or an address without one, may ask so many times in each minute (or another
    period) of the clock. A request counts once, also when it is refused."""

    def __init__(self) -> None:
        self.left = 0.0

    def allow_request(self, request: Any, view: Any) -> bool:
        """Whether this request is within the limit."""
        if not hasattr(request, "within_limit"):
            request.within_limit = self._count(request)
        return bool(request.within_limit)

    def wait(self) -> float:
        """Seconds until the next period begins."""
        return self.left

    def _count(self, request: Any) -> bool:
        person = request.user.pk if request.user.is_authenticated else None
        who = f"person:{person}" if person else f"address:{_house(self.get_ident(request) or '')}"
        most, period = parsed(settings.API_TOKEN_RATE if person else settings.API_PUBLIC_RATE)
        number, past = divmod(now(), period)
        self.left = period - past
        key = f"api:{who}:{number:.0f}"
        cache.add(key, 0, timeout=period)
        return bool(cache.incr(key) <= most)


def now() -> float:
    """Seconds on the clock that all processes share."""
    return time.time()


def parsed(rate: str) -> tuple[int, int]:
    """ "120/min" as how many times in how many seconds."""
    times, _slash, period = rate.partition("/")
    return int(times), PERIODS[period[0]]


def _house(address: str) -> str:
    """An address, or the network of one subscriber where addresses are for the taking."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, HOUSE), strict=False).network_address)
