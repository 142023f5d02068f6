"""Projects that run: their pages, their reports, and who is late."""
