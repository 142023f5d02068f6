"""Where everybody stands, kept in this process for as long as nothing in the round changed."""

from datetime import datetime
from functools import lru_cache

from ..models import Round
from ..standing import Standing, standing


def kept_standing(round_: Round) -> Standing:
    """For pages: everything that changes an answer or a participant raises the revision of the round, so what
    is kept is never stale. A round whose questionnaire is not frozen is read anew. `round_` was just read."""
    frozen_at = round_.questionnaire.frozen_at
    return standing(round_) if frozen_at is None else _kept(round_.pk, round_.revision, frozen_at)


@lru_cache(maxsize=8)
def _kept(pk: int, _revision: int, _frozen_at: datetime) -> Standing:
    return standing(Round.objects.select_related("questionnaire").get(pk=pk))
