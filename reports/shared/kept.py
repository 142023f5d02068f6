"""Pieces of pages that are kept in a process for as long as nothing that they were made from has changed.

A piece is kept by the reading's identity, which is another object after every change of an answer, a rule
or a published number, and by a key that holds all else: page, round, language, the words of the database, and
who may know which regions. What is only the reader's own plays no part: a piece is made from a reading
without it.
"""

from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Lock
from weakref import WeakKeyDictionary

from django.utils.safestring import SafeString

from ..reading.reading import Reading
from .cards import reader_lang

MOST = 120  # pieces of one reading: the pages of every block in two languages, and some older rounds

_kept: WeakKeyDictionary[object, dict[Hashable, SafeString]] = WeakKeyDictionary()
_lock = Lock()


def common(reading: Reading) -> Reading:
    """The reading as everybody reads it who may know the same: without what is somebody's own."""
    return reading.read_by(replace(reading.audience, own=frozenset()))


def kept(reading: Reading, key: Hashable, make: Callable[[Reading], SafeString]) -> SafeString:
    """The piece under this key, made now when it is not there; `make` gets the common reading."""
    shared = common(reading)
    whole = (key, shared.audience, reader_lang())
    with _lock:
        pieces = _kept.setdefault(reading.identity, {})
        if whole in pieces:
            return pieces[whole]
    made = make(shared)
    with _lock:
        if len(pieces) >= MOST:
            pieces.pop(next(iter(pieces)))
        pieces[whole] = made
    return made


def wording(reading: Reading) -> tuple[Hashable, ...]:
    """The words of every indicator: they may change without the figures."""
    return tuple(
        (one.predicate, one.block_name_nl, one.block_name_en, one.line_name_nl, one.line_name_en)
        for one in reading.indicators()
    )
