"""The history of an answer in words: what it was, what it became, who did that and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from .models import Answer, AnswerRevision, Question, RevisionKind
from .words import Asked, plain_in_words


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history. `what` says what happened; old and new are in words, empty when only the
    state of the answer moved."""

    what: str
    by: str
    at: datetime
    why: str
    lines: tuple[tuple[str, str, str], ...]  # what part, old, new


def history_of(answer: Answer, question: Question) -> list[Change]:
    """Every change of an answer, newest first."""
    revisions: Iterable[AnswerRevision] = answer.revisions.select_related("by").order_by("-number")
    return [change_of(question, revision) for revision in revisions]


def change_of(question: Question | Asked, revision: AnswerRevision) -> Change:
    """A revision in words."""
    return Change(
        what=str(RevisionKind(revision.kind).label),
        by=str(revision.by),
        at=revision.at,
        why=revision.why,
        lines=tuple(_lines(question, revision.old, revision.new)) if revision.new else (),
    )


def _lines(
    question: Question | Asked, old: dict[str, Any], new: dict[str, Any]
) -> Iterable[tuple[str, str, str]]:
    before, after = plain_in_words(question, old), plain_in_words(question, new)
    if before != after:
        yield _("Antwoord"), before, after
    agreement = dict(Answer.Agreement.choices)
    names = (("comment", _("Toelichting")), ("dissent", _("Wie het anders ziet")), ("source", _("Bron")))
    for name, label in names:
        if old.get(name, "") != new.get(name, ""):
            yield label, old.get(name, ""), new.get(name, "")
    if old.get("agreement", "") != new.get("agreement", ""):
        was, became = (str(agreement.get(one.get("agreement", ""), "")) for one in (old, new))
        yield _("Eens aan tafel"), was, became
