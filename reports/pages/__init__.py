"""What each page shows as plain data, and the files that it gives away: a package each."""
