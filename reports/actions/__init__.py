"""The writing side of reports."""
