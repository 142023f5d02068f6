"""The page of a project: what everybody may know, and for its regions and the programme how it goes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from questionnaires.models import Answer, AnswerState
from regions.names import dutch_key

from ..models import ChangeRequest, Project, ProjectReport
from ..register.entries import Entry, entry_of
from .desk import Desk, Reader

ABOUT = ("report-light", "report-light-reason", "report-delay", "report-delay-causes", "report-lesson")
CALM = {"green", "none"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says in short: the traffic light with its reason, and the delay with its causes."""

    light: str = ""
    light_in_words: str = ""
    reason: str = ""
    delay: str = ""
    delay_in_words: str = ""
    causes: tuple[str, ...] = ()
    lesson: str = ""

    @property
    def troubled(self) -> bool:
        """Whether the light is not green."""
        return bool(self.light) and self.light not in CALM

    @property
    def delayed(self) -> bool:
        """Whether the project runs late."""
        return bool(self.delay) and self.delay not in CALM


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report of a project with what it says."""

    report: ProjectReport
    told: Told


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """A project as one reader sees it. `reports` and `changes` are empty for who may not read them."""

    desk: Desk
    entry: Entry
    reports: tuple[ReportLine, ...]
    changes: tuple[ChangeRequest, ...]
    same: tuple[Project, ...]
    final_approved: bool

    @property
    def project(self) -> Project:
        """The project."""
        return self.desk.project

    @property
    def may_close(self) -> bool:
        """Whether this person can end the project now."""
        return self.desk.running and self.desk.may_settle and self.final_approved


def desk_for(user: Reader, key: str) -> Desk:
    """The desk of a project, or a 404 with a sentence."""
    found = Project.objects.select_related("pool", "application__call")
    project = found.prefetch_related("themes", "project_regions__region").filter(key=key).first()
    if project is None:
        raise Http404(_("Er is geen project met dit adres."))
    return Desk(user, project)


def project_page(desk: Desk) -> ProjectPage:
    """The project with what this reader may know."""
    project = desk.project
    reports = list(project.reports.select_related("submitted_by", "settled_by")) if desk.may_read else []
    told = told_by(reports)
    changes = project.change_requests.select_related("asked_by", "decided_by") if desk.may_read else ()
    return ProjectPage(
        desk=desk,
        entry=entry_of(project),
        reports=tuple(ReportLine(one, told.get(one.sheet_id, Told())) for one in reports),
        changes=tuple(changes),
        same=tuple(project.possibly_same.all()),
        final_approved=any(
            one.kind == ProjectReport.Kind.FINAL and one.state == ProjectReport.State.APPROVED
            for one in reports
        ),
    )


def told_by(reports: Iterable[ProjectReport]) -> dict[int, Told]:
    """What reports say in short, by sheet; two queries for any number of them."""
    sheets = [report.sheet_id for report in reports]
    found = Answer.objects.filter(sheet__in=sheets, question__key__in=ABOUT).exclude(state=AnswerState.OPEN)
    by_sheet: dict[int, dict[str, Answer]] = {}
    for answer in found.select_related("question").prefetch_related("choices__option"):
        by_sheet.setdefault(answer.sheet_id, {})[answer.question.key] = answer
    return {sheet: _told(answers) for sheet, answers in by_sheet.items()}


def _told(answers: dict[str, Answer]) -> Told:
    light, delay = answers.get("report-light"), answers.get("report-delay")
    late = delay is not None and _slug(delay) not in CALM
    causes = answers.get("report-delay-causes") if late else None
    return Told(
        light=_slug(light),
        light_in_words="; ".join(_labels(light)),
        reason=_text(answers.get("report-light-reason")),
        delay=_slug(delay),
        delay_in_words="; ".join(_labels(delay)),
        causes=_labels(causes),
        lesson=_text(answers.get("report-lesson")),
    )


def _slug(answer: Answer | None) -> str:
    return next((one.option.slug for one in answer.choices.all()), "") if answer else ""


def _labels(answer: Answer | None) -> tuple[str, ...]:
    return tuple(one.option.label for one in answer.choices.all()) if answer else ()


def _text(answer: Answer | None) -> str:
    return answer.text if answer else ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What other regions can learn from a project that reported on its end."""

    project: Project
    regions: tuple[str, ...]
    text: str


def lessons(theme: str = "") -> tuple[Lesson, ...]:
    """The lessons of approved final reports, of all themes or one (its slug); the newest first."""
    found = ProjectReport.objects.approved().filter(kind=ProjectReport.Kind.FINAL)
    if theme:
        found = found.filter(project__themes__slug=theme)
    rows = found.select_related("project__pool").prefetch_related(
        "project__themes", "project__project_regions__region"
    )
    reports = list(rows.order_by("-settled_at", "-pk").distinct())
    told = told_by(reports)
    return tuple(
        Lesson(one.project, _names(one.project), told[one.sheet_id].lesson)
        for one in reports
        if one.sheet_id in told and told[one.sheet_id].lesson
    )


def _names(project: Project) -> tuple[str, ...]:
    return tuple(sorted((one.region.name for one in project.project_regions.all()), key=dutch_key))
