"""What a page that saves itself sends, question by question, and what it is told in return."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.sent import whole

from .actions import Given, Save, Saved
from .errors import AnswerError, SaveConflict
from .form import Conflict, Field, fill, mark_of, read
from .models import AnswerSheet, AnswerState, Question

PAGE = 32  # longest name of an open page


@dataclass(frozen=True, slots=True)
class Filling:
    """A sheet as one person fills it in: `store` keeps an answer, or raises SaveConflict or one of
    `refusals`, whose message may be shown; `stands` gives a question as it stands now."""

    sheet: AnswerSheet
    store: Callable[[Save], Saved]
    stands: Callable[[Question], Field]
    refusals: tuple[type[Exception], ...] = (AnswerError,)


def save_one(request: HttpRequest, filling: Filling, question: Question) -> HttpResponse:
    """Save the question that the page sends; the answer is a fragment with its state and the new revision."""
    try:
        saved = filling.store(save_of(read(question, filling.sheet, request.POST), request.POST))
    except SaveConflict as error:
        conflict = conflict_of(filling, question, request.POST, error)
        context = {"conflict": conflict, "error": error, "key": question.key}
        return render(request, "questionnaires/conflict.html", context, status=409)
    except filling.refusals as error:
        return not_saved(request, str(error))
    # No template: a save is asked for more than any page, and this is all it says.
    return HttpResponse(saved_in_words(saved), headers={"X-Revision": str(saved.revision)})


def saved_in_words(saved: Saved) -> str:
    """That it is saved, and whether the answer still waits for a yes."""
    at = {"at": date_format(timezone.localtime(saved.at), "H:i")}
    if saved.state == AnswerState.CARRIED_OVER:
        return _("Opgeslagen %(at)s, nog te bevestigen") % at
    return _("Opgeslagen %(at)s") % at


def not_saved(request: HttpRequest, sentence: str) -> HttpResponse:
    """A sentence about what was not saved."""
    return render(request, "questionnaires/not_saved.html", {"sentence": sentence}, status=422)


def save_of(given: Given, data: QueryDict) -> Save:
    """An answer as the page that sent it saw it."""
    return Save(given, seen(data, given.question.key), data.get("page", "")[:PAGE], _whole(data, "turn", 15))


def seen(data: QueryDict, key: str) -> int:
    """The revision that the page shows of a question."""
    return _whole(data, f"{key}.seen", 9)


def _whole(data: QueryDict, name: str, digits: int) -> int:
    """A whole number that a page sent along; 0 where there is none that can be one."""
    return whole(data.get(name, ""), digits)


def conflict_of(filling: Filling, question: Question, data: QueryDict, error: SaveConflict) -> Conflict:
    """The answer that stands and the one that was sent, in words."""
    theirs = filling.stands(question).in_full
    mine = fill(filling.stands(question), data).in_full
    return Conflict(by=str(error.by), at=error.at, theirs=theirs, mine=mine)


def save_sent(
    filling: Filling,
    questions: Iterable[Question],
    data: QueryDict,
    instead: Callable[[Question], bool] = lambda question: False,
) -> dict[str, Field]:
    """Save every question that a whole form sent, as far as each can be; what could not, by key, with why.
    `instead` does something else with a question and says whether it did."""
    wrong: dict[str, Field] = {}
    for question in questions:
        if f"{question.key}.seen" not in data or data.get(f"{question.key}.keep") == "theirs":
            continue
        tried = Field(question, ())
        try:
            if not instead(question):
                _save_touched(filling, question, data)
            continue
        except SaveConflict as error:
            tried.conflict = conflict_of(filling, question, data, error)
        except filling.refusals as error:
            tried.error = str(error)
        wrong[question.key] = tried
    return wrong


def _save_touched(filling: Filling, question: Question, data: QueryDict) -> None:
    given = read(question, filling.sheet, data)
    if data.get(f"{question.key}.was") == mark_of(given.plain()):
        return  # sent along with the page, and not touched
    filling.store(save_of(given, data))


def put_back(fields: Iterable[Field], wrong: dict[str, Field], data: QueryDict) -> None:
    """Put what somebody sent, and why it was not saved, back into the fields of the page."""
    for field in fields:
        if field.key in wrong:
            fill(field, data)
            field.error, field.conflict = wrong[field.key].error, wrong[field.key].conflict
