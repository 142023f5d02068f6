"""Questions of a round that neither a region nor the register answers, but a room beside this one.

Rooms side by side do not know each other, so the settings say which module answers for whom.
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings

type Answers = Mapping[str, frozenset[str]]  # the slugs of the options that hold for a region, by its slug


class Source(Protocol):
    """What the module of such a room offers."""

    def answers_on(self, day: date, *, example: bool) -> Answers | None:
        """What holds on a day, a region without a line having nothing; None when there is nothing to say.
        What is made up counts in a round of the example only."""

    def state(self) -> Hashable:
        """Something that changes whenever an answer may have changed; one cheap query."""


class Put(Protocol):
    """A question as far as it matters here."""

    @property
    def answered_by(self) -> str:
        """Who answers it."""


def is_elsewhere(question: Put) -> bool:
    """Whether a room beside this one answers it."""
    return question.answered_by in settings.ANSWERED_ELSEWHERE


def answers_on(day: date, answered_by: Iterable[str], *, example: bool) -> dict[str, Answers | None]:
    """The answers of everybody elsewhere who is asked, by who answers. Every page of a round reads them, so
    they are kept in this process for as long as nothing changed there."""
    asked = sorted(set(answered_by) & set(settings.ANSWERED_ELSEWHERE))
    return {by: _kept(by, day, example, _source(by).state()) for by in asked}


@lru_cache(maxsize=32)
def _kept(by: str, day: date, example: bool, state: Hashable) -> Answers | None:
    return _source(by).answers_on(day, example=example)


def state() -> Hashable:
    """Changes whenever something that is answered elsewhere may have changed: what was read live is kept
    under it."""
    return tuple(_source(by).state() for by in sorted(settings.ANSWERED_ELSEWHERE))


def _source(answered_by: str) -> Source:
    return cast(Source, import_module(settings.ANSWERED_ELSEWHERE[answered_by]))
