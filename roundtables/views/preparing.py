"""Preparing a round: dates, participants, and the questionnaire with its verdicts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gate import person, with_deed
from accounts.policy import Deed
from accounts.trying import tried
from questionnaires.comparing import Compared, compared
from questionnaires.errors import QuestionnaireError
from questionnaires.forms import NewQuestionForm, OptionFormSet, WordingForm
from questionnaires.models import Question
from regions.actions import pretend_region
from regions.models import Region

from ..actions import preparing
from ..actions.participants import choose_participants
from ..actions.rounds import begin_round, change_round, lacking
from ..errors import RoundError
from ..forms.preparing import VerdictForm
from ..forms.rounds import DatesForm, ParticipantsForm
from ..models import Round
from .programme import round_asked


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_ROUNDS)
def prepare(request: HttpRequest, key: str) -> HttpResponseBase:
    """Everything that is decided before a round opens; of an open round its dates and reminders."""
    round_ = round_asked(key)
    doing = request.POST.get("doen", "") if request.method == "POST" else ""
    dates = DatesForm(request.POST if doing == "datums" else None, instance=round_asked(key))
    people = ParticipantsForm(
        request.POST if doing == "deelnemers" else None, initial=_taking_part(round_), prefix="mee"
    )
    if (doing == "datums" and tried(dates, lambda: _change(request, round_, dates))) or (
        doing == "deelnemers" and tried(people, lambda: _choose(request, round_, people))
    ):
        messages.success(request, _("Opgeslagen."))
        return redirect("roundtables:prepare", key=key)
    context = {
        "round": round_,
        "dates": dates,
        "people": people,
        "form": people if people.is_bound else dates,
        "lacks": lacking(round_) if round_.state == Round.State.PREPARING else [],
        "sections": _sections(round_),
        "example": round_.example,
    }
    return render(request, "roundtables/beheer/prepare.html", context)


def _taking_part(round_: Round) -> dict[str, Any]:
    regions = list(round_.participants.values_list("region", "pretend"))
    return {
        "regions": [pk for pk, pretend in regions if not pretend],
        "practise": any(pretend for _pk, pretend in regions),
    }


def _change(request: HttpRequest, round_: Round, form: DatesForm) -> None:
    change_round(by=person(request), round_=round_, **form.cleaned_data)


def _choose(request: HttpRequest, round_: Round, form: ParticipantsForm) -> None:
    regions: list[Region] = [*form.cleaned_data["regions"]]
    if form.cleaned_data["practise"]:
        regions.append(pretend_region())
    choose_participants(by=person(request), round_=round_, regions=regions)


def _sections(round_: Round) -> list[tuple[Any, list[Compared]]]:
    """The questionnaire by building block, each question beside the one before it."""
    found: dict[int, tuple[Any, list[Compared]]] = {}
    for one in compared(round_.questionnaire):
        found.setdefault(one.question.section_id, (one.question.section.block, []))[1].append(one)
    return list(found.values())


@require_POST
@with_deed(Deed.RUN_ROUNDS)
def begin(request: HttpRequest, key: str) -> HttpResponseBase:
    """Open the round: regions can fill in, and the questions are fixed."""
    round_ = round_asked(key)
    try:
        begin_round(by=person(request), round_=round_)
    except RoundError as error:
        messages.error(request, str(error))
        return redirect("roundtables:prepare", key=key)
    messages.success(request, _("De ronde is open."))
    return redirect("roundtables:wall", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_ROUNDS)
def question(request: HttpRequest, key: str, question: str) -> HttpResponseBase:
    """One question: its words, its answers, and how it compares with the one before."""
    round_ = _preparing(key)
    found = get_object_or_404(round_.questionnaire.questions.prefetch_related("options"), key=question)
    doing = request.POST.get("doen", "") if request.method == "POST" else ""
    words = WordingForm(request.POST if doing == "wijzigen" else None, initial=_words(found))
    options = OptionFormSet(
        request.POST if doing == "wijzigen" else None, initial=_options(found), prefix="antwoorden"
    )
    verdict = VerdictForm(request.POST if doing == "oordeel" else None, initial=_verdict(found))
    if doing == "weghalen":
        return _remove(request, round_, found)
    worded = doing == "wijzigen" and options.is_valid()
    if (worded and tried(words, lambda: _word(request, round_, found, words, options))) or (
        doing == "oordeel" and tried(verdict, lambda: _judge(request, round_, found, verdict))
    ):
        messages.success(request, _("Opgeslagen."))
        return redirect("roundtables:prepare_question", key=key, question=question)
    one = next(one for one in compared(round_.questionnaire) if one.question.pk == found.pk)
    form = verdict if verdict.is_bound else words
    context = {"round": round_, "one": one, "words": words, "options": options, "verdict": verdict}
    return render(request, "roundtables/beheer/question.html", context | {"form": form})


def _preparing(key: str) -> Round:
    """A round in preparation; afterwards its questions are fixed and this page is gone."""
    round_ = round_asked(key)
    if round_.state != Round.State.PREPARING:
        raise Http404(_("De ronde is al open. De vragen liggen vast."))
    return round_


def _words(question: Question) -> dict[str, str]:
    return {name: getattr(question, name) for name in ("text_nl", "text_en", "help_nl", "help_en")}


def _options(question: Question) -> list[dict[str, Any]]:
    names = ("slug", "label_nl", "label_en", "rank", "exclusive")
    return [{name: getattr(option, name) for name in names} for option in question.options.all()]


def _verdict(question: Question) -> dict[str, str]:
    given = question.verdict_by_id is not None
    return {"verdict": question.verdict if given else "", "note": question.verdict_note_nl}


def _word(request: HttpRequest, round_: Round, question: Question, form: WordingForm, options: Any) -> None:
    given = tuple(option for one in options.forms if (option := one.given()) is not None)
    preparing.change_question(
        by=person(request), round_=round_, question=question, wording=form.wording(given)
    )


def _judge(request: HttpRequest, round_: Round, question: Question, form: VerdictForm) -> None:
    data = form.cleaned_data
    preparing.judge(
        by=person(request), round_=round_, question=question, verdict=data["verdict"], why=data["note"]
    )


def _remove(request: HttpRequest, round_: Round, question: Question) -> HttpResponseBase:
    try:
        preparing.remove_question(by=person(request), round_=round_, question=question)
    except QuestionnaireError as error:
        messages.error(request, str(error))
        return redirect("roundtables:prepare_question", key=round_.key, question=question.key)
    messages.success(request, _("De vraag is weggehaald."))
    return redirect("roundtables:prepare", key=round_.key)


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_ROUNDS)
def add_question(request: HttpRequest, key: str) -> HttpResponseBase:
    """Ask something that was not asked before."""
    round_ = _preparing(key)
    sections = [(one.pk, one.block.name) for one in round_.questionnaire.sections.select_related("block")]
    form = NewQuestionForm(request.POST or None, sections=sections, earlier=_earlier(round_))
    if request.method == "POST" and tried(form, lambda: _add(request, round_, form)):
        messages.success(request, _("De vraag staat in de vragenlijst."))
        return redirect("roundtables:prepare_question", key=key, question=form.cleaned_data["key"])
    return render(request, "roundtables/beheer/add_question.html", {"round": round_, "form": form})


def _earlier(round_: Round) -> list[tuple[str, str]]:
    """The questions of earlier versions, each once, as the newest words them."""
    rows = round_.questionnaire.earlier_questions.values_list("key", "text_nl")
    return sorted(dict(rows).items(), key=lambda row: row[1])


def _add(request: HttpRequest, round_: Round, form: NewQuestionForm) -> None:
    data = form.cleaned_data
    section = round_.questionnaire.sections.get(pk=data["section"])
    preparing.add_question(
        by=person(request), round_=round_, section=section, key=data["key"], type=data["type"],
        wording=form.wording(form.given()), succeeds=data["succeeds"],
    )  # fmt: skip
