"""The rounds of the programme: the list, and making a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.gate import person, with_deed
from accounts.policy import Deed, allowed
from accounts.trying import tried
from regions.actions import pretend_region

from ..actions.rounds import prepare_round
from ..forms.rounds import NewRoundForm
from ..models import Round


@require_safe
@with_deed(Deed.SEE_WALL)
def round_list(request: HttpRequest) -> HttpResponseBase:
    """Every round, newest first."""
    rounds = list(Round.objects.in_order().select_related("questionnaire").reverse())
    context = {
        "rounds": rounds,
        "may_run": allowed(request.user, Deed.RUN_ROUNDS),
        "example": any(round_.example for round_ in rounds),
    }
    return render(request, "roundtables/beheer/rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_deed(Deed.RUN_ROUNDS)
def new_round(request: HttpRequest) -> HttpResponseBase:
    """Make a round to prepare."""
    form = NewRoundForm(request.POST or None)
    if request.method == "POST" and tried(form, lambda: _make(request, form)):
        messages.success(request, _("De ronde is gemaakt. Regio’s zien de ronde pas als u de ronde opent."))
        return redirect("roundtables:prepare", key=form.cleaned_data["key"])
    return render(request, "roundtables/beheer/new_round.html", {"form": form})


def _make(request: HttpRequest, form: NewRoundForm) -> None:
    about = dict(form.cleaned_data)
    regions = [*about.pop("regions")]
    if about.pop("practise"):
        regions.append(pretend_region())
    prepare_round(by=person(request), regions=regions, copy_questionnaire=True, **about)
