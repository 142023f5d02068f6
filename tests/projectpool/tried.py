"""What the permission table tries addresses of the pool on: by address, a value for each of its parts."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from projectpool.models import Project, ProjectRegion
from questionnaires.actions import attach_file
from questionnaires.models import Evidence
from regions.models import Region
from tests.projectpool.factories import (
    ApplicationFactory,
    CallFactory,
    ChangeRequestFactory,
    ProjectFactory,
    ProjectReportFactory,
    ThemeFactory,
)
from tests.questionnaires.factories import AnswerSheetFactory
from tests.roundtables.reviewing import Review

type Things = dict[str, dict[str, Any]]
REPORTS = (
    "report", "hand_in_report", "settle_report", "report_question", "report_history", "report_evidence",
    "add_report_evidence", "remove_report_evidence",
)  # fmt: skip


def following_things(review: Review, by: User) -> Things:
    """A project that Drenthe leads, about the first block, with a report, evidence and a request."""
    questionnaire = review.round.questionnaire
    call = CallFactory(questionnaire=questionnaire)
    application = ApplicationFactory(call=call, state="granted", number="1", submitted_at=call.opens_at)
    project: Project = ProjectFactory(
        pool=call.pool, application=application, amount=100, starts_on=date(2031, 1, 1),
        ends_on=date(2031, 12, 31),
    )  # fmt: skip
    project.themes.add(ThemeFactory(block=review.first))
    drenthe = Region.objects.get(slug="drenthe")
    ProjectRegion.objects.create(project=project, region=drenthe, role=ProjectRegion.Role.INITIATOR)
    report = ProjectReportFactory(project=project, sheet=AnswerSheetFactory(questionnaire=questionnaire))
    file = SimpleUploadedFile("resultaat.pdf", b"%PDF-1.7\n")
    evidence = attach_file(by=by, sheet=report.sheet, question=review.question("plan"), file=file)
    Evidence.objects.filter(pk=evidence.pk).update(scan=Evidence.Scan.CLEAN)
    of_project = {"key": project.key}
    of_report = {"key": project.key, "pk": report.pk, "question": "plan", "evidence": evidence.pk}
    return {
        "projectpool:project": of_project,
        "projectpool:new_change": of_project,
        "projectpool:close_project": of_project,
        "projectpool:change": {**of_project, "pk": ChangeRequestFactory(project=project, asked_by=by).pk},
        "projectpool:themes": {"pool": call.pool.key},
        "reports:register_file": {"name": "register.csv"},
        **{f"projectpool:{name}": of_report for name in REPORTS},
    }
