"""A region's desk in one round: who may do what there, and how far the region is, section by section."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Role, User
from accounts.policy import Deed, Reach, reach
from questionnaires.models import Answer, AnswerState, Question, Section

from ..models import Participant, Response, Round
from ..standing import Cell, standing


@dataclass
class Desk:
    """What one person has before them of one region in one round: what may be read, filled in, handed in."""

    user: User
    response: Response

    @property
    def round(self) -> Round:
        """The round."""
        return self.response.round

    @cached_property
    def address(self) -> str:
        """Where the region's task list is; all its other pages lie below, as urls.py has them. Worked out
        once: a page names many of them."""
        return reverse("roundtables:task_list", args=[self.round.key, self.response.region.slug])

    @cached_property
    def participant(self) -> Participant:
        """How the region takes part."""
        found = Participant.objects.get(round=self.response.round_id, region=self.response.region_id)
        found.round = self.response.round
        return found

    @cached_property
    def fills(self) -> Reach:
        """Where this person may type, as long as the round accepts answers."""
        return reach(self.user, Deed.FILL) if self.round.accepts_answers else Reach(frozenset())

    @cached_property
    def may_submit(self) -> bool:
        """Whether this person may hand in for the region now."""
        return self.round.accepts_answers and reach(self.user, Deed.SUBMIT).holds(self.response.region_id)

    def may_fill(self, section: Section) -> bool:
        """Whether this person may type in a section now."""
        return self.fills.holds(self.response.region_id, section.block_id)

    def may_read(self, section: Section) -> bool:
        """Whether this person may see a section."""
        return reach(self.user, Deed.READ_ANSWERS).holds(self.response.region_id, section.block_id)

    @property
    def sections(self) -> list[Section]:
        """The sections with questions for the region that this person may see, in order."""
        return [section for section in self.all_sections if self.may_read(section)]

    @cached_property
    def all_sections(self) -> list[Section]:
        """The sections with questions for the region, in order, whoever may see them."""
        found = (
            self.round.questionnaire.sections.filter(questions__answered_by=Question.AnsweredBy.ROUNDTABLE)
            .distinct()
            .select_related("block__action_line")
            .order_by("position")
        )
        return list(found)

    @cached_property
    def days_left(self) -> int | None:
        """Days until this region's deadline; negative when it has passed, None when there is none."""
        last = self.participant.deadline
        return None if last is None else (last - timezone.localdate()).days

    @property
    def days_late(self) -> int:
        """Days since the deadline passed."""
        return max(0, -(self.days_left or 0))

    @cached_property
    def previous(self) -> Response | None:
        """The region's response in the last round before this one in which it took part."""
        earlier = Response.objects.filter(
            region=self.response.region_id, round__reference_date__lt=self.round.reference_date
        )
        begun = earlier.exclude(round__state=Round.State.PREPARING)
        return begun.select_related("round").order_by("-round__reference_date").first()


def desk_for(user: User | AnonymousUser, key: str, region: str) -> Desk:
    """The desk of a region; 404 when it takes no part, PermissionDenied when this is not this person's."""
    found = Response.objects.select_related("round__questionnaire", "region", "sheet")
    response = (
        found.filter(round__key=key, region__slug=region).exclude(round__state=Round.State.PREPARING).first()
    )
    if response is None or not isinstance(user, User):
        raise Http404(_("Deze regio doet niet mee aan deze ronde, of de ronde bestaat niet."))
    here = reach(user, Deed.READ_ANSWERS).blocks(response.region_id)
    if here is not None and not here:
        raise PermissionDenied
    return Desk(user, response)


@dataclass(frozen=True, slots=True)
class Task:
    """A section on the task list."""

    section: Section
    cell: Cell
    mine: bool
    returned_why: str = ""


@dataclass(frozen=True, slots=True)
class TaskList:
    """All sections by action line, with how far the region is."""

    lines: tuple[tuple[Any, tuple[Task, ...]], ...]
    answered: int
    asked: int
    carried: int
    ready: int
    returned: int
    newest: datetime | None
    next: Section | None


def task_list(desk: Desk) -> TaskList:
    """How far the region is, section by section."""
    here = standing(desk.round, desk.round.participants.filter(pk=desk.participant.pk))
    slug = desk.response.region.slug
    whys = _returned_whys(desk)
    tasks = [
        Task(section, here.cells[slug, section.block.key], desk.may_fill(section), whys.get(section.pk, ""))
        for section in desk.sections
    ]
    by_line: dict[Any, list[Task]] = {}
    for task in tasks:
        by_line.setdefault(task.section.block.action_line, []).append(task)
    todo = [task for task in tasks if task.mine and task.cell.state.is_with_region]
    first = sorted(todo, key=lambda task: (task.cell.state != "returned", task.cell.state == "ready"))
    return TaskList(
        lines=tuple((line, tuple(found)) for line, found in by_line.items()),
        answered=sum(task.cell.answered for task in tasks),
        asked=sum(task.cell.asked for task in tasks),
        carried=sum(task.cell.carried for task in tasks),
        ready=sum(task.cell.state == "ready" for task in tasks),
        returned=sum(task.cell.state == "returned" for task in tasks),
        newest=max((task.cell.changed_at for task in tasks if task.cell.changed_at), default=None),
        next=first[0].section if first else None,
    )


def _returned_whys(desk: Desk) -> dict[int, str]:
    """The newest reason for which an answer came back, by section."""
    answers = Answer.objects.filter(
        sheet=desk.response.sheet_id, state=AnswerState.RETURNED, revisions__kind="returned"
    )
    rows = answers.order_by("revisions__at").values_list("question__section", "revisions__why")
    return {section: why for section, why in rows if section is not None}


def colleagues(desk: Desk) -> list[tuple[str, list[str]]]:
    """Who fills in what in this region today: the role, and the building blocks it is for (empty: all)."""
    kinds = (Role.Kind.PROJECT_LEADER, Role.Kind.CONTRIBUTOR)
    roles = Role.objects.current().filter(region=desk.response.region_id, kind__in=kinds)
    found: dict[str, list[str]] = {}
    for role in roles.select_related("person", "block").order_by("-kind", "person__name", "block__position"):
        blocks = found.setdefault(str(role.person), [])
        if role.block is not None:
            blocks.append(role.block.name)
    return list(found.items())
