"""A region's own answers as a PDF."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.gate import signed_in
from roundtables.filling.desk import desk_for

from ..pages.region.copies import copy_of


@signed_in
@never_cache
@require_safe
def copy(request: HttpRequest, key: str, region: str) -> HttpResponseBase:
    """A copy of the answers of a region, for who may read them."""
    pdf = copy_of(desk_for(request.user, key, region))
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="rondetafel-{key}-{region}.pdf"'
    return answer
