"""The forms of a round: what regions fill in, and what the programme decides."""
