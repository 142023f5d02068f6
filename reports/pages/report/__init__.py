"""The pages of published reports."""
