"""The letter with a decision about an application."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.gate import person, signed_in
from projectpool.weighing.decided import decisions_for

from ..errors import LetterChanged
from ..pages.pool.letters import file_name, letter_of


@signed_in
@never_cache
@require_safe
def letter(request: HttpRequest, pk: int, decision: int | None = None) -> HttpResponseBase:
    """The letter, of the decision that stands or of an earlier one, for the regions of the application and
    who sees the pool."""
    decided = decisions_for(person(request), pk)
    found = next((one for one in decided if decision in (None, one.pk)), None)
    if found is None:
        raise Http404(_("Er is geen brief over deze aanvraag, of die is niet voor u."))
    try:
        pdf = letter_of(found)
    except LetterChanged as error:
        raise Http404(str(error)) from None
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{file_name(found)}"'
    return answer
