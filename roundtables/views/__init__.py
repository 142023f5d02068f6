"""The screens of rounds: filling in, and the programme's side."""
