"""The writing side of rounds."""
