"""The register: the programme's page per question, and the region's own line, which it may contest."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gate import person, signed_in, with_deed
from accounts.policy import Deed, Reach, reach
from accounts.trying import tried
from questionnaires.models import Question

from ..actions.register import contest, keep_register, settle_contest
from ..errors import RegisterConflict
from ..filling.desk import Desk, desk_for
from ..forms.register import ContestForm, OutcomeForm, RegisterForm
from ..models import Contest, Round
from ..register import answers_to, lines_of, questions_of, taking_part, told_elsewhere
from .programme import round_asked


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.KEEP_REGISTER)
def register(request: HttpRequest, key: str) -> HttpResponseBase:
    """One question of the register for every region; what regions contest stands first."""
    round_, keeps = round_asked(key), reach(request.user, Deed.KEEP_REGISTER)
    questions = questions_of(round_, keeps)
    question = _chosen(questions, request.GET.get("vraag", ""))
    form = None if question is None else _form(round_, question, request.POST or None)
    if request.method == "POST" and form and question and not round_.accepts_answers:
        raise PermissionDenied
    if request.method == "POST" and form and question and _kept(request, round_, question, form):
        return redirect(f"{request.path}?vraag={question.key}")
    return render(request, "roundtables/beheer/register.html", _context(round_, keeps, questions, form))


def _context(
    round_: Round, keeps: Reach, questions: Sequence[Question], form: RegisterForm | None
) -> dict[str, Any]:
    contested = _contested(round_, keeps)
    return {
        "round": round_,
        "questions": questions,
        "form": form,
        "question": form and form.question,
        "page": form.data.get("page") if form and form.is_bound else secrets.token_hex(8),
        "contested": [(one, OutcomeForm(auto_id=f"id-{one.pk}-%s")) for one in contested],
        "example": round_.example,
    }


def _contested(round_: Round, keeps: Reach) -> list[Contest]:
    """What regions contest and nobody settled, of the blocks that are this reader's."""
    waiting = Contest.objects.filter(response__round=round_, settled_at=None)
    within = keeps.within("response__region", "question__section__block")
    return list(waiting.filter(within).select_related("response__region", "question", "by").order_by("at"))


def _chosen(questions: Sequence[Question], key: str) -> Question | None:
    if not key:
        return questions[0] if questions else None
    for question in questions:
        if question.key == key:
            return question
    raise Http404(_("Deze vraag staat niet in het register van deze ronde."))


def _form(round_: Round, question: Question, data: QueryDict | None) -> RegisterForm:
    contested = Contest.objects.filter(response__round=round_, question=question, settled_at=None)
    return RegisterForm(
        data,
        question=question,
        responses=taking_part(round_),
        answers=answers_to(round_, question),
        contested=set(contested.values_list("response", flat=True)),
    )


def _kept(request: HttpRequest, round_: Round, question: Question, form: RegisterForm) -> bool:
    changed = 0

    def keep() -> None:
        nonlocal changed
        page = request.POST.get("page", "")[:32]
        try:
            changed = keep_register(
                by=person(request), round_=round_, question=question, lines=form.lines(), page=page
            )
        except RegisterConflict as conflict:
            form.show_newest(conflict.regions, answers_to(round_, question))
            raise

    if not tried(form, keep):
        return False
    said = ngettext("%d regel is opgeslagen.", "%d regels zijn opgeslagen.", changed) % changed
    messages.success(request, said if changed else _("Er was niets gewijzigd."))
    return True


@require_POST
@with_deed(Deed.KEEP_REGISTER)
def settle_contested(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """Tell a region what came of what it contests."""
    round_, keeps = round_asked(key), reach(request.user, Deed.KEEP_REGISTER)
    within = keeps.within("response__region", "question__section__block")
    found = get_object_or_404(Contest.objects.filter(within), pk=pk, response__round=round_)
    form = OutcomeForm(request.POST)
    done = tried(
        form,
        lambda: settle_contest(by=person(request), contest=found, outcome=form.cleaned_data["outcome"]),
    )
    if done:
        messages.success(request, _("De regio leest de uitkomst bij het register."))
    else:
        messages.error(request, " ".join(str(said) for errors in form.errors.values() for said in errors))
    return redirect(f"{reverse('roundtables:register', args=[key])}?vraag={found.question.key}")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def region_register(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    """What the register says of one region, and how the region contests it (`?vraag=` opens the form)."""
    desk = desk_for(request.user, key, region)
    within = reach(request.user, Deed.READ_ANSWERS)
    lines, told = lines_of(desk.response, within), told_elsewhere(desk.response, within)
    question = _chosen([line.question for line in lines], request.GET.get("vraag", ""))
    asked = question if "vraag" in request.GET and desk.may_submit else None
    if request.method == "POST" and asked is None:
        raise PermissionDenied
    form = ContestForm(request.POST or None) if asked else None
    if request.method == "POST" and form and asked and _contest(request, desk, asked, form):
        messages.success(request, _("Het programmateam kijkt ernaar. U leest de uitkomst hier."))
        return redirect("roundtables:region_register", key=key, region=region)
    context = {
        "desk": desk, "lines": lines, "told": told, "form": form, "asked": asked,
        "example": desk.round.example,
    }  # fmt: skip
    return render(request, "roundtables/beheer/region_register.html", context)


def _contest(request: HttpRequest, desk: Desk, question: Question, form: ContestForm) -> bool:
    return tried(
        form,
        lambda: contest(
            by=person(request), response=desk.response, question=question, why=form.cleaned_data["why"]
        ),
    )
