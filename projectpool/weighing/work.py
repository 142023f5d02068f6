"""What waits for somebody in weighing and deciding: applications to assess, calls to decide, objections."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from accounts.policy import Deed, allowed
from accounts.work import Work

from ..models import Application, Assessment, Call, Objection
from .assessing import NEEDED


def weighing_work(user: User) -> Iterator[Work]:
    """An assessor's applications; the manager's calls that closed, and objections without an answer."""
    yield from _to_assess(user)
    if allowed(user, Deed.RUN_POOL):
        for call in Call.objects.published().filter(closes_at__lte=timezone.now()):
            yield from _to_decide(call)
        yield from _to_answer()


def _to_assess(user: User) -> Iterator[Work]:
    number = Assessment.objects.waiting().filter(assessor=user).count()
    if number:
        yield Work(
            title=_("Aanvragen beoordelen"),
            url=reverse("projectpool:assessments"),
            detail=ngettext(
                "%d aanvraag wacht op uw oordeel.", "%d aanvragen wachten op uw oordeel.", number
            )
            % number,
            count=number,
            role=_role(user),
        )


def _role(user: User) -> str:
    """The heading under which somebody assesses: as expert, or for the programme."""
    expert = user.roles.current().filter(kind=Role.Kind.EXPERT).select_related("block").first()
    return str(expert) if expert else _("Programmateam")


def _to_decide(call: Call) -> Iterator[Work]:
    """A call with applications that wait for assessors or for a decision."""
    upheld = Q(decisions__replaced_at=None, decisions__objections__state=Objection.State.UPHELD)
    waits = Q(state=Application.State.SUBMITTED) | upheld
    rows = Application.objects.filter(waits, call=call).distinct()
    if not rows:
        return
    without = rows.undecided().annotate(asked=Count("assessments")).filter(asked__lt=NEEDED).count()
    said = ngettext("%d aanvraag wacht op een besluit.", "%d aanvragen wachten op een besluit.", len(rows))
    parts = [said % len(rows)]
    if without:
        lacking = ngettext(
            "%d aanvraag heeft nog geen twee beoordelaars.",
            "%d aanvragen hebben nog geen twee beoordelaars.",
            without,
        )
        parts.append(lacking % without)
    yield Work(
        title=_("Beoordeling %s") % call.title,
        url=reverse("projectpool:ranking", args=[call.key]),
        detail=" ".join(parts),
        count=len(rows),
        role=_("Programmateam"),
    )


def _to_answer() -> Iterator[Work]:
    waiting = Objection.objects.filter(state=Objection.State.OPEN).select_related("decision__application")
    for one in waiting:
        yield Work(
            title=_("Bezwaar: %s") % one.decision.application.title,
            url=reverse("projectpool:objection", args=[one.decision.application_id]),
            detail=_("De regio wacht op een antwoord."),
            urgent=True,
            role=_("Programmateam"),
        )
