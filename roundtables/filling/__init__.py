"""A region fills in: its desk, a section as a page, who else is there, and what it is about to hand in."""
