"""Wires the rooms into one product; holds no rules of its own."""

from .celery import app as celery_app

__all__ = ["celery_app"]
