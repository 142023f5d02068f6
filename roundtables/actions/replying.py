"""A region says what it makes of what will be counted, before the round closes."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, require
from regions.text import clean

from ..errors import RoundError
from ..models import Reply, Response, Round
from ..reviewing.counted import outside_figures

LONGEST = 2_000


@transaction.atomic
def reply(*, by: User, response: Response, kind: str, why: str = "") -> Reply:
    """Agree with what will be counted, or object with a reason. The newest reply counts; the earlier stay."""
    require(by, Deed.SUBMIT, region=response.region)
    if not Round.objects.select_for_update().get(pk=response.round_id).accepts_answers:
        raise RoundError(_("De ronde is gesloten: u kunt niet meer reageren. Bel het programmateam."))
    outside = outside_figures(response)
    if outside:
        raise RoundError(outside)
    why = clean(why).strip()
    if kind not in Reply.Kind.values:
        raise RoundError(_("Kies of u akkoord bent."))
    if kind == Reply.Kind.OBJECTED and not why:
        raise RoundError(_("Vertel waarmee u het niet eens bent."))
    if len(why) > LONGEST:
        raise RoundError(_("Gebruik hoogstens %s tekens.") % LONGEST)
    return Reply.objects.create(response=response, kind=kind, why=why, by=by)
