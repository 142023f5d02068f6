"""How applications are weighed: what assessors gave, whether two of them agree, and who may know.

Points are added as fractions, so that two assessors who are exactly one apart are exactly one apart. Nobody
sees what others gave before having judged: an application that waits for the reader's own assessment shows
nothing, to managers neither.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.policy import GIVES, Deed, Reach, reach
from regions.models import Region
from regions.names import dutch_key

from ..models import Application, ApplicationStep, Assessment, Criterion
from ..sheet_page import page_of

NEEDED = 2  # finished assessments before a decision
APART_ON_ONE, APART_IN_ALL = 2, 1  # points between two assessors that ask for a third opinion
ASSESSING = tuple(kind for kind, deeds in GIVES.items() if Deed.ASSESS in deeds)
type Reader = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Opinion:
    """One finished assessment: points and reason per criterion (by primary key), and the weighted total."""

    assessor: str
    third: bool
    points: Mapping[int, int]
    reasons: Mapping[int, str]
    total: Fraction | None
    advice: str

    @property
    def score(self) -> float | None:
        """The weighted total, to show."""
        return None if self.total is None else float(self.total)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A criterion with what each assessor gave, in the order of the opinions; `apart` when they differ."""

    name: str
    weight: int
    scores: tuple[tuple[int | None, str], ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class Weighing:
    """All that assessors said about one application. `hidden`: the reader still has to judge, so nothing."""

    opinions: tuple[Opinion, ...]
    lines: tuple[ScoreLine, ...]
    given: int
    finished: int
    differs: bool
    third: bool
    hidden: bool

    @property
    def score(self) -> float | None:
        """The mean of the weighted totals; None when nobody finished."""
        totals = [one.total for one in self.opinions if one.total is not None]
        return float(sum(totals, Fraction()) / len(totals)) if totals else None

    @property
    def enough(self) -> bool:
        """Whether as many finished as a decision needs."""
        return self.finished >= NEEDED

    @property
    def asks_third(self) -> bool:
        """Whether two assessors differ so much that a third should look, and none was asked."""
        return self.differs and not self.third and not self.hidden


def total_of(points: Mapping[int, int], weights: Mapping[int, int]) -> Fraction | None:
    """The weighted mean of the points; None without any."""
    scored = [pk for pk in weights if pk in points]
    whole = sum(weights[pk] for pk in scored)
    return Fraction(sum(points[pk] * weights[pk] for pk in scored), whole) if whole else None


def opinion_of(assessment: Assessment, weights: Mapping[int, int]) -> Opinion:
    """A finished assessment, ready to lay beside another."""
    scores = list(assessment.scores.all())
    points = {score.criterion_id: score.points for score in scores}
    reasons = {score.criterion_id: score.reason for score in scores}
    total = total_of(points, weights)
    return Opinion(str(assessment.assessor), assessment.third, points, reasons, total, assessment.advice)


def apart(points: Iterable[int]) -> bool:
    """Whether points for one criterion lie so far apart that somebody else should look."""
    given = list(points)
    return bool(given) and max(given) - min(given) >= APART_ON_ONE


def differ(opinions: Iterable[Opinion]) -> bool:
    """Whether opinions lie far apart: on one criterion, or in all."""
    found = list(opinions)
    totals = [one.total for one in found if one.total is not None]
    if totals and max(totals) - min(totals) >= APART_IN_ALL:
        return True
    criteria = {pk for one in found for pk in one.points}
    return any(apart(one.points[pk] for one in found if pk in one.points) for pk in criteria)


def weighing_of(application: Application, criteria: Iterable[Criterion], reader: Reader) -> Weighing:
    """What a reader may know of how an application is weighed. Reads `assessments`, scores and assessor."""
    known = list(criteria)
    weights = {one.pk: one.weight for one in known}
    given = list(application.assessments.all())
    hidden = any(one.assessor_id == reader.pk and one.finished_at is None for one in given)
    finished = [one for one in given if one.finished_at is not None]
    opinions = tuple(opinion_of(one, weights) for one in finished)
    shown = () if hidden else opinions
    first = [one for one in opinions if not one.third]
    return Weighing(
        opinions=shown,
        lines=tuple(_line(one, shown) for one in known),
        given=len(given),
        finished=len(finished),
        differs=not hidden and len(first) >= NEEDED and differ(first),
        third=any(one.third for one in given),
        hidden=hidden,
    )


def _line(criterion: Criterion, opinions: tuple[Opinion, ...]) -> ScoreLine:
    scores = tuple((one.points.get(criterion.pk), one.reasons.get(criterion.pk, "")) for one in opinions)
    given = [points for points, _reason in scores if points is not None]
    return ScoreLine(criterion.name, criterion.weight, scores, apart(given))


def interest_of(person: User, application: Application) -> list[Region]:
    """The regions of the application in which somebody has a role, or will have one: then they have an
    interest in it and cannot assess it."""
    today = timezone.localdate()
    theirs = person.roles.filter(Q(until=None) | Q(until__gt=today)).values("region")
    return list(Region.with_pretend.filter(application_regions__application=application, pk__in=theirs))


def may_assess(person: User, application: Application) -> bool:
    """Whether somebody assesses applications with one of these themes; a role for one building block holds
    for themes about that block."""
    return holds_theme(reach(person, Deed.ASSESS), application)


def holds_theme(found: Reach, application: Application) -> bool:
    """Whether something about one of the themes of an application lies within reach."""
    if found.everywhere:
        return True
    return any(found.holds(None, theme.block_id) for theme in application.themes.all())


def candidates_for(application: Application) -> tuple[list[User], list[User]]:
    """Who could assess an application, and who could but for an interest in it. Who has it already is in
    neither."""
    people = User.objects.filter(is_active=True, is_service=False, roles__kind__in=ASSESSING).distinct()
    free = people.exclude(assessments__application=application).order_by("name", "email")
    able = [one for one in free if may_assess(one, application)]
    partial = [one for one in able if interest_of(one, application)]
    return [one for one in able if one not in partial], partial


def gave_back(application: Application) -> list[str]:
    """Who gave an application back that was given to them, because of an interest or for lack of time, and
    was not asked again since."""
    steps = application.steps.filter(what=ApplicationStep.What.GIVEN_BACK, why="")
    asked = application.assessments.values("assessor")
    return sorted({str(step.by) for step in steps.exclude(by__in=asked).select_related("by")}, key=dutch_key)


def story_of(application: Application) -> list[tuple[str, str]]:
    """What the regions wrote, question by question, in the order in which it was asked."""
    return [(one.question.text, one.in_words) for one in page_of(application.sheet, "").shown]


def seen_by_programme(reader: Reader) -> Any:
    """The applications that a reader of the programme sees: handed in, and with a theme of theirs."""
    mine = reach(reader, Deed.SEE_POOL).within(block="themes__block")
    return Application.objects.handed_in().filter(mine).distinct()
