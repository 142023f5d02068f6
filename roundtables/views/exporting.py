"""Answers go out as a file, for who may read them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.gate import signed_in, with_deed
from accounts.policy import Deed, reach
from regions.models import Region

from ..exporting import CONTENT_TYPES, answers_file, file_name
from ..filling.desk import desk_for
from ..models import Round
from .programme import round_asked


@require_safe
@with_deed(Deed.SEE_WALL)
def answers(request: HttpRequest, key: str, kind: str) -> HttpResponseBase:
    """The answers of all regions, as far as the reader's blocks go."""
    return _send(request, round_asked(key), kind)


@signed_in
@never_cache
@require_safe
def region_answers(request: HttpRequest, key: str, region: str, kind: str) -> HttpResponseBase:
    """The answers of one region, for its own people and the programme."""
    desk = desk_for(request.user, key, region)
    return _send(request, desk.round, kind, desk.response.region)


def _send(request: HttpRequest, round_: Round, kind: str, region: Region | None = None) -> HttpResponse:
    if kind not in CONTENT_TYPES:
        raise Http404(_("Dit bestand bestaat niet."))
    within = reach(request.user, Deed.READ_ANSWERS)
    if not within:
        raise PermissionDenied
    return HttpResponse(
        answers_file(round_, within, kind, region),
        content_type=CONTENT_TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{file_name(round_, kind, region)}"'},
    )
