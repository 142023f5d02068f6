"""Questionnaires, the sheets of answers to them, and what stands beside an answer."""

from .beside import Evidence, Remark
from .questionnaire import Option, Question, Questionnaire, Section
from .sheet import Answer, AnswerChoice, AnswerRevision, AnswerSheet, AnswerState, RevisionKind

__all__ = [
    "Answer",
    "AnswerChoice",
    "AnswerRevision",
    "AnswerSheet",
    "AnswerState",
    "Evidence",
    "Option",
    "Question",
    "Questionnaire",
    "Remark",
    "RevisionKind",
    "Section",
]
