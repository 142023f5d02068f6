"""Rounds, who takes part, what they answered, how it was reviewed and what was kept."""

from .meeting import Attendee, Meeting
from .response import Contest, Participant, Reply, Response, Submission
from .review import Mark, PlausibilityRule, Reminder, Theme
from .round import Round, Transition
from .snapshot import Snapshot

__all__ = [
    "Attendee",
    "Contest",
    "Mark",
    "Meeting",
    "Participant",
    "PlausibilityRule",
    "Reminder",
    "Reply",
    "Response",
    "Round",
    "Snapshot",
    "Submission",
    "Theme",
    "Transition",
]
