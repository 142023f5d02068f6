"""Evidence beside a region's answers, while the round is open."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from questionnaires import actions as questionnaires
from questionnaires.models import Evidence, Question

from ..models import Response
from .filling import _still_open, must_be_open, require_fill


@transaction.atomic
def attach_link(*, by: User, response: Response, question: Question, url: str, name: str = "") -> Evidence:
    """Put a link beside an answer of the region."""
    must_be_open(response)
    require_fill(by, response, [question])
    made = questionnaires.attach_link(by=by, sheet=response.sheet, question=question, url=url, name=name)
    _still_open(response)
    return made


def attach_file(*, by: User, response: Response, question: Question, file: "UploadedFile[Any]") -> Evidence:
    """Put a file beside an answer of the region. No transaction is open while it is scanned."""
    must_be_open(response)
    require_fill(by, response, [question])
    return questionnaires.attach_file(
        by=by, sheet=response.sheet, question=question, file=file, last=lambda: _still_open(response)
    )


@transaction.atomic
def take_away(*, by: User, response: Response, evidence: Evidence) -> None:
    """No longer show a piece of evidence of the region."""
    must_be_open(response)
    require_fill(by, response, [evidence.question])
    questionnaires.lock(response.sheet)
    questionnaires.take_away(by=by, evidence=evidence)
    _still_open(response)
