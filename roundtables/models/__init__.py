"""Rounds, who takes part, what they answered and what was kept."""

from .response import Participant, Response
from .round import Round
from .snapshot import Snapshot

__all__ = ["Participant", "Response", "Round", "Snapshot"]
