"""Pieces of pages about rounds."""
