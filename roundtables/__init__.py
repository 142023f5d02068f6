"""Rounds: regions answer, the programme settles, a snapshot keeps what was counted."""
