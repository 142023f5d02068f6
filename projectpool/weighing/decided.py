"""What was decided about an application, as its readers see it: decision, objection, money, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from accounts.models import User
from accounts.policy import Deed
from regions.models import Region

from ..models import Application, Assessment, Decision, Instalment, Objection
from ..models.application import pool_reach
from ..money import shared_out
from .assessing import seen_by_programme

TO_OBJECT = timedelta(weeks=6)  # after the day of the decision


@dataclass(frozen=True, slots=True)
class About:
    """What the page of an application tells one reader about how it was weighed and decided. `earlier` are
    the decisions that were replaced, the last one first; `assessment` is the reader's own; `last_day` the
    last on which the lead region can object."""

    application: Application
    decision: Decision | None
    earlier: tuple[Decision, ...]
    last_day: date | None
    may_object: bool
    objections: tuple[Objection, ...]
    instalments: tuple[Instalment, ...]
    assessment: Assessment | None
    of_programme: bool


def about(application: Application, reader: User | AnonymousUser) -> About:
    """How an application stands for one reader; nothing for who is not signed in."""
    if not isinstance(reader, User):
        return About(application, None, (), None, False, (), (), None, of_programme=False)
    decided = decisions_for(reader, application.pk)
    decision = decided[0] if decided else None
    return About(
        application=application,
        decision=decision,
        earlier=tuple(decided[1:]),
        last_day=last_day_to_object(decision) if decision else None,
        may_object=bool(decision and can_object(reader, decision)),
        objections=tuple(objections_of(application)) if decision else (),
        instalments=tuple(instalments_of(application)) if decision else (),
        assessment=application.assessments.filter(assessor=reader).first(),
        of_programme=seen_by_programme(reader).filter(pk=application.pk).exists(),
    )


def objections_of(application: Application) -> "QuerySet[Objection]":
    """What was objected to the decisions about an application, also to those that were replaced."""
    return Objection.objects.filter(decision__application=application)


def instalments_of(application: Application) -> "QuerySet[Instalment]":
    """How a grant is paid, also what was planned before a new decision."""
    return Instalment.objects.filter(decision__application=application)


def can_object(reader: User, decision: Decision) -> bool:
    """Whether somebody can object to a decision now: for the lead region, in time, and once."""
    if decision.objections.exists() or timezone.localdate() > last_day_to_object(decision):
        return False
    return may_object(reader, decision)


def may_object(user: User, decision: Decision) -> bool:
    """Whether somebody hands in for the lead region."""
    return pool_reach(user, Deed.HAND_IN_APPLICATIONS).holds(decision.application.lead.pk)


def decisions_for(reader: User, pk: int) -> list[Decision]:
    """The decisions about an application, the one that stands first, for its own regions and for who sees the
    pool; else none. An assessor from outside gets no letter."""
    one = Q(pk__in=Application.objects.of_regions(reader).values("pk"))
    one |= Q(pk__in=seen_by_programme(reader).values("pk"))
    found = Application.objects.filter(one, pk=pk).values("pk")
    rows = Decision.objects.filter(application__in=found).select_related("application__call")
    return list(rows.newest_first())


def standing_grant(application: Application) -> int:
    """What an application has been granted by now, in eurocents: decided, and changed since. 0 for none."""
    project = getattr(application, "project", None)
    return int(project.amount or 0) if project is not None else 0


def last_day_to_object(decision: Decision) -> date:
    """The last day on which the lead region can object."""
    return timezone.localdate(decision.at) + TO_OBJECT


def reopened(application: Application) -> bool:
    """Whether an objection to the decision that stands was upheld, so that a new one can follow."""
    decision = application.decision
    return decision is not None and any(
        one.state == Objection.State.UPHELD for one in decision.objections.all()
    )


def shares_of(application: Application, regions: Sequence[Region], amount: int) -> list[tuple[Region, int]]:
    """An amount over regions, each its part of what the application asks; together always the amount."""
    lines = application.budget_lines.order_by().values_list("region").annotate(total=Sum("amount"))
    asked: dict[int, int] = dict(lines)
    shares = shared_out(amount, [asked.get(one.pk, 0) for one in regions])
    return list(zip(regions, shares, strict=True))


def period_of(decision: Decision) -> tuple[date, date] | None:
    """The first and last day as they were decided, whatever changed since; None for a refusal."""
    project = getattr(decision.application, "project", None)
    if not decision.granted or project is None:
        return None
    then = project.history.filter(history_date__gte=decision.at).order_by("history_date").first() or project
    return then.starts_on, then.ends_on
