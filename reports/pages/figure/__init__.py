"""The page of one figure, its files, and the list of figures."""
