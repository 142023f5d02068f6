"""The writing side of the project pool: each action checks who may, and leaves what it did."""
