"""A region and the programme talk about one question."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, require
from questionnaires.models import Question, Remark
from regions.text import clean

from ..errors import RoundError
from ..models import Response

LONGEST = 2_000


@transaction.atomic
def say(*, by: User, response: Response, question: Question, text: str, from_programme: bool) -> Remark:
    """Add a line to the conversation on a question. Both sides read it; nobody changes it afterwards."""
    deed = Deed.REVIEW if from_programme else Deed.FILL
    require(by, deed, region=response.region, block=question.section.block)
    if not response.round.accepts_answers:
        raise RoundError(_("De ronde is gesloten. U kunt het gesprek nog lezen, maar niets meer toevoegen."))
    return Remark.objects.create(
        sheet=response.sheet, question=question, by=by, from_programme=from_programme, text=checked(text)
    )


def checked(text: str) -> str:
    """The text as it is kept; RoundError when it is empty or too long."""
    cleaned = clean(text).strip()
    if not cleaned:
        raise RoundError(_("Schrijf eerst een bericht."))
    if len(cleaned) > LONGEST:
        raise RoundError(_("Gebruik hoogstens %s tekens voor een bericht.") % LONGEST)
    return cleaned
