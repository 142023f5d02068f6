"""Calls and applications: which a reader may know of, what one asks, what it lacks, its plan in Word."""
