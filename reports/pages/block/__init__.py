"""The page of one building block, and its card on the dashboard."""
