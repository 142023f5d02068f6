"""A project report as a page: its questions as fields, with evidence, and what it still lacks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from questionnaires.form import Field
from questionnaires.models import Answer, AnswerRevision, AnswerSheet, AnswerState, Evidence, Question

from ..models import ProjectReport
from ..sheet_page import SheetPage, fields_of, page_of
from .desk import Desk


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with its questions; `newest` is when its sheet last changed."""

    report: ProjectReport
    sheet: SheetPage
    newest: datetime | None

    @property
    def address(self) -> str:
        """Where the report is; what belongs to its questions lies below."""
        return self.sheet.address

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every question, asked or skipped."""
        return self.sheet.fields

    @property
    def dropped(self) -> list[Field]:
        """Answers that another answer made void; they vanish when the report is handed in."""
        return [field for field in self.fields if field.hidden and field.answered]

    @property
    def lacking(self) -> list[Field]:
        """Questions that must be answered before the report can be handed in: what was reached, the traffic
        light and why, delay and by what."""
        return self.sheet.unanswered

    @property
    def seen(self) -> str:
        """What stands on the sheet, each answer at its revision: what somebody has read."""
        return " ".join(f"{field.key}:{field.revision}" for field in self.fields)


def report_for(desk: Desk, pk: int) -> ProjectReport:
    """A report of the project, or a 404 with a sentence."""
    found = desk.project.reports.select_related("sheet", "submitted_by", "settled_by").filter(pk=pk).first()
    if found is None:
        raise Http404(_("Dit project heeft dit verslag niet."))
    found.project = desk.project
    return found


def report_page(report: ProjectReport) -> ReportPage:
    """The report with everything that stands on its sheet now."""
    address = reverse("projectpool:report", args=[report.project.key, report.pk])
    sheet = page_of(report.sheet, address)
    _put_evidence(report.sheet, sheet.fields)
    newest = AnswerRevision.objects.filter(answer__sheet=report.sheet).aggregate(at=Max("at"))["at"]
    return ReportPage(report, sheet, newest)


def field_now(sheet: AnswerSheet, question: Question) -> Field:
    """One question as it stands now."""
    fields = fields_of(sheet, [question])
    _put_evidence(sheet, fields)
    return fields[0]


def _put_evidence(sheet: AnswerSheet, fields: "tuple[Field, ...] | list[Field]") -> None:
    by_question: dict[int, list[Evidence]] = {}
    for one in Evidence.objects.standing().filter(sheet=sheet):
        by_question.setdefault(one.question_id, []).append(one)
    for field in fields:
        field.evidence = by_question.get(field.question.pk, ())


def given_answers(page: ReportPage) -> list[Answer]:
    """The answers on the sheet to questions that apply."""
    return list(_answers(page, [field.question.pk for field in page.sheet.shown]))


def void_answers(page: ReportPage) -> list[Answer]:
    """The answers on the sheet to questions that another answer skips."""
    return list(_answers(page, [field.question.pk for field in page.dropped]))


def _answers(page: ReportPage, questions: list[int]) -> "list[Answer]":
    found = page.report.sheet.answers.filter(question__in=questions).exclude(state=AnswerState.OPEN)
    return list(found.select_related("question", "sheet"))
