"""The conversation on each question of one region's sheet, for the side that reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.models import User, known_as
from accounts.policy import Deed, reach
from questionnaires.models import Question, Remark

from .models import Response


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was said: by whom, for which side, and when."""

    by: str
    at: datetime
    from_programme: bool
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """The conversation on one question; `url` is where the reader's own side adds to it, `writing`
    whether the form for that stands open. `text`, `error` and `findings` are what somebody tried to say, and
    why it does not stand yet."""

    question: str
    remarks: tuple[Line, ...]
    can_speak: bool
    url: str
    text: str = ""
    error: str = ""
    findings: tuple[str, ...] = ()
    writing: bool = False

    @property
    def last_from_region(self) -> bool:
        """Whether the programme has not answered yet."""
        return bool(self.remarks) and not self.remarks[-1].from_programme


def threads(
    response: Response,
    questions: Iterable[Question],
    user: User | AnonymousUser,
    *,
    from_programme: bool = False,
) -> dict[str, Thread]:
    """The conversation on each of these questions, by key, in one query. Give the questions with their
    `section`, the response with its `round` and `region`."""
    blocks = {question.key: question.section.block_id for question in questions}
    return threads_by_key(response, blocks, user, from_programme=from_programme)


def threads_by_key(
    response: Response, blocks: Mapping[str, int], user: User | AnonymousUser, *, from_programme: bool
) -> dict[str, Thread]:
    """The same for questions that are known by their key, each with its building block's primary key."""
    speaks = reach(user, Deed.REVIEW if from_programme else Deed.FILL)
    name = "roundtables:ask" if from_programme else "roundtables:say"
    said = _said(response, list(blocks))
    start = reverse(name, args=[response.round.key, response.region.slug, "-"])[: -len("-/")]
    return {
        key: Thread(
            question=key,
            remarks=said.get(key, ()),
            can_speak=response.round.accepts_answers and speaks.holds(response.region_id, block),
            url=f"{start}{key}/",
        )
        for key, block in blocks.items()
    }


def _said(response: Response, keys: list[str]) -> Mapping[str, tuple[Line, ...]]:
    found: dict[str, tuple[Line, ...]] = {}
    rows = Remark.objects.filter(sheet=response.sheet_id)
    if len(keys) == 1:
        rows = rows.filter(question__key=keys[0])
    for question, name, email, at, programme, text in rows.values_list(
        "question__key", "by__name", "by__email", "at", "from_programme", "text"
    ):
        found[question] = (*found.get(question, ()), Line(known_as(name, email), at, programme, text))
    return found
