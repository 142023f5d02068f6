"""What can go wrong with questionnaires and answers, in sentences for users."""


class QuestionnaireError(Exception):
    """Base of this room's errors; the message is fit for a user."""


class ConditionError(QuestionnaireError):
    """A condition that does not follow the grammar, or names what does not exist."""


class AnswerError(QuestionnaireError):
    """An answer that does not fit its question."""
