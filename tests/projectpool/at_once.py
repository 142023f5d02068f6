"""Two people, or two workers, who do something in the same second."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Each deed in a thread with a connection of its own, all let go together: what came of it, or what went
    wrong. A database in memory has no patience with a lock, as one in a file has: it is asked again."""
    said: list[Any] = [None] * len(deeds)
    go = threading.Barrier(len(deeds))

    def run(place: int, deed: Callable[[], Any]) -> None:
        try:
            go.wait(60)
            said[place] = patiently(deed)
        except Exception as error:
            said[place] = error
        finally:
            if connection.connection is not None:
                connection.connection.close()
                connection.connection = None

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return said


def patiently(deed: Callable[[], Any]) -> Any:
    until = time.monotonic() + 60
    while True:
        try:
            return deed()
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
