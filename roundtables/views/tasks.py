"""The task list of a region, and taking over last time's answers all at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.gate import signed_in

from ..actions.filling import carry_over
from ..errors import RoundError
from ..filling.desk import colleagues, desk_for, task_list
from ..filling.section_page import carriable, questions_of


@signed_in
@never_cache
@require_safe
def tasks(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    """What is done and what is left, section by section."""
    desk = desk_for(request.user, key, region)
    context = {
        "desk": desk,
        "list": task_list(desk),
        "people": colleagues(desk),
        "example": desk.round.example,
    }
    return render(request, "roundtables/filling/tasks.html", context)


@signed_in
@require_POST
def take_over(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    """Put last time's answers where nothing stands yet, in every section that this person fills in."""
    desk = desk_for(request.user, key, region)
    mine = [section for section in desk.sections if desk.may_fill(section)]
    before = desk.previous.round.key if desk.previous else ""
    given = [one for section in mine for one in carriable(desk, questions_of(section), of_round=before)]
    try:
        count = carry_over(by=desk.user, response=desk.response, given=given)
    except RoundError as error:
        messages.error(request, str(error))
        return redirect("roundtables:task_list", key=key, region=region)
    said = ngettext(
        "%(count)s antwoord is overgenomen. Het telt pas mee als u het bevestigt.",
        "%(count)s antwoorden zijn overgenomen. Ze tellen pas mee als u ze bevestigt.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("roundtables:task_list", key=key, region=region)
