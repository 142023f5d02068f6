"""Two questions of one round against each other: the count, its page, chart and files."""
