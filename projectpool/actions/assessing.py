"""Applications are given to assessors, who have no interest in them, and score what the call asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, require
from regions.names import dutch_key
from regions.text import clean

from ..errors import AssessingError
from ..models import Application, ApplicationStep, Assessment, Call, Criterion, Score
from ..weighing.assessing import NEEDED, differ, interest_of, may_assess, opinion_of
from .telling import tell_assessor

What = ApplicationStep.What
LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Given:
    """What an assessor gives for one criterion. Without points and reason the score is taken back."""

    criterion: Criterion
    points: int | None
    reason: str


@transaction.atomic
def assign(
    *, by: User, application: Application, assessors: Sequence[User], third: bool = False
) -> list[Assessment]:
    """Ask people to assess an application: two of them, and a third when those two differ. They get a mail.
    Somebody with a role in a region that takes part is refused."""
    require(by, Deed.RUN_POOL)
    locked = _weighable(application)
    _room_for(locked, len(assessors), third)
    return [_ask(by, locked, assessor, third) for assessor in assessors]


def _room_for(application: Application, more: int, third: bool) -> None:
    given = application.assessments.filter(third=third).count()
    if third:
        if not _two_differ(application):
            raise AssessingError(
                _("De twee beoordelingen liggen niet ver uit elkaar. Een derde oordeel is niet nodig.")
            )
        if given + more > 1:
            raise AssessingError(_("Er is één derde beoordelaar. Kies er één."))
    elif given + more > NEEDED:
        raise AssessingError(
            _("Een aanvraag heeft twee beoordelaars. U kunt er nog %d kiezen.") % max(NEEDED - given, 0)
        )


def _two_differ(application: Application) -> bool:
    weights = dict(application.call.criteria.values_list("pk", "weight"))
    finished = application.assessments.finished().filter(third=False).select_related("assessor")
    return len(finished) == NEEDED and differ([opinion_of(one, weights) for one in finished])


def _ask(by: User, application: Application, assessor: User, third: bool) -> Assessment:
    if not may_assess(assessor, application):
        raise AssessingError(
            _("%s kan deze aanvraag niet beoordelen: de rol van beoordelaar voor een van deze thema’s mist.")
            % assessor
        )
    _refuse_interest(assessor, application)
    if application.assessments.filter(assessor=assessor).exists():
        raise AssessingError(_("%s heeft deze aanvraag al.") % assessor)
    made = Assessment.objects.create(
        application=application, assessor=assessor, third=third, assigned_by=by
    )
    ApplicationStep.objects.create(
        application=application, what=What.ASSIGNED, by=by, why=_("derde oordeel") if third else ""
    )
    tell_assessor(made)
    return made


def _refuse_interest(assessor: User, application: Application) -> None:
    regions = sorted((one.name for one in interest_of(assessor, application)), key=dutch_key)
    if regions:
        raise AssessingError(
            _("%(who)s heeft een rol in %(regions)s en dus belang bij deze aanvraag. Kies iemand anders.")
            % {"who": assessor, "regions": ", ".join(regions)}
        )


def _weighable(application: Application) -> Application:
    """The application, locked, when its call is closed and it waits for a decision."""
    locked: Application = (
        Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
    )
    if locked.call.state != Call.State.CLOSED:
        raise AssessingError(_("De openstelling is nog niet gesloten. Beoordelen kan daarna."))
    if locked.state != Application.State.SUBMITTED:
        raise AssessingError(
            _("Deze aanvraag is %s en wordt niet meer beoordeeld.") % locked.get_state_display()
        )
    return locked


@transaction.atomic
def release(*, by: User, assessment: Assessment) -> None:
    """Give an assessment back that is not finished: the assessor has an interest or no time, or the
    programme asks somebody else. What was scored so far goes; the application waits for another."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.assessor_id != by.pk:
        require(by, Deed.RUN_POOL)
    application = _weighable(locked.application)
    if locked.finished_at is not None:
        raise AssessingError(_("Deze beoordeling is al afgerond."))
    locked.delete()
    of = "" if locked.assessor_id == by.pk else str(locked.assessor)
    ApplicationStep.objects.create(application=application, what=What.GIVEN_BACK, by=by, why=of)


@transaction.atomic
def declare_no_interest(*, by: User, assessment: Assessment) -> None:
    """The assessor says to have no interest in the application. Only then scores can be given."""
    locked = _own(by, assessment)
    if locked.no_interest_at is None:
        locked.no_interest_at = timezone.now()
        locked.save(update_fields=["no_interest_at"])


@transaction.atomic
def save_scores(*, by: User, assessment: Assessment, given: Iterable[Given], advice: str) -> int:
    """Keep what the assessor gives so far; how many criteria changed. Nothing has to be complete yet, but a
    score always has its reason."""
    locked = _declared(by, assessment)
    text = clean(advice).strip()[:LONGEST]
    if text != locked.advice:
        locked.advice = text
        locked.save(update_fields=["advice"])
    return sum(_keep(locked, one) for one in given)


def _keep(assessment: Assessment, given: Given) -> bool:
    if given.criterion.call_id != assessment.application.call_id:
        raise AssessingError(_("Dit criterium hoort niet bij deze openstelling."))
    reason = clean(given.reason).strip()[:LONGEST]
    stands = assessment.scores.filter(criterion=given.criterion)
    if given.points is None and not reason:
        return bool(stands.delete()[0])
    if given.points is None or not reason:
        raise AssessingError(
            _("“%s”: geef punten en schrijf waarom u die geeft.") % given.criterion.name
        )
    if not Score.LEAST <= given.points <= Score.MOST:
        raise AssessingError(_("“%s”: geef 1 tot en met 5 punten.") % given.criterion.name)
    if stands.filter(points=given.points, reason=reason).exists():
        return False
    Score.objects.update_or_create(
        assessment=assessment, criterion=given.criterion,
        defaults={"points": given.points, "reason": reason},
    )  # fmt: skip
    return True


@transaction.atomic
def finish(*, by: User, assessment: Assessment) -> None:
    """The assessor is done: every criterion has a score. From now on it stands, and others may read it."""
    locked = _declared(by, assessment)
    scored = locked.scores.values("criterion")
    lacking = [one.name for one in locked.application.call.criteria.exclude(pk__in=scored)]
    if lacking:
        raise AssessingError(
            _("Nog niet alles heeft een score. Vul ook in: %s.") % "; ".join(lacking)
        )
    locked.finished_at = timezone.now()
    locked.save(update_fields=["finished_at"])
    ApplicationStep.objects.create(application=locked.application, what=What.ASSESSED, by=by)


def _declared(by: User, assessment: Assessment) -> Assessment:
    locked = _own(by, assessment)
    if locked.no_interest_at is None:
        raise AssessingError(_("Verklaar eerst dat u geen belang hebt bij deze aanvraag."))
    return locked


def _own(by: User, assessment: Assessment) -> Assessment:
    """The assessment, locked, when it is this person's, still runs, and nothing gave them an interest."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.assessor_id != by.pk:
        raise PermissionDenied
    locked.application = _weighable(locked.application)
    if not may_assess(by, locked.application):
        raise PermissionDenied
    _refuse_interest(by, locked.application)
    if locked.finished_at is not None:
        raise AssessingError(_("Deze beoordeling is afgerond en wijzigt niet meer."))
    return locked
