"""Questionnaires and the sheets of answers to them."""

from .questionnaire import Option, Question, Questionnaire, Section
from .sheet import Answer, AnswerChoice, AnswerRevision, AnswerSheet, AnswerState, RevisionKind

__all__ = [
    "Answer",
    "AnswerChoice",
    "AnswerRevision",
    "AnswerSheet",
    "AnswerState",
    "Option",
    "Question",
    "Questionnaire",
    "RevisionKind",
    "Section",
]
