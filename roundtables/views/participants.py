"""Who takes part: more time for a region, excusing it, letting it join again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.gate import person, with_deed
from accounts.models import User
from accounts.policy import Deed
from accounts.trying import tried
from regions.names import dutch_key

from ..actions.participants import excuse, extend, include_again
from ..forms.rounds import ExtendForm, WhyForm
from ..models import Participant, Round
from .programme import round_asked

type Deeds = dict[str, tuple[type[Form], Callable[..., None]]]
DEEDS: Deeds = {
    "uitstel": (ExtendForm, extend),
    "vrijstellen": (WhyForm, excuse),
    "weer-meedoen": (WhyForm, include_again),
}


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_ROUNDS)
def participants(request: HttpRequest, key: str) -> HttpResponseBase:
    """Everybody who takes part, and a form about one of them (`?regio=&doen=`)."""
    round_ = round_asked(key)
    everybody = _everybody(round_)
    chosen = _chosen(request, everybody)
    doing = request.GET.get("doen", "")
    form = None
    if chosen is not None:
        kind, deed = DEEDS.get(doing, DEEDS["uitstel"])
        form = kind(request.POST or None)
        if request.method == "POST" and tried(form, lambda: _do(deed, person(request), chosen, form)):
            messages.success(request, _("Gewijzigd: %s.") % chosen.region.name)
            return redirect("roundtables:participants", key=key)
    context = {"round": round_, "participants": everybody, "chosen": chosen, "form": form, "doing": doing}
    return render(request, "roundtables/beheer/participants.html", context | {"example": round_.example})


def _everybody(round_: Round) -> list[Participant]:
    found = list(round_.participants.select_related("region"))
    for one in found:
        one.round = round_
    return sorted(found, key=lambda one: (one.pretend, dutch_key(one.region.name)))


def _chosen(request: HttpRequest, everybody: list[Participant]) -> Participant | None:
    slug = request.GET.get("regio", "")
    if not slug:
        return None
    for one in everybody:
        if one.region.slug == slug:
            return one
    raise Http404(_("Deze regio doet niet mee aan deze ronde, of de ronde bestaat niet."))


def _do(deed: Callable[..., None], by: User, participant: Participant, form: Form) -> None:
    about: dict[str, Any] = form.cleaned_data
    deed(by=by, participant=participant, **about)
