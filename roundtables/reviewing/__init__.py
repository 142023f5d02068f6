"""The programme reviews: a region as a page, free texts side by side, what will be counted of a region."""
