"""Answers in words, for forms, history, review and print. One place, so that all say the same."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from regions.language import in_language

from .actions.recording import plain
from .models import Answer, Question
from .numbers import spelled


class Asked(Protocol):
    """A question as it was put, as plain data: from a snapshot, or read for a whole round at once."""

    @property
    def options(self) -> Sequence[Any]:
        """The options with their slugs and labels; none for a text or number."""
        ...


def answer_in_words(question: Question, answer: Answer | None) -> str:
    """What stands as the answer; "" when nothing does. Options in the order of the question."""
    return "" if answer is None else plain_in_words(question, plain(answer))


def plain_in_words(question: Question | Asked, said: Mapping[str, Any]) -> str:
    """The same from what a revision keeps (`Given.plain`)."""
    if said.get("not_applicable"):
        reason = said.get("text", "")
        return _("niet van toepassing: %s") % reason if reason else _("niet van toepassing")
    options: Iterable[Any] = ()
    if not isinstance(question, Question):
        options = question.options
    elif question.has_options:
        options = question.options.all()
    if options:
        chosen = set(said.get("options", ()))
        labels = [in_language(option, "label") for option in options if option.slug in chosen]
        return "; ".join(labels)
    number = said.get("number")
    return spelled(number) if number is not None else str(said.get("text", ""))
