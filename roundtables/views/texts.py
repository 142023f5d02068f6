"""The reading desk: what regions wrote, question by question, and the themes in it."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gate import person, signed_in
from accounts.models import User
from accounts.sent import whole
from questionnaires.models import Question

from ..actions import reading
from ..errors import RoundError
from ..models import Round, Theme
from ..reviewing.reading_desk import UNMARKED, Desk, as_csv, desk_for, question_asked, round_asked, subjects
from .asked import in_place, response_asked

REFUSED = 422


@signed_in
@never_cache
@require_safe
def text_list(request: HttpRequest, key: str) -> HttpResponseBase:
    """The questions of a round to which regions wrote something."""
    round_ = round_asked(key)
    context = {
        "round": round_,
        "subjects": subjects(person(request), round_),
        "example": round_.example,
    }
    return render(request, "roundtables/review/texts.html", context)


@signed_in
@never_cache
@require_safe
def desk(request: HttpRequest, key: str, question: str) -> HttpResponseBase:
    """All texts to one question side by side."""
    round_, asked = _asked(request, key, question)
    return _desk(request, round_, asked)


@signed_in
@never_cache
@require_safe
def sheet(request: HttpRequest, key: str, question: str) -> HttpResponseBase:
    """The same as a sheet."""
    round_, asked = _asked(request, key, question)
    content = as_csv(desk_for(round_, asked))
    name = f"teksten-{round_.key}-{asked.key}.csv"
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@signed_in
@never_cache
@require_POST
def mark(request: HttpRequest, key: str, question: str, region: str) -> HttpResponseBase:
    """Keep which themes are ticked at the text of one region."""
    round_, asked = _asked(request, key, question)
    response = response_asked(key, region)
    try:
        reading.mark(
            by=person(request), response=response, question=asked,
            themes=_numbers(request.POST.getlist("thema")), shown=_numbers(request.POST.getlist("stond")),
        )  # fmt: skip
    except RoundError as error:
        return _desk(request, round_, asked, str(error))
    if in_place(request):
        found = desk_for(round_, asked)
        context = {"desk": found, "text": found.text(region), "round": round_, "saved": True}
        return render(request, "roundtables/review/marked.html", context)
    return redirect(f"{_address(round_, asked)}{_query(request.POST)}#tekst-{region}")


@signed_in
@never_cache
@require_POST
def add(request: HttpRequest, key: str, question: str) -> HttpResponseBase:
    """A new theme."""
    round_, asked = _asked(request, key, question)
    name = request.POST.get("naam", "")
    try:
        reading.add_theme(by=person(request), round_=round_, question=asked, name=name)
    except RoundError as error:
        return _desk(request, round_, asked, str(error), name)
    return redirect(f"{_address(round_, asked)}#themas")


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, key: str, question: str, pk: int) -> HttpResponseBase:
    """One theme: who found it where, another name, together with another, or away with it."""
    round_, asked = _asked(request, key, question)
    found = get_object_or_404(
        Theme.objects.select_related("question__section__block", "round"),
        pk=pk, round=round_, question=asked,
    )  # fmt: skip
    if request.method != "POST":
        return _theme(request, round_, asked, found)
    try:
        done = _change(request, person(request), found)
    except RoundError as error:
        return _theme(request, round_, asked, found, str(error))
    messages.success(request, done)
    return redirect(f"{_address(round_, asked)}#themas")


def _change(request: HttpRequest, by: User, found: Theme) -> str:
    """What a button on the page of a theme does, and the sentence that says so."""
    match request.POST.get("doen"):
        case "hernoemen":
            reading.rename_theme(by=by, theme=found, name=request.POST.get("naam", ""))
            return _("Het thema heet nu “%s”.") % found.name
        case "samenvoegen":
            others = Theme.objects.filter(round=found.round_id, question=found.question_id)
            into = others.filter(pk__in=_numbers([request.POST.get("bij", "")])).first()
            if into is None:
                raise RoundError(_("Kies een ander thema van dezelfde vraag."))
            reading.merge_theme(by=by, theme=found, into=into)
            return _("Het thema is samengevoegd met “%s”.") % into.name
        case "verwijderen":
            reading.remove_theme(by=by, theme=found, confirmed="zeker" in request.POST)
            return _("Het thema is verwijderd.")
    raise RoundError(_("Kies wat u met het thema wilt doen."))


def _asked(request: HttpRequest, key: str, question: str) -> tuple[Round, Question]:
    round_ = round_asked(key)
    return round_, question_asked(person(request), round_, question)


def _desk(
    request: HttpRequest, round_: Round, question: Question, error: str = "", name: str = ""
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    found = desk_for(round_, question, asked.get("zoek", "").strip(), asked.get("met", ""))
    context = {
        "desk": found,
        "round": round_,
        "address": _address(round_, question),
        "query": _query(asked),
        "unmarked": UNMARKED,
        "error": error,
        "name": name,
        "saved": False,
        "example": round_.example,
    }
    return render(request, "roundtables/review/desk.html", context, status=REFUSED if error else 200)


def _theme(
    request: HttpRequest, round_: Round, question: Question, found: Theme, error: str = ""
) -> HttpResponse:
    whole: Desk = desk_for(round_, question)
    context = {
        "desk": whole,
        "round": round_,
        "theme": next(one for one in whole.themes if one.pk == found.pk),
        "others": [one for one in whole.themes if one.pk != found.pk],
        "address": _address(round_, question),
        "error": error,
        "example": round_.example,
    }
    return render(request, "roundtables/review/theme.html", context, status=REFUSED if error else 200)


def _numbers(values: Iterable[str]) -> list[int]:
    return [whole(value) for value in values]


def _address(round_: Round, question: Question) -> str:
    return reverse("roundtables:text", args=[round_.key, question.key])


def _query(asked: QueryDict) -> str:
    """What was looked for, as an address has it."""
    kept = QueryDict(mutable=True)
    kept.update({name: asked.get(name, "") for name in ("zoek", "met") if asked.get(name)})
    return f"?{kept.urlencode()}" if kept else ""
