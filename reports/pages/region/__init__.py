"""The page of one region, its fact sheet and the copy of its answers, and the list of regions."""
