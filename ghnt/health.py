"""Whether what the product stands on answers: the database, the queue and the storage of files."""

import secrets
from collections.abc import Callable

import redis
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection

WELL, ILL = "ok", "fout"
PATIENCE = 2.0  # seconds for the queue


def check() -> dict[str, str]:
    """A word for each part; what exactly went wrong is for the log, never for the page."""
    return {"database": word(database), "queue": word(queue), "storage": word(storage)}


def word(part: Callable[[], None]) -> str:
    """Whether the part answered."""
    try:
        part()
    except (DatabaseError, redis.RedisError, OSError, ValueError):
        return ILL
    return WELL


def database() -> None:
    """The database answers a question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def queue() -> None:
    """The queue's server answers a ping in time."""
    patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    with redis.Redis.from_url(settings.REDIS_URL, **patience) as server:
        server.ping()


def storage() -> None:
    """A small file can be written, read back and removed."""
    token = secrets.token_hex(8)
    name = default_storage.save(f"health/{token}", ContentFile(token.encode()))
    try:
        with default_storage.open(name) as kept:
            if kept.read() != token.encode():
                raise OSError(name)
    finally:
        default_storage.delete(name)
