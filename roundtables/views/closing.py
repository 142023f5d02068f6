"""Closing a round, and opening it again to correct."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.gate import person, with_deed
from accounts.models import User
from accounts.policy import Deed
from accounts.trying import tried

from ..actions.closing import close_round, holding_up, reopen_round
from ..forms.rounds import CloseForm, WhyForm
from ..models import Round
from ..reviewing.replies import replies_of
from ..wall.kept import kept_standing
from .programme import round_asked


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_ROUNDS)
def close(request: HttpRequest, key: str) -> HttpResponseBase:
    """What holds up closing, what regions said of what will be counted, and the snapshots so far."""
    round_ = round_asked(key)
    if round_.state == Round.State.PREPARING:
        return redirect("roundtables:prepare", key=key)
    open_ = round_.accepts_answers
    form = (CloseForm if open_ else WhyForm)(request.POST or None)
    if request.method == "POST" and tried(form, lambda: _do(round_, person(request), form.cleaned_data)):
        said = (
            _("De ronde is gesloten. De momentopname is gemaakt.") if open_ else _("De ronde is weer open.")
        )
        messages.success(request, said)
        return redirect("roundtables:close", key=key)
    context = {
        "round": round_,
        "form": form,
        "holding": holding_up(round_, kept_standing(round_)) if open_ else [],
        "replies": replies_of(round_),
        "excused": round_.participants.filter(excused=True).select_related("region"),
        "snapshots": round_.snapshots.order_by("-number").select_related("made_by").defer("content"),
        "example": round_.example,
    }
    return render(request, "roundtables/beheer/close.html", context)


def _do(round_: Round, by: User, about: dict[str, str]) -> None:
    if round_.accepts_answers:
        close_round(by=by, round_=round_, why=about["why"], with_gaps=False)
    else:
        reopen_round(by=by, round_=round_, why=about["why"])
