"""The pages of the project pool."""
