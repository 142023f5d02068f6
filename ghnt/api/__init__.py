"""The API under /api/v1/: what all of it shares. What it answers stands in each room's own api."""

VERSION = "1.0.0"
