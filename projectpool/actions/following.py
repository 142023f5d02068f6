"""When a project reports: at the end of each half year, and once more when it is done."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from questionnaires.models import AnswerSheet, Questionnaire

from ..errors import PoolError
from ..following.desk import require_decider
from ..models import Project, ProjectReport

Kind = ProjectReport.Kind
DAY = timedelta(days=1)
SHORTEST = timedelta(days=91)  # a first or last piece of a half year that is shorter joins its neighbour
LONGEST = 10  # years from the first day of a project: more is a slip of the finger
MONTHS_FOR_A_HALF_YEAR, MONTHS_AT_THE_END = 1, 3


@transaction.atomic
def plan_reports(*, by: User, project: Project) -> list[ProjectReport]:
    """Give a project its reports: one for each half year before its last, and a final one, which tells of the
    last stretch too. Safe to repeat after the last day moved: what is begun stays, what is lacking comes, and
    a report that nobody began falls away when the project ends before it. PoolError when there is no
    questionnaire for reports."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    require_decider(by, locked)
    if locked.starts_on is None or locked.ends_on is None:
        raise PoolError(_("Dit project heeft nog geen eerste en laatste dag. Geef die eerst."))
    wanted = list(half_years(locked.starts_on, locked.ends_on))
    _drop_needless(locked, {until for _begin, until in wanted})
    for begin, until in wanted:
        _plan_half_year(locked, begin, until)
    _plan_final(locked, locked.starts_on, locked.ends_on)
    return list(locked.reports.all())


def half_years(first: date, last: date) -> Iterator[tuple[date, date]]:
    """First and last day of each half year to report on: January to June, July to December. The piece that
    ends with the project is for the final report; a short piece joins the half year after it."""
    ends = [end for end in _ends(first, last) if last - end >= SHORTEST]
    if ends and ends[0] - first < SHORTEST:
        ends = ends[1:]
    begins = [first, *(end + DAY for end in ends)]
    yield from ((begin, after - DAY) for begin, after in pairwise(begins))


def _ends(first: date, last: date) -> Iterator[date]:
    for year in range(first.year, last.year + 1):
        yield from (day for day in (date(year, 6, 30), date(year, 12, 31)) if first <= day <= last)


def due_after(day: date, months: int) -> date:
    """The first of the month after so many whole months: a half year that ends on 30 June is told by
    1 August."""
    number = day.year * 12 + day.month + months
    return date(number // 12, number % 12 + 1, 1)


def _drop_needless(project: Project, ends: set[date]) -> None:
    untouched = project.reports.filter(kind=Kind.HALF_YEAR, state=ProjectReport.State.OPEN)
    for report in untouched.exclude(period_until__in=ends).filter(sheet__answers=None, sheet__evidence=None):
        sheet = report.sheet
        report.delete()
        sheet.delete()


def _plan_half_year(project: Project, begin: date, until: date) -> None:
    if not project.reports.filter(kind=Kind.HALF_YEAR, period_until=until).exists():
        ProjectReport.objects.create(
            project=project, sheet=_sheet(), kind=Kind.HALF_YEAR, period_from=begin, period_until=until,
            due_on=due_after(until, MONTHS_FOR_A_HALF_YEAR),
        )  # fmt: skip


def _plan_final(project: Project, begin: date, until: date) -> None:
    due_on = due_after(until, MONTHS_AT_THE_END)
    final = project.reports.filter(kind=Kind.FINAL).first()
    if final is None:
        ProjectReport.objects.create(
            project=project, sheet=_sheet(), kind=Kind.FINAL, period_from=begin, period_until=until,
            due_on=due_on,
        )  # fmt: skip
    elif final.with_region:
        final.period_from, final.period_until, final.due_on = begin, until, due_on
        final.save(update_fields=["period_from", "period_until", "due_on"])


def _sheet() -> AnswerSheet:
    """A sheet on the newest questions, which lie fast from now on."""
    asked = Questionnaire.objects.filter(purpose=Questionnaire.Purpose.PROJECT_REPORT)
    newest = asked.order_by("position").last()
    if newest is None:
        raise PoolError(_("Er is nog geen vragenlijst voor verslagen van projecten. Laad die eerst in."))
    Questionnaire.objects.filter(pk=newest.pk, frozen_at=None).update(frozen_at=timezone.now())
    return AnswerSheet.objects.create(questionnaire=newest)
