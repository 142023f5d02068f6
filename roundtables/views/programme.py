"""The programme's side: which round a page is about."""

from django.http import Http404
from django.utils.translation import gettext as _

from ..models import Round


def round_asked(key: str) -> Round:
    """The round, or a 404 with a sentence."""
    found = Round.objects.select_related("questionnaire").filter(key=key).first()
    if found is None:
        raise Http404(_("Deze ronde bestaat niet."))
    return found
