"""The wall of a round: where every region stands, and who to call today."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.gate import person, with_deed
from accounts.policy import Deed, allowed, reach
from buildingblocks.models import ActionLine

from ..actions.reminding import remind_by_hand
from ..errors import RoundError
from ..models import Contest, Round
from ..standing import SectionState
from ..wall.wall import Filters, wall_of
from .programme import round_asked

LOG = 20


@require_safe
@with_deed(Deed.SEE_WALL)
def wall(request: HttpRequest, key: str) -> HttpResponseBase:
    """Regions by building blocks, as a table and as a tile map; a round in preparation shows that."""
    round_ = round_asked(key)
    if round_.state == Round.State.PREPARING:
        return redirect("roundtables:prepare", key=key)
    review, read = reach(request.user, Deed.REVIEW), reach(request.user, Deed.READ_ANSWERS)
    found = wall_of(round_, Filters.asked(request.GET), review, read)
    context = {
        "round": round_,
        "wall": found,
        "lines": ActionLine.objects.filter(blocks__key__in=found.keys).distinct(),
        "states": list(SectionState),
        "may_remind": _may_remind(request),
        "may_run": allowed(request.user, Deed.RUN_ROUNDS),
        "may_keep": bool(reach(request.user, Deed.KEEP_REGISTER)),
        "own_blocks": review.blocks(None) is not None,
        "contested": Contest.objects.filter(response__round=round_, settled_at=None).count(),
        "log": round_.transitions.select_related("by", "region")[:LOG],
        "example": round_.example,
    }
    return render(request, "roundtables/beheer/wall.html", context)


def _may_remind(request: HttpRequest) -> bool:
    return allowed(request.user, Deed.RUN_ROUNDS) or allowed(request.user, Deed.REVIEW)


@require_POST
@with_deed(Deed.REVIEW)
def remind(request: HttpRequest, key: str) -> HttpResponseBase:
    """Remind who has not finished in the regions of the list. The mail is about every block, so it is for who
    reviews them all or runs the round."""
    if not _may_remind(request):
        raise PermissionDenied
    try:
        people = remind_by_hand(
            by=person(request), round_=round_asked(key), regions=request.POST.getlist("regio")
        )
    except RoundError as error:
        messages.error(request, str(error))
    else:
        said = ngettext(
            "%d persoon krijgt een herinnering per e-mail.",
            "%d personen krijgen een herinnering per e-mail.",
            people,
        )
        messages.success(request, said % people)
    return redirect("roundtables:wall", key=key)
