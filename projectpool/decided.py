"""What was decided about an application, as its readers see it: decision, objection, money, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, Sum
from django.utils import timezone

from accounts.models import User
from accounts.policy import Deed
from regions.models import Region

from .models import Application, Assessment, Decision, Instalment, Objection
from .models.application import pool_reach
from .money import shared_out
from .weighing import seen_by_programme

TO_OBJECT = timedelta(weeks=6)  # after the day of the decision


@dataclass(frozen=True, slots=True)
class About:
    """What the page of an application tells one reader about how it was weighed and decided. `assessment` is
    the reader's own; `last_day` the last on which the lead region can object."""

    application: Application
    decision: Decision | None
    last_day: date | None
    may_object: bool
    objections: tuple[Objection, ...]
    instalments: tuple[Instalment, ...]
    assessment: Assessment | None
    of_programme: bool


def about(application: Application, reader: User | AnonymousUser) -> About:
    """How an application stands for one reader; nothing for who is not signed in."""
    if not isinstance(reader, User):
        return About(application, None, None, False, (), (), None, of_programme=False)
    decision = decided_for(reader, application.pk)
    last = last_day_to_object(decision) if decision else None
    objections = tuple(decision.objections.all()) if decision else ()
    return About(
        application=application,
        decision=decision,
        last_day=last,
        may_object=bool(decision and last and _can_object(reader, decision, last)),
        objections=objections,
        instalments=tuple(decision.instalments.all()) if decision else (),
        assessment=application.assessments.filter(assessor=reader).first(),
        of_programme=seen_by_programme(reader).filter(pk=application.pk).exists(),
    )


def _can_object(reader: User, decision: Decision, last: date) -> bool:
    heard = decision.objections.filter(filed_at__gte=decision.at).exists()
    return not heard and timezone.localdate() <= last and may_object(reader, decision)


def may_object(user: User, decision: Decision) -> bool:
    """Whether somebody hands in for the lead region."""
    return pool_reach(user, Deed.HAND_IN_APPLICATIONS).holds(decision.application.lead.pk)


def decided_for(reader: User, pk: int) -> Decision | None:
    """The decision about an application, for its own regions and for who sees the pool; else None. An
    assessor from outside gets no letter."""
    one = Q(pk__in=Application.objects.of_regions(reader).values("pk"))
    one |= Q(pk__in=seen_by_programme(reader).values("pk"))
    found = Application.objects.filter(one, pk=pk).values("pk")
    return Decision.objects.select_related("application__call").filter(application__in=found).first()


def standing_grant(application: Application) -> int:
    """What an application has been granted by now, in eurocents: decided, and changed since. 0 for none."""
    project = getattr(application, "project", None)
    return int(project.amount or 0) if project is not None else 0


def last_day_to_object(decision: Decision) -> date:
    """The last day on which the lead region can object."""
    return timezone.localdate(decision.at) + TO_OBJECT


def reopened(application: Application) -> bool:
    """Whether an objection to the decision was upheld after it was made, so that a new one can follow."""
    decision: Decision | None = getattr(application, "decision", None)
    if decision is None:
        return False
    return any(
        one.state == Objection.State.UPHELD and one.answered_at is not None and one.answered_at >= decision.at
        for one in decision.objections.all()
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
