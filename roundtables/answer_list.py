"""The answers that regions gave, as a list that may have half a million lines. Each part of it is found by
the keys in which answers are kept, and nothing is joined or sorted that is not shown."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db.models import F, Max, Q

from accounts.policy import Reach
from questionnaires.models import Answer, Question

from .models import Response, Round

AT_ONCE = 500  # rows that come from the database together
KEPT = 3_600  # seconds that a count is kept; nothing is wrong after them
TOLD = {
    "question_key": F("question__key"), "round_key": F("sheet__response__round__key"),
    "region_slug": F("sheet__response__region__slug"), "option_slug": F("choices__option__slug"),
    "option_place": F("choices__option__position"),
}  # fmt: skip


def answers_within(within: Reach, *, round_key: str = "", region: str = "", question: str = "") -> Any:
    """The answers of begun rounds within reach: per response, in the order in which those were made, and by
    question."""
    which = ~Q(round__state=Round.State.PREPARING)
    which &= Q(round__key=round_key) if round_key else Q()
    which &= Q(region__slug=region) if region else Q()
    here = within.within("sheet__response__region", "question__section__block")
    found = Answer.objects.filter(here, sheet__in=Response.objects.filter(which).values("sheet"))
    if question:
        # as plain keys, so that the database keeps to the order of the sheets
        found = found.filter(
            question__in=list(Question.objects.filter(key=question).values_list("pk", flat=True))
        )
    return found.order_by("sheet_id", "question_id")


def lines_of(found: Any) -> Iterator[Answer]:
    """Each answer with what its line shows, its options too: one statement, so no change of a colleague comes
    in between. `found` is ordered, or so that rows of one answer stand together."""
    rows = found.annotate(**TOLD).iterator(chunk_size=AT_ONCE)
    for _pk, same in groupby(rows, key=attrgetter("pk")):
        chosen = sorted(same, key=attrgetter("option_place"))
        answer = chosen[0]
        answer.chosen = [one.option_slug for one in chosen if one.option_slug]
        yield answer


class AnswersOnPages:
    """The list for a paginator. All are counted once: an answer of a round that has begun never goes away."""

    def __init__(self, found: Any) -> None:
        self.found = found

    def count(self) -> int:
        """How many there are, until there is one more."""
        try:
            asked = str(self.found.values("pk").query)
        except EmptyResultSet:  # nobody was ever asked that question
            return 0
        last = Answer.objects.aggregate(last=Max("pk"))["last"]
        mark = f"{asked} {last} {[*Round.objects.values_list('pk', 'state')]}"
        key = f"answers:{sha256(mark.encode()).hexdigest()}"
        return int(cache.get_or_set(key, self.found.count, KEPT) or 0)

    def __getitem__(self, part: slice) -> list[Answer]:
        keys = list(self.found.values_list("pk", flat=True)[part])
        return list(lines_of(Answer.objects.filter(pk__in=keys).order_by("sheet_id", "question_id")))
