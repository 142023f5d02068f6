"""What can go wrong with questionnaires and answers, in sentences for users."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from regions.errors import Refusal


class QuestionnaireError(Refusal):
    """Base of this room's errors; the message is fit for a user."""


class ConditionError(QuestionnaireError):
    """A condition that does not follow the grammar, or names what does not exist."""


class AnswerError(QuestionnaireError):
    """An answer that does not fit its question."""


class EvidenceError(QuestionnaireError):
    """A link or file that cannot be kept as evidence."""


class SaveConflict(AnswerError):
    """Somebody else changed the answer meanwhile: `by` at `at`; it now stands at `revision`."""

    def __init__(self, *, by: Any, at: datetime, revision: int) -> None:
        self.by, self.at, self.revision = by, at, revision
        super().__init__(_("%s heeft dit antwoord intussen gewijzigd. Kies welk antwoord blijft.") % by)
