"""Questions, options, conditions, answer sheets and their revisions."""
