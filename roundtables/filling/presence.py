"""Who has a page open right now: a note in Redis per person, which fades when their page stops asking."""

import time
from contextlib import suppress

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from accounts.models import User

FADES = 20  # seconds after the last time a page asked; pages ask every 8
PATIENCE = 0.5  # seconds: without an answer nobody else is shown, and nothing is lost


def others_on(page: str, person: User) -> list[str]:
    """The names of the others on a page, in order; says that this person is there too."""
    now = time.time()
    with suppress(RedisError), _redis() as server:
        name = f"presence:{page}"
        pipe = server.pipeline()
        pipe.zremrangebyscore(name, "-inf", now - FADES)
        pipe.zadd(name, {str(person.pk): now})
        pipe.expire(name, FADES * 2)
        pipe.zrange(name, 0, -1)
        there = [int(member) for member in pipe.execute()[-1]]
        here = User.objects.filter(pk__in=there).exclude(pk=person.pk)
        return sorted(str(one) for one in here)
    return []


def _redis() -> Redis:
    return Redis.from_url(
        settings.REDIS_URL,
        retry=Retry(NoBackoff(), 0),
        socket_connect_timeout=PATIENCE,
        socket_timeout=PATIENCE,
    )
