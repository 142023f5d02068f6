"""What a call asks, while it is prepared: a question more, one worded anew, one taken away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.gate import person, with_deed
from accounts.policy import Deed
from accounts.trying import tried
from questionnaires.errors import QuestionnaireError
from questionnaires.forms import AskedForm, OptionFormSet, WordingForm
from questionnaires.models import Question

from ..actions import calls as actions
from ..errors import PoolError
from ..models import Call
from .calls import call_asked


def _preparing(request: HttpRequest, key: str) -> Call:
    """A call in preparation; afterwards its questions are fixed and these pages are gone."""
    call = call_asked(request, key)
    if call.published_at is not None:
        raise Http404(_("De openstelling is al bekend. De vragen liggen vast."))
    return call


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_POOL)
def add_question(request: HttpRequest, call: str) -> HttpResponseBase:
    """Ask regions something more."""
    found = _preparing(request, call)
    form = AskedForm(request.POST if request.method == "POST" else None)

    def add() -> None:
        actions.add_question(
            by=person(request), call=found, type=form.cleaned_data["type"], wording=form.wording(form.given())
        )

    if request.method == "POST" and tried(form, add):
        messages.success(request, _("De vraag staat in de vragenlijst."))
        return redirect("projectpool:call", call=call)
    context = {"call": found, "form": form, "example": found.example}
    return render(request, "projectpool/calls/add_question.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_POOL)
def change_question(request: HttpRequest, call: str, question: str) -> HttpResponseBase:
    """One question: its words and its answers, or away with it."""
    found = _preparing(request, call)
    asked = get_object_or_404(found.questionnaire.questions.prefetch_related("options"), key=question)
    doing = request.POST.get("doen", "") if request.method == "POST" else ""
    if doing == "weghalen":
        return _remove(request, found, asked)
    sent = request.POST if doing == "bewaren" else None
    words = WordingForm(sent, initial=_words(asked))
    options = OptionFormSet(sent, initial=_options(asked), prefix="antwoorden")

    def change() -> None:
        given = tuple(option for one in options.forms if (option := one.given()) is not None)
        actions.change_question(by=person(request), call=found, question=asked, wording=words.wording(given))

    if doing == "bewaren" and options.is_valid() and tried(words, change):
        messages.success(request, _("Opgeslagen."))
        return redirect("projectpool:call", call=call)
    context = {"call": found, "question": asked, "form": words, "options": options, "example": found.example}
    return render(request, "projectpool/calls/change_question.html", context)


def _words(question: Question) -> dict[str, str]:
    return {name: getattr(question, name) for name in ("text_nl", "text_en", "help_nl", "help_en")}


def _options(question: Question) -> list[dict[str, Any]]:
    names = ("slug", "label_nl", "label_en", "rank", "exclusive")
    return [{name: getattr(option, name) for name in names} for option in question.options.all()]


def _remove(request: HttpRequest, call: Call, question: Question) -> HttpResponseBase:
    try:
        actions.remove_question(by=person(request), call=call, question=question)
    except (PoolError, QuestionnaireError) as error:
        messages.error(request, str(error))
        return redirect("projectpool:change_question", call=call.key, question=question.key)
    messages.success(request, _("De vraag is weggehaald."))
    return redirect("projectpool:call", call=call.key)
