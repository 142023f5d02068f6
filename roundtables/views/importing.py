"""Answers come in as a file: chosen, looked at, and then read in as a whole or not at all."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.gate import person, with_deed
from accounts.policy import Deed

from ..errors import ImportRefused, RoundError
from ..forms.importing import ConfirmForm, FileForm
from ..importing import Imported, Preview, import_checked, preview, waiting
from ..models import Round
from .programme import round_asked

PAGE = 50
REFUSED = 422
SHOWN = 200  # faults on one page; all of them are in the count


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_ROUNDS)
def choose(request: HttpRequest, key: str) -> HttpResponseBase:
    """Choose a file; what is wrong with it stands here, and then nothing of it is kept."""
    round_ = round_asked(key)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method != "POST" or not form.is_valid():
        return _choose(request, round_, form)
    by = person(request)
    try:
        kept = waiting.keep(by=by, round_=round_, file=form.cleaned_data["file"])
    except RoundError as error:
        form.add_error("file", str(error))
        return _choose(request, round_, form)
    try:
        preview(by=by, path=kept.path, round_=round_)
    except RoundError as error:
        kept.drop()
        return _choose(request, round_, form, error)
    return redirect("roundtables:import_preview", key=key, token=kept.token)


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_ROUNDS)
def look(request: HttpRequest, key: str, token: str) -> HttpResponseBase:
    """What a file changes, page by page; then read it in."""
    round_ = round_asked(key)
    kept = waiting.find(by=person(request), round_=round_, token=token)
    if kept is None:
        messages.error(request, _("Dit bestand wacht niet meer. Kies het opnieuw."))
        return redirect("roundtables:import", key=key)
    form = ConfirmForm(request.POST) if request.method == "POST" else None
    try:
        if form and form.is_valid():
            done = import_checked(by=person(request), path=kept.path, round_=round_, **form.cleaned_data)
            kept.drop()
            messages.success(request, _said(done))
            return redirect("roundtables:wall", key=key)
        return _look(request, round_, kept, preview(by=person(request), path=kept.path, round_=round_))
    except ImportRefused as error:
        kept.drop()
        return _choose(request, round_, FileForm(), error)
    except RoundError as error:
        messages.error(request, str(error))
        return redirect(
            request.path if round_asked(key).accepts_answers else reverse("roundtables:import", args=[key])
        )


def _choose(
    request: HttpRequest, round_: Round, form: FileForm, error: RoundError | None = None
) -> HttpResponse:
    faults = list(error.lines) if isinstance(error, ImportRefused) else []
    if error and not faults:
        form.add_error(None, str(error))
    context = {
        "round": round_,
        "form": form,
        "faults": faults[:SHOWN],
        "number": len(faults),
        "more": max(len(faults) - SHOWN, 0),
        "example": round_.example,
    }
    wrong = bool(faults or form.errors)
    return render(request, "roundtables/beheer/import.html", context, status=REFUSED if wrong else 200)


def _look(request: HttpRequest, round_: Round, kept: waiting.Waiting, found: Preview) -> HttpResponse:
    replaces = found.counts["changed"] > 0
    context = {
        "round": round_,
        "name": kept.path.name,
        "found": found,
        "page": Paginator(found.changes, PAGE).get_page(request.GET.get("pagina")),
        "form": ConfirmForm(initial={"seen": found.mark}, replaces=replaces),
        "example": round_.example,
    }
    return render(request, "roundtables/beheer/import_preview.html", context)


def _said(done: Imported) -> str:
    said = ngettext("%d antwoord is ingelezen.", "%d antwoorden zijn ingelezen.", done.answers) % done.answers
    if not done.approved:
        return said
    approved = ngettext("%d antwoord is goedgekeurd.", "%d antwoorden zijn goedgekeurd.", done.approved)
    return f"{said} {approved % done.approved}"
