"""The plan of an application goes out in Word and comes back: looked at, then stored as a whole or not."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gate import person, signed_in
from questionnaires.errors import AnswerError, SaveConflict
from questionnaires.word import Fault, Readback, WordError
from questionnaires.word.opening import MOST_MB

from ..actions import applying
from ..applying.desk import Desk, desk_for
from ..applying.word import THEIRS, Change, came_in, changes_of, plan_document, read_document, sent_again
from ..errors import PoolError
from ..forms.word import WordForm
from .parts import region_desk

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONFLICT, REFUSED = 409, 422
SHOWN = 200  # lines outside the answers on one page


@signed_in
@never_cache
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The questions and what stands there, for who reads the application."""
    desk = desk_for(person(request), pk)
    name = slugify(desk.application.title)[:60] or str(pk)
    said = {"Content-Disposition": f'attachment; filename="plan-{name}.docx"'}
    return HttpResponse(plan_document(desk.application), content_type=DOCX, headers=said)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose a document, see what it changes, and store that."""
    desk = region_desk(request, pk)
    if not desk.writes:
        raise PermissionDenied
    if request.method != "POST":
        return _choose(request, desk, WordForm())
    if request.POST.get("doen") == "bewaren":
        return _store(request, desk)
    form = WordForm(request.POST, request.FILES)
    if not form.is_valid():
        return _choose(request, desk, form)
    try:
        found = read_document(desk.application, form.cleaned_data["file"].read(MOST_MB * 1024 * 1024 + 1))
    except WordError as error:
        form.add_error("file", str(error))
        return _choose(request, desk, form)
    if found.faults:
        return _choose(request, desk, WordForm(), found.faults)
    return _look(request, desk, changes_of(desk.application, came_in(found)), found)


def _store(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Store what was looked at; what somebody changed meanwhile is shown first."""
    try:
        changes = changes_of(desk.application, sent_again(desk.application, request.POST))
    except AnswerError as error:
        return _choose(request, desk, WordForm(), [Fault("", str(error))])
    if any(one.undecided for one in changes):
        said = _("Kies eerst welk antwoord blijft. Er is nog niets opgeslagen.")
        return _look(request, desk, changes, error=said, status=REFUSED)
    try:
        saves = [one.save() for one in changes if one.later is None or one.keep != THEIRS]
        stored = applying.save_answers(by=desk.user, application=desk.application, saves=saves)
    except SaveConflict as error:
        fresh = changes_of(desk.application, sent_again(desk.application, request.POST))
        return _look(request, desk, fresh, error=str(error), status=CONFLICT)
    except (AnswerError, PoolError) as error:
        return _look(request, desk, changes, error=str(error), status=REFUSED)
    said = ngettext("%d antwoord is opgeslagen.", "%d antwoorden zijn opgeslagen.", stored) % stored
    messages.success(request, said)
    return redirect("projectpool:plan", pk=desk.application.pk)


def _choose(request: HttpRequest, desk: Desk, form: WordForm, faults: Sequence[Fault] = ()) -> HttpResponse:
    context = {"desk": desk, "form": form, "faults": faults, "example": desk.application.call.example}
    wrong = bool(faults or form.errors)
    return render(
        request, "projectpool/applications/read_plan.html", context, status=REFUSED if wrong else 200
    )


def _look(
    request: HttpRequest,
    desk: Desk,
    changes: list[Change],
    found: Readback | None = None,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"desk": desk, "changes": changes, "found": found, "error": error}
    outside = found.outside if found else ()
    context |= {"outside": outside[:SHOWN], "more": max(len(outside) - SHOWN, 0)}
    context |= {"conflicts": [one for one in changes if one.later is not None]}
    context |= {"example": desk.application.call.example}
    return render(request, "projectpool/applications/plan_changes.html", context, status=status)
